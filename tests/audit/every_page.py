"""Every page of a site, looked at in each way that a patient may hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.axe import complaints
from tests.audit.eyes import does_not_fit, does_not_fit_in_large_letters, is_faint, is_lost_on_paper, moves, text_of
from tests.audit.frame import DIALOG, MENU, open_menu, open_search
from tests.audit.keyboard import walk

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
ON_PHONE, ON_DESK = {"viewport": PHONE}, {"viewport": DESK}
BOTH_SIZES = [ON_PHONE, ON_DESK]
BOTH_SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
ALL_FOUR = [size | scheme for size in BOTH_SIZES for scheme in BOTH_SCHEMES]
OWN_COLOURS = [{"forced_colors": "active"} | scheme for scheme in BOTH_SCHEMES]
CALM = {"reduced_motion": "reduce"}
MOST = 5  # complaints of one kind that are printed


@dataclass(frozen=True)
class Look:
    """One way of looking at a page: what it is called, in which tabs, and what a page has to be told for."""

    title: str
    tabs: list[dict[str, Any]]
    see: Callable[[Page], list[str]]


@dataclass
class Stops:
    """What the keyboard met on its walks."""

    count: int = 0
    smallest: float = field(default=99.0)

    def walk(self, page: Page) -> list[str]:
        """Walk through a page, and keep count."""
        found = walk(page)
        self.count += len(found.stops)
        self.smallest = min(self.smallest, found.smallest)
        return list(found.wrong)


def looks(stops: Stops) -> list[Look]:
    """All that a machine can see, the frame's menu and search open among them."""
    return [
        Look("axe, good practice included, light and dark, 320 and 1280 px", ALL_FOUR, complaints),
        Look("axe with the menu of a phone open, light and dark", [ON_PHONE | scheme for scheme in BOTH_SCHEMES], _menu(complaints)),
        Look("axe with the search open, light and dark, 320 and 1280 px", ALL_FOUR, _search(complaints)),
        Look("text below 4.5 to 1 and drawings below 3, light and dark", BOTH_SCHEMES, is_faint),
        Look("the same in colours of one's own, light and dark", OWN_COLOURS, is_faint),
        Look("what does not fit 320 and 1280 px", BOTH_SIZES, does_not_fit),
        Look("what does not fit with the menu open", [ON_PHONE], _menu(does_not_fit)),
        Look("what does not fit in letters of twice the size, 320 and 1280 px", BOTH_SIZES, does_not_fit_in_large_letters),
        Look("stops of the keyboard, 320 and 1280 px", [size | CALM for size in BOTH_SIZES], stops.walk),
        Look("what moves for who does not want it", [CALM], moves),
        Look("what is lost on paper", [{}], is_lost_on_paper),
    ]


def complaints_of(look: Look, browser: Browser, addresses: list[str]) -> list[str]:
    """What a look says of these pages, each line with its page."""
    return [f"{address.split('/', 3)[-1]}  {told}" for page, address in _opened(look, browser, addresses) for told in look.see(page)]


def _opened(look: Look, browser: Browser, addresses: list[str]) -> Iterator[tuple[Page, str]]:
    for options in look.tabs:
        context = browser.new_context(**options)
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            yield page, address
        context.close()


def lost_without_a_script(browser: Browser, addresses: list[str]) -> list[str]:
    """The pages whose article says something else where no script runs, or whose menu cannot be reached."""
    texts = []
    for runs in (True, False):
        look = Look("", [ON_PHONE | {"java_script_enabled": runs}], lambda page: [])
        texts.append({address: (text_of(page), page.locator(MENU).is_visible()) for page, address in _opened(look, browser, addresses)})
    return [address for address in addresses if texts[0][address] != texts[1][address] or not texts[1][address][1]]


def _menu(see: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    def look(page: Page) -> list[str]:
        open_menu(page)
        return see(page)

    return look


def _search(see: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    def look(page: Page) -> list[str]:
        open_search(page, "scars")
        found = see(page)
        page.keyboard.press("Escape")
        page.locator(DIALOG).wait_for(state="detached")
        return found

    return look
