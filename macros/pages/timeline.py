"""The course as marks on lines of weeks: the shortest and the longest that the numbers allow. The drawing is a component."""

from __future__ import annotations

from dataclasses import dataclass

from macros.estimate.in_words import span_of
from macros.estimate.rule import Span
from macros.facts.courses import Course


@dataclass(frozen=True)
class Lane:
    """One possible course: the weeks in which its sessions fall, counted from the first, and how many sessions these are."""

    name: str
    weeks: list[int]
    count: int


@dataclass(frozen=True)
class Timeline:
    """The lanes, and the week in which the longest ends: all of them are drawn to its scale."""

    lanes: list[Lane]

    @property
    def last(self) -> int:
        return self.lanes[-1].weeks[-1]


def timeline(course: Course) -> Timeline | None:
    """The lanes of a course, or None where it has no gap, an open end, or one session only."""
    if course.weeks_between is None:
        return None
    drawn = lanes(span_of(course.sessions), span_of(course.weeks_between), counted_from_one=course.sessions.at_least is None)
    return Timeline(drawn) if drawn else None


def lanes(sessions: Span, weeks: Span, *, counted_from_one: bool = False) -> list[Lane]:
    """The shortest and the longest course as weeks of sessions; empty where no line can be drawn.

    `counted_from_one`: the range reads "up to 5", so nobody counted the shortest, and only the longest is drawn.
    """
    if weeks.high is None or sessions.high in (None, 1):
        return []
    shortest = [n * weeks.low for n in range(sessions.low)]
    longest = [n * weeks.high for n in range(sessions.high or 1)]
    if shortest == longest:
        return [Lane("This course", shortest, sessions.low)]
    if counted_from_one:
        return [Lane("Longest course", longest, sessions.high or 1)]
    return [Lane("Shortest course", shortest, sessions.low), Lane("Longest course", longest, sessions.high or 1)]

