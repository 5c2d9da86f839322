from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from macros.facts.guide import Guide
from macros.preview.noting import Noted, is_of_every_page, noted

LAMP = "data/treatments/lamp"


@pytest.mark.parametrize(
    "read",
    [iter, len, list, dict, sorted, lambda it: it.keys(), lambda it: it.values(), lambda it: it.items(), lambda it: {**it}],
)
def test_whoever_goes_through_all_is_held_to_have_read_all(read: Callable[[Any], Any]) -> None:
    notes: set[str] = set()
    read(Noted({"a": 1, "b": 2}, notes, "<{}>".format))
    assert notes == {"<a>", "<b>"}


@pytest.mark.parametrize("read", [lambda it: it["a"], lambda it: it.get("a"), lambda it: "a" in it])
def test_whoever_reads_one_is_noted_for_that_one(read: Callable[[Any], Any]) -> None:
    notes: set[str] = set()
    read(Noted({"a": 1, "b": 2}, notes, "<{}>".format))
    assert notes == {"<a>"}


def test_that_there_was_nothing_is_noted_too() -> None:
    notes: set[str] = set()
    assert list(Noted({}, notes, lambda _: "uses")) == []
    assert notes == {"uses"}


def test_a_concern_is_noted_by_its_file(guide: Guide) -> None:
    notes: set[str] = set()
    assert noted(guide, notes).treatments["lamp"].concerns["grey-dots"].name
    assert notes == {f"{LAMP}/treatment.yml", f"{LAMP}/concerns/grey-dots.yml"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [("data/sources.yml", True), ("data/wording.yml", True), (f"{LAMP}/treatment.yml", False), ("data/reviews/index.yml", False)],
)
def test_which_files_count_for_every_page(path: str, expected: bool) -> None:
    assert is_of_every_page(path) is expected
