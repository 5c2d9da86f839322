"""Structured data for search engines: it can be read, its addresses are of this site, and it says what the page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from macros.checks.site.addresses import wrong_target
from macros.checks.site.fault import Fault
from macros.checks.site.head import Head
from macros.checks.site.site import HOME, BuiltSite
from macros.pages.reviewed import day_in_words

LOOK = "Look at macros/pages/found/"
_ADDRESSES = frozenset(["url", "item", "image", "logo"])


def told_to_machines(path: str, head: Head, text: str, line: int, site: BuiltSite) -> Iterator[Fault]:
    """What one block of data says that is not so. It stands at `line` of the page."""

    def wrong(seen: str, at: str) -> Fault:
        return Fault(seen, LOOK, "told-otherwise", at, "", line)

    try:
        told = json.loads(text)
        assert isinstance(told, dict)
    except (ValueError, AssertionError):
        yield wrong("the data for search engines cannot be read", text.strip()[:30])
        return
    own = head.canonical[0] if head.canonical else None
    for name, meant in (("name", head.told.get("og:title")), ("description", head.description), ("url", own)):
        if told.get(name) != meant:
            yield wrong(
                f'search engines would be told the {name} "{told.get(name)}", and the page says "{meant}"', _written(name, told.get(name))
            )
    for seen, at in (*_steps(path, told, site), *_review(path, told, site)):
        yield wrong(seen, at)
    for url in _urls(told):
        yield from (wrong(one.seen, one.at) for one in whole_address(url, "", site))


def _written(name: str, value: Any) -> str:
    return f'"{name}":{json.dumps(value, ensure_ascii=False)}' if value is not None else "{"


def whole_address(address: str, attribute: str, site: BuiltSite) -> Iterator[Fault]:
    """What is wrong with an address that is told in full: it is of this site, and there."""
    if not site.is_here(address):
        yield Fault(f'"{address}" is no address of this site', LOOK, "told-otherwise", address, attribute)
        return
    file, part = site.target("", address)
    yield from (Fault(seen, do, kind, address, attribute) for seen, do, kind in wrong_target(address, file or HOME, part, site))


def _steps(path: str, told: dict[str, Any], site: BuiltSite) -> Iterator[tuple[str, str]]:
    """The way to the page is counted from one, and ends with the page; its names are those that the page shows."""
    steps = (told.get("breadcrumb") or {}).get("itemListElement") or []
    if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
        yield "the steps of the way to the page are not counted one by one", '"position"'
    if steps and site.is_here(last := str(steps[-1].get("item"))) and site.target("", last)[0] != path:
        yield f'the way to the page ends with another, "{last}"', last
    for step in steps:
        if not _is_shown(name := str(step.get("name")), path, site):
            yield f'search engines would be told of a step "{name}", which the page does not show', name


def _review(path: str, told: dict[str, Any], site: BuiltSite) -> Iterator[tuple[str, str]]:
    """A review is told of only where the page itself shows it: by the same doctor, on the same day."""
    name, day = (told.get("reviewedBy") or {}).get("name"), told.get("lastReviewed")
    if name and not _is_shown(name, path, site):
        yield f'search engines would be told of a review by "{name}", whom the page does not name', name
    if day and not _is_shown(day_in_words(day), path, site):
        yield f"search engines would be told of a review on {day}, and the page shows none of that day", day


def _is_shown(words: str, path: str, site: BuiltSite) -> bool:
    """Whether a page shows words between its tags. Mostly they stand there as they are."""
    return f">{escape(words)}<" in site.text(path) or words in site.said(path)


def _urls(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        yield from (value for name, value in told.items() if name in _ADDRESSES and isinstance(value, str))
        yield from (url for value in told.values() for url in _urls(value))
    elif isinstance(told, list):
        yield from (url for value in told for url in _urls(value))
