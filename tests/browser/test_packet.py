"""The packet in a real browser: drawings can be seen, on a dark device and on paper too, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.checks.content import check_content
from macros.reviews.history import Past
from macros.reviews.packet import packet
from macros.reviews.states import Reviews
from macros.reviews.why import Why
from tests.browser.conftest import DESK, PHONE, OpenTab
from tests.site.project import PROJECT

# Each shape with its paint, its extent, and how far it lies outside of its drawing. White on white is no paint; a line has no area.
SHAPES = """() => [...document.querySelectorAll(".text svg > *")].map(shape => {
  const look = getComputedStyle(shape), box = shape.getBoundingClientRect(), frame = shape.parentElement.getBoundingClientRect()
  const unseen = ["none", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]
  return {
    shape: shape.outerHTML,
    painted: !unseen.includes(look.fill) || !unseen.includes(look.stroke),
    extent: ["line", "path"].includes(shape.tagName) ? 1 : Math.min(box.width, box.height),
    outside: Math.max(frame.top - box.bottom, box.top - frame.bottom, frame.left - box.right, box.left - frame.right),
    drawn: frame.width > 30 && frame.height > 8 && frame.height < 200,
  }
})"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a packet on all real pages with drawings."""
    staged = check_content(PROJECT)
    pages = [page for page in staged.pages if b"<svg" in staged.files[page]]
    file: Path = tmp_path_factory.mktemp("packet") / "packet.html"
    with Past(PROJECT) as past:
        file.write_text(packet(Reviews(staged, "2026-11-26"), pages, past, Why()), "utf-8")
    return file.as_uri()


def shapes_on(page: Page) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = page.evaluate(SHAPES)
    assert len(shapes) > 20
    return shapes


def can_be_seen(shape: dict[str, Any]) -> bool:
    return shape["painted"] and shape["drawn"] and shape["extent"] >= 1 and shape["outside"] <= 1


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_shape_can_be_seen(open_tab: OpenTab, sheet: str, size: dict[str, int]) -> None:
    page = open_tab(viewport=size, color_scheme="dark")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sheet)
    assert not [one for one in shapes_on(page) if not can_be_seen(one)]
    assert asked == [sheet]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_bars_of_one_table_have_one_scale(open_tab: OpenTab, sheet: str) -> None:
    page = open_tab(viewport=DESK)
    page.goto(sheet)
    widths = page.evaluate(
        "[...document.querySelectorAll('.bars')].map(one => [...one.querySelectorAll('.bar')].map(bar => bar.clientWidth))"
    )
    assert widths and all(len(set(of_table)) == 1 for of_table in widths)


def test_paper_shows_the_same_shapes(open_tab: OpenTab, sheet: str) -> None:
    page = open_tab(viewport=DESK, color_scheme="dark")
    page.goto(sheet)
    page.emulate_media(media="print")
    assert not [one for one in shapes_on(page) if not can_be_seen(one)]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
