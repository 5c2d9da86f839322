"""Ways to each page: from the first page by links, and through the menu, which is the same everywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from macros.checks.site.fault import Fault
from macros.checks.site.pages import BuiltPage
from macros.checks.site.site import HOME, BuiltSite, Found
from macros.pages.page import address_of


def ways(site: BuiltSite) -> Found:
    """Each page that no patient would come to, or would not come away from."""
    links = {path: frozenset(_links(path, page, site)) for path, page in site.pages.items()}
    reached = _reached(links)
    menu = _menu(HOME, site)
    listed = frozenset(_listed(site, menu))
    for path, page in site.articles():
        if page.head is None:
            continue
        if path not in reached:
            do = "Link to it from a page that patients read, or take it away"
            yield path, Fault("no way of links leads from the first page to this one", do, "orphan-page")
        if path not in listed:
            yield path, Fault("the page is in no menu", "Add it to content/menu.yml; if it is there, look at the theme", "not-listed")
    for path in site.pages if HOME in site.pages else ():
        yield from ((path, fault) for fault in _other_menu(path, menu, site))


def _listed(site: BuiltSite, menu: frozenset[str]) -> Iterator[str]:
    """The pages of the `menu` that is drawn. A group of many pages is drawn by its first alone, which stands for all of them."""
    yield from menu
    for entry in site.staged.menu:
        pages = [address_of(page) for page in _pages_of(entry)]
        if pages[:1] and pages[0] in menu:
            yield from pages


def _pages_of(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from _pages_of(part)


def _other_menu(path: str, menu: frozenset[str], site: BuiltSite) -> Iterator[Fault]:
    if site.pages[path].head and (other := _menu(path, site)) != menu:
        lacks, more = ", ".join(sorted(menu - other)), ", ".join(sorted(other - menu))
        seen = (
            "the menu of this page is not that of the first page"
            + f"; it lacks {lacks}" * bool(lacks)
            + f"; only here: {more}" * bool(more)
        )
        yield Fault(seen, "Look at overrides/theme/partials/head.html", "other-menu", "<header")


def _menu(path: str, site: BuiltSite) -> frozenset[str]:
    page = site.pages.get(path)
    return frozenset(_target(path, one, site) for one in page.menu) if page else frozenset()


def _links(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[str]:
    return (_target(path, asked.address, site) for asked in page.asked_for if asked.is_link)


def _target(path: str, address: str, site: BuiltSite) -> str:
    return site.target(posixpath.dirname(path), address)[0] or path


def _reached(links: dict[str, frozenset[str]]) -> set[str]:
    reached, waiting = set(), [HOME]
    while waiting:
        page = waiting.pop()
        if page in links and page not in reached:
            reached.add(page)
            waiting.extend(links[page] - reached)
    return reached
