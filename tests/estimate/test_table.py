"""The whole table of answers: of the made-up clinic, and of the real one for what must hold whatever its data say."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from macros.estimate.in_words import span_of
from macros.estimate.rule import POINTS, first_to_last
from macros.estimate.table import MOST_ROWS, Row, alike, concern_answers, every_answer, planning_questions, too_many_rows
from macros.facts.guide import Guide, load
from macros.facts.records import Description

PROJECT = Path(__file__).parents[2]
MONTH = 30.4375 / 7  # weeks


@pytest.fixture(scope="module", params=["tests/fixture_clinic", "."], ids=["made-up", "real"])
def any_guide(request: pytest.FixtureRequest) -> Guide:
    return load(PROJECT / request.param)


@pytest.fixture(scope="module")
def rows(any_guide: Guide) -> list[tuple[Row, Description]]:
    return rows_of(any_guide)


def rows_of(guide: Guide) -> list[tuple[Row, Description]]:
    """Every row with the description that it is about."""
    return [
        (row, next(one for one in treatment.concerns[row.concern].descriptions if one.id == row.description))
        for treatment in guide.treatments.values()
        for row in every_answer(guide, treatment)
    ]


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def without_names(text: str, description: Description) -> str:
    """A sentence without the words of the data, which may hold numbers of their own."""
    return text.replace(description.said_as, "").replace(description.because or "", "")


def test_each_combination_stands_there_once(any_guide: Guide) -> None:
    questions = [[option.id for option in question.options] for question in planning_questions(any_guide)]
    for treatment in any_guide.treatments.values():
        wanted = [
            "|".join((name, description.id, *options))
            for name, concern in treatment.concerns.items()
            for description in concern.descriptions
            for options in itertools.product(*questions)
        ]
        found = [row.key for row in every_answer(any_guide, treatment)]
        assert sorted(found) == sorted(wanted)
        assert len(set(found)) == len(found)


def test_a_range_is_the_cited_one_and_the_part_lies_inside(rows: list[tuple[Row, Description]]) -> None:
    ranges = [(row, description) for row, description in rows if row.kind == "range"]
    assert ranges
    for row, description in ranges:
        assert description.studies and row.whole and row.sessions
        assert row.whole == span_of(description.studies.sessions)
        assert row.sessions.high is not None and row.whole.high is not None
        assert row.whole.low <= row.sessions.low <= row.sessions.high <= row.whole.high
        assert row.weeks_between == (span_of(description.studies.weeks_between) if description.studies.weeks_between else None)
        assert row.sources == tuple(description.studies.sources)


def test_a_lengthening_answer_never_shortens_a_bound(any_guide: Guide) -> None:
    points = {(question.id, option.id): option.points for question in any_guide.questions for option in question.options}
    questions = [question.id for question in planning_questions(any_guide)]
    compared = 0
    for one, other in itertools.permutations([row for row, _ in rows_of(any_guide) if row.sessions], 2):
        if (one.concern, one.description) != (other.concern, other.description):
            continue
        changed = [(name, a, b) for name, a, b in zip(questions, one.options, other.options, strict=True) if a != b]
        if len(changed) == 1:
            name, a, b = changed[0]
            if POINTS[points[name, a] or ""] <= POINTS[points[name, b] or ""]:
                assert one.sessions and other.sessions and one.sessions.high and other.sessions.high
                assert one.sessions.low <= other.sessions.low and one.sessions.high <= other.sessions.high
                compared += 1
    assert compared


def test_the_headline_says_the_whole_range_and_points_to_the_part(rows: list[tuple[Row, Description]]) -> None:
    """The largest words on the page must never be narrower than the evidence."""
    for row, description in rows:
        if row.sessions is None or row.whole is None:
            assert numbers(row.headline + row.points_to) == []
            continue
        if row.headline.startswith("up to"):
            assert description.studies and description.studies.sessions.at_least is None
            assert numbers(row.headline) == [row.whole.high]
        else:
            assert numbers(row.headline) == sorted(set(filter(None, row.whole)))
        assert numbers(row.points_to) == ([] if row.sessions == row.whole else sorted(set(filter(None, row.sessions))))


def test_the_sentences_say_no_number_that_the_row_does_not_have(rows: list[tuple[Row, Description]]) -> None:
    for row, description in rows:
        if row.sessions is None or row.whole is None:
            continue
        weeks = {*(row.weeks_between or ())} | ({*first_to_last(row.sessions, row.weeks_between)} if row.weeks_between else set())
        months = {round(number / MONTH) for number in weeks if number}
        known = {*range(1, len(row.sources) + 1), *row.whole, *row.sessions} | weeks | months
        for sentence in row.says:
            assert set(numbers(without_names(sentence, description))) <= known, sentence


def test_the_sentences_say_every_number_that_the_row_has(rows: list[tuple[Row, Description]]) -> None:
    for row, description in rows:
        if row.sessions is None or row.whole is None:
            continue
        said = set(numbers(without_names(" ".join(row.says), description)))
        assert {row.whole.high, *row.sessions} - {1} <= said
        assert {*(row.weeks_between or ())} - {None} <= said
        if row.sessions != row.whole:
            assert row.points_to in " ".join(row.says)


def test_where_the_doctor_decides_there_is_no_number(rows: list[tuple[Row, Description]]) -> None:
    undecided = [(row, description) for row, description in rows if row.kind == "doctor decides"]
    assert undecided
    for row, description in undecided:
        assert (row.whole, row.sessions, row.weeks_between, row.sources) == (None, None, None, ())
        assert description.because and description.because in row.says[0]
        assert numbers(row.says[0].replace(description.because, "").replace(description.said_as, "")) == []
        assert len(row.says) == 1


def test_sentences_are_finished(any_guide: Guide, rows: list[tuple[Row, Description]]) -> None:
    slots = set(re.findall(r"\{\w+\}", " ".join(any_guide.wording.model_dump().values())))
    for row, _ in rows:
        for sentence in (*row.says, *row.beside):
            assert sentence.endswith((".", "?")) and not sentence.endswith("..")
            assert "  " not in sentence
            assert not any(slot in sentence for slot in slots)


def test_no_concern_has_more_rows_than_a_doctor_reads(any_guide: Guide) -> None:
    assert list(too_many_rows(any_guide)) == []
    for treatment in any_guide.treatments.values():
        for concern in treatment.concerns:
            assert 0 < len(concern_answers(any_guide, treatment, concern)) <= MOST_ROWS


def test_rows_that_say_the_same_stand_together(any_guide: Guide) -> None:
    for treatment in any_guide.treatments.values():
        for name, concern in treatment.concerns.items():
            found = concern_answers(any_guide, treatment, name)
            for description in concern.descriptions:
                groups = alike(found, description.id)
                keys = [row.key for row in found if row.description == description.id]
                assert sorted(row.key for group in groups for row in group) == sorted(keys)
                assert all(len({(row.headline, row.says) for row in group}) == 1 for group in groups)
                assert len({(group[0].headline, group[0].says) for group in groups}) == len(groups)


def test_too_many_questions_are_noticed(guide: Guide) -> None:
    """Six rooms with three answers each give 729 combinations."""
    room = guide.questions[0]
    crowded = replace(guide, questions=[room.model_copy(update={"id": f"room-{number}"}) for number in range(6)])
    assert set(too_many_rows(crowded)) == {"lamp/grey-dots", "lamp/dull-shine", "lamp/loose-threads", "mist/dry-leaf"}
    assert list(too_many_rows(replace(guide, questions=crowded.questions[:4]))) == []


def test_a_question_without_points_changes_no_row(guide: Guide) -> None:
    assert [question.id for question in planning_questions(guide)] == ["room", "hour"]
    quiet = replace(guide, questions=guide.questions[:2])
    lamp = guide.treatments["lamp"]
    assert every_answer(guide, lamp) == every_answer(quiet, lamp)
