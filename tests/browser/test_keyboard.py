"""Everything can be reached and used by the keyboard alone, on a phone and on a desk. `make audit` walks through every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.audit.frame import DIALOG, MENU, SEARCH, open_menu, open_search, tab_to
from tests.audit.keyboard import Walk, walk
from tests.browser.conftest import DESK, PHONE, OpenTab
from tests.browser.kinds import HOME, page_of_each_kind
from tests.site.project import Built

both_sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
FAULTS = """<!doctype html><html lang="en"><title>A page</title><body style="margin: 0">
<style>a { display: block; width: 50px; height: 30px } :focus { outline: 3px solid blue }</style>
<a href="#1" id="good">a</a>
<a href="#2" id="small" style="height: 20px">a</a>
<a href="#3" id="away" style="position: absolute; left: -200px">a</a>
<a href="#4" id="unmarked" style="outline: none">a</a>
<a href="#5" id="unseen" style="opacity: 0">a</a>
<div style="position: relative"><a href="#6" id="below">a</a><i style="position: absolute; inset: 0; width: 60px"></i></div>
<p style="width: 90px">A sentence with <a href="#7" id="inline" style="display: inline">a link that is wrapped</a> in it.</p>"""


def quiet(open_tab: OpenTab, size: dict[str, int]) -> Page:
    """A tab in which nothing scrolls smoothly."""
    return open_tab(viewport=size, reduced_motion="reduce")


def walk_at(page: Page, address: str) -> Walk:
    page.goto(address)
    return walk(page)


def test_each_fault_of_a_stop_is_found(open_tab: OpenTab) -> None:
    page = quiet(open_tab, PHONE)
    page.set_content(FAULTS)
    found = walk(page)
    said = {name: [one for one in found.wrong if f'id="{name}"' in one] for name in "good small away unmarked unseen below inline".split()}
    assert len(found.stops) == 7
    assert (said["good"], said["inline"]) == ([], [])
    for name, fault in {
        "small": "smaller than 24",
        "away": "is outside of the window",
        "unmarked": "does not show that the keyboard is on it",
        "unseen": "cannot be seen",
        "below": "is covered by something else",
    }.items():
        (one,) = said[name]
        assert fault in one
    assert found.smallest == 20


@both_sizes
@pytest.mark.parametrize("kind", ["home", "overview", "concern", "contact"])
def test_each_stop_of_a_page(open_tab: OpenTab, real: Built, kind: str, size: dict[str, int]) -> None:
    found = walk_at(quiet(open_tab, size), (real.site / page_of_each_kind(real)[kind]).as_uri())
    assert len(found.stops) > 10
    assert list(found.wrong) == []


def test_the_first_stop_leads_past_the_menu(open_tab: OpenTab, real: Built) -> None:
    page = quiet(open_tab, PHONE)
    page.goto((real.site / HOME).as_uri())
    tab_to(page, ".cg-skip", most=1)
    page.keyboard.press("Enter")
    tab_to(page, "main a, main summary, main button", most=1)


def test_the_menu_opens_and_leads_on(open_tab: OpenTab, real: Built) -> None:
    page = quiet(open_tab, PHONE)
    page.goto((real.site / HOME).as_uri())
    tab_to(page, MENU)
    page.keyboard.press("Enter")
    tab_to(page, ".cg-menu a[href*='faq/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faq/index.html")


def test_each_stop_with_the_menu_open(open_tab: OpenTab, real: Built) -> None:
    page = quiet(open_tab, PHONE)
    page.goto((real.site / page_of_each_kind(real)["contact"]).as_uri())
    closed = len(walk(page).stops)
    open_menu(page)
    found = walk(page)
    assert len(found.stops) > closed + 5
    assert list(found.wrong) == []


@both_sizes
def test_the_search_opens_finds_and_leads_on(open_tab: OpenTab, real: Built, size: dict[str, int]) -> None:
    page = quiet(open_tab, size)
    page.goto((real.site / HOME).as_uri())
    tab_to(page, SEARCH)
    page.keyboard.press("Enter")
    page.locator(DIALOG).wait_for()
    page.keyboard.type("acne marks")
    page.locator(f"{DIALOG} a").first.wait_for()
    tab_to(page, f"{DIALOG} a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith(HOME))


@both_sizes
def test_each_stop_of_the_search_and_the_way_back(open_tab: OpenTab, real: Built, size: dict[str, int]) -> None:
    page = quiet(open_tab, size)
    page.goto((real.site / HOME).as_uri())
    open_search(page, "scars")
    found = walk(page)
    assert len(found.stops) > 2
    assert list(found.wrong) == []
    page.keyboard.press("Escape")
    assert page.locator(DIALOG).count() == 0
    assert page.evaluate(f"document.activeElement.matches('{SEARCH}')")
