"""The README tells what is there: its links lead somewhere, its commands exist, and its first edit goes as it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.__main__ import COMMANDS
from macros.checks.content import check_content
from macros.facts.problem import EditorMistakes
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text("utf-8")
TARGETS = sorted(set(re.findall(r"\]\((?!https?:)([^)\s]+)\)", README)))
ACNE_SCARS = "data/treatments/pico-laser/concerns/acne-scars.yml"
QUESTIONS = "content/faq/index.md"


def anchors(text: str) -> set[str]:
    """The addresses that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_leads_somewhere(target: str) -> None:
    path, _, anchor = target.partition("#")
    file = PROJECT / path if path else PROJECT / "README.md"
    assert file.exists()
    assert not anchor or anchor in anchors(file.read_text("utf-8"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_told_of(command: str) -> None:
    assert f"macros {command}" in README or f"make {command}" in README


def test_what_the_readme_tells_to_run_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`| {4})make ([a-z]+)", README)) <= targets
    assert set(re.findall(r"-m macros ([a-z]+)", README)) <= set(COMMANDS)


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A copy of the real guide, to follow the README in."""
    for name in ("data", "content"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


def said_after(root: Path, path: str, old: str, new: str) -> set[str]:
    """The kinds of the problems of a file in which one text became another."""
    text = (root / path).read_text("utf-8")
    assert old in text, f"the README tells to look for it: {old}"
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(EditorMistakes) as mistakes:
        check_content(root)
    return {one.kind for one in mistakes.value.problems if one.path == path}


def test_the_first_edit_goes_as_told(guide: Path) -> None:
    old, new = "sessions: {at_least: 3, at_most: 6}", "sessions: {at_least: 6, at_most: 3}"
    assert old in README and ACNE_SCARS in README
    assert said_after(guide, ACNE_SCARS, old, new) == {"range-backwards"}


def test_an_advertisement_is_refused_as_told(guide: Path) -> None:
    question, said = "Is one session enough?", "Our painless laser gives the best results."
    assert question in README and said in README and QUESTIONS in README
    answer = f'{{% call faq_item("{question}", "is-one-session-enough") %}}\n'
    assert said_after(guide, QUESTIONS, answer, f"{answer}{said} ") == {"painless", "soft-promise"}
