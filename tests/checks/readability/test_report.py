"""python -m macros readability: the worst first, each in the line where it was written, and never a failure for what is hard to read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.readability.remarks import remarks
from macros.checks.readability.report import advice
from macros.checks.readability.texts import Text
from macros.pages.readability.grade import ease_of
from macros.pages.readability.jargon import Jargon
from macros.pages.readability.passages import Passage


def many(word: str, count: int) -> str:
    return " ".join([word] * count)


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def clinic(fixture_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up clinic, to edit: its facts and pages alone, which is all that advice looks at."""
    shutil.copytree(fixture_clinic, tmp_path / "clinic")
    monkeypatch.chdir(tmp_path / "clinic")
    return tmp_path / "clinic"


def lines(capsys: pytest.CaptureFixture[str], *places: str) -> list[str]:
    """The remarks that a run prints."""
    assert main(["readability", *places]) == 0
    return capsys.readouterr().out.split("\n\ngrade  ")[0].splitlines()


def test_limits_are_those_of_the_house() -> None:
    """20 words, 3 sentences and grade 8 are fine; one more is not."""
    fine = Passage("p", f"{many('Word', 20)}. One two three. Four five six. Two words.")
    assert not list(remarks([fine], ease_of(fine.sentences), Jargon({})))
    over = Passage("p", f"{many('Word', 21)}. One two three. Four five six. Seven eight nine.")
    assert [one.about for one in remarks([over], ease_of(over.sentences), Jargon({}))] == ["sentence", "paragraph"]


def test_a_long_paragraph_is_found_by_a_sentence_of_its_own() -> None:
    """What many texts begin with, like "12 people." or "We are not sure.", would lead to the wrong one."""
    said = Passage("p", "We hope so. Nobody counted these moths. One two three. Two three four.")
    assert [(one.at, one.seen) for one in remarks([said], ease_of([]), Jargon({}))] == [
        ("Nobody counted these moths.", '4 sentences in one paragraph: "We hope so."')
    ]


def test_headings_and_cells_are_no_paragraphs() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten or more."
    kinds = ("p", "li", "dd", "td", "h2", "title", "script")
    assert [kind for kind in kinds if list(remarks([Passage(kind, text)], ease_of([]), Jargon({})))] == ["p", "li", "dd"]


def test_the_worst_comes_first(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"A keloid.\n\nOne two three. Two three four. Three four five. Four five six.\n\n{many('word', 23)}.\n\n{many('word', 40)}.\n"
    (clinic / "text.md").write_text(text, "utf-8")
    (clinic / "data/jargon.yml").write_text("keloid: thick scar\n", "utf-8")
    shown, do = f'"{many("word", 8)} …"', "Make two of it, or leave something out; 20 are enough."
    assert lines(capsys, "text.md") == [
        f"text.md:7  40 words in one sentence: {shown}. {do}",
        f"text.md:5  23 words in one sentence: {shown}. {do}",
        'text.md:3  4 sentences in one paragraph: "One two three.". Start a new one, or make a list; 3 are enough.',
        "text.md:1  the page needs 8.5 years of school, more than 8. Use shorter sentences and shorter words.",
        'text.md:1  "keloid" is not explained. Say "thick scar", or add that in brackets.',
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        ("data/treatments/lamp/concerns/grey-dots.yml", "  - Dots are grey.", "  - >\n    Short. {}.", ":11"),
        ("data/treatments/lamp/concerns/grey-dots.yml", "design: lamps counted twice", "design: {}", ":35"),
        ("data/wording.yml", 'span: "SPAN {span}."', 'span: "{} SPAN {{span}}."', ":9"),
        ("content/about/contact.md", "{{ contact() }}", "{{{{ contact() }}}}\n\n- Fine.\n- {}.", ":11"),
        ("content/index.md", "A guide to lamps & mist.", "A guide to lamps & mist. {}.", ":3"),
        ("data/wording.yml", 'together_without_gap: "', 'together_without_gap: "{} ', None),
        ("data/questions.yml", "Ask somebody with a compass.", "{}.", None),
    ],
)
def test_it_names_the_line_that_an_editor_opens(
    clinic: Path, capsys: pytest.CaptureFixture[str], path: str, old: str, new: str, place: str | None
) -> None:
    """Although it looked at the finished page, where the text stands between others."""
    replace(clinic, path, old, new.format(many("Longish", 30)))
    number = place or f":{(clinic / path).read_text('utf-8').split('Longish')[0].count(chr(10)) + 1}"
    found = [one for one in lines(capsys) if "Longish" in one]
    assert [one.partition("  ")[0] for one in found] == [path + number], found


def test_what_many_pages_show_is_told_once(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(clinic, "data/treatments/lamp/treatment.yml", "Moths come.", f"{many('Moths', 25)}.")
    assert len([one for one in lines(capsys) if "Moths" in one]) == 1


def test_of_one_line_the_worst_is_told() -> None:
    """A sentence that is filled in has many lengths."""
    said = [[Passage("p", many("word", count))] for count in (22, 24, 23)]
    texts = [Text("page", one, ease_of([]), lambda _: ("x.yml", 7)) for one in said]
    assert [str(one).partition(":  ")[0][:17] for one in advice(texts, Jargon({}))] == ["x.yml:7  24 words"]


def test_a_sentence_that_the_program_fills_in_is_found_where_it_was_written(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two longest of the made-up clinic, both of 21 words with their numbers."""
    found = [one for one in lines(capsys) if "RANGE" in one]
    assert [one.partition("  ")[0] for one in found] == ["data/wording.yml:3", "data/wording.yml:4"], found


@pytest.mark.parametrize("name", ["lamp/grey-dots.md", "lamp/grey-dots", "lamp/grey-dots.html", "content/index.md", "./content/index.md"])
def test_a_page_by_any_of_its_names(clinic: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["readability", name]) == 0
    table = capsys.readouterr().out.split("longest sentence\n")[1].splitlines()
    assert [line.split()[-1] for line in table[: table.index("")]] == ["index.md" if "index" in name else "lamp/grey-dots.md"]


def test_pages_stand_from_hard_to_easy(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["readability"]) == 0
    out = capsys.readouterr().out
    grades = [float(line.split()[0]) for line in out.split("longest sentence\n")[1].split("\n\n")[0].splitlines()]
    assert grades == sorted(grades, reverse=True) and len(grades) == 15
    assert out.endswith("This is advice: nothing was refused and nothing was changed.\n")


def test_files_anywhere_need_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts/.hidden").mkdir(parents=True)
    (tmp_path / "texts/a.md").write_text(f"{many('word', 21)}.\n", "utf-8")
    (tmp_path / "texts/b.yml").write_text(f"x: {many('word', 23)}.\n", "utf-8")
    (tmp_path / "texts/c.png").write_bytes(b"\x89PNG")
    (tmp_path / "texts/.hidden/d.md").write_text(f"{many('word', 30)}.\n", "utf-8")
    other = str(tmp_path / "texts/b.yml")
    assert [one.partition("  ")[0] for one in lines(capsys, "texts")] == ["texts/b.yml:1", "texts/a.md:1"]
    assert [one.partition("  ")[0] for one in lines(capsys, "texts/a.md", other)] == [f"{other}:1", "texts/a.md:1"]


def test_terms_of_the_guide_are_explained(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (clinic / "data/jargon.yml").write_text("lumen: light\ngnomon: pointer\n", "utf-8")
    (clinic / "text.md").write_text("A lumen and a gnomon.\n", "utf-8")
    assert [one for one in lines(capsys, "text.md") if "lumen" in one]
    said = "said_as: cool mist\n"
    replace(clinic, "data/treatments/mist/treatment.yml", said, said + "terms:\n  - {word: Lumen, means: Some light.}\n")
    assert lines(capsys, "text.md") == ['text.md:1  "gnomon" is not explained. Say "pointer", or add that in brackets.']


@pytest.mark.parametrize(
    ("place", "raw", "expected"),
    [
        ("missing.md", None, "missing.md:1:1  there is no such page or file."),
        ("lamp/grey-dot.md", None, 'lamp/grey-dot.md:1:1  there is no such page or file. Did you mean "lamp/grey-dots.md"?'),
        ("odd.md", b"caf\xe9", "odd.md:1:4  "),
        ("odd.yml", b"a: [", "odd.yml:"),
        ("data/jargon.yml", b"keloid: [scar]\n", "data/jargon.yml:1:9  "),
        ("data/jargon.yml", b"keloid: scar\nkeloid: mark\n", "data/jargon.yml:2:1  "),
    ],
)
def test_what_cannot_be_read_is_a_message(
    clinic: Path, capsys: pytest.CaptureFixture[str], place: str, raw: bytes | None, expected: str
) -> None:
    if raw is not None:
        (clinic / place).write_bytes(raw)
    assert main(["readability", place]) == 1
    found = capsys.readouterr()
    assert (found.out, found.err.startswith(expected)) == ("", True), found.err


def test_a_slip_in_the_list_of_words_is_seen_by_every_check(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (clinic / "data/jargon.yml").write_text("keloid: [scar]\n", "utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("data/jargon.yml:1:9  ")
