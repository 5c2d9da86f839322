"""The parser in C may only answer where it says the same as the slower one, value by value and place by place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from macros.facts import yaml_reader
from macros.facts.characters import odd_characters
from macros.facts.document import Document
from macros.facts.problem import EditorMistakes
from macros.facts.yaml_quick import quick_loader
from macros.facts.yaml_reader import parse_yaml
from tests.facts.test_fuzz import CLINIC, DATA, SIGNS, WORDS, often, yaml_like

PROJECT = Path(__file__).parents[2]
REAL = sorted(PROJECT.glob("data/**/*.yml"))

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without its parser in C, so the slower one reads all")


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Document | list[str], Document | list[str]]:
    """What the reader answers with the parser in C, and without it."""
    with_c = answer(text)
    with monkeypatch.context() as patch:
        patch.setattr(yaml_reader, "quick_loader", lambda text: None)
        return with_c, answer(text)


def answer(text: str) -> Document | list[str]:
    try:
        return parse_yaml(text, "f.yml")
    except EditorMistakes as mistakes:
        return [str(problem) for problem in mistakes.problems]


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_real_files_are_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c, without = both(file.read_text("utf-8"), monkeypatch)
    assert with_c == without


def test_most_real_files_are_read_quickly() -> None:
    """Or all this would be for nothing."""
    assert sum(quick_loader(file.read_text("utf-8")) is not None for file in REAL) > len(REAL) * 0.7


@often(600)
@given(text=yaml_like)
def test_made_up_texts_are_the_same(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.stem)
def test_damaged_files_are_the_same(file: Path) -> None:
    chance, text = random.Random(str(file)), (CLINIC / file).read_text("utf-8")
    for _ in range(25):
        at = chance.randrange(len(text))
        assert_same(text[:at] + chance.choice(SIGNS + WORDS) + text[at + chance.randrange(3) :])


def assert_same(text: str) -> None:
    """For what `read_text` lets through: it refuses odd characters before any parser sees them."""
    text = text.replace("\r\n", "\n")
    if list(odd_characters(text, "f.yml")):
        return
    with pytest.MonkeyPatch.context() as patch:
        with_c, without = both(text, patch)
    assert with_c == without
