"""Small slips at many places of real files: the line that the editor has to correct is named, and a misspelt name gets a hint.

The bars are shares, because some slips have two right answers ("the first line is too far left" or "the second is too far right").
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.facts.guide import load
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.yaml_reader import read_yaml

EVERY = 17  # lines; a prime number, so that all kinds of line come up
RIGHT_LINES = 0.95
HINTS = 0.90


@pytest.fixture(scope="module")
def clinic(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clinic")
    shutil.copytree(fixture_clinic / "data", root / "data")
    return root


def layout_slips(line: str) -> Iterator[str]:
    """The line with one sign of YAML lost, or moved."""
    yield " " + line
    yield "  " + line
    yield line.removeprefix(" ")
    yield line.removeprefix("  ")
    yield line.replace(":", "", 1)
    yield line.replace(": ", ":", 1)
    yield re.sub(r"^( *)- ", r"\1-", line)
    yield re.sub(r'["\]}]$', "", line)
    yield re.sub(r'["\[{]', "", line, count=1)


def misspelt_names(line: str) -> Iterator[str]:
    """The line with one letter of its field's name lost, doubled or changed."""
    if found := re.match(r"( +(?:- )?)([a-z_]{3,})(:.*)", line):
        before, name, after = found.groups()
        middle = len(name) // 2
        for wrong in (name[1:], name[:middle] + name[middle + 1 :], name[:middle] + name[middle - 1 :], name[:-1] + "q"):
            yield before + wrong + after


def answers(clinic: Path, slips: Callable[[str], Iterator[str]]) -> Iterator[tuple[bool, list[Problem]]]:
    """For each slip: whether its line is named, and all problems. A slip that changes nothing, or only words, is left out."""
    for file in sorted((clinic / "data").rglob("*.yml")):
        before = file.read_text("utf-8")
        lines = before.split("\n")
        places = range(3, len(lines), EVERY)
        for row, wrong in [(place, wrong) for place in places for wrong in slips(lines[place])]:
            if wrong != lines[row] and not lines[row].startswith("#"):
                file.write_text("\n".join([*lines[:row], wrong, *lines[row + 1 :]]), "utf-8")
                try:
                    read_yaml(file, file.relative_to(clinic).as_posix())  # as `load` would, only sooner
                    load(clinic)
                except EditorMistakes as mistakes:
                    place = (file.relative_to(clinic).as_posix(), row + 1)
                    yield place in {(problem.path, problem.line) for problem in mistakes.problems}, mistakes.problems
        file.write_text(before, "utf-8")


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_slips_of_layout_are_shown_in_their_line(clinic: Path) -> None:
    named = [is_named for is_named, _ in answers(clinic, layout_slips)]
    assert len(named) >= 50
    assert share(named) >= RIGHT_LINES


def test_a_misspelt_field_is_shown_in_its_line_with_a_hint(clinic: Path) -> None:
    found = list(answers(clinic, misspelt_names))
    assert len(found) >= 50
    assert share([is_named for is_named, _ in found]) >= RIGHT_LINES
    assert share([any("Did you mean" in problem.do for problem in problems) for _, problems in found]) >= HINTS
