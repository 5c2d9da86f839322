"""A fault of a built file, and where in it that stands. The place is looked for only once there is a fault: good pages cost nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape, unescape

from macros.facts.problem import Problem, about_file

_VALUE = r"""\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""


@dataclass(frozen=True, order=True)
class Fault:
    """What we saw, what to do, and the kind of problem.

    `at` is what stands there: words, or the value of `attribute`. `start` is where in the file that begins, if it is known; else `line`
    is where a parser saw it, or `again` how many that are the same come before. Without any of it the fault is one of the whole file.
    """

    seen: str
    do: str
    kind: str
    at: str = ""
    attribute: str = ""
    line: int = 0
    again: int = 0
    start: int = -1


def problem_of(fault: Fault, file: str, text: str) -> Problem:
    """The fault at its place in the `text` of a file."""
    found = list(_places(fault, text))
    if not found:
        plain = about_file(file, fault.seen, fault.do, fault.kind)
        return replace(plain, line=fault.line) if fault.line else plain
    start, width = _nearest(fault, found, text)
    line_start = text.rfind("\n", 0, start) + 1
    return Problem(file, text.count("\n", 0, start) + 1, start - line_start + 1, fault.seen, fault.do, fault.kind, width)


def _places(fault: Fault, text: str) -> Iterator[tuple[int, int]]:
    """Where it may be: where each place begins, and how many characters it has."""
    if fault.start >= 0:
        yield fault.start, len(fault.at)
    else:
        yield from _attributes(fault, text) if fault.attribute else _words(fault, text)


def _attributes(fault: Fault, text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(rf"(?<![\w:-]){re.escape(fault.attribute)}{_VALUE}", text, re.IGNORECASE):
        raw = found[1]
        inside = raw[1:-1] if raw[:1] in "\"'" else raw
        if unescape(inside).strip() == fault.at.strip():
            yield found.start(1) + (raw is not inside), max(len(inside), 1)


def _words(fault: Fault, text: str) -> Iterator[tuple[int, int]]:
    if not fault.at:
        return
    ways = {fault.at, escape(fault.at), escape(fault.at, quote=False)}
    pattern = "|".join(r"\s+".join(map(re.escape, way.split())) for way in sorted(ways, key=len, reverse=True))
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield found.start(), len(found[0].split("\n")[0])


def _nearest(fault: Fault, found: list[tuple[int, int]], text: str) -> tuple[int, int]:
    if not fault.line:
        return found[min(fault.again, len(found) - 1)]
    # A parser tells the line where a tag ends: an attribute stands at or before it, words stand at or behind it.
    return min(found, key=lambda one: abs(text.count("\n", 0, one[0]) + 1 - fault.line))
