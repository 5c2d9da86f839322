"""The estimate for people who see, touch or read in other ways: large text, thick fingers, colours of their own, no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.audit.eyes import add_style
from tests.browser.asking import Estimate
from tests.browser.conftest import OpenTab
from tests.site.project import Built

# Everything that is pressed, with its label where it has one; links inside a sentence are excepted by WCAG 2.5.8.
SMALL_TARGETS = """[...document.querySelectorAll(".cg-estimate :is(input, button)")].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect();
  return {id: one.id || one.textContent, width: box.width, height: box.height};
}).filter(({width, height}) => width < 24 || height < 24)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def answered(page: Page, real: Built) -> Estimate:
    """An answer with everything in it: several concerns, a note, the tools."""
    (name, *_) = real.guide.treatments
    asked = Estimate(page, real, name)
    ranges = [pair for pair in asked.pairs if all(row.sessions and row.weeks_between for row in pair)]
    asked.answer(asked.fields(*ranges[0]))
    assert asked.shown
    return asked


def test_targets_are_large_enough(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(viewport={"width": 320, "height": 640})
    answered(page, real)
    assert page.evaluate(SMALL_TARGETS) == []


def test_text_at_twice_its_size_fits_a_phone(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(viewport={"width": 320, "height": 640})
    answered(page, real)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cg-result p')).fontSize)")
    add_style(page, "html { font-size: 200% !important }")
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cg-result p')).fontSize)")
    assert after >= before * 1.9
    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_can_be_told_apart_in_forced_colours(open_tab: OpenTab, real: Built, scheme: str) -> None:
    page = open_tab(color_scheme=scheme, forced_colors="active", viewport={"width": 360, "height": 800})
    answered(page, real)
    fill = "one => getComputedStyle(one).fill"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for part in (".cg-bar__part", ".cg-bar__clinic", ".cg-timeline__session"):
        assert page.locator(part).first.evaluate(fill) != paper
    assert page.locator(".cg-bar__part").first.evaluate(fill) != page.locator(".cg-bar__clinic").first.evaluate(fill)


def test_nothing_moves(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(reduced_motion="reduce")
    asked = answered(page, real)
    page.locator(f"#concern-{asked.rows[0].concern}").click()
    moving = "document.getAnimations().filter(one => one.effect.target.closest('.cg-estimate')).length"
    assert page.evaluate(moving) == 0
