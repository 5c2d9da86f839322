"""A finding as a problem: which words, why not, where the rule comes from, what to write instead."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from macros.facts.problem import Problem, quoted

if TYPE_CHECKING:
    from macros.facts.claims import Lists, Profile


class Places:
    """Lines and columns of a text, by place."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]

    def line_and_column(self, place: int) -> tuple[int, int]:
        line = bisect_right(self.starts, place)
        return line, place - self.starts[line - 1] + 1


def problem_of(
    rule: str, phrase: str, seen: str, lists: Lists, profile: Profile, path: str, place: tuple[int, int], width: int
) -> Problem | None:
    """What was found, at its line and column; or None where the profile allows it."""
    record = next((one for name, one in lists.claims.rules.items() if name == rule), None)
    severity = record.severity.of(profile) if record else "allowed"
    if record is None or severity == "allowed":
        return None
    what, why = seen or quoted(phrase), record.why.removesuffix(".")
    return Problem(path, *place, f"{what}: {why} ({record.rests_on})", record.instead, rule, width, severity)
