"""Whatever stands in a file, the reader answers with a value or with problems that lie inside the file. It never raises anything else.

Each run tries the same files, so that nobody's pull request fails by chance; `make fuzz` tries many more, new each time.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.facts.characters import odd_characters
from macros.facts.guide import load
from macros.facts.problem import EditorMistakes
from macros.facts.yaml_reader import read_yaml
from tests.fuzz import assert_inside, often

CLINIC = Path(__file__).parents[1] / "fixture_clinic"
DATA = sorted(file.relative_to(CLINIC) for file in CLINIC.glob("data/**/*.yml"))

SIGNS = [": ", ":", "\n", "\n  ", "\n- ", "- ", "? ", "[", "]", "{", "}", ", ", '"', "'", "&a ", "*a", "!x ", "!!str ", "|\n", ">\n", " # "]
SIGNS += ["\t", "%", "@", "`", "\n---\n", "\n...\n", "<<: ", "\\", "\\x", '"\\U', "\r\n", "\r"]
SIGNS += ["\u00a0", "\u200b", "\x00", "\ufeff", "\u0430", "é"]
WORDS = ["a", "b: ", "name", "no", "3:30", "010", "1", "-2.5", ".inf", "null", "2026-11-23", "<<<<<<< HEAD\n", "sources: [long-count]"]
yaml_like = st.lists(st.sampled_from(SIGNS + WORDS), max_size=30).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def read(folder: Path, raw: bytes) -> Any:
    """The value of a file of these bytes, or what is wrong with it, after a look at the places."""
    (folder / "f.yml").write_bytes(raw)
    try:
        return read_yaml(folder / "f.yml", "f.yml").value
    except EditorMistakes as mistakes:
        assert mistakes.problems
        for problem in mistakes.problems:
            assert_inside(problem, raw)
        return mistakes


@often(300)
@given(raw=st.binary(max_size=200))
def test_any_bytes(folder: Path, raw: bytes) -> None:
    read(folder, raw)


@often(300)
@given(text=st.text(max_size=200))
def test_any_text(folder: Path, text: str) -> None:
    read(folder, text.encode("utf-8"))


@often(1500)
@given(text=yaml_like)
def test_what_is_accepted_means_what_other_readers_think(folder: Path, text: str) -> None:
    value = read(folder, text.encode("utf-8"))
    if not isinstance(value, EditorMistakes):
        assert_same(value, yaml.safe_load(text))


def assert_same(ours: Any, theirs: Any) -> None:
    """Equal, but for what we keep as text on purpose: dates, and the names of fields that look like numbers or dates."""
    if isinstance(ours, dict):
        assert len(ours) == len(theirs)
        for (our_key, our_value), (their_key, their_value) in zip(ours.items(), theirs.items(), strict=True):
            assert our_key == their_key or not isinstance(their_key, str)
            assert_same(our_value, their_value)
    elif isinstance(ours, list):
        assert len(ours) == len(theirs)
        for our_item, their_item in zip(ours, theirs, strict=True):
            assert_same(our_item, their_item)
    elif ours == "2026-11-23":
        assert str(theirs) == ours
    else:
        assert (type(ours), ours) == (type(theirs), theirs)


visible = st.characters(exclude_categories=["C", "Zl", "Zp"])
plain_text = st.text(visible, max_size=20).filter(lambda text: not list(odd_characters(text, "")))
hundredths = st.integers(-(10**9), 10**9).map(lambda number: number / 100)
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | hundredths | plain_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
    max_leaves=12,
)


@often(400)
@given(value=plain_values, indent=st.sampled_from([None, 2]))
def test_json_means_what_it_says(folder: Path, value: Any, indent: int | None) -> None:
    found = read(folder, json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8"))
    assert json.dumps(found) == json.dumps(value)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[Path, Callable[[str], str]]:
    """A file of the fixture clinic, and a slip: something deleted, typed in, doubled, moved or indented."""
    file, where, size = draw(st.sampled_from(DATA)), draw(st.floats(0, 0.999)), draw(st.integers(1, 30))
    kind, typed = draw(st.sampled_from(["delete", "type", "double", "indent", "swap", "lose"])), draw(st.sampled_from(SIGNS + WORDS))

    def slip(text: str) -> str:
        lines, at = text.split("\n"), int(where * len(text))
        row = int(where * len(lines))
        if kind == "delete":
            return text[:at] + text[at + size :]
        if kind == "type":
            return text[:at] + typed + text[at:]
        if kind == "double":
            return "\n".join([*lines[: row + 1], *lines[row:]])
        if kind == "indent":
            lines[row] = " " * (size % 4) + lines[row].removeprefix(" " * (size % 3))
        if kind == "swap":
            lines[row], lines[row - 1] = lines[row - 1], lines[row]
        return "\n".join(lines) if kind != "lose" else "\n".join(lines[:row] + lines[row + 1 :])

    return file, slip


@pytest.fixture(scope="module")
def clinic(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clinic")
    shutil.copytree(fixture_clinic / "data", root / "data")
    return root


@often(120)
@given(slips=st.lists(mutations(), min_size=1, max_size=3))
def test_slips_in_real_files(clinic: Path, slips: list[tuple[Path, Callable[[str], str]]]) -> None:
    before = {file: (clinic / file).read_bytes() for file, _ in slips}
    try:
        for file, slip in slips:
            (clinic / file).write_bytes(slip((clinic / file).read_bytes().decode("utf-8")).encode("utf-8"))
        assert_answered(clinic)
    finally:
        for file, raw in before.items():
            (clinic / file).write_bytes(raw)


def assert_answered(clinic: Path) -> None:
    """`load` gives a guide, or problems that lie inside the files that they name."""
    try:
        load(clinic)
    except EditorMistakes as mistakes:
        for problem in mistakes.problems:
            assert_inside(problem, (clinic / problem.path).read_bytes())
            assert "YAML (" not in problem.seen, "said in PyYAML's words"
