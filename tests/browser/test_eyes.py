"""A page of each kind for people with little room, large letters, colours of their own, no wish for motion, or paper in their hands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.audit.eyes import does_not_fit, does_not_fit_in_large_letters, is_faint, is_lost_on_paper, moves
from tests.audit.frame import open_menu
from tests.browser.conftest import DESK, PHONE, OpenTab
from tests.browser.kinds import HOME, page_of_each_kind
from tests.site.project import Built

START = '<!doctype html><html lang="en"><title>A page</title><body><article>'


def on_each_kind(page: Page, real: Built, look: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """What a look at a page of each kind complains of."""
    found = {}
    for kind, path in page_of_each_kind(real).items():
        page.goto((real.site / path).as_uri())
        found[kind] = look(page)
    return {kind: said for kind, said in found.items() if said}


def is_faint_in_either_scheme(page: Page) -> list[str]:
    """In light and in dark, each with its name. Nothing may move: a colour on its way from one to the other is neither."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        found += [f"{scheme}: {one}" for one in is_faint(page)]
    return found


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everything_fits_in_letters_of_any_size(open_tab: OpenTab, real: Built, size: dict[str, int]) -> None:
    """As they are, and of twice that size."""
    assert on_each_kind(open_tab(viewport=size), real, lambda page: [*does_not_fit(page), *does_not_fit_in_large_letters(page)]) == {}


def test_text_stands_out_from_its_background(open_tab: OpenTab, real: Built) -> None:
    assert on_each_kind(open_tab(reduced_motion="reduce"), real, is_faint_in_either_scheme) == {}


def test_text_stands_out_in_colours_of_ones_own(open_tab: OpenTab, real: Built) -> None:
    """The system's colours in the place of ours, as in the high contrast of Windows."""
    page = open_tab(forced_colors="active", reduced_motion="reduce")
    assert on_each_kind(page, real, is_faint_in_either_scheme) == {}
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")


def test_nothing_moves_for_who_does_not_want_it(open_tab: OpenTab, real: Built) -> None:
    assert on_each_kind(open_tab(reduced_motion="reduce"), real, moves) == {}


def test_nothing_is_lost_on_paper(open_tab: OpenTab, real: Built) -> None:
    assert on_each_kind(open_tab(), real, is_lost_on_paper) == {}


def test_the_open_menu_fits_a_small_phone(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(viewport=PHONE)
    page.goto((real.site / HOME).as_uri())
    open_menu(page)
    assert does_not_fit(page) == []


# Each look must see what it is there for.


def test_what_does_not_fit_is_found(open_tab: OpenTab) -> None:
    page = open_tab(viewport=PHONE)
    page.set_content(f'{START}<p id="wide" style="width: 400px">Wide</p><p id="cut" style="height: 5px; overflow: hidden">Cut</p>')
    wide, out, cut = does_not_fit(page)
    assert wide.startswith("the page is ")
    assert out.startswith("sticks out: ") and 'id="wide"' in out
    assert cut.startswith("is cut off below: ") and 'id="cut"' in cut


def test_what_scrolls_in_a_box_of_its_own_fits(open_tab: OpenTab) -> None:
    page = open_tab(viewport=PHONE)
    page.set_content(f'{START}<div style="overflow-x: auto"><p style="width: 400px">Wide</p></div>')
    assert does_not_fit(page) == []


def test_letters_that_do_not_grow_are_found(open_tab: OpenTab) -> None:
    page = open_tab(viewport=DESK)
    page.set_content(f'{START}<p style="font-size: 16px">Fixed</p>')
    assert does_not_fit_in_large_letters(page) == ["letters grow only 1.00 times"]


def test_faint_text_is_found(open_tab: OpenTab) -> None:
    page = open_tab()
    page.set_content(f'{START}<p style="color: #777">Too light by a little</p><p style="color: #767676">Just right</p>')
    (one,) = is_faint(page)
    assert one.startswith("4.48 ")


def test_a_faint_drawing_is_found(open_tab: OpenTab) -> None:
    """One part that stands out is enough: #949494 has 3.03 on white, #999 2.85."""
    page = open_tab()
    part = '<rect width="9" height="9" fill="{}"/>'
    well, faint = part.format("#eee") + part.format("#949494"), part.format("#999")
    page.set_content(f'{START}<svg id="well">{well}</svg><svg id="faint">{faint}</svg>')
    (one,) = is_faint(page)
    assert one.startswith('2.85 <svg id="faint"')


def test_motion_is_found(open_tab: OpenTab) -> None:
    page = open_tab(reduced_motion="reduce")
    page.set_content(f'{START}<p style="transition: color 1s">Slow</p><p>Still</p>')
    (one,) = moves(page)
    assert "Slow" in one


def test_what_is_lost_on_paper_is_found(open_tab: OpenTab) -> None:
    page = open_tab()
    page.set_content(
        f'{START}<style>details::details-content {{ content-visibility: hidden }}</style><nav>Menu</nav><button>Press</button>'
        '<details><summary>More</summary><p>Folded</p></details><a href="https://a.example/b">A link</a>'
    )
    found = [one.split(":")[0] for one in is_lost_on_paper(page)]
    assert found == ["can only be pressed", "can only be pressed", "is folded away", "its address is not written out"]
