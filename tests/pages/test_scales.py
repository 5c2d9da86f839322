"""Where things stand in pictures, and the words beside them: what is drawn says no more and no less than the number."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from macros.facts.guide import Guide
from macros.facts.records import PulseLength, Recovery
from macros.pages.scales import Length, axis, last_day, lengths, most_sessions, recovery_times, share
from macros.pages.timeline import longest_course

SECOND = 10**12  # picoseconds


@pytest.mark.parametrize(("part", "whole", "said"), [(3, 8, "37.5%"), (0, 5, "0%"), (5, 5, "100%"), (1, 3, "33.3%"), (1.5, 7, "21.4%")])
def test_a_share_is_a_part_of_the_whole_line(part: float, whole: float, said: str) -> None:
    assert share(part, whole) == said


@pytest.mark.parametrize(
    ("most", "numbers"),
    [
        (1, [1]),
        (7, [1, 2, 3, 4, 5, 6, 7]),
        (8, [2, 4, 6, 8]),
        (21, [5, 10, 15, 20]),
        (60, [10, 20, 30, 40, 50, 60]),
        (1000, [200, 400, 600, 800, 1000]),
    ],
)
def test_an_axis_has_few_enough_numbers_for_a_phone(most: int, numbers: list[int]) -> None:
    assert axis(most) == numbers


def test_a_line_of_sessions_ends_with_the_longest_course(guide: Guide) -> None:
    """12 sessions were used for short threads; the plan of the mist is one session, and a study used two."""
    assert (most_sessions(guide.treatments["lamp"]), most_sessions(guide.treatments["mist"])) == (12, 2)


def test_a_plan_beyond_all_studies_stays_on_its_line(guide: Guide) -> None:
    mist = guide.treatments["mist"]
    plan = SimpleNamespace(sessions=SimpleNamespace(at_most=9))
    assert most_sessions(SimpleNamespace(record=SimpleNamespace(usual_course=plan), concerns=mist.concerns)) == 9  # type: ignore[arg-type]


def recovering(*lasts: dict[str, Any]) -> Any:
    """A treatment with one sentence on recovery that names these times."""
    times = [{"what": "Ache", "source": "count", **one} for one in lasts]
    said = Recovery.model_validate({"text": "Ache.", "basis": "guidance", "sources": ["count"], "lasts": times})
    return SimpleNamespace(record=SimpleNamespace(recovery=[said]))


@pytest.mark.parametrize(
    ("lasts", "words", "days"),
    [
        ({"at_least": 5, "at_most": 7, "unit": "days"}, "5 to 7 days", (5, 7, 0)),
        ({"at_least": 7, "at_most": 7, "unit": "days"}, "7 days", (7, 7, 0)),
        ({"at_most": 48, "unit": "hours"}, "up to 48 hours", (0, 2, 0)),
        ({"at_least": 6, "at_most": 12, "unit": "hours"}, "6 to 12 hours", (0.25, 0.5, 0)),
        ({"average": 2, "unit": "days"}, "2 days on average", (0, 0, 2)),
        ({"average": 36, "unit": "hours"}, "36 hours on average", (0, 0, 1.5)),
        ({"at_most": 1, "unit": "days"}, "up to 1 day", (0, 1, 0)),
        ({"unit": "hours"}, "hours; the source gives no number", (0, 0, 0)),
    ],
)
def test_a_time_is_said_and_drawn_as_its_source_gives_it(lasts: dict[str, Any], words: str, days: tuple[float, ...]) -> None:
    (time,) = recovery_times(recovering(lasts))
    assert (time.words, (time.low, time.high, time.average)) == (words, days)
    assert (time.what, time.basis, time.source) == ("Ache", "guidance", "count")


@pytest.mark.parametrize(
    ("lasts", "day"),
    [
        ([{"at_most": 7, "unit": "days"}, {"average": 2, "unit": "days"}], 7),
        ([{"at_most": 49, "unit": "hours"}], 3),
        ([{"average": 4, "unit": "days"}, {"at_most": 3, "unit": "days"}], 4),
        ([{"unit": "hours"}], 1),
    ],
)
def test_the_line_of_days_ends_when_all_has_ended(lasts: list[dict[str, Any]], day: int) -> None:
    assert last_day(recovery_times(recovering(*lasts))) == day


@pytest.mark.parametrize(
    ("picoseconds", "said"),
    [
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (250, "about 4 minutes"),
        (550, "about 9 minutes"),
        (1000, "about 17 minutes"),
        (7200, "2 hours"),
        (50_000, "about 14 hours"),
        (10**6, "about 12 days"),
        (10**9, "about 32 years"),
        (SECOND, "about 32,000 years"),
    ],
)
def test_a_picosecond_is_drawn_out_to_a_second(picoseconds: int, said: str) -> None:
    """1000 seconds are 16.7 minutes, 1,000,000 are 11.6 days, 10 to the 12th are 31,688 years."""
    assert Length("", picoseconds, "").drawn_out == said


@pytest.mark.parametrize(("picoseconds", "place"), [(1, "0%"), (1000, "25%"), (10**6, "50%"), (100, "16.7%"), (SECOND, "100%")])
def test_each_quarter_of_the_line_is_a_thousand_times_as_long(picoseconds: int, place: str) -> None:
    assert Length("", picoseconds, "").place == place


def test_pulses_stand_among_known_times_by_their_length() -> None:
    pulses = [
        PulseLength(laser="Long", lasts=50, unit="nanoseconds", source="count"),
        PulseLength(laser="Short", lasts=250, unit="picoseconds", source="count"),
    ]
    found = lengths(SimpleNamespace(record=SimpleNamespace(pulses=pulses)))  # type: ignore[arg-type]
    assert [one.name for one in found] == ["A picosecond", "Short", "A nanosecond", "Long", "A microsecond", "A millisecond", "A second"]
    assert [(one.picoseconds, one.words) for one in found if one.pulse] == [(250, "250 picoseconds"), (50_000, "50 nanoseconds")]


def test_all_courses_of_a_concern_are_drawn_to_the_longest(guide: Guide) -> None:
    """A faint shine has 8 sessions 3 weeks apart, so the last is in week 21; what gives no estimate is not drawn."""
    shine = guide.treatments["lamp"].concerns["dull-shine"].descriptions
    assert longest_course(shine) == 21
    assert longest_course(one for one in shine if one.id != "faint") == 0
