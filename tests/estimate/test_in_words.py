"""Ranges as a patient reads them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import Span
from macros.facts.courses import SessionRange, WeekRange


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        (Span(1, 1), "1 session"),
        (Span(4, 4), "4 sessions"),
        (Span(1, 3), "1 to 3 sessions"),
        (Span(3, 6), "3 to 6 sessions"),
        (SessionRange(at_least=3, at_most=6), "3 to 6 sessions"),
        (SessionRange(at_least=1, at_most=5), "1 to 5 sessions"),
        (SessionRange(at_least=1, at_most=1), "1 session"),
        (SessionRange(at_most=5), "up to 5 sessions"),
        (SessionRange(at_most=1), "1 session"),
    ],
)
def test_sessions(sessions: SessionRange | Span, words: str) -> None:
    assert sessions_in_words(sessions) == words


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (Span(1, 1), "1 week"),
        (Span(4, 4), "4 weeks"),
        (Span(4, 8), "4 to 8 weeks"),
        (Span(11, 11), "11 weeks"),
        (WeekRange(at_least=4, at_most=6), "4 to 6 weeks"),
        # An open end.
        (Span(1, None), "1 week or more"),
        (WeekRange(at_least=8), "8 weeks or more"),
        (Span(13, None), "13 weeks or more (about 3 months)"),
        # From the first session to the last, where one session may be enough.
        (Span(0, 1), "up to 1 week"),
        (Span(0, 8), "up to 8 weeks"),
        (Span(0, 32), "up to 32 weeks (about 7 months)"),
        # Months, from 12 weeks on.
        (Span(12, 12), "12 weeks (about 3 months)"),
        (Span(11, 12), "11 to 12 weeks (about 3 months)"),
        (Span(8, 20), "8 to 20 weeks (about 2 to 5 months)"),
        (Span(1, 12), "1 to 12 weeks (up to about 3 months)"),
        (Span(26, 26), "26 weeks (about 6 months)"),
        (Span(52, 104), "52 to 104 weeks (about 12 to 24 months)"),
    ],
)
def test_weeks(weeks: WeekRange | Span, words: str) -> None:
    assert weeks_in_words(weeks) == words


@pytest.mark.parametrize("weeks", [Span(0, None), Span(0, 0)])
def test_no_weeks_are_not_counted(weeks: Span) -> None:
    assert not re.search(r"\b0 weeks", weeks_in_words(weeks))


@given(st.integers(1, 60), st.integers(0, 59))
def test_sessions_say_both_ends_and_nothing_else(low: int, more: int) -> None:
    high = min(low + more, 60)
    assert [int(number) for number in re.findall(r"\d+", sessions_in_words(Span(low, high)))] == sorted({low, high})


@given(st.integers(1, 104), st.none() | st.integers(0, 103))
def test_weeks_say_both_ends(low: int, more: int | None) -> None:
    weeks, _, months = weeks_in_words(Span(low, None if more is None else low + more)).partition(" (")
    assert [int(number) for number in re.findall(r"\d+", weeks)] == sorted({low, low + (more or 0)})
    assert bool(months) == (low + (more or 0) >= 12)
    assert weeks.endswith("or more") == (more is None)


@given(st.integers(0, 104), st.integers(0, 104))
def test_a_range_is_never_written_with_a_dash(low: int, more: int) -> None:
    """A screen reader says 3-6 as one number."""
    assert not re.search(r"\d\s*[-–—]\s*\d", weeks_in_words(Span(low, low + more)))


def test_up_to_counts_from_one() -> None:
    assert span_of(SessionRange(at_most=5)) == (1, 5)
    assert span_of(WeekRange(at_least=8)) == (8, None)
