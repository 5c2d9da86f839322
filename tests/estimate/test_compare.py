"""The clinic's plan beside what studies used: which sentence is said, in the made-up clinic's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.estimate.compare import clinic_plan, differences
from macros.facts.courses import Course, SessionRange, WeekRange
from macros.facts.guide import Guide

Pair = tuple[int | None, int | None]


def course(sessions: Pair, weeks: Pair | None, basis: str = "studies") -> Course:
    low, high = sessions
    between = weeks and {"at_least": weeks[0], "at_most": weeks[1]}
    return Course.model_validate(
        {"sessions": {"at_least": low, "at_most": high}, "weeks_between": between, "basis": basis, "sources": ["any"]}
    )


@pytest.mark.parametrize(
    ("clinic", "studies", "said"),
    [
        ((4, 8), (4, 8), "SAME sessions: 4 to 8 sessions."),
        ((1, 5), (None, 5), "SAME sessions: 1 to 5 sessions."),
        ((9, 10), (4, 8), "MORE sessions: 9 to 10 sessions against 4 to 8 sessions."),
        ((4, 8), (1, 1), "MORE sessions: 4 to 8 sessions against 1 session."),
        ((4, 8), (10, 12), "FEWER sessions: 4 to 8 sessions against 10 to 12 sessions."),
        ((4, 8), (8, 12), "OVERLAP of sessions: 4 to 8 sessions and 8 to 12 sessions."),
        ((8, 12), (4, 8), "OVERLAP of sessions: 8 to 12 sessions and 4 to 8 sessions."),
        ((4, 8), (5, 6), "OVERLAP of sessions: 4 to 8 sessions and 5 to 6 sessions."),
        ((4, 8), (None, 5), "OVERLAP of sessions: 4 to 8 sessions and up to 5 sessions."),
    ],
)
def test_sessions(guide: Guide, clinic: Pair, studies: Pair, said: str) -> None:
    assert differences(course(clinic, (2, 3), "clinic"), course(studies, (2, 3)), guide.wording)[0] == said


@pytest.mark.parametrize(
    ("clinic", "studies", "said"),
    [
        ((2, 3), (2, 3), "SAME gap: 2 to 3 weeks."),
        ((8, None), (8, None), "SAME gap: 8 weeks or more."),
        ((4, 6), (2, 3), "LONGER gap: 4 to 6 weeks against 2 to 3 weeks."),
        ((8, None), (2, 3), "LONGER gap: 8 weeks or more against 2 to 3 weeks."),
        ((2, 3), (4, 4), "SHORTER gap: 2 to 3 weeks against 4 weeks."),
        ((2, 3), (8, None), "SHORTER gap: 2 to 3 weeks against 8 weeks or more."),
        ((2, 3), (3, 8), "OVERLAP of gaps: 2 to 3 weeks and 3 to 8 weeks."),
        ((3, 8), (2, 3), "OVERLAP of gaps: 3 to 8 weeks and 2 to 3 weeks."),
        ((2, 3), (1, None), "OVERLAP of gaps: 2 to 3 weeks and 1 week or more."),
        ((4, None), (8, None), "OVERLAP of gaps: 4 weeks or more and 8 weeks or more."),
        ((2, 3), None, "Gap UNKNOWN, here 2 to 3 weeks."),
    ],
)
def test_gap(guide: Guide, clinic: Pair, studies: Pair | None, said: str) -> None:
    assert differences(course((4, 8), clinic, "clinic"), course((4, 8), studies), guide.wording)[1:] == [said]


def test_one_session_in_the_studies_has_no_gap_to_compare(guide: Guide) -> None:
    assert len(differences(course((4, 8), (2, 3), "clinic"), course((1, 1), None), guide.wording)) == 1


def test_a_clinic_that_says_no_gap_is_not_compared_by_it(guide: Guide) -> None:
    assert len(differences(course((4, 8), None, "clinic"), course((4, 8), (2, 3)), guide.wording)) == 1


def test_nothing_to_compare(guide: Guide) -> None:
    assert differences(course((4, 8), (2, 3), "clinic"), None, guide.wording) == ["NOTHING to compare."]


RANGES = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda pair: tuple(sorted(pair)))
SEEN_FROM_THE_OTHER_SIDE = {
    "MORE": "FEWER",
    "FEWER": "MORE",
    "SAME": "SAME",
    "OVERLAP": "OVERLAP",
    "LONGER": "SHORTER",
    "SHORTER": "LONGER",
}


@given(RANGES, RANGES)
def test_seen_from_the_other_side(guide: Guide, one: Pair, other: Pair) -> None:
    """Who has more, has more whichever side is looked at first. Sessions from 2, because one session has no gap."""
    mine, yours = course((2, 13), one, "clinic"), course((2, 13), other)
    there, back = differences(mine, yours, guide.wording)[1], differences(yours, mine, guide.wording)[1]
    assert back.split()[0] == SEEN_FROM_THE_OTHER_SIDE[there.split()[0]]
    there, back = (differences(course(a, (2, 3), "clinic"), course(b, (2, 3)), guide.wording)[0] for a, b in [(one, other), (other, one)])
    assert back.split()[0] == SEEN_FROM_THE_OTHER_SIDE[there.split()[0]]


@pytest.mark.parametrize(
    ("concern", "description", "said"),
    [
        ("grey-dots", "few", ["USUAL 4 to 8 sessions, 2 to 3 weeks apart.", "ONE may be enough for a few grey dots."]),
        ("dull-shine", "patchy", ["USUAL 4 to 8 sessions, 2 to 3 weeks apart.", "SEVERAL for a patchy shine, no number."]),
        ("grey-dots", "many", ["USUAL 4 to 8 sessions, 2 to 3 weeks apart."]),
    ],
)
def test_clinic_plan(guide: Guide, concern: str, description: str, said: list[str]) -> None:
    lamp = guide.treatments["lamp"]
    (found,) = (one for one in lamp.concerns[concern].descriptions if one.id == description)
    assert clinic_plan(lamp.record.usual_course, found, guide.wording) == said


def test_the_helper_makes_what_it_says() -> None:
    made = course((None, 5), (8, None))
    assert (made.sessions, made.weeks_between) == (SessionRange(at_most=5), WeekRange(at_least=8))
