from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from macros.preview.memory import Memory


def make(_: object) -> object:
    """Something new each time."""
    return object()


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yml"
    file.write_text("a", "utf-8")
    time.sleep(0.1)
    return file


def test_what_was_made_of_a_file_is_kept_while_it_stays(old_file: Path) -> None:
    memory = Memory()
    first = memory.recall(old_file, "a", make)
    assert memory.recall(old_file, "a", make) is first


@pytest.mark.parametrize("size_and_time_stay", [True, False])
def test_a_file_that_was_swapped_for_another_is_read_again(old_file: Path, *, size_and_time_stay: bool) -> None:
    memory = Memory()
    first = memory.recall(old_file, "a", make)
    times = old_file.stat()
    (other := old_file.with_name("b")).write_text("b" if size_and_time_stay else "longer", "utf-8")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(old_file)
    assert memory.recall(old_file, "a", make) is not first


def test_a_file_that_was_just_written_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("a", "utf-8")
    memory = Memory()
    assert memory.recall(file, "a", make) is not memory.recall(file, "a", make)


def test_what_fails_is_not_kept(old_file: Path) -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall(old_file, "a", lambda _: 1 / 0)
    assert memory.recall(old_file, "a", lambda _: 1) == 1


def test_what_was_made_before_may_be_given_back(tmp_path: Path) -> None:
    memory = Memory()
    first = memory.recall(tmp_path / "gone.yml", "a", make)
    assert memory.recall(tmp_path / "gone.yml", "a", lambda before: before) is first
