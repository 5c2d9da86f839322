"""The stories of excerpts.yml: a line of a file, and how it is shown with its caret in 39 columns."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from macros.facts.problem import Problem, about_file
from macros.telling.excerpt import columns, excerpt, excerpt_of

CASES = yaml.safe_load(Path(__file__).with_name("excerpts.yml").read_text("utf-8"))
ROOM = 39


def shown(told: str) -> list[str]:
    """The two lines of a story; in quotation marks where they hold codes."""
    return [json.loads(line) if line.startswith('"') else line for line in told.rstrip("\n").split("\n")]


@pytest.mark.parametrize("case", CASES, ids=[case["story"] for case in CASES])
def test_a_line_is_shown_as_told(case: dict[str, Any]) -> None:
    found = excerpt(case["row"], case["column"] - 1, case["width"], ROOM)
    assert [found.line, found.caret] == shown(case["shows"])


@given(some.text(max_size=90), some.integers(0, 95), some.integers(0, 95))
def test_nothing_is_too_wide_or_moves_the_cursor(row: str, start: int, width: int) -> None:
    found = excerpt(row, start, width, ROOM)
    assert columns(found.line) <= ROOM
    assert found.line.isprintable()
    assert len(found.caret) <= ROOM + 1


def problem(line: int, width: int = 1) -> Problem:
    return Problem("f.yml", line, 1, "seen", "do", "kind", width)


def test_windows_line_endings_are_no_part_of_a_line(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes(b"a: 1\r\nb: 2\r\n")
    found = excerpt_of(problem(2), tmp_path, ROOM)
    assert found and found.line == "b: 2"


@pytest.mark.parametrize("line", [0, 2, 3, 99])
def test_a_line_that_is_not_there_or_empty_is_not_shown(tmp_path: Path, line: int) -> None:
    (tmp_path / "f.yml").write_text("a: 1\n\n", "utf-8")
    assert excerpt_of(problem(line), tmp_path, ROOM) is None


def test_a_file_as_a_whole_shows_no_line(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text("a: 1\n", "utf-8")
    assert excerpt_of(about_file("f.yml", "seen", "do", "kind"), tmp_path, ROOM) is None
    assert excerpt_of(problem(1), tmp_path, ROOM)


def test_nothing_but_an_ordinary_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "pipe", "not-there", "a\0b", "x" * 5000):
        assert excerpt_of(Problem(name, 1, 1, "seen", "do", "kind"), tmp_path, ROOM) is None


def test_an_edit_is_seen(tmp_path: Path) -> None:
    for text in ("a: 1\n", "bc: 22\n"):
        (tmp_path / "f.yml").write_text(text, "utf-8")
        found = excerpt_of(problem(1), tmp_path, ROOM)
        assert found and found.line == text.strip()
