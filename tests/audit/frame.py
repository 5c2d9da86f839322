"""The parts of the frame that open: the menu of a phone, and the search."""

from __future__ import annotations

from playwright.sync_api import Page

MENU, SEARCH, DIALOG = ".cg-menu summary", "[data-search]", "dialog[open]"


def has_menu(page: Page) -> bool:
    """Whether the menu stands behind a button here: on a desk its entries stand in a line."""
    return page.locator(MENU).is_visible()


def open_menu(page: Page) -> None:
    """Open the menu, by its button."""
    page.locator(MENU).click()
    page.locator(".cg-menu[open]").wait_for()


def open_search(page: Page, words: str = "") -> None:
    """Open the search, by its button, and look for some words."""
    page.locator(SEARCH).click()
    page.locator(DIALOG).wait_for()
    if words:
        page.keyboard.type(words)
        page.locator(f"{DIALOG} a").first.wait_for()


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until the keyboard is on this part. Raises AssertionError if it does not come there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached with {most} presses of Tab")
