"""What the switch "Show sources" is told: the same pages once more, and for each number the file and line where it is written."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html as tree

from macros.facts.remembering import CLOSE, OPEN, Origin, Place, opening, without_marks
from macros.pages.reading import Reading, read_over
from macros.pages.show_sources import FOLDER, SWITCH, MarkedPages, showing_sources
from macros.pages.stage import Staged, prepare

MARKED = re.compile(f"{OPEN}(..)([^{CLOSE}]*){CLOSE}")
GREY, DULL = "lamp/grey-dots.md", "lamp/dull-shine.md"
CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
# What may stand on the page of a concern without a mark, and why. `¤` is a number without a mark, `§` one with it.
UNMARKED = {
    r"\[¤\]": "the number of a source in the list below",
    r"Week ¤ is the first session": "where counting begins",
    r"\((about §|fewer than ¤) in ¤\)": "the other side of a percentage",
    r"Annals of Lamps ¤\(¤\):¤-¤|doi ¤\.¤/\S+": "how a source is found",
}


@pytest.fixture(scope="module")
def staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


@pytest.fixture(scope="module")
def marked(staged: Staged) -> MarkedPages:
    return MarkedPages.of(staged)


@pytest.fixture(scope="module")
def texts(staged: Staged, marked: MarkedPages) -> dict[str, str]:
    return {page: marked.page(page) for page in staged.pages}


class Told(NamedTuple):
    """One number with a mark: the page, the words before it, itself, and where it comes from."""

    page: str
    before: str
    number: str
    origin: Origin


@pytest.fixture(scope="module")
def told(marked: MarkedPages, texts: dict[str, str]) -> list[Told]:
    by_opening = {origin.opening: origin for origin in marked.origins.all}
    return [
        Told(page, without_marks(text[max(0, found.start() - 40) : found.start()]), found[2], by_opening[OPEN + found[1]])
        for page, text in texts.items()
        for found in MARKED.finditer(text)
    ]


def place(root: Path, path: str, text: str, number: str, nth: int = 0) -> str:
    """Path, line and column of a number in the nth line of a file that holds a text."""
    found = [(line, content) for line, content in enumerate((root / path).read_text("utf-8").split("\n"), 1) if text in content]
    line, content = found[nth]
    return f"{path}:{line}:{content.index(number, content.index(text)) + 1}"


# The marked pages are the same pages


def test_every_page_reads_as_it_is_signed(staged: Staged, texts: dict[str, str]) -> None:
    for page in staged.pages:
        assert html.unescape(without_marks(texts[page])).strip() == html.unescape(staged.files[page].decode().split("---\n", 2)[2]).strip()


def test_no_page_that_is_staged_has_a_mark(staged: Staged, marked: MarkedPages, texts: dict[str, str]) -> None:
    assert len(texts) == len(staged.pages) > 0
    assert not [path for path, content in staged.files.items() if OPEN.encode() in content or CLOSE.encode() in content]


# Each number leads to where it is written


def test_every_number_leads_to_itself(fixture_clinic: Path, told: list[Told]) -> None:
    direct = [one for one in told if not one.origin.is_worked_out]
    assert len(direct) > 300
    assert [one for one in direct if not re.match(rf"{re.escape(one.number)}(?!\w)", written(fixture_clinic, *one.origin.places))] == []


def test_a_number_that_was_worked_out_names_places_of_numbers_and_lists(fixture_clinic: Path, told: list[Told]) -> None:
    sums = [(one, at) for one in told if one.origin.is_worked_out for at in one.origin.places]
    assert len(sums) > 50
    assert [(one, at) for one, at in sums if not re.match(r"\d|\[|- ", written(fixture_clinic, at))] == []


def written(root: Path, at: Place) -> str:
    """What a file has at a place, up to the end of the line."""
    return (root / at.path).read_text("utf-8").split("\n")[at.line - 1][at.column - 1 :]


@pytest.mark.parametrize(
    ("said", "number", "parts"),
    [  # the words before the number; the number; where its parts stand: text of the line, number in it
        ("SPAN ", "8", [("sessions: {at_least: 3, at_most: 6}", "3"), ("weeks_between: {at_least: 4, at_most: 4}", "4")]),
        ("SPAN 8 to ", "20", [("sessions: {at_least: 3, at_most: 6}", "6"), ("weeks_between: {at_least: 4, at_most: 4}", "4}")]),
        ("a few grey dots: the ", "2", [("sources: [long-count, short-count]", "[")]),
    ],
)
def test_what_a_number_was_worked_out_from(fixture_clinic: Path, told: list[Told], said: str, number: str, parts: Any) -> None:
    """A few grey dots: 3 to 6 sessions, 4 weeks apart, so 8 to 20 weeks from the first to the last; by 2 studies."""
    found = [one.origin for one in told if one.number == number and one.before.endswith(said) and one.origin.is_worked_out]
    assert {place(fixture_clinic, CONCERN, *part) for part in parts} in [set(map(str, origin.places)) for origin in found]


def test_the_clinics_plan_leads_to_the_treatments_file(told: list[Told]) -> None:
    plan = [one for one in told if one.page == GREY and one.before.endswith("USUAL ")]
    assert plan
    assert {at.path for one in plan for at in one.origin.places} == {"data/treatments/lamp/treatment.yml"}


# Nearly all of them


@pytest.mark.parametrize("page", [GREY, DULL, "lamp/loose-threads.md", "mist/dry-leaf.md"])
def test_what_has_no_mark_on_the_page_of_a_concern_is_listed(texts: dict[str, str], page: str) -> None:
    drawn = re.compile(r"<svg.*?</svg>", re.DOTALL)  # the words below a drawing say what it shows
    body = tree.fragment_fromstring(drawn.sub("", texts[page]), create_parent="div")
    assert len(MARKED.findall(body.text_content())) >= 15
    text = re.sub(r"\d+", "¤", MARKED.sub("§", body.text_content()))
    for pattern in UNMARKED:
        text = re.sub(pattern, "", text)
    assert re.findall(r".{0,30}¤.{0,30}", text) == []


# What the switch loads


def test_a_page_is_told_by_a_script(marked: MarkedPages, texts: dict[str, str], told: list[Told]) -> None:
    given = script(marked, "lamp/grey-dots.js")
    assert given["page"] == texts[GREY]
    origins = {one.origin.number: one.origin for one in told if one.page == GREY}
    direct = {str(number): str(*one.places) for number, one in origins.items() if not one.is_worked_out}
    sums = {str(number): list(map(str, one.places)) for number, one in origins.items() if one.is_worked_out}
    assert direct
    assert sums
    assert given["places"] == direct | sums


def script(marked: MarkedPages, name: str) -> Any:
    content = marked.file(name)
    assert content
    found = re.fullmatch(r'dispatchEvent\(new CustomEvent\("show-sources", \{detail: (.*)\}\)\);\n', content.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("name", ["lamp/grey-dots", "lamp/grey-dots.md", "lamp/no-such.js", "../clinic.js", "lamp/grey-dots.js.js", ""])
def test_nothing_else_is_told(marked: MarkedPages, name: str) -> None:
    assert marked.file(name) is None


@pytest.fixture
def read(fixture_clinic: Path) -> Reading:
    return read_over(fixture_clinic)


def test_a_preview_gets_the_switch_and_a_script_for_each_page(read: Reading, marked: MarkedPages, staged: Staged, tmp_path: Path) -> None:
    """The same as is told one page at a time, as in a live preview."""
    (tmp_path / "site").mkdir()
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside/old.js").touch()
    with showing_sources(read, tmp_path / "beside") as put_into:
        put_into(tmp_path / "site")
    folder = tmp_path / "site" / FOLDER
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    names = {*SWITCH, *(page.removesuffix(".md") + ".js" for page in staged.pages)}
    assert found.keys() == names
    assert [name for name in SWITCH if found[name] != marked.file(name)] == []
    for name in sorted(names - set(SWITCH)):
        assert as_told(found[name].decode()) == as_told(str(marked.file(name), "utf-8")), name
    assert not (tmp_path / "beside").exists()


def test_between_many_pages_it_forgets(
    read: Reading, marked: MarkedPages, staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each number is told the same place, whatever was forgotten before it."""
    monkeypatch.setattr("macros.pages.show_sources._AT_ONCE", 1)
    again = MarkedPages(read.guide, read.sources, read.titles)
    again.write(tmp_path / "few")
    for page in staged.pages:
        name = page.removesuffix(".md") + ".js"
        assert as_told((tmp_path / "few" / name).read_text("utf-8")) == as_told(str(marked.file(name), "utf-8")), page


def as_told(script: str) -> str:
    """The text of a page with each number's place behind it, whatever the marks are called."""
    detail = json.loads(script.partition("{detail: ")[2].rpartition("}")[0])
    numbers = {opening(int(number)): f"<{places}>" for number, places in detail["places"].items()}
    return re.sub(f"{OPEN}..", lambda mark: numbers[mark[0]], detail["page"])


def test_a_process_that_fails_leaves_it_to_the_build(read: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.both_cores._result", lambda said: None)
    (tmp_path / "site").mkdir()
    with showing_sources(read, tmp_path / "beside") as put_into:
        put_into(tmp_path / "site")
    assert (tmp_path / "site" / FOLDER / "index.js").read_bytes().startswith(b"dispatchEvent(")


def test_what_could_not_be_written_stops_the_build(read: Reading, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "beside").touch()  # where a folder has to be
    with showing_sources(read, tmp_path / "beside") as put_into, pytest.raises(OSError, match="beside"):
        put_into(tmp_path / "site")


def test_a_build_that_fails_is_not_covered_up(read: Reading, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), showing_sources(read, tmp_path / "beside"):
        raise KeyboardInterrupt
