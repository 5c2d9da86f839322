"""Which waivers let something through, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from macros.facts.claims import RuleName
from macros.facts.problem import Problem, did_you_mean, quoted
from macros.facts.waiver import Waiver, waivers_in

RULES = get_args(RuleName)
MOST_DAYS = 366
_USAGE = "Write it like <!-- allow superlative until 2027-06-01: the award is called so -->, in YAML after a #"
_STARTS = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|\||>|[\w.-]+:(?:\s|$)|<!--|#\s)")


@dataclass
class Waivers:
    """The waivers of one file, and which of them were needed."""

    text: str
    path: str
    used: set[Waiver] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.all: Sequence[Waiver] = waivers_in(self.text, self.path)

    def allowing(self, problem: Problem) -> Waiver | None:
        """The waiver that lets this problem through: of its rule, within its passage, or right above or below."""
        of_rule = [waiver for waiver in self.all if waiver.rule == problem.kind]
        if not of_rule:
            return None
        first, last = passage_around(self.text.split("\n"), problem.line)
        for waiver in of_rule:
            if first - 1 <= waiver.last_line and waiver.line <= last + 1:
                self.used.add(waiver)
                return waiver
        return None

    def problems(self, on: str | None) -> Iterator[Problem]:
        """What is wrong with the waivers themselves. Without the day `on`, their days are not looked at."""
        for waiver in self.all:
            if fault := _fault(waiver, on) or (None if waiver in self.used else _UNUSED):
                kind, seen, do = fault
                yield Problem(self.path, waiver.line, waiver.column, seen.format(waiver.rule), do, kind, len(waiver.written))


def passage_around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """The first and last line of the paragraph, entry or cell that line `line` belongs to, counted from 1."""
    first = last = line
    while first > 1 and not _STARTS.match(lines[first - 1]) and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip() and not _STARTS.match(lines[last]):
        last += 1
    return first, last


_Fault = tuple[str, str, str]
_UNUSED = ("unused-waiver", "nothing here breaks {}, so nothing needs to be allowed", "Remove the comment")


def _fault(waiver: Waiver, on: str | None) -> _Fault | None:
    if not waiver.rule:
        return "waiver", "this waiver needs a rule, a day and a reason", _USAGE
    if waiver.rule not in RULES:
        return "waiver", f"there is no rule called {quoted(waiver.rule)}", did_you_mean(waiver.rule, RULES)
    try:
        until = date.fromisoformat(waiver.until)
    except ValueError:
        return "waiver", f"{quoted(waiver.until)} is not a date", "Write year, month and day like 2027-06-01"
    days = (until - date.fromisoformat(on)).days if on else 0
    if days < 0:
        return "expired-waiver", f"this waiver was to be looked at again by {waiver.until}", "Mend the text, or give it a new day"
    if days > MOST_DAYS:
        return "waiver", f"{waiver.until} is more than a year on", "Choose a day within the next 12 months"
    return None
