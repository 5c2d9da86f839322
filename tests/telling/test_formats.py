"""The four ways in which problems are shown, and which one is chosen."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from pytest import CaptureFixture, MonkeyPatch

from macros.__main__ import main
from macros.facts.problem import Problem, about_file
from macros.telling import closing, format_here, tell
from macros.telling.annotation import annotation
from macros.telling.in_text import COLOURS, PLAIN, in_text, wants_colour

WRONG_NAME = Problem("data/a.yml", 2, 7, 'there is no source called "wcik"', 'Did you mean "wick"?', "unknown-name", 4)
SOFT_WORD = Problem("data/a.yml", 1, 1, "soft", "Say it plainly", "soft-promise", 4, "warning")
NO_FILE = about_file("data/b.yml", "there is no such file", "Add it", "no-such-file")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yml").write_text("soft: 1\nread: wcik\n", "utf-8")
    return tmp_path


def test_in_a_log(root: Path) -> None:
    assert in_text([SOFT_WORD, WRONG_NAME, NO_FILE], root, PLAIN).split("\n") == [
        "data/a.yml:1:1  soft. Say it plainly.  [warning: soft-promise]",
        "  1 | soft: 1",
        "    | ^^^^",
        "",
        'data/a.yml:2:7  there is no source called "wcik". Did you mean "wick"?  [unknown-name]',
        "  2 | read: wcik",
        "    |       ^^^^",
        "",
        "data/b.yml:1:1  there is no such file. Add it.  [no-such-file]",
    ]


def test_in_colour_the_words_are_the_same(root: Path) -> None:
    coloured = in_text([SOFT_WORD, WRONG_NAME], root, COLOURS)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == in_text([SOFT_WORD, WRONG_NAME], root, PLAIN)
    assert "\33[1;31m      ^^^^\33[0m" in coloured and "\33[1;33m^^^^\33[0m" in coloured  # an error in red, a warning in yellow


def test_on_a_terminal_no_word_is_cut(root: Path) -> None:
    told = in_text([WRONG_NAME, SOFT_WORD], root, PLAIN, width=40).split("\n")
    assert told[:3] == ["data/a.yml:2:7  there is no source", 'called "wcik". Did you mean "wick"?', "[unknown-name]"]
    assert told[6:8] == ["data/a.yml:1:1  soft. Say it plainly.", "[warning: soft-promise]"]


def test_a_path_that_is_wider_than_the_terminal_is_one_word(root: Path) -> None:
    assert in_text([about_file("d/" + "x" * 60, "seen", "", "k")], root, COLOURS, width=20).startswith("\33[1md/xxx")
    assert in_text([about_file("a b c d e f g h", "seen", "", "k")], root, PLAIN, width=12) == "a b c d e f g h:1:1\nseen.  [k]"


def test_the_numbers_of_lines_stand_below_each_other(root: Path) -> None:
    (root / "data/a.yml").write_text("a: 1\n" * 120, "utf-8")
    told = in_text([Problem("data/a.yml", line, 1, "x", "y", "k") for line in (9, 110)], root)
    assert "    9 | a: 1\n      | ^\n" in told and "  110 | a: 1\n      | ^" in told


def test_what_a_path_or_a_message_hides_is_shown_as_a_code(root: Path) -> None:
    evil = Problem("data/\33[2J\n.yml", 1, 1, "a\u202eb\r", "", "k")
    assert in_text([evil], root) == r"data/\x1b[2J\n.yml:1:1  a\u202eb\r.  [k]"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "asked", "answer"),
    [
        (Screen(), {}, True),
        (io.StringIO(), {}, False),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),
        (Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (Screen(), {"FORCE_COLOR": "0"}, False),
        (Screen(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_when_there_is_colour(stream: io.StringIO, asked: dict[str, str], answer: bool, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(stream) is answer


def test_for_github() -> None:
    assert annotation(WRONG_NAME) == (
        '::error file=data/a.yml,line=2,col=7,endColumn=11,title=unknown-name::there is no source called "wcik". Did you mean "wick"?'
    )
    assert annotation(SOFT_WORD).startswith("::warning file=data/a.yml,line=1,")
    assert annotation(NO_FILE) == "::error file=data/b.yml,title=no-such-file::there is no such file. Add it."


def test_for_github_nothing_in_a_text_is_an_order() -> None:
    evil = Problem("a,b:c%\n::set-env::.yml", 1, 1, "100%\r\n::stop-commands::x", "", "k")
    assert annotation(evil) == (
        r"::error file=a%2Cb%3Ac%25\n%3A%3Aset-env%3A%3A.yml,line=1,col=1,endColumn=2,title=k::100%25\r\n::stop-commands::x."
    )


def test_for_programs(root: Path, capsys: CaptureFixture[str]) -> None:
    tell([WRONG_NAME, SOFT_WORD], root, "json")
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out) == [
        {
            "path": "data/a.yml", "line": 1, "column": 1, "width": 4, "kind": "soft-promise", "severity": "warning",
            "seen": "soft", "do": "Say it plainly",
        },
        {
            "path": "data/a.yml", "line": 2, "column": 7, "width": 4, "kind": "unknown-name", "severity": "error",
            "seen": 'there is no source called "wcik"', "do": 'Did you mean "wick"?',
        },
    ]  # fmt: skip


def test_where_each_format_goes(root: Path, capsys: CaptureFixture[str]) -> None:
    tell([WRONG_NAME], root, "text")
    told = capsys.readouterr()
    assert told.out == "" and told.err.endswith("^^^^\n\n1 problem. Nothing was changed.\n")
    tell([WRONG_NAME], root, "github")
    told = capsys.readouterr()
    assert told.out.startswith("::error ") and told.err == "\n1 problem. Nothing was changed.\n"


@pytest.mark.parametrize("how", ["text", "github"])
def test_no_problem_is_no_word(root: Path, how: str, capsys: CaptureFixture[str]) -> None:
    tell([], root, how)
    assert capsys.readouterr() == ("", "")


def test_the_last_line_counts() -> None:
    assert closing([WRONG_NAME]) == "1 problem. Nothing was changed."
    assert closing([WRONG_NAME, NO_FILE, SOFT_WORD]) == "2 problems and 1 warning. Nothing was changed."
    assert closing([SOFT_WORD, SOFT_WORD]) == "2 warnings. Look at them; nothing was stopped."


def test_github_is_noticed(monkeypatch: MonkeyPatch) -> None:
    assert format_here() == "text"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert format_here() == "github"


def test_a_command_shows_its_problems_as_it_was_asked(root: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]) -> None:
    monkeypatch.chdir(root)
    assert main(["check", "--format", "json"]) == 1
    assert {one["kind"] for one in json.loads(capsys.readouterr().out)} >= {"no-such-file", "unread-file"}
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check"]) == 1
    assert "::error file=data/a.yml,title=unread-file::nothing reads this file." in capsys.readouterr().out
    assert main(["check", "--format", "text"]) == 1
    assert capsys.readouterr().out == ""


def test_all_is_well_is_an_empty_list_for_programs(fixture_clinic: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]) -> None:
    monkeypatch.chdir(fixture_clinic)
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"
