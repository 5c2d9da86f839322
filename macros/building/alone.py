"""One build at a time: a lock that the system takes back by itself, however its holder ends."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.facts.problem import EditorMistakes, about_file

LOCK = "build/lock"
LONGEST_WAIT = 60.0  # seconds: far more than any guide takes to be staged


@contextmanager
def alone(root: Path, doing: str) -> Iterator[int]:
    """Hold the lock of the project at `root` while `doing` "build" or "stage". Gives its descriptor: a child that gets it holds it, too.

    Waits for what is over soon: a stage, or what a killed build has left running. Raises EditorMistakes if another build runs.
    """
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        _wait_for(lock, doing)
        _say(lock, f"{doing} {os.getpid()}\n")
        try:
            yield lock
        finally:
            _say(lock, "")
    finally:
        os.close(lock)


def _wait_for(lock: int, doing: str) -> None:
    give_up = time.monotonic() + LONGEST_WAIT
    while not _taken(lock):
        builder = _builder(lock)
        if time.monotonic() > give_up or (doing == "build" and builder):
            seen = "another build is running here" + (f" (process {builder})" if builder else "")
            raise EditorMistakes([about_file(LOCK, seen, "Wait until it ends, or stop it", "build-running")])
        time.sleep(0.02)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _builder(lock: int) -> int | None:
    """The process that builds, if the lock's holder said that it does, and it lives."""
    found = re.fullmatch(rb"build ([0-9]{1,9})\n", os.pread(lock, 100, 0))
    return int(found[1]) if found and _lives(int(found[1])) else None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's, and alive
    return True


def _say(lock: int, text: str) -> None:
    os.ftruncate(lock, 0)
    os.pwrite(lock, text.encode(), 0)
