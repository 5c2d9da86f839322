"""Facts whose numbers remember where they stand: they count as before, and each leads to the line and column where it is written."""

from __future__ import annotations

import gc
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from macros.facts.document import _places_of
from macros.facts.guide import Guide, load
from macros.facts.kinds import Record
from macros.facts.remembering import CLOSE, OPEN, CountedList, Origin, Origins, counted, remember, without_marks
from macros.facts.with_places import with_places

CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
MARKED = re.compile(f"{OPEN}..([^{CLOSE}]*){CLOSE}")


@pytest.fixture(scope="module")
def remembering(guide: Guide) -> Guide:
    return with_places(guide)[0]


@pytest.fixture
def data_copy(fixture_clinic: Path, tmp_path: Path) -> Path:
    """The facts of the made-up clinic, to edit."""
    shutil.copytree(fixture_clinic / "data", tmp_path / "data")
    return tmp_path


def values(value: Any) -> Iterator[Any]:
    """Every value inside a guide that is no group of values."""
    if isinstance(value, Record):
        value = dict(value)
    if isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from values(one)
    else:
        yield value


def facts(guide: Guide) -> list[Any]:
    """All values of a guide, in their order."""
    parts = [guide.clinic, guide.questions, guide.wording, guide.sources, guide.reviewers]
    treatments = [(one.record, one.concerns) for one in guide.treatments.values()]
    return [value for part in (*parts, *(half for pair in treatments for half in pair)) for value in values(part)]


def place(path: Path, text: str, number: str) -> tuple[int, int]:
    """Line and column of a number in the one line of a file that holds a text."""
    ((line, content),) = [(line, content) for line, content in enumerate(path.read_text("utf-8").split("\n"), 1) if text in content]
    return line, content.index(number, content.index(text)) + 1


# They are the same facts


def test_everything_reads_as_it_did(guide: Guide, remembering: Guide) -> None:
    before, after = facts(guide), facts(remembering)
    assert len(before) > 400
    assert [without_marks(one) if isinstance(one, str) else one for one in after] == before


def test_what_a_guide_had_stays_without_marks(guide: Guide, remembering: Guide) -> None:
    assert not [one for one in facts(guide) if isinstance(one, str) and OPEN in one]
    assert [one for one in facts(remembering) if isinstance(one, str) and OPEN in one]


def test_numbers_are_written_to_data_as_plain_ones(remembering: Guide) -> None:
    course = remembering.treatments["lamp"].record.usual_course
    low, high = course.sessions.at_least, course.sessions.at_most
    assert json.dumps([low, high, high * 1.5]) == json.dumps([int(low or 0), int(high), int(high) * 1.5])


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        ("data/sources.yml", "title: A long count of lamps", "title: A 20-week count", lambda guide: guide.sources["long-count"].title),
        (CONCERN, "name: A few dots", "name: 2 dots", lambda guide: guide.treatments["lamp"].concerns["grey-dots"].descriptions[0].name),
    ],
)
def test_names_hold_no_marks(data_copy: Path, path: str, old: str, new: str, found: Any) -> None:
    """A number in a name says nothing of a course."""
    text = (data_copy / path).read_text("utf-8")
    assert old in text
    (data_copy / path).write_text(text.replace(old, new, 1), "utf-8")
    assert found(with_places(load(data_copy))[0]) == new.partition(": ")[2]


# Each is marked when somebody looks at it


def test_what_nobody_looks_at_gets_no_places(guide: Guide) -> None:
    remembering, origins, _ = with_places(guide)
    assert list(remembering.treatments) == list(guide.treatments)
    assert "lamp" in remembering.treatments
    assert {path for origin in origins.all for path, *_ in origin.places if path.startswith("data/treatments/")} == set()
    remembering.treatments["lamp"].concerns["grey-dots"]
    found = {path for origin in origins.all for path, *_ in origin.places if path.startswith("data/treatments/")}
    assert found == {"data/treatments/lamp/treatment.yml", CONCERN}


def test_what_was_forgotten_is_marked_as_before(guide: Guide) -> None:
    remembering, origins, forget = with_places(guide)
    before = facts(remembering), [origin.places for origin in origins.all]
    forget()
    assert len(origins.all) < len(before[1])
    assert (facts(remembering), [origin.places for origin in origins.all]) == before


def test_what_was_forgotten_is_gone_without_a_search_for_garbage(guide: Guide) -> None:
    """Of thousands of pages nothing may be left that holds itself: nobody looks for it while pages are made."""
    _places_of.cache_clear()
    gc.collect()
    gc.disable()
    try:
        remembering, _, forget = with_places(guide)
        facts(remembering)
        forget()
        _places_of.cache_clear()
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_sum_that_was_forgotten_is_known_again(guide: Guide) -> None:
    """Though its parts, which stand in a file that every page shows, were not forgotten."""
    remembering, origins, forget = with_places(guide)
    year: Any = remembering.sources["long-count"].year
    for _ in range(2):
        total = year + year
        assert origins.all[total.origin.number] is total.origin
        forget()


# Each leads to its place


@pytest.mark.parametrize(
    ("found", "number", "written"),
    [
        (lambda few: few.studies.sessions.at_least, "3", "sessions: {at_least: 3, at_most: 6}"),
        (lambda few: few.studies.sessions.at_most, "6", "sessions: {at_least: 3, at_most: 6}"),
        (lambda few: few.rows[1].average_sessions, "4.5", "average_sessions: 4.5"),
        (lambda few: few.rows[0].people, "12", "people: 12"),
    ],
)
def test_a_number_knows_its_line_and_column(fixture_clinic: Path, remembering: Guide, found: Any, number: str, written: str) -> None:
    told = found(remembering.treatments["lamp"].concerns["grey-dots"].descriptions[0])
    (at,) = told.origin.places
    assert (at.path, at.line, at.column) == (CONCERN, *place(fixture_clinic / CONCERN, written, number))
    assert f"{told:g}" == f"{told.origin.opening}{number}{CLOSE}"


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("found: After 2 weeks 15 of 20 dots had gone, 4.5 on average.", ["2", "15", "20", "4.5"]),
        ('found: "2 dots: 7 had gone."', ["2", "7"]),
        ("found: >\n          Of 31 dots,\n          7 had gone\n          after 31 days.", ["31", "7", "31"]),
        ("found: |\n          7 had gone.\n          8 had not.", ["7", "8"]),
        ("found: 'It''s 5 of 1,000.'", ["5", "1,000"]),
    ],
)
def test_a_number_inside_a_sentence_leads_to_where_it_is_written(data_copy: Path, written: str, numbers: list[str]) -> None:
    file = data_copy / CONCERN
    file.write_text(file.read_text("utf-8").replace("found: The dots looked fainter.", written), "utf-8")
    remembering, origins, _ = with_places(load(data_copy))
    text = remembering.treatments["lamp"].concerns["grey-dots"].descriptions[0].rows[0].found
    assert text is not None
    lines = file.read_text("utf-8").split("\n")
    told = [(found[1], origin_of(found[0], origins).places[0]) for found in MARKED.finditer(text)]
    assert [number for number, _ in told] == numbers
    assert [number for number, at in told if not lines[at.line - 1][at.column - 1 :].startswith(number)] == []
    places = [(at.line, at.column) for _, at in told]
    assert places == sorted(set(places))


def test_a_number_that_is_written_as_something_else_leads_to_the_begin_of_its_sentence(data_copy: Path) -> None:
    file = data_copy / CONCERN
    file.write_text(file.read_text("utf-8").replace("found: The dots looked fainter.", r'found: "\u0037 dots had gone."'), "utf-8")
    remembering, origins, _ = with_places(load(data_copy))
    text = remembering.treatments["lamp"].concerns["grey-dots"].descriptions[0].rows[0].found
    assert text is not None
    (found,) = MARKED.finditer(text)
    (at,) = origin_of(found[0], origins).places
    assert (at.line, at.column) == place(file, r'"\u0037', '"')


@pytest.mark.parametrize("name", ["the b3 lamp", "lamp3", "3rd lamp", "v2.3b"])
def test_a_digit_that_is_part_of_a_name_is_no_number(data_copy: Path, name: str) -> None:
    file = data_copy / CONCERN
    file.write_text(file.read_text("utf-8").replace("found: The dots looked fainter.", f"found: It was {name}."), "utf-8")
    text = with_places(load(data_copy))[0].treatments["lamp"].concerns["grey-dots"].descriptions[0].rows[0].found
    assert text == f"It was {name}."


def origin_of(mark: str, origins: Origins) -> Origin:
    (found,) = [origin for origin in origins.all if mark.startswith(origin.opening)]
    return found


# What is worked out from them


@pytest.fixture
def origins() -> Origins:
    return Origins()


def test_a_sum_remembers_all_its_parts(origins: Origins) -> None:
    low, high = remember(3, origins.at("a.yml", 1, 2)), remember(6, origins.at("b.yml", 3, 4))
    for result, plain in [
        (low + high, 9), (high - low, 3), (low * high, 18), (high // low, 2), (high / low, 2.0), ((low + high + 1) // 2, 5),
        ((low - 1) * high, 12),
    ]:  # fmt: skip
        assert result == plain
        assert [str(one) for one in result.origin.places] in (["a.yml:1:2", "b.yml:3:4"], ["b.yml:3:4", "a.yml:1:2"])
        assert result.origin.is_worked_out


@pytest.mark.parametrize(
    ("work", "plain"), [(lambda n: 10 - n, 7), (lambda n: 2 * n, 6), (lambda n: round(n / 2), 2), (lambda n: n + 0.5, 3.5)]
)
def test_a_sum_with_a_plain_number_remembers_one_part(origins: Origins, work: Any, plain: float) -> None:
    result = work(remember(3, origins.at("a.yml", 1, 2)))
    assert result == plain
    assert (list(map(str, result.origin.places)), result.origin.is_worked_out) == (["a.yml:1:2"], True)


def test_the_same_places_are_one_origin(origins: Origins) -> None:
    low, high = remember(3, origins.at("a.yml", 1, 2)), remember(6, origins.at("b.yml", 3, 4))
    assert (low + high).origin is (low * high).origin


def test_the_largest_of_several_is_one_of_them(origins: Origins) -> None:
    low, high = remember(3, origins.at("a.yml", 1, 2)), remember(6, origins.at("b.yml", 3, 4))
    assert max(low, high).origin is high.origin
    assert not high.origin.is_worked_out


def test_a_text_that_is_repeated_stays_a_text(origins: Origins) -> None:
    assert "-" * remember(3, origins.at("a.yml", 1, 2)) == "---"


def test_a_list_can_be_counted(origins: Origins) -> None:
    names = CountedList(["one", "two"])
    names.origin = origins.at("a.yml", 1, 2)
    assert counted(names) == 2
    assert str(counted(names).origin.places[0]) == "a.yml:1:2"  # type: ignore[attr-defined]
    assert str(counted(["one", "two"])) == "2"


@pytest.mark.parametrize("number", [0, 1, 4095, 4096, 70_000])
def test_marks_of_any_number_can_be_taken_away(number: int) -> None:
    origins = Origins()
    origins.all = [None] * number  # type: ignore[list-item]
    text = f"{remember(12, origins.at('a.yml', 1, 2))} dots"
    assert text != "12 dots"
    assert without_marks(text) == "12 dots"
