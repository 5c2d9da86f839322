"""The stories of yaml_cases/: a text, and exactly what the reader says about it. A new story needs no code."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.facts.problem import EditorMistakes
from macros.facts.yaml_reader import parse_yaml, read_yaml

CASES = Path(__file__).with_name("yaml_cases")
SLOWEST = 3  # seconds of work: what else the machine does meanwhile is not counted


def stories() -> list[Any]:
    files = sorted(CASES.glob("*.yml"))
    return [pytest.param(case, id=f"{file.stem}: {case['story']}") for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


def content(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return str(case["bytes"]).encode("latin-1")
    return (case.get("before", "") + case["text"] * case.get("times", 1) + case.get("after", "")).encode("utf-8")


def said(file: Path) -> list[str]:
    """What the reader says about a file: each problem without the path, or its value."""
    try:
        return ["means " + json.dumps(read_yaml(file, "f").value, ensure_ascii=False)]
    except EditorMistakes as mistakes:
        return [str(problem).removeprefix("f:") for problem in mistakes.problems]


@pytest.mark.parametrize("case", stories())
def test_a_story_is_read_as_told(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_bytes(content(case))
    start = time.process_time()
    told = said(file)
    assert time.process_time() - start < SLOWEST
    if "says_first" in case:
        assert [told[0], told[-1]] == [case["says_first"], case["says_last"]]
    elif "says" in case:
        assert told == case["says"]
    else:
        assert told == ["means " + json.dumps(case["means"], ensure_ascii=False)]


def test_a_missing_file(tmp_path: Path) -> None:
    assert said(tmp_path / "f.yml") == ["1:1  there is no such file. Add it, or correct its name."]


def test_a_folder(tmp_path: Path) -> None:
    assert said(tmp_path) == ["1:1  this is not an ordinary file. Put a plain text file here: no link, no folder, no pipe."]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "f.yml")
    assert said(tmp_path / "f.yml") == ["1:1  this is not an ordinary file. Put a plain text file here: no link, no folder, no pipe."]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: 1\n")
    (tmp_path / "f.yml").symlink_to("real.yml")
    assert said(tmp_path / "f.yml") == ["1:1  this is not an ordinary file. Put a plain text file here: no link, no folder, no pipe."]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/f.yml").write_text("a: 1\n")
    (tmp_path / "data").symlink_to("real")
    with pytest.raises(EditorMistakes) as caught:
        read_yaml(tmp_path / "data/f.yml", "data/f.yml")
    assert str(caught.value) == "data/f.yml:1:1  this file lies in a folder that is a link to another place. Put the folder itself here."


def test_a_project_may_itself_lie_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real/data").mkdir(parents=True)
    (tmp_path / "real/data/f.yml").write_text("a: 1\n")
    (tmp_path / "project").symlink_to("real")
    assert read_yaml(tmp_path / "project/data/f.yml", "data/f.yml").value == {"a": 1}


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "f.yml"
    file.write_text("a: 1\n")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)  # chmod does not stop root, and tests may run as root
    assert said(file) == ["1:1  the file cannot be read (Permission denied). Check that you may open it."]


def test_every_part_knows_its_place(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_text("a: 1\nlist:\n  - x\n  - id: z\n    sessions: {at_least: 3, at_most: 6}\nempty:\n")
    document = read_yaml(file, "f")
    assert document.places == {
        (): (1, 1),
        ("a",): (1, 4),
        ("list",): (3, 3),
        ("list", 0): (3, 5),
        ("list", 1): (4, 5),
        ("list", 1, "id"): (4, 9),
        ("list", 1, "sessions"): (5, 15),
        ("list", 1, "sessions", "at_least"): (5, 26),
        ("list", 1, "sessions", "at_most"): (5, 38),
        ("empty",): (6, 7),
    }
    assert document.key_places["list", 1, "sessions", "at_most"] == (5, 29)


def test_a_value_that_is_not_there_stands_inside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_text("a: 1\n? b\n")  # PyYAML places what follows b in the line below, which is not there
    assert read_yaml(file, "f").places["b",] == (2, 4)


def test_a_problem_in_a_part_that_is_not_there_stands_at_what_is_around_it(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    file.write_text("a:\n  b: 1\n")
    document = read_yaml(file, "f")
    assert str(document.problem(("a", "c", 3), "seen", "do", kind="k")) == "f:2:3  seen. do."
    assert str(document.problem(("a", "b"), "seen", "", at_key=True, kind="k")) == "f:2:3  seen."
    assert str(document.problem(("a", "b"), "seen", "", kind="k")) == "f:2:6  seen."


@pytest.mark.parametrize(
    ("text", "loc", "width"),
    [
        ("a: wrong word\n", ("a",), 10),
        ('a: "wrong"  # note\n', ("a",), 7),
        ("a: 'it''s'\n", ("a",), 7),
        ("a: {b: 皮秒, c: 2}\n", ("a", "b"), 2),
        ("a: {b: 1, c: [2, 3]}\n", ("a",), 17),
        ("a: {b: 1, c: [2, 3]}\n", ("a", "c"), 6),
        ("a: {b: 1,\n  c: 2}\n", ("a",), 6),  # of what goes on in the next line, the first line
        ("a: one\n  two\n", ("a",), 3),
        ("a: >-\n  folded\n  text\n", ("a",), 2),
        ("list:\n  - b: 1\n    c: 2\n", ("list", 0), 1),  # a group without brackets: its first name
        ("a:\n", ("a",), 1),
    ],
)
def test_the_width_of_a_part(text: str, loc: tuple[str | int, ...], width: int) -> None:
    assert parse_yaml(text, "f").problem(loc, "seen", "do", kind="k").width == width


def test_the_width_of_a_name() -> None:
    assert parse_yaml('"my name": 1\n', "f").problem(("my name",), "seen", "do", at_key=True, kind="k").width == 9


def test_the_same_words_of_many_files_are_kept_once() -> None:
    """Names of fields, and words like "studies": a guide of thousands of files has hundreds of thousands of them."""
    one, other = (parse_yaml("basis: studies\n" + '"basis_of": 1\n', path).value for path in ("a.yml", "b.yml"))
    assert [id(key) for key in one] == [id(key) for key in other]
    assert one["basis"] is other["basis"]
