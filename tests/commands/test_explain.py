"""`explain`: where each number comes from, on whose word, which pages and answers use it, and who signed those."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.__main__ import main
from macros.explaining.asked import Asked, meant
from macros.explaining.explanation import Explanation, as_json, explained
from macros.explaining.in_text import WIDTH, in_text
from macros.explaining.whereabouts import Figure, Part, Whereabouts
from macros.facts.problem import EditorMistakes
from macros.pages.reviewed import Review
from macros.pages.stage import Staged, prepare
from macros.reviews.states import Reviews

GREY = "data/treatments/lamp/concerns/grey-dots.yml"
LAMP = "data/treatments/lamp/treatment.yml"
BY_WHOM: Any = ("lamp-keeper", None, "2026-01-05", "2026-07-05")


@pytest.fixture(scope="module")
def staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


@pytest.fixture(scope="module")
def where(staged: Staged) -> Whereabouts:
    return Whereabouts(staged)


def explain(where: Whereabouts, name: str) -> Explanation:
    (asked,) = meant(where.guide, where.staged.pages, name)
    return explained(asked, where, Reviews(where.staged, "2026-11-25"))


@pytest.fixture(scope="module")
def grey(where: Whereabouts) -> Explanation:
    return explain(where, "grey-dots")


def part(one: Explanation, title: str) -> Part:
    (found,) = [part for part in one.parts if part.title == title]
    return found


def figure(found: Part, says: str) -> Figure:
    (one,) = [figure for figure in found.figures if figure.says == says]
    return one


def lines(fixture_clinic: Path, path: str, *texts: str) -> set[tuple[str, int]]:
    """The first line of a file that holds each text."""
    content = (fixture_clinic / path).read_text("utf-8").split("\n")
    return {(path, next(number for number, line in enumerate(content, 1) if text in line)) for text in texts}


def written(one: Figure) -> set[tuple[str, int]]:
    return {(place.path, place.line) for place in one.places}


# What a name means


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("grey-dots", Asked("concern", ("lamp", "grey-dots"))),
        ("lamp/grey-dots", Asked("concern", ("lamp", "grey-dots"))),
        (GREY, Asked("concern", ("lamp", "grey-dots"))),
        ("few", Asked("description", ("lamp", "grey-dots", "few"))),
        ("grey-dots/few", Asked("description", ("lamp", "grey-dots", "few"))),
        ("lamp/grey-dots/few", Asked("description", ("lamp", "grey-dots", "few"))),
        ("lamp", Asked("treatment", ("lamp",))),
        (LAMP, Asked("treatment", ("lamp",))),
        ("long-count", Asked("source", ("long-count",))),
        ("faq/index.md", Asked("page", ("faq/index.md",))),
        ("content/faq/index.md", Asked("page", ("faq/index.md",))),
        ("./faq/index.html", Asked("page", ("faq/index.md",))),
        ("lamp/grey-dots.md", Asked("page", ("lamp/grey-dots.md",))),
    ],
)
def test_a_name_means_one_thing(staged: Staged, name: str, asked: Asked) -> None:
    assert meant(staged.guide, staged.pages, name) == [asked]


def test_a_name_that_two_treatments_use_means_both(staged: Staged) -> None:
    lamp = staged.guide.treatments["lamp"]
    twins = replace(staged.guide, treatments={"lamp": lamp, "torch": replace(lamp, id="torch")})
    assert meant(twins, [], "grey-dots") == [Asked("concern", ("lamp", "grey-dots")), Asked("concern", ("torch", "grey-dots"))]


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("grey-dot", 'Did you mean "grey-dots"?'),
        ("lnog-count", 'Did you mean "long-count"?'),
        ("faq/indx.md", 'Did you mean "faq/index.md"?'),
        ("§§§", "Name a concern, a description, a treatment, a source or a page"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(staged: Staged, name: str, do: str) -> None:
    with pytest.raises(EditorMistakes) as found:
        meant(staged.guide, staged.pages, name)
    (problem,) = found.value.problems
    assert (problem.path, problem.seen, problem.do, problem.kind) == (name, "nothing in this guide has that name", do, "unknown-name")


# A concern


def test_a_range_names_its_line_its_word_and_its_pages(fixture_clinic: Path, grey: Explanation) -> None:
    one = figure(part(grey, "A few dots (few)"), "3 to 6 sessions")
    assert written(one) == lines(fixture_clinic, GREY, "sessions: {at_least: 3, at_most: 6}")
    assert (one.basis, one.sources) == ("studies", ("long-count", "short-count"))
    assert {"lamp/grey-dots.md", "lamp/index.md", "lamp/estimate.md", "faq/index.md", "about/how-we-count.md"} == set(one.pages)


def test_a_span_names_both_lines(fixture_clinic: Path, grey: Explanation) -> None:
    (one,) = [figure for figure in part(grey, "A few dots (few)").figures if figure.is_worked_out]
    assert one.says.startswith("8 to 20 weeks")
    assert written(one) == lines(fixture_clinic, GREY, "{at_least: 3, at_most: 6}", "weeks_between: {at_least: 4, at_most: 4}")


def test_one_session_has_no_span(grey: Explanation) -> None:
    assert not [figure for figure in part(grey, "One dot (single)").figures if figure.is_worked_out]


def test_a_study_is_told_in_one_line(fixture_clinic: Path, grey: Explanation) -> None:
    few = part(grey, "A few dots (few)")
    one = figure(few, "3 sessions, 4 weeks apart, 12 people")
    assert (one.sources, len(one.places)) == (("long-count",), 3)
    assert figure(few, "4 to 6 sessions, 4.5 on average").sources == ("short-count",)
    assert not [figure for figure in few.figures if "candle-count" in figure.sources]


def test_the_clinics_plan_stands_in_the_treatments_file(fixture_clinic: Path, grey: Explanation) -> None:
    one = figure(part(grey, "The clinic's usual plan"), "4 to 8 sessions")
    assert written(one) == lines(fixture_clinic, LAMP, "sessions: {at_least: 4, at_most: 8}")
    assert (one.basis, one.sources) == ("clinic", ("lamp-leaflet",))


def test_the_difference_is_told_as_pages_tell_it(grey: Explanation) -> None:
    notes = part(grey, "A few dots (few)").notes
    assert notes == (
        "ONE may be enough for a few grey dots.",
        "OVERLAP of sessions: 4 to 8 sessions and 3 to 6 sessions.",
        "SHORTER gap: 2 to 3 weeks against 4 weeks.",
    )


def test_the_answers_of_the_estimate_are_counted(grey: Explanation) -> None:
    """Three rooms by two hours: some answers lengthen the course, some shorten it."""
    answers = part(grey, "A few dots (few)").answers
    assert sum(answers.values()) == 6
    assert set(answers) == {"3 to 4 sessions", "3 to 6 sessions", "5 to 6 sessions"}


def test_a_description_is_told_alone(where: Whereabouts) -> None:
    titles = [part.title for part in explain(where, "few").parts]
    assert titles == ["A few dots (few)", "The clinic's usual plan"]


def test_a_sentence_rests_on_what_it_stands_in(where: Whereabouts) -> None:
    one = figure(part(explain(where, "dull-shine"), "Not sure (unclear)"), "Counts disagree, 2 against 2.")
    assert (one.basis, one.sources) == ("studies", ("attic-count",))


# A source, a page, a treatment


def test_a_source_tells_where_it_is_named(fixture_clinic: Path, where: Whereabouts) -> None:
    one = explain(where, "porch-count")
    named = {(place.path, place.line) for part in one.parts for figure in part.figures for place in figure.places}
    assert lines(fixture_clinic, GREY, "sources: [porch-count]", "- source: porch-count") <= named
    for path, line in named:
        assert "porch-count" in (fixture_clinic / path).read_text("utf-8").split("\n")[line - 1]
    assert "lamp/grey-dots.md" in {review.page for review in one.pages}
    assert one.sources == ("porch-count",)


def test_a_page_tells_its_lines_file_by_file(fixture_clinic: Path, where: Whereabouts) -> None:
    one = explain(where, "faq/index.md")
    assert [review.page for review in one.pages] == ["faq/index.md"]
    by_path = {part.title: {figure.says for figure in part.figures} for part in one.parts}
    assert "sessions: {at_least: 4, at_most: 8}" in by_path[LAMP]
    assert "data/sources.yml" not in by_path
    assert set(one.sources) == {name for name, pages in where.staged.kitchen.uses.items() if "faq/index.md" in pages}


def test_a_treatment_tells_its_plan_and_its_sentences(where: Whereabouts) -> None:
    one = explain(where, "lamp")
    assert (one.path, one.parts[0].title) == (LAMP, "The clinic's usual plan")
    assert "4 to 8 sessions" in {figure.says for figure in one.parts[0].figures}


# As text and for programs


def test_the_text_fits_a_terminal_and_leads_to_every_source(where: Whereabouts, grey: Explanation) -> None:
    text = in_text(grey, where)
    assert max(map(len, text.split("\n"))) <= WIDTH
    assert GREY in text
    for name in grey.sources:
        assert name in text
        assert (where.guide.sources[name].address or "no address") in text


@pytest.mark.parametrize(
    ("review", "told"),
    [
        (Review("a.md", "never"), "no doctor has reviewed it"),
        (Review("a.md", "current", *BY_WHOM), "lamp-keeper reviewed it on 2026-01-05; the next review is due by 2026-07-05"),
        (Review("a.md", "due", *BY_WHOM), "lamp-keeper reviewed it on 2026-01-05; the next review was due by 2026-07-05"),
        (Review("a.md", "changed", *BY_WHOM), "it changed since it was reviewed on 2026-01-05"),
    ],
)
def test_each_page_tells_how_its_review_stands(where: Whereabouts, grey: Explanation, review: Review, told: str) -> None:
    assert f"  a.md  {told}" in in_text(replace(grey, pages=(review,)), where).split("\n")


def test_programs_get_the_same(where: Whereabouts, grey: Explanation) -> None:
    told: Any = json.loads(json.dumps(as_json(grey, where)))
    first = told["parts"][0]["figures"][0]
    assert first["says"] == "3 to 6 sessions"
    assert [place.rsplit(":", 2)[0] for place in first["places"]] == [GREY]
    assert {one["name"] for one in told["sources"]} == set(grey.sources)
    assert {one["state"] for one in told["pages"]} == {"never"}


@pytest.fixture
def at_the_clinic(fixture_clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fixture_clinic)


@pytest.mark.usefixtures("at_the_clinic")
def test_an_unknown_name_ends_with_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "grey-dot"]) == 1
    assert 'Did you mean "grey-dots"?' in capsys.readouterr().err


@pytest.mark.usefixtures("at_the_clinic")
def test_the_command_prints_the_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "grey-dots", "--on", "2026-11-25"]) == 0
    assert capsys.readouterr().out.startswith(f"Grey dots (lamp/grey-dots)\n{GREY}\n\nA few dots (few)\n  line ")
    assert main(["explain", "grey-dots", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["path"] == GREY
