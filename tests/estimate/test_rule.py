"""The planning rule: it never leaves the range that it was given, and a longer answer never makes a course shorter."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.estimate.rule import POINTS, Span, first_to_last, leaning, pointed, together

LEANS = st.sampled_from([-1, 0, 1])
ANSWERS = st.lists(st.sampled_from(sorted(POINTS)), max_size=6)


def spans(largest: int, *, may_be_open: bool = False) -> st.SearchStrategy[Span]:
    ordered = st.tuples(st.integers(1, largest), st.integers(1, largest)).map(lambda pair: Span(*sorted(pair)))
    return ordered | st.integers(1, largest).map(lambda low: Span(low, None)) if may_be_open else ordered


SESSIONS = spans(60)
WEEKS = spans(104, may_be_open=True)


def not_longer(one: Span, other: Span) -> bool:
    """Neither bound of `one` lies above that of `other`; an open end lies above all."""
    return one.low <= other.low and (other.high is None or (one.high is not None and one.high <= other.high))


@pytest.mark.parametrize(
    ("whole", "lower", "upper"),
    [
        ((3, 6), (3, 4), (5, 6)),
        ((4, 8), (4, 6), (6, 8)),  # the middle is in both halves
        ((2, 10), (2, 6), (6, 10)),
        ((1, 5), (1, 3), (3, 5)),
        ((1, 2), (1, 1), (2, 2)),
        ((10, 12), (10, 11), (11, 12)),
        ((4, 4), (4, 4), (4, 4)),
    ],
)
def test_halves(whole: tuple[int, int], lower: tuple[int, int], upper: tuple[int, int]) -> None:
    assert pointed(Span(*whole), -1) == lower
    assert pointed(Span(*whole), 0) == whole
    assert pointed(Span(*whole), 1) == upper


@given(SESSIONS, LEANS)
def test_pointed_stays_inside(sessions: Span, lean: int) -> None:
    part = pointed(sessions, lean)
    assert part.high is not None and sessions.high is not None
    assert sessions.low <= part.low <= part.high <= sessions.high


@given(SESSIONS)
def test_the_halves_lose_no_number(sessions: Span) -> None:
    lower, upper = pointed(sessions, -1), pointed(sessions, 1)
    assert lower.low == sessions.low and upper.high == sessions.high
    assert lower.high is not None and upper.low - lower.high in (0, 1)


@given(SESSIONS)
def test_a_longer_answer_never_shortens(sessions: Span) -> None:
    assert not_longer(pointed(sessions, -1), pointed(sessions, 0))
    assert not_longer(pointed(sessions, 0), pointed(sessions, 1))


@given(SESSIONS, SESSIONS, LEANS)
def test_a_longer_range_never_gives_a_shorter_part(one: Span, other: Span, lean: int) -> None:
    longer = together([one, other])
    assert not_longer(pointed(one, lean), pointed(longer, lean))


def test_a_range_of_sessions_without_an_end_is_a_fault_of_the_program() -> None:
    with pytest.raises(AssertionError):
        pointed(Span(3, None), 1)


@pytest.mark.parametrize(
    ("answers", "lean"),
    [
        ([], 0),
        (["longer"], 1),
        (["shorter"], -1),
        (["neither"], 0),
        (["longer", "shorter"], 0),
        (["longer", "longer", "shorter"], 1),
        (["neither", "shorter"], -1),
    ],
)
def test_leaning(answers: list[str], lean: int) -> None:
    assert leaning(answers) == lean


@given(ANSWERS)
def test_leaning_does_not_depend_on_the_order(answers: list[str]) -> None:
    assert {leaning(order) for order in itertools.islice(itertools.permutations(answers), 24)} == {leaning(answers)}


@given(ANSWERS)
def test_one_more_answer_leans_its_own_way(answers: list[str]) -> None:
    assert leaning([*answers, "shorter"]) <= leaning(answers) == leaning([*answers, "neither"]) <= leaning([*answers, "longer"])


def test_together_takes_the_larger_of_each_bound() -> None:
    assert together([Span(3, 6), Span(4, 5)]) == (4, 6)
    assert together([Span(3, 6), Span(8, None)]) == (8, None)
    assert together([Span(2, None), Span(3, 6)]) == (3, None)
    assert together([Span(3, 6)]) == (3, 6)


@given(st.lists(WEEKS, min_size=1, max_size=5))
def test_no_concern_is_longer_than_all_together(found: list[Span]) -> None:
    joint = together(found)
    assert all(not_longer(one, joint) for one in found)
    assert joint.low in {one.low for one in found} and joint.high in {one.high for one in found}
    assert joint.high is None or joint.low <= joint.high
    assert joint == together(reversed(found)) == together([joint, *found])


@pytest.mark.parametrize(
    ("sessions", "weeks", "span"),
    [
        ((3, 6), (4, 8), (8, 40)),
        ((1, 1), (4, 8), (0, 0)),
        ((1, 5), (4, 4), (0, 16)),
        ((4, 4), (8, None), (24, None)),
        ((2, 2), (3, 3), (3, 3)),
    ],
)
def test_first_to_last(sessions: tuple[int, int], weeks: tuple[int, int | None], span: tuple[int, int | None]) -> None:
    assert first_to_last(Span(*sessions), Span(*weeks)) == span


@given(SESSIONS, WEEKS, LEANS)
def test_a_part_of_a_course_lasts_no_longer_than_the_whole(sessions: Span, weeks: Span, lean: int) -> None:
    part, whole = first_to_last(pointed(sessions, lean), weeks), first_to_last(sessions, weeks)
    assert whole.low <= part.low
    assert whole.high is None if weeks.high is None else (part.high or 0) <= (whole.high or 0)
