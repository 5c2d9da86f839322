"""A large guide is read by a process of its own, which hands over what it read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from macros.facts.ahead import ReaderAhead
from macros.facts.document import Document
from macros.facts.guide import read_guide
from macros.facts.problem import Problem
from macros.facts.put_away import PutAway
from macros.facts.yaml_reader import read_yaml
from macros.pages import reading as module
from macros.pages.reading import Reading, read_apart, read_over

CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY_FILES", 2)


def what_it_holds(read: Reading) -> dict[str, Any]:
    """All of it, with its documents in an order and as values."""
    told = {**vars(read), "guide": {**vars(read.guide), "documents": None}}
    return {**told, "documents": {path: vars(document) for path, document in read.guide.documents.items()}}


@pytest.mark.usefixtures("as_if_large")
def test_it_is_read_the_same_by_another_process(clinic_copy: Path) -> None:
    apart, over = read_apart(clinic_copy), read_over(clinic_copy)
    assert isinstance(apart.guide.documents, PutAway)
    for document in over.guide.documents.values():
        vars(document).pop("parts", None)  # worked out, not read
    assert what_it_holds(apart) == what_it_holds(over)
    assert apart.guide.documents[CONCERN].places == over.guide.documents[CONCERN].places


@pytest.mark.usefixtures("as_if_large")
def test_its_mistakes_are_handed_over(clinic_copy: Path) -> None:
    file = clinic_copy / CONCERN
    file.write_text(file.read_text("utf-8").replace("at_least: 3", "at_least: three", 1), "utf-8")
    (clinic_copy / "content/odd.md").write_text("no head\n", "utf-8")
    apart = read_apart(clinic_copy)
    assert isinstance(apart.guide.documents, PutAway)
    assert {CONCERN, "content/odd.md"} <= {problem.path for problem in apart.problems}
    assert apart.problems == read_over(clinic_copy).problems


def test_no_treatment_is_read_again_when_its_turn_comes(clinic_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, again = ReaderAhead(clinic_copy), list[str]()

    def noted(file: Path, path: str) -> Document:
        again.append(path)
        return read_yaml(file, path)

    monkeypatch.setattr("macros.facts.guide.read_yaml", noted)
    assert read_guide(clinic_copy, reader)[1] == []
    assert "data/clinic.yml" in again
    assert [path for path in again if path.startswith("data/treatments/")] == []


def test_a_small_guide_is_read_here(clinic_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "beside", None)
    assert not isinstance(read_apart(clinic_copy).guide.documents, PutAway)


@pytest.mark.usefixtures("as_if_large")
def test_what_fails_there_is_read_here(clinic_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, again = os.getpid(), read_over

    def read(root: Path) -> Reading:
        if os.getpid() != here:
            raise OSError("no memory")
        return again(root)

    monkeypatch.setattr(module, "read_over", read)
    problems: list[Problem] = read_apart(clinic_copy).problems
    assert problems == []
