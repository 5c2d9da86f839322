"""No complaint of axe, best practices included: a page of each kind, what opens in its frame, and each state of the estimate.

`make audit` looks at every page.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.axe import complaints
from tests.audit.frame import open_menu, open_search
from tests.browser.asking import Estimate
from tests.browser.conftest import DESK, PHONE, OpenTab
from tests.browser.kinds import HOME, page_of_each_kind
from tests.site.project import Built

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
both_sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@both_schemes
@both_sizes
def test_a_page_of_each_kind(open_tab: OpenTab, real: Built, scheme: str, size: dict[str, int]) -> None:
    page, found = open_tab(color_scheme=scheme, viewport=size), {}
    for kind, path in page_of_each_kind(real).items():
        page.goto((real.site / path).as_uri())
        found[kind] = complaints(page)
    assert {kind: said for kind, said in found.items() if said} == {}


@both_schemes
def test_the_open_menu(open_tab: OpenTab, real: Built, scheme: str) -> None:
    page = open_tab(color_scheme=scheme, viewport=PHONE)
    page.goto((real.site / HOME).as_uri())
    open_menu(page)
    assert complaints(page) == []


@both_schemes
@both_sizes
def test_the_open_search(open_tab: OpenTab, real: Built, scheme: str, size: dict[str, int]) -> None:
    page = open_tab(color_scheme=scheme, viewport=size)
    page.goto((real.site / HOME).as_uri())
    for words in ("", "scars"):
        open_search(page, words)
        assert complaints(page) == []
        page.keyboard.press("Escape")


def test_a_fault_is_found(open_tab: OpenTab) -> None:
    """Of both sorts: a rule of WCAG, and one of good practice."""
    page = open_tab()
    page.set_content('<html lang="en"><title>A page</title><main><h1>One</h1><h4>Four</h4><img src="data:,"></main>')
    assert {one.split(":")[0] for one in complaints(page)} == {"image-alt", "heading-order"}


@both_schemes
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
