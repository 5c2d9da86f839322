"""No complaint of axe, best practices included: a page of each kind, what opens in its frame, and each state of the estimate.

Nine tenths of axe's time go to colours, so a whole page is looked at on a light phone and on a dark desk: what both show is seen in
both schemes, and what only one of them shows is in the frame, which is seen in all four. `make audit` looks at every page in all four.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.audit.axe import RUN, complaints
from tests.audit.frame import open_menu, open_search
from tests.browser.asking import RESULT, Estimate
from tests.browser.conftest import DESK, PHONE, OpenTab
from tests.browser.kinds import HOME, page_of_each_kind
from tests.site.project import Built

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
both_sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["light phone", "dark desk"])
def test_a_page_of_each_kind(open_tab: OpenTab, real: Built, scheme: str, size: dict[str, int]) -> None:
    page, found = open_tab(color_scheme=scheme, viewport=size), {}
    for kind, path in page_of_each_kind(real).items():
        page.goto((real.site / path).as_uri())
        found[kind] = complaints(page)
    assert {kind: said for kind, said in found.items() if said} == {}


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["dark phone", "light desk"])
def test_the_frame(open_tab: OpenTab, real: Built, scheme: str, size: dict[str, int]) -> None:
    page = open_tab(color_scheme=scheme, viewport=size)
    page.goto((real.site / HOME).as_uri())
    assert complaints(page) == []


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


@pytest.mark.parametrize("state", ["one", "several", "stopped", "printed"])
def test_each_state_of_the_estimate(open_tab: OpenTab, real: Built, state: str) -> None:
    """Without an answer it is a page like any other. In the dark the result is what is new."""
    page = open_tab(viewport={"width": 360, "height": 800})
    for name in real.guide.treatments:
        asked = Estimate(page, real, name)
        _bring_to(asked, state)
        assert complaints(page) == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(RUN.replace("document", json.dumps(RESULT))) == []
        page.emulate_media(color_scheme="light")


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
