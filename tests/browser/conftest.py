"""A real Chromium, and what it opens: the sites of the real project and of the made-up clinic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser.find import find_browser
from tests.site.project import Built
from tests.site.serving import serving

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
OpenTab = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each tab is a person of its own."""
    program = find_browser()
    assert program, "No browser is installed. Run: python -m tests.browser.find"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab that plain tests share: a page that is opened anew remembers nothing, and a new tab takes as long as three pages."""
    page = chromium.new_page()
    page.set_default_timeout(5000)
    yield page
    page.context.close()


@pytest.fixture
def open_tab(chromium: Browser) -> Iterator[OpenTab]:
    """Opens tabs of their own, for tests that listen, block or turn off something. Options as for a Playwright context."""
    contexts = []

    def open_one(**options: Any) -> Page:
        contexts.append(chromium.new_context(**options))
        page: Page = contexts[-1].new_page()
        page.set_default_timeout(5000)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(params=["real", "lantern"])
def site(request: pytest.FixtureRequest) -> Built:
    """Both sites, one after the other."""
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def served(real: Built) -> Iterator[str]:
    """The real site from a server on this machine; the address ends in a slash."""
    with serving(real.site) as address:
        yield address


def complaints_of(page: Page) -> list[str]:
    """Every console message and error of a tab from now on, filled as they come."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    return said


def wait_until(page: Page, expression: str) -> None:
    """Wait until `expression` is true there. The policy of each page refuses Playwright's own way of waiting for one."""
    for _ in range(100):
        with suppress(Error):  # the page loads again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"this did not come true: {expression}")
