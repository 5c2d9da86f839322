"""Finished pages that wait in memory, and those that wait on the disk."""

from __future__ import annotations

import os
import random

import pytest

from macros.pages import shelf as module
from macros.pages.shelf import Shelf

IN_MEMORY = 100


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", IN_MEMORY)


def on_disk(shelf: Shelf) -> int:
    """How many bytes its file has."""
    return os.fstat(shelf._file.fileno()).st_size if shelf._file else 0


def test_what_fits_stays_in_memory() -> None:
    shelf = Shelf([("a", IN_MEMORY * b"x")])
    assert (dict(shelf), on_disk(shelf)) == ({"a": IN_MEMORY * b"x"}, 0)


def test_what_is_over_stands_on_the_disk() -> None:
    pages = {name: name.encode() * 60 for name in "abcd"}
    shelf = Shelf(pages.items())
    assert (dict(shelf), on_disk(shelf)) == (pages, 3 * 60)


def test_it_does_what_a_dictionary_does() -> None:
    """Whatever is put in, put in again and taken out, in memory or not."""
    dice, shelf, like = random.Random(1), Shelf(), dict[str, bytes]()
    for _ in range(500):
        name = dice.choice("abcdefgh")
        if dice.random() < 0.2:
            assert shelf.pop(name, None) == like.pop(name, None)
        else:
            shelf[name] = like[name] = dice.randbytes(dice.randrange(60))
        assert (list(shelf.items()), len(shelf)) == (list(like.items()), len(like))
    assert on_disk(shelf) > 0
    assert shelf._in_memory == sum(len(kept) for kept in shelf._kept.values() if isinstance(kept, bytes)) <= IN_MEMORY


def test_what_is_not_there_is_missing() -> None:
    shelf = Shelf([("a", b"")])
    assert "b" not in shelf
    with pytest.raises(KeyError):
        shelf["b"]


def test_two_processes_can_look_at_once() -> None:
    """Each at a place of its own in the same file."""
    pages = {str(number): str(number).encode() * 40 for number in range(200)}
    shelf = Shelf(pages.items())
    if not (other := os.fork()):
        os._exit(0 if all(shelf[name] == pages[name] for _ in range(20) for name in pages) else 1)
    assert all(shelf[name] == pages[name] for _ in range(20) for name in pages)
    assert os.waitpid(other, 0)[1] == 0
