"""No complaint of axe, best practices included: every page, and each state of the estimate, light, dark and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.asking import Estimate
from tests.browser.conftest import OpenTab
from tests.site.project import Built

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""


def complaints(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page(open_tab: OpenTab, real: Built, scheme: str) -> None:
    page = open_tab(color_scheme=scheme, viewport={"width": 360, "height": 800})
    found = {}
    for path in real.pages:
        page.goto((real.site / path).as_uri())
        found[path] = complaints(page)
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["empty", "one", "several", "stopped", "printed"])
def test_each_state_of_the_estimate(open_tab: OpenTab, real: Built, state: str, scheme: str) -> None:
    page = open_tab(color_scheme=scheme, viewport={"width": 360, "height": 800})
    for name in real.guide.treatments:
        asked = Estimate(page, real, name)
        _bring_to(asked, state)
        assert complaints(page) == []


def _bring_to(asked: Estimate, state: str) -> Any:
    one, other = asked.pairs[0]
    stop = next(caution.id for caution in asked.treatment.record.cautions if caution.stop)
    if state in ("one", "printed"):
        asked.answer(asked.fields(one))
    elif state == "several":
        asked.answer(asked.fields(one, other))
    elif state == "stopped":
        asked.answer(asked.fields(one, cautions=[stop]))
    if state == "printed":
        asked.page.evaluate("window.print = () => {}")
        asked.page.locator("[data-print]").click()
        asked.page.emulate_media(media="print")
