"""The pages of a built site, each read once: what it asks for, what it says of itself, and what is wrong in itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, cast

from lxml import etree

from macros.both_cores import MANY_PAGES, on_both_cores
from macros.checks.site.fault import Fault
from macros.checks.site.harm import harm_in
from macros.checks.site.head import Head, head_of
from macros.checks.site.outline import outline
from macros.checks.site.parts import PARTS, Pointer, parts_missing, twice
from macros.checks.site.tables import TableRow, tables_in
from macros.headers.site import Held, held_in
from macros.search.reading import FoundPage, read_page

MISSING = "404.html"  # the page for missing addresses
ADDRESSES = frozenset("href src poster data cite background longdesc data-script data-style data-index xlink:href".split())
SETS = frozenset(["srcset", "imagesrcset"])
_LINKS = frozenset(["a", "area"])  # what a patient follows; all else is loaded
_ONLY_SAID = frozenset(["cite", "longdesc"])
_SHOWN_ONLY = frozenset("alternate author bookmark canonical help license me next nofollow prev search tag".split())

_POINTING = ADDRESSES | SETS | PARTS
_menu = cast(Callable[[Any], list[str]], etree.XPath("//header//nav//a/@href", smart_strings=False))


class Asked(NamedTuple):
    """An address that a page holds: in which attribute, and whether a browser loads it by itself."""

    attribute: str
    address: str
    is_loaded: bool
    is_link: bool


@dataclass(frozen=True)
class BuiltPage:
    """One page of the site as a browser gets it. `faults` are those that need no other page to be seen."""

    path: str
    ids: frozenset[str] = frozenset()
    asked_for: tuple[Asked, ...] = ()  # each once
    head: Head | None = None
    menu: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    tables: tuple[TableRow, ...] = ()
    held: Held = field(default_factory=Held)


def read_site(site: Path) -> tuple[dict[str, BuiltPage], dict[str, FoundPage]]:
    """Every page of the built site by its address, and what can be found on each: nothing on the page for missing addresses."""
    halves = on_both_cores(partial(_read_all, site), sorted(site.rglob("*.html")), MANY_PAGES)
    both = sorted(chain.from_iterable(halves), key=lambda one: one[0].path)
    pages = {page.path: page for page, _ in both}
    return pages, {page.path: found for page, found in both if found and page.path != MISSING}


def _read_all(site: Path, files: Sequence[Path]) -> list[tuple[BuiltPage, FoundPage | None]]:
    same: dict[Any, Any] = {}  # menus ask for the same on every page, and all have one style: kept once
    return [_read(file, site, same) for file in files]


def _read(file: Path, site: Path, same: dict[Any, Any]) -> tuple[BuiltPage, FoundPage | None]:
    path, content = file.relative_to(site).as_posix(), file.read_bytes()
    if not content.strip():
        return BuiltPage(path), None
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    seen = _look_through(tree, same)
    found, menu, ids = read_page(tree), tuple(_menu(tree)), frozenset(seen.ids)
    faults = (*outline(tree, found), *twice(seen.ids), *parts_missing(seen.parts, tree, content, ids), *harm_in(tree, seen.names))
    menu, tables, held = same.setdefault(menu, menu), tables_in(tree, content), held_in(content)
    held = held._replace(styles=same.setdefault(held.styles, held.styles), policies=same.setdefault(held.policies, held.policies))
    return BuiltPage(path, ids, tuple(seen.asked), head_of(tree), menu, faults, tables, held), found


@dataclass
class _Seen:
    """What one walk through the elements of a page has found: most of the time of this check is looking through pages."""

    names: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    asked: set[Asked] = field(default_factory=set)
    parts: list[Pointer] = field(default_factory=list)


def _look_through(tree: Any, same: dict[Any, Any]) -> _Seen:
    seen = _Seen()
    for element in tree.iter("*"):
        if names := element.keys():
            seen.names.update(names)
            if "id" in names:
                seen.ids.append(intern(element.get("id")))
            if not _POINTING.isdisjoint(names):
                _note(element, seen, same)
    return seen


def _note(element: Any, seen: _Seen, same: dict[Any, Any]) -> None:
    for name, value in element.items():
        if name in PARTS:
            seen.parts.append((name, value, element.sourceline))
        elif name in ADDRESSES or name in SETS:
            seen.asked.update(same.setdefault(one, one) for one in _asked(element, name, value))


def _asked(element: Any, name: str, value: str) -> Iterator[Asked]:
    is_link = element.tag in _LINKS
    if name in SETS:
        yield from (Asked(name, one.split()[0], is_loaded=True, is_link=False) for one in value.split(",") if one.split())
    else:
        is_loaded = not is_link and name not in _ONLY_SAID and not (element.tag == "link" and _is_only_shown(element))
        yield Asked(name, value.strip(), is_loaded, is_link and name == "href")


def _is_only_shown(link: Any) -> bool:
    return _SHOWN_ONLY.issuperset((link.get("rel") or "x").lower().split())
