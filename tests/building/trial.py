"""A build in a process of its own that can be hurt at any moment: in the project of the made-up clinic, with an engine that only copies.

The engine stands in `overrides/engine.py`, so nothing in the program knows that it is tried. Processes are forked from one that has loaded
the program already: what a trial takes is the build itself.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.__main__ import main
from macros.building import finish, manifest, place
from tests.site.project import assemble, contents

ON = "2026-11-25"
# It copies file by file, as an engine writes page by page, and ends with the build that started it.
ENGINE = """
import os, shutil, sys, threading, time
new = sys.argv[sys.argv.index("--site-dir") + 1]
def end_with_the_build():
    os.read(0, 1)
    os._exit(1)
if os.read(0, 6):
    threading.Thread(target=end_with_the_build, daemon=True).start()
    shutil.copytree("prepared", new)
"""
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.building.trial", "macros.checks.content", "macros.checks.site.check", "macros.reviews.states"])

# What a build asks of the system, by the names under which its code asks.
ASKED: list[tuple[Any, str]] = [
    *((os, name) for name in ("open", "mkdir", "rename", "replace", "unlink", "rmdir", "chmod", "scandir", "listdir", "stat")),
    (io, "open"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (place, "exchange"),
    (finish, "keep_from_power_cuts"),
]


@dataclass(frozen=True, order=True)
class Call:
    """One thing that a build asks of the system: what, of which file in the project, and the how-manieth time it asks that."""

    name: str
    path: str
    count: int


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code (minus a signal), and what it said of mistakes."""

    code: int
    said: str


@dataclass(frozen=True)
class Workshop:
    """A project whose site/ stands from an earlier build, and differs from the one that a build makes now."""

    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    @property
    def standing(self) -> str:
        """Which site stands: "old" or "new", whole. Everything else is told as what is wrong."""
        if not (self.root / "site").is_dir():
            return "none"
        found = contents(self.root / "site")
        return "old" if found == self.old else "new" if found == self.new else f"a mixture: {sorted(found)}"

    @property
    def left(self) -> set[str]:
        """What lies in build/, but for what belongs there."""
        files = {file.relative_to(self.root / "build").as_posix() for file in (self.root / "build").rglob("*") if file.name != ".gitkeep"}
        return {path for path in files if path not in ("lock", "manifest.json", "engine.json") and path.split("/")[0] != "pages"} | {
            path for path in files if path.endswith(".new")
        }

    @property
    def manifest_is_right(self) -> bool:
        """Whether the manifest is that of the site that stands, and of no site to come."""
        coming = (self.root / "build/manifest-new.json").exists()
        return not coming and manifest.is_of(manifest.read(self.root / manifest.NAME), self.root / "site")

    def set_back(self) -> None:
        """Let the old site stand again."""
        if self.standing != "old":
            shutil.rmtree(self.root / "site", ignore_errors=True)
            shutil.copytree(self.root / "before", self.root / "site")

    def build(self, *, hurt: Callable[[], None] | None = None, kill_after: float | None = None) -> Ended:
        """Build once. `hurt` runs first, in the process that builds; after `kill_after` seconds that is killed."""
        said = self.root / "said.txt"
        said.unlink(missing_ok=True)
        process = _forks.Process(target=_build, args=(str(self.root), str(said), hurt))
        process.start()
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        process.join(60)
        assert process.exitcode is not None
        return Ended(process.exitcode, said.read_text("utf-8") if said.exists() else "")


def workshop(clinic: Path, built: Path, root: Path) -> Workshop:
    """A project at `root` for trials, with a copying engine that makes the site in `built`."""
    assemble(clinic, root)
    (root / "overrides/engine.py").write_text(ENGINE, "utf-8")
    shutil.copytree(built, root / "prepared", ignore=shutil.ignore_patterns("show-sources"))  # the build itself adds these
    shutil.copytree(built, root / "before")
    (root / "before/index.html").write_text("<p>The front page of last week", "utf-8")
    (root / "before/faq/gone.html").write_text("<p>A page of last week", "utf-8")
    shutil.copytree(root / "before", root / "site")
    return Workshop(root, contents(root / "before"), contents(built))


def _build(root: str, said: str, hurt: Callable[[], None] | None) -> None:
    os.chdir(root)
    with Path(said).open("w", encoding="utf-8") as heard:
        os.dup2(heard.fileno(), 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if hurt:
            hurt()
        code = main(["build", "--on", ON])
        sys.stderr.flush()
    os._exit(code)


@dataclass(frozen=True)
class Hurt:
    """What befalls a build at one call: an error number (what is written then is cut off half way), or a signal before or after it."""

    call: Call
    error: int = 0
    kill: str = ""
    by: signal.Signals = signal.SIGKILL

    def __call__(self) -> None:
        watch(self._answer)

    def _answer(self, call: Call, ask: Callable[[], Any], half: Callable[[], Any]) -> Any:
        if call != self.call:
            return ask()
        if self.error:
            half()
            raise OSError(self.error, os.strerror(self.error), call.path)
        if self.kill == "before":
            os.kill(os.getpid(), self.by)
        answer = ask()
        if self.kill == "after":
            os.kill(os.getpid(), self.by)
        return answer


@dataclass(frozen=True)
class Note:
    """Nothing befalls the build: each call is written down, one a line."""

    file: Path

    def __call__(self) -> None:
        watch(self._answer)

    def _answer(self, call: Call, ask: Callable[[], Any], _half: Callable[[], Any]) -> Any:
        with _open(self.file, "a", encoding="utf-8") as notes:
            notes.write(f"{call.name}\t{call.path}\t{call.count}\n")
        return ask()


_open = io.open


def watch(answer: Callable[[Call, Callable[[], Any], Callable[[], Any]], Any]) -> None:
    """From now on, let `answer` decide about every call that is about a file of the project in the working directory."""
    counts: Counter[tuple[str, str]] = Counter()
    here = f"{Path.cwd()}/"

    def watched(name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:
            path = _path(arguments, named, here)
            if path is None:
                return ask(*arguments, **named)
            counts[name, path] += 1
            call = Call(name, path, counts[name, path])
            return answer(call, lambda: ask(*arguments, **named), lambda: _half(name, ask, arguments, named))

        return asked

    for place_of, name in ASKED:
        setattr(place_of, name, watched(name, getattr(place_of, name)))


def _path(arguments: tuple[Any, ...], named: dict[str, Any], here: str) -> str | None:
    """The file in the project that a call is about; a name alone where the call says in which open folder. None for other files."""
    if not arguments or isinstance(arguments[0], int):
        return None
    path = os.fsdecode(arguments[0])
    if named.get("dir_fd") is not None:
        return path
    full = str(Path(here) / path)
    return full.removeprefix(here) if full.startswith(here) else None


def _half(name: str, ask: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    if name.startswith("write"):
        ask(arguments[0], arguments[1][: len(arguments[1]) // 2], *arguments[2:], **named)
