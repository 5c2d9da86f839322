"""A workshop (overrides/preview.py) as seen from the server: a process that is asked, may hang or die, and is then ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

PATIENCE = 60.0  # seconds: after that a workshop that says nothing is ended
Answer = tuple[int, str, bytes]  # status, name of a file of that kind, content


@dataclass
class _Asked:
    """A question that waits for its answer."""

    answered: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None


class Shop:
    """One workshop. `hear` is called, from a thread of its own, with all that it says unasked, and with ("ended",) when it is gone."""

    def __init__(self, root: Path, hear: Callable[[Shop, tuple[Any, ...]], None]) -> None:
        ours, theirs = Pipe()
        command = [sys.executable, "overrides/preview.py", str(theirs.fileno())]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            command, cwd=root, env=environment, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        self._line: Connection = ours
        self._hear, self._numbers, self._sending = hear, count(), threading.Lock()
        self._asked: dict[int, _Asked] = {}
        self.said: list[Any] = []  # the newest problems
        self.is_open, self.was_silent = True, False
        threading.Thread(target=self._listen, name="shop", daemon=True).start()

    def look(self, *, is_new_theme: bool) -> None:
        """Have an edit taken in."""
        self._send("look", is_new_theme)

    def get(self, address: str) -> Answer | None:
        """What is at an address. None if the workshop ends, or has to be ended, before it answers."""
        number, asked = next(self._numbers), _Asked()
        self._asked[number] = asked
        if not self._send("get", number, address):
            return None
        if not asked.answered.wait(PATIENCE):
            self.give_up()
        return asked.answer

    def give_up(self) -> None:
        """End it because it does not answer."""
        self.was_silent = True
        self.close()

    def close(self) -> None:
        """End it, whatever it is doing, and the check that it may have started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _send(self, *words: Any) -> bool:
        try:
            with self._sending:
                self._line.send(words)
        except (OSError, ValueError):
            self._end()
        return self.is_open

    def _listen(self) -> None:
        while True:
            try:
                said = self._line.recv()
            except (EOFError, OSError):
                break
            if said[0] == "got":
                asked = self._asked.pop(said[1], None)
                if asked:
                    asked.answer = said[2:]
                    asked.answered.set()
            else:
                self._hear(self, said)
        self._end()
        self.close()
        self._hear(self, ("ended",))

    def _end(self) -> None:
        self.is_open = False
        for asked in list(self._asked.values()):
            asked.answered.set()
