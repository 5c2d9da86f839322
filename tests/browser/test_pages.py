"""Every page as a patient holds it: on a phone and on a desk, in light and dark, with and without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.eyes import does_not_fit, is_faint, text_of
from tests.browser.asking import Estimate
from tests.browser.conftest import DESK, PHONE, OpenTab, complaints_of
from tests.site.project import Built

LOOKS = """() => ({
  sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  headings: document.querySelectorAll("h1").length,
  language: document.documentElement.lang,
  titled: document.title.trim() !== "",
})"""

@dataclass
class Seen:
    """What one tab saw of every page of the real site, opened from a disk: widths by page, texts by page, complaints."""

    looks: dict[tuple[str, int], Any]
    sticking_out: dict[tuple[str, int], list[str]]
    texts: dict[str, str]
    complaints: list[str]


@pytest.fixture(scope="module")
def seen(chromium: Browser, real: Built) -> Seen:
    return _look_at_all(chromium.new_page(), real)


@pytest.fixture(scope="module")
def seen_without_script(chromium: Browser, real: Built) -> Seen:
    return _look_at_all(chromium.new_page(java_script_enabled=False), real)


def _look_at_all(page: Page, built: Built) -> Seen:
    found = Seen({}, {}, {}, complaints_of(page))
    for path in built.pages:
        page.goto((built.site / path).as_uri())
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            found.looks[path, size["width"]] = page.evaluate(LOOKS)
            found.sticking_out[path, size["width"]] = does_not_fit(page)
        found.texts[path] = text_of(page)
    page.context.close()
    return found


@pytest.mark.parametrize("how", ["seen", "seen_without_script"])
def test_every_page_fits_and_is_well_formed(request: pytest.FixtureRequest, real: Built, how: str) -> None:
    found: Seen = request.getfixturevalue(how)
    assert len(found.looks) == 2 * len(real.pages) > 0
    good = {"sideways": 0, "headings": 1, "language": "en", "titled": True}
    assert {place: looks for place, looks in found.looks.items() if looks != good} == {}
    assert {place: parts for place, parts in found.sticking_out.items() if parts} == {}


def test_the_text_needs_no_script(seen: Seen, seen_without_script: Seen) -> None:
    assert [path for path, text in seen.texts.items() if len(text) < 100] == []
    assert [path for path, text in seen.texts.items() if text != seen_without_script.texts[path]] == []


def test_no_page_complains_when_it_is_opened_from_a_disk(seen: Seen) -> None:
    assert seen.complaints == []


def test_an_answered_estimate_fits_a_phone(tab: Page, real: Built) -> None:
    tab.set_viewport_size(PHONE)
    for name in real.guide.treatments:
        _open_answered(tab, real, name)
        assert tab.evaluate(LOOKS)["sideways"] == 0
        assert does_not_fit(tab) == []
    tab.set_viewport_size(DESK)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answers_of_an_estimate_stand_out_from_their_background(open_tab: OpenTab, real: Built, scheme: str) -> None:
    page = open_tab(color_scheme=scheme)
    for name in real.guide.treatments:
        _open_answered(page, real, name)
        assert is_faint(page) == []


def test_dark_is_dark(open_tab: OpenTab, real: Built) -> None:
    """The contrast is measured in two looks, not twice in one."""
    seen = set()
    for scheme in ("light", "dark"):
        page = open_tab(color_scheme=scheme)
        page.goto((real.site / "index.html").as_uri())
        seen.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(seen) == 2


def _open_answered(page: Page, built: Built, name: str) -> None:
    """An estimate that shows all it can: several concerns, and every caution that is no stop."""
    asked = Estimate(page, built, name)
    first = {row.concern: row for row in reversed(asked.rows)}
    told = [caution.id for caution in asked.treatment.record.cautions if not caution.stop] or ["none"]
    (said,) = asked.answer(asked.fields(*first.values(), cautions=told))
    assert len(said) > len(first)
