"""How far a long build is, in one line of a terminal that is written over again and again. A log gets nothing of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

PATIENCE = 1.0  # seconds: what is over before that needs no word
EVERY = 0.2
_CLEAR = "\r\x1b[K"


@contextmanager
def showing(what: str, total: int = 0, done: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """While the caller works, show `what` it does, how many pages are `done` of the `total`, and for how many seconds by now."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    over = Event()
    shown = Thread(target=_show, args=[what, total, done, over], daemon=True)
    shown.start()
    try:
        yield
    finally:
        over.set()
        shown.join()


def _show(what: str, total: int, done: Callable[[], int], over: Event) -> None:
    start, told = time.monotonic(), False
    while not over.wait(EVERY if told else PATIENCE):
        counts = f", {min(done(), total):,} of {total:,} pages" if total else ""
        _write(f"{_CLEAR}{what}{counts}, {time.monotonic() - start:.0f} s\r")  # what the engine says then begins at the margin
        told = True
    if told:
        _write(_CLEAR)


def _write(text: str) -> None:
    """Past Python's own buffer: another process may begin at any moment, and would have its lock with nobody to open it."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), text.encode())


def pages_in(folder: Path) -> int:
    """How many pages there are below `folder` by now."""
    return sum(name.endswith(".html") for _, _, names in os.walk(folder) for name in names)
