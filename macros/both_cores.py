"""Work on the other core: a copy of this process does a part of it, and hands back what it found."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

MANY_PAGES = 200  # fewer are looked through before another process would have begun
T = TypeVar("T")
One = TypeVar("One")


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_both_cores(work: Callable[[Sequence[One]], T], things: Sequence[One], fewest: int) -> list[T]:
    """What `work` gives for each half of many `things`, made at the same time; for fewer than `fewest`, for all of them."""
    if len(things) < fewest or cores() < 2:
        return [work(things)]
    # A, B, B, A: pages of two kinds may take turns, and each side shall get as many of both.
    there = [one for index, one in enumerate(things) if index % 4 in (1, 2)]
    with beside(lambda: work(there)) as result:
        here = work([one for index, one in enumerate(things) if index % 4 in (0, 3)])
        theirs = result()
    return [here, work(there) if theirs is None else theirs]


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T | None]]:
    """Begin `work` in a process of its own, which starts with all that is known here. Gives what waits for its result.

    The result is None where it failed, however it failed: whoever asks can still do the work here, and see why.
    """
    reading, writing = os.pipe()
    alive, living = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()  # a search for garbage writes to all that it looks through, and what is written to is no longer shared
    if not (process := os.fork()):
        try:
            os.close(living)
            Thread(target=_end_with, args=[alive], daemon=True).start()
            with os.fdopen(writing, "wb") as telling:
                telling.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
        finally:
            os._exit(0)
    if not was_frozen:
        gc.unfreeze()
    os.close(writing)
    os.close(alive)
    told = os.fdopen(reading, "rb")
    try:
        yield lambda: _result(told.read())
    finally:
        os.close(living)  # ends it where nobody has waited
        told.close()
        os.waitpid(process, 0)


def _end_with(alive: int) -> None:
    """Nothing is ever said there: reading ends when the process that asked for the work does."""
    os.read(alive, 1)
    os._exit(0)


def _result(said: bytes) -> Any:
    try:
        return pickle.loads(said) if said else None
    except (EOFError, pickle.UnpicklingError):
        return None
