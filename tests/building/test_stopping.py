"""A request to end waits for the moment of the swap to pass, whichever thread it comes to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from macros.building.stopping import undisturbed


@pytest.fixture
def another_thread() -> Iterator[None]:
    over = Event()
    thread = Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


def ask_to_end(by: signal.Signals) -> None:
    os.kill(os.getpid(), by)
    time.sleep(0.05)


@pytest.mark.usefixtures("another_thread")
def test_it_is_answered_when_all_is_done() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), undisturbed():
        ask_to_end(signal.SIGINT)
        done.append("swapped")
    assert done == ["swapped"]


@pytest.mark.usefixtures("another_thread")
def test_it_is_answered_as_it_would_have_been() -> None:
    answered: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: answered.append(number))
    try:
        with undisturbed():
            ask_to_end(signal.SIGTERM)
            assert answered == []
        assert answered == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_is_not_listened_to_stays_so() -> None:
    """A build in the background of a shell does not hear Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with undisturbed():
            ask_to_end(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
