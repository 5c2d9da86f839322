"""No error of HTML, as a page is served and as it stands after its scripts. `make audit` looks at every page."""

from __future__ import annotations

import os
from functools import cache

import pytest
from playwright.sync_api import Page

from tests.audit.nu import find_checker, html_errors
from tests.browser.kinds import page_of_each_kind
from tests.site.project import Built


@cache
def _found() -> tuple[list[str], str]:
    return find_checker()


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """Skipped where it cannot be had; in CI it must be there."""
    command, reason = _found()
    if not command and os.environ.get("CI") != "true":
        pytest.skip(reason)
    assert command, reason
    return command


def test_an_error_is_found(checker: list[str]) -> None:
    start, end = '<!doctype html><html lang="en"><title>A page</title><body>', "</body></html>"
    pages = {"good": "<p>Well", "bad": "<p>One<div></p>\n<img>", "odd": '<p aria-label="a" role="b">A'}
    found = html_errors(checker, {name: start + text + end for name, text in pages.items()})
    assert {one.split(":")[0] for one in found} == {"bad", "odd"}
    assert any("bad:2  " in one and "img" in one for one in found)


def test_pages_as_they_are_served(checker: list[str], real: Built) -> None:
    pages = {path: (real.site / path).read_text("utf-8") for path in page_of_each_kind(real).values()}
    assert html_errors(checker, pages) == []


def test_pages_after_their_scripts(checker: list[str], real: Built, served: str, tab: Page) -> None:
    pages = {}
    for path in page_of_each_kind(real).values():
        tab.goto(served + path)
        pages[path] = "<!doctype html>" + tab.evaluate("document.documentElement.outerHTML")
    assert html_errors(checker, pages) == []
