"""Stopping a build: by Ctrl+C or politely from outside, and not at all in the moment of the swap."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = 130  # the exit code of a command that Ctrl+C has ended


@contextmanager
def ending_as_ctrl_c_does() -> Iterator[None]:
    """A polite request to end (SIGTERM, as CI sends it) raises KeyboardInterrupt, so that it is answered in the same way."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Requests to end wait until this is over.

    They are answered by the process and not held back from one thread: another thread would let them through.
    """
    asked: list[int] = []
    held = [one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) != signal.SIG_IGN]
    before = {one: signal.signal(one, lambda number, _: asked.append(number)) for one in held}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        for number in asked[:1]:
            signal.raise_signal(number)
