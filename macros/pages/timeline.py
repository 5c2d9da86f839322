"""The course as marks on lines of weeks: the shortest and the longest that the numbers allow. The drawing is a component."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.estimate.in_words import span_of
from macros.estimate.rule import Span
from macros.facts.courses import Course
from macros.facts.records import Description


@dataclass(frozen=True)
class Lane:
    """One possible course: the weeks in which its sessions fall, counted from the first, and how many sessions these are."""

    name: str
    weeks: list[int]
    count: int


@dataclass(frozen=True)
class Timeline:
    """The courses between which a patient's may lie, the longest last."""

    lanes: list[Lane]


def timeline(course: Course) -> Timeline | None:
    """The lanes of a course, or None where it has no gap, an open end, or one session only."""
    if course.weeks_between is None:
        return None
    drawn = lanes(span_of(course.sessions), span_of(course.weeks_between), counted_from_one=course.sessions.at_least is None)
    return Timeline(drawn) if drawn else None


def longest_course(descriptions: Iterable[Description]) -> int:
    """The week in which the longest of their courses ends, so that all can be drawn to one scale; 0 if there is none to draw."""
    drawn = (timeline(one.studies) for one in descriptions if one.studies and one.estimate == "range")
    return max((line.lanes[-1].weeks[-1] for line in drawn if line), default=0)


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
