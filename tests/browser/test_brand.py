"""A clinic's own colours reach its pages, in light and in dark, and can be read there."""

from __future__ import annotations

import pytest

from tests.audit.eyes import is_faint
from tests.browser.conftest import OpenTab
from tests.site.project import Built

SHOWN = """[getComputedStyle(document.documentElement).getPropertyValue("--cg-brand"),
  getComputedStyle(document.querySelector("article p a[href^='http'], article li a[href^='http'], article p a")).color]"""


@pytest.mark.parametrize(
    ("scheme", "brand", "link"),
    [("light", "#5a3d00", "rgb(90, 61, 0)"), ("dark", "#ffd98a", "rgb(255, 217, 138)")],
)
def test_the_brand_of_a_clinic(open_tab: OpenTab, lantern: Built, scheme: str, brand: str, link: str) -> None:
    page = open_tab(color_scheme=scheme)
    page.goto((lantern.site / "lamp/safety.html").as_uri())
    assert page.evaluate(SHOWN) == [brand, link]
    assert is_faint(page) == []


def test_print_is_light(open_tab: OpenTab, lantern: Built) -> None:
    page = open_tab(color_scheme="dark")
    page.goto((lantern.site / "lamp/safety.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN)[0] == "#5a3d00"
