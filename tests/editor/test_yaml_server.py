"""Help while typing, as an editor gives it: the real YAML language server is told what the first line of each file tells it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.commands.schema import all_generated
from macros.facts.records import Source
from tests.editor.server import Server, find_server, running

CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
SOURCES = "data/sources.yml"
MENU = "content/menu.yml"


@dataclass
class Editor:
    """The made-up clinic in an editor. What is typed is never saved; each text is opened under a new name beside the file."""

    root: Path
    server: Server
    opened: int = 0

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def type(self, path: str, text: str) -> tuple[Path, list[tuple[int, int, str]]]:
        """Open `text` beside the file at `path`: where it is open, and what is marked in it."""
        self.opened += 1
        file = (self.root / path).with_name(f"typed-{self.opened}.yml")
        return file, self.server.problems(file, text)


@pytest.fixture(scope="module")
def editor(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    command, reason = find_server()
    if not command:
        pytest.skip(reason)
    root = tmp_path_factory.mktemp("editor") / "clinic"
    shutil.copytree(fixture_clinic, root)
    for path, text in all_generated(root).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with running(command, root) as server:
        yield Editor(root, server)


def place(text: str, sign: str) -> tuple[str, int, int]:
    """The text without its one sign ‸, and the line and column of that sign."""
    before, after = text.split(sign)
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def test_no_file_of_the_clinic_is_marked(editor: Editor) -> None:
    files = [*editor.root.glob("data/**/*.yml"), editor.root / MENU]
    assert len(files) > 10
    assert {file.name: found for file in files if (found := editor.server.problems(file, file.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("path", "right", "typed", "said"),
    [
        (CONCERN, "also_called:", "‸also_caled:", "Property also_caled is not allowed."),
        (CONCERN, "estimate: range", "estimate: ‸rnage", 'Value is not accepted. Valid values: "range", "doctor decides".'),
        (CONCERN, "{at_least: 3, at_most: 3}", "{at_least: 3, at_most: ‸99}", "Value is above the maximum of 60."),
        (CONCERN, "people: 12", 'people: ‸"12"', "Incorrect type. Expected one of integer, null."),
        (SOURCES, "doi: 10.9999/porch", "doi: ‸https://doi.org/10.9999/porch", "Write it like 10.1002/lsm.23103, without https://doi.org/"),
        (SOURCES, "lamp-leaflet:\n", "‸Lamp Leaflet:\n", "Use small letters a to z, digits and single hyphens."),
        (MENU, "faq/index.md", "‸faq/index.html", "Name a page, like faq/index.md."),
        ("data/wording.yml", '"SPAN {span}."', "‸SPAN {sapn}.", "Fill in exactly these: {span}."),
    ],
)
def test_a_slip_is_marked_where_it_stands(editor: Editor, path: str, right: str, typed: str, said: str) -> None:
    before, _, after = editor.text(path).partition(right)
    text, line, column = place(before + typed + after, "‸")
    _, found = editor.type(path, text)
    assert found == [(line, column, said)]


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("data/reviews/faq/index.yml", "- ‸pgae: faq/index.md", "Property pgae is not allowed."),
        ("data/treatments/lamp/concerns/new.yml", "name: A\n‸nmae: B", "Property nmae is not allowed."),
    ],
)
def test_a_file_without_a_first_line_has_its_schema_by_the_settings(editor: Editor, path: str, typed: str, said: str) -> None:
    text, line, column = place(typed, "‸")
    assert (line, column, said) in editor.server.problems(editor.root / path, text)


def test_the_fields_of_an_entry_are_offered_with_what_they_are(editor: Editor) -> None:
    text, line, column = place(editor.text(SOURCES).rstrip("\n") + "\n\nnew-study:\n  ‸\n", "‸")
    file, _ = editor.type(SOURCES, text)
    offered = editor.server.offered(file, line, column)
    assert offered.keys() >= Source.model_fields.keys()
    for name, field in Source.model_fields.items():
        assert offered[name] == field.description


def test_a_field_that_is_there_is_not_offered_again(editor: Editor) -> None:
    text, line, column = place(editor.text(SOURCES).rstrip("\n") + "\n\nnew-study:\n  kind: study\n  ‸\n", "‸")
    file, _ = editor.type(SOURCES, text)
    assert "kind" not in editor.server.offered(file, line, column)


def test_the_choices_of_a_field_are_offered(editor: Editor) -> None:
    text, line, column = place(editor.text(SOURCES).rstrip("\n") + "\n\nnew-study:\n  kind: ‸\n", "‸")
    file, _ = editor.type(SOURCES, text)
    assert editor.server.offered(file, line, column).keys() >= {"clinic", "study", "review", "guidance"}


@pytest.mark.parametrize(
    ("path", "at", "words"),
    [
        (SOURCES, "  do‸i: 10.9999/porch", ["DOI", "Its DOI, without https://doi.org/ before it.", "10.1007/s40257-023-00759-7"]),
        (CONCERN, "\ndes‸criptions:", ["Descriptions", "The ways in which it can look."]),
        ("data/clinic.yml", "sam‸ple: true", ["Sample", "true while the clinic is made up, false for a real one."]),
    ],
)
def test_pointing_at_a_field_shows_what_it_is(editor: Editor, path: str, at: str, words: list[str]) -> None:
    text, line, column = place(editor.text(path).replace(at.replace("‸", ""), at, 1), "‸")
    file, _ = editor.type(path, text)
    shown = editor.server.shown(file, line, column)
    assert [word for word in words if word not in shown] == []
