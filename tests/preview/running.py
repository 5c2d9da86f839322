"""A live preview that runs for a test, in a project of its own, without a terminal."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from macros.facts.problem import Problem
from macros.preview.preview import Preview
from macros.preview.serving import Server

PATIENCE = 60.0  # seconds, on a machine that does other things, too


@dataclass
class Running:
    """A preview, where to reach it, and what it said."""

    root: Path
    preview: Preview
    address: str
    said: list[str] = field(default_factory=list)
    shown: list[tuple[Problem, ...]] = field(default_factory=list)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and content at a path, the preview's own script taken out."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as response:
                status, content = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
        begin = content.rfind(b'<script src="/_preview/')
        return status, content if begin < 0 else content[:begin] + content[content.index(b"</script>", begin) + 9 :]

    def put(self, path: str, content: str | bytes) -> None:
        """Save a file as editors do that write beside it and swap."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.swp")
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(file)

    def wait(self, what: Callable[[], bool], why: str) -> None:
        """Until it is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, f"{why}; known: {self.preview.state}; said: {self.said[-5:]}"
            time.sleep(0.02)

    def has_told_of(self, what: str) -> bool:
        """Whether the last line that it said names this. A preview that has just started has said nothing yet."""
        return bool(self.said) and what in self.said[-1]

    @property
    def problems(self) -> list[str]:
        return [str(problem) for problem in self.preview.state.problems]

    def is_calm(self) -> bool:
        """Whether everything was checked, and nothing is wrong."""
        state = self.preview.state
        return not state.is_checking and all(problem.severity == "warning" for problem in state.problems)


@contextmanager
def running(root: Path) -> Iterator[Running]:
    """The preview of `root`, on a free port."""
    said: list[str] = []
    shown: list[tuple[Problem, ...]] = []
    preview = Preview(root, said.append, shown.append)
    server = Server(preview, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Running(root, preview, f"http://127.0.0.1:{server.server_port}/", said, shown)
    finally:
        preview.close()
        server.shutdown()
        server.server_close()
        thread.join()
