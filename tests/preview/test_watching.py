from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.preview import watching
from macros.preview.watching import Watch, is_passing, signs_of


class Told:
    """What a watch told, in sets, as it came."""

    def __init__(self) -> None:
        self.sets: list[set[str]] = []
        self.came = threading.Event()

    def __call__(self, paths: set[str]) -> None:
        self.sets.append(paths)
        self.came.set()

    @property
    def paths(self) -> set[str]:
        return set().union(*self.sets)

    def wait_for(self, *paths: str) -> None:
        end = time.monotonic() + 20
        while not set(paths) <= self.paths:
            assert time.monotonic() < end, f"told of {self.paths}, not of {paths}"
            time.sleep(0.01)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("data/a.yml", "content/assets/b.svg", "macros/c.py", "overrides/d.css", "elsewhere/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("before", "utf-8")
    return tmp_path


@pytest.fixture(params=["told by the system", "looking alone"])
def told(root: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    monkeypatch.setattr(watching, "LOOK_ANYWAY", 300.0)  # or a look by chance would hide that nothing was heard
    if request.param == "looking alone":
        monkeypatch.setattr(watching._Ears, "_start", lambda self: None)
    found = Told()
    watch = Watch(root, found)
    yield found
    watch.close()


@pytest.mark.parametrize("path", ["data/a.yml", "content/assets/b.svg", "macros/c.py", "overrides/d.css", "mkdocs.yml", "data/new.yml"])
def test_a_file_that_is_written_is_told(root: Path, told: Told, path: str) -> None:
    (root / path).write_text("after", "utf-8")
    told.wait_for(path)


def test_a_file_that_is_swapped_renamed_or_removed_is_told(root: Path, told: Told) -> None:
    (root / "data/.a.yml.swp").write_text("after", "utf-8")
    (root / "data/.a.yml.swp").replace(root / "data/a.yml")
    told.wait_for("data/a.yml")
    (root / "data/a.yml").rename(root / "data/z.yml")
    told.wait_for("data/z.yml")
    told.sets.clear()
    (root / "data/z.yml").unlink()
    told.wait_for("data/z.yml")
    assert all(not Path(path).name.startswith(".") for path in told.paths)


def test_a_folder_that_goes_and_comes_back_is_still_watched(root: Path, told: Told) -> None:
    shutil.rmtree(root / "data")
    told.wait_for("data/a.yml")
    told.sets.clear()
    (root / "data").mkdir()
    (root / "data/a.yml").write_text("again", "utf-8")
    told.wait_for("data/a.yml")
    told.sets.clear()
    (root / "data/deep/er").mkdir(parents=True)
    (root / "data/deep/er/f.yml").write_text("new", "utf-8")
    told.wait_for("data/deep/er/f.yml")


def test_a_new_folder_with_the_number_of_the_old_one_is_watched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk gives the number of what was deleted to what is made next."""
    monkeypatch.setattr(watching, "LOOK_ANYWAY", 300.0)
    monkeypatch.setattr(watching, "_number", lambda place: 7 if place.is_dir() else 0)
    told = Told()
    watch = Watch(root, told)
    try:
        shutil.rmtree(root / "data")
        (root / "data").mkdir()  # at once: nobody saw that it was gone
        told.wait_for("data/a.yml")
        told.sets.clear()
        (root / "data/a.yml").write_text("again", "utf-8")
        told.wait_for("data/a.yml")
    finally:
        watch.close()


def test_what_comes_to_a_new_folder_before_anybody_listens_there_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the one who is told of the folder takes it in, something else is written to it."""
    monkeypatch.setattr(watching, "LOOK_ANYWAY", 300.0)
    told = Told()

    def taken_in(paths: set[str]) -> None:
        if "data/a.yml" in paths and (root / "data").exists():
            (root / "data/b.yml").write_text("meanwhile", "utf-8")
        told(paths)

    watch = Watch(root, taken_in)
    try:
        (root / "data").rename(root / "elsewhere/data")
        told.wait_for("data/a.yml")
        while watch._ears._following[root / "data"] != (0, 0):
            time.sleep(0.01)
        (root / "elsewhere/data").rename(root / "data")
        told.wait_for("data/b.yml")
    finally:
        watch.close()


def test_other_folders_and_files_in_passing_are_not_told(root: Path, told: Told) -> None:
    for path in ("elsewhere/e.txt", "data/.hidden.yml", "data/a.yml~", "content/4913", "macros/__pycache__/c.pyc", "data/a.yml.tmp"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("after", "utf-8")
    (root / "data/last.yml").write_text("after", "utf-8")
    told.wait_for("data/last.yml")
    assert told.paths == {"data/last.yml"}


def test_a_pipe_is_told_and_never_opened(root: Path, told: Told) -> None:
    os.mkfifo(root / "content/pipe.md")
    told.wait_for("content/pipe.md")
    (root / "data/a.yml").write_text("after", "utf-8")
    told.wait_for("data/a.yml")


def test_an_edit_while_the_last_one_is_taken_in_is_not_lost(root: Path) -> None:
    seen = Told()

    def slow(paths: set[str]) -> None:
        seen(paths)
        time.sleep(0.3)

    watch = Watch(root, slow)
    try:
        (root / "data/a.yml").write_text("one", "utf-8")
        seen.wait_for("data/a.yml")
        (root / "macros/c.py").write_text("two", "utf-8")
        seen.wait_for("macros/c.py")
    finally:
        watch.close()


def test_a_link_is_not_followed(root: Path) -> None:
    (root / "data/round").symlink_to(root / "data")
    assert {path for path in signs_of(root) if "round" in path} == {"data/round"}


@pytest.mark.parametrize("name", [".a", "a~", "#a#", ".#a", "4913", "a.swp", "a.swx", "a.pyc", "__pycache__", "a.tmp", "a___jb_tmp___"])
def test_names_in_passing(name: str) -> None:
    assert is_passing(name)


@pytest.mark.parametrize("name", ["a.yml", "index.md", "b.svg", "a-4913.md", "tmp.md", "a.b.css"])
def test_names_of_work(name: str) -> None:
    assert not is_passing(name)
