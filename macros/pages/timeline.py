"""The course as marks on a line of weeks: the shortest and the longest that the numbers allow. The drawing is a component."""

from __future__ import annotations

from dataclasses import dataclass

from macros.estimate.in_words import span_of
from macros.facts.kinds import Course


@dataclass(frozen=True)
class Lane:
    """One possible course: the weeks in which its sessions fall, counted from the first."""

    name: str
    weeks: list[int]


@dataclass(frozen=True)
class Timeline:
    """Both lanes and the ticks below them, in weeks."""

    lanes: list[Lane]
    ticks: list[int]

    @property
    def last(self) -> int:
        return max(self.ticks)


def timeline(course: Course) -> Timeline | None:
    """The lanes of a course, or None where it has no gap, an open end, or one session only."""
    if course.weeks_between is None or course.weeks_between.at_most is None or course.sessions.at_most == 1:
        return None
    sessions, weeks = span_of(course.sessions), span_of(course.weeks_between)
    assert sessions.high is not None and weeks.high is not None
    shortest = [n * weeks.low for n in range(sessions.low)]
    longest = [n * weeks.high for n in range(sessions.high)]
    if course.sessions.at_least is None:  # "up to 5": nobody counted the shortest
        return Timeline([Lane("Longest course", longest)], _ticks(longest[-1]))
    if shortest == longest:
        return Timeline([Lane("This course", shortest)], _ticks(longest[-1]))
    return Timeline([Lane("Shortest course", shortest), Lane("Longest course", longest)], _ticks(longest[-1]))


def _ticks(last: int) -> list[int]:
    """Round weeks, few enough to be read on a phone."""
    step = next(step for step in (1, 2, 4, 8, 12, 26, 52, 104, 520) if last / step <= 6)
    return list(range(0, last + step, step))
