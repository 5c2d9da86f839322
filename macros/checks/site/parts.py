"""Parts of a page and what points to them: labels, descriptions, headers of tables, drawings that use another's shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from macros.checks.site.fault import Fault

PARTS = frozenset(
    "for headers list form usemap popovertarget commandfor aria-labelledby aria-describedby aria-controls aria-owns aria-details"
    " aria-activedescendant aria-errormessage aria-flowto".split()
)
Pointer = tuple[str, str, int]  # an attribute, its value, its line
_IN_DRAWING = re.compile(rb"""=\s*["']?\s*url\(\s*["']?#([^"')\s]+)""")


def twice(ids: Sequence[str]) -> Iterator[Fault]:
    """Each id that stands on a page more than once: links and labels find only the first."""
    for name, count in Counter(ids).items() if len(set(ids)) < len(ids) else ():
        if count > 1:
            seen = f'{count} parts of the page are called "{name}", and links reach only the first'
            yield Fault(seen, "Give each part a name of its own", "taken-id", name, "id", again=1)
        if not name.strip() or len(name.split()) != 1:
            yield Fault("a part of the page has an empty name, or one with spaces", "Name it in one word", "taken-id", name, "id")


def parts_missing(pointing: Sequence[Pointer], tree: Any, content: bytes, ids: frozenset[str]) -> Iterator[Fault]:
    """Each name that points to a part of the page which is not there."""
    for name, value, line in pointing:
        known = _maps(tree) if name == "usemap" else ids
        for part in value.lstrip("#").split() if name == "usemap" else value.split():
            if part not in known:
                yield _missing(part, value, name, line)
    for shape in _IN_DRAWING.findall(content) if b"url(" in content else ():
        if (part := shape.decode("utf-8", "replace")) not in ids:
            yield Fault(f'a drawing uses "#{part}", and no part of the page is called so', "Correct the name", "unknown-anchor", f"#{part}")


def _missing(part: str, value: str, attribute: str, line: int) -> Fault:
    seen = f'{attribute} points to "{part}", and no part of the page is called so'
    return Fault(seen, "Correct the name, or give it to the part that is meant", "unknown-anchor", value, attribute, line)


def _maps(tree: Any) -> frozenset[str]:
    return frozenset(one.get("name", "") for one in tree.iter("map"))
