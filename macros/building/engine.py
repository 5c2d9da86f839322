"""The engine: mkdocs, or another, in a process of its own, which lives no longer than the build that started it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

ENGINES = ("mkdocs", "properdocs", "zensical")  # the first is the usual one; why there are others: decisions/0020
NEW = "build/site"  # where it builds: beside site/, which stands meanwhile
QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # Material's notice about mkdocs 2, which is pinned away from: decisions/0003
NO_DATE = {"SOURCE_DATE_EPOCH": "0"}  # what the engine dates says nothing to a patient: without it two builds are the same, byte for byte


class EngineStopped(Exception):
    """The engine ended without a site. Its own words stand in what it printed."""


def is_installed(name: str) -> bool:
    """Whether this engine can be used here."""
    return find_spec(name) is not None


class Engine:
    """An engine, loading. It gets its orders by a pipe that closes when the build ends, however that ends: then it ends, too."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def begin(self) -> None:
        """Let it build, while the caller goes on."""
        assert self._process.stdin
        with suppress(BrokenPipeError):  # it is gone already; its exit code says how
            os.write(self._process.stdin.fileno(), b"begin\n")

    def wait(self) -> None:
        """Wait until it has built. Raises EngineStopped if it has refused."""
        if code := self._process.wait():
            raise EngineStopped(f"The engine was ended by signal {-code}." if code < 0 else "The engine refused the pages (see above).")


@contextmanager
def engine(root: Path, lock: int, name: str) -> Iterator[Engine]:
    """The engine of that `name`, loading while the pages are staged. It begins when it is told, and ends if it never is.

    It holds `lock` as long as it lives, and is out of reach of Ctrl+C: only the build decides what a stop means.
    """
    command = [sys.executable, "overrides/engine.py", name, "--site-dir", NEW]
    environment = {**os.environ, **QUIET, **NO_DATE, "CLINIC_GUIDE_STAGED": "1"}
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE, pass_fds=[lock], process_group=0) as process:
        yield Engine(process)  # leaving closes its standard input, which ends it, and waits for that
