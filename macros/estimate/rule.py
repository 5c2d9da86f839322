"""The clinic's planning rule, whole: everything that the estimate works out is worked out here, and nothing else is.

It never leaves the range that it was given. It is a rule for planning, not evidence, and the pages say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

POINTS = {"shorter": -1, "neither": 0, "longer": 1}


class Span(NamedTuple):
    """A range of whole numbers. `high` None means "or more"."""

    low: int
    high: int | None


def leaning(points: Iterable[str]) -> int:
    """-1, 0 or 1: whether the answers together point to a shorter or a longer course. Each answer counts the same."""
    total = sum(POINTS[point] for point in points)
    return (total > 0) - (total < 0)


def pointed(sessions: Span, lean: int) -> Span:
    """The half of the range that the answers point to: upper for 1, lower for -1, all of it for 0. The middle is in both halves."""
    low, high = sessions
    assert high is not None, "a number of sessions always has an upper end"
    if lean > 0:
        return Span((low + high + 1) // 2, high)
    if lean < 0:
        return Span(low, (low + high) // 2)
    return sessions


def together(spans: Iterable[Span]) -> Span:
    """Several concerns in one plan: the longest course leads, so the larger of each bound."""
    lows, highs = zip(*spans, strict=True)
    return Span(max(lows), None if None in highs else max(highs))


def first_to_last(sessions: Span, weeks_between: Span) -> Span:
    """Weeks from the first session to the last: n sessions have n - 1 gaps."""
    assert sessions.high is not None
    low = (sessions.low - 1) * weeks_between.low
    return Span(low, None if weeks_between.high is None else (sessions.high - 1) * weeks_between.high)
