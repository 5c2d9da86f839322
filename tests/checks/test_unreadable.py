"""What lies in data/ and content/ and cannot be read: one problem each, where it is, and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.checks.somebody_else import said
from tests.conftest import FIXTURE_CLINIC, PROJECT

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files are closed in another way here")

FILES = [
    "data/clinic.yml", "data/claims.yml", "data/jargon.yml", "data/sources.yml", "data/treatments/lamp/treatment.yml",
    "data/treatments/lamp/concerns/grey-dots.yml", "data/reviews/index.yml",
    "content/menu.yml", "content/index.md", "content/about/contact.md", "content/assets/lantern.svg",
]  # fmt: skip
FOLDERS = [
    "data", "data/treatments", "data/treatments/lamp", "data/treatments/lamp/concerns", "data/reviews", "data/reviews/faq",
    "content", "content/about", "content/lamp", "content/assets",
]  # fmt: skip
WAYS = {"closed": 0o000, "only listed": 0o444, "only gone through": 0o111}
CASES = [(path, "closed") for path in FILES] + [(path, way) for path in FOLDERS for way in WAYS]
OPEN = "as it was"
Said = dict[str, list[str]]


@pytest.fixture(scope="module")
def answers() -> Iterator[Said]:
    """What is said of each project. They lie outside of pytest's own folder, which is closed to others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        _project(Path(folder) / OPEN)
        for path, way in CASES:
            closed = _project(Path(folder) / _name(path, way)) / path
            closed.touch()  # a clinic may do without some of them
            closed.chmod(WAYS[way])
        command = [sys.executable, "-m", "tests.checks.somebody_else", folder]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout)


def _project(root: Path) -> Path:
    """The made-up clinic, with ledgers that hold nothing yet."""
    shutil.copytree(FIXTURE_CLINIC, root)
    for ledger in ("index.yml", "faq/index.yml"):
        (root / "data/reviews" / ledger).parent.mkdir(parents=True, exist_ok=True)
        (root / "data/reviews" / ledger).write_text("[]\n", "utf-8")
    return root


def _name(path: str, way: str) -> str:
    return f"{path.replace('/', ',')} {way}"


def _of(answers: Said, name: str) -> list[str]:
    if not answers:
        pytest.skip("the program itself lies where only root may look")
    return answers[name]


def test_somebody_else_can_check_what_is_open(answers: Said) -> None:
    assert _of(answers, OPEN) == []


@pytest.mark.parametrize(("path", "way"), CASES, ids=[_name(*case) for case in CASES])
def test_what_is_closed_is_told_once_and_nothing_that_follows_from_it(answers: Said, path: str, way: str) -> None:
    what = "file" if path in FILES else "folder"
    seen = f"{path}:1:1  the {what} cannot be read (Permission denied). Check that you may open it."
    assert _of(answers, _name(path, way)) == [seen]


def _socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be as long as a path
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(before)


def _device(path: Path) -> None:
    """Like /dev/null: whoever opens it by mistake gets something to publish."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o644, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root can make a device, and not everywhere")


ODD = ["content/about/odd.md", "content/odd.txt", "content/assets/odd.svg", "data/treatments/lamp/concerns/odd.yml", "data/reviews/odd.yml"]


@pytest.mark.parametrize("make", [_socket, _device])
@pytest.mark.parametrize("path", ODD)
def test_what_is_no_ordinary_file_is_told_once_and_never_opened(tmp_path: Path, path: str, make: Callable[[Path], None]) -> None:
    root = _project(tmp_path / "project")
    make(root / path)
    what = "file here: no" if path.startswith("content/") else "text file here: no link, no"
    assert said(root) == [f"{path}:1:1  this is not an ordinary file. Put a plain {what} folder, no pipe."]
