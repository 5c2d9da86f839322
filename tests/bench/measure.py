"""What a command costs, seen from outside: wall time, CPU time and memory of the whole process tree."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tests.bench.clinic import copy_program, write_clinic
from tests.bench.others import Other, pages_made, put_aside, start_afresh

KEEP_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
LOOK_EVERY = 0.1  # seconds, at the memory; a look at half a gigabyte takes 20 milliseconds, so there it is looked at less often
MOST_OF_LOOKS = 1 / 50  # of the time: while one is looked at, a process that wants memory waits
NUMBER, CHANGED = "percent: 4.5", "percent: 4.6"  # in every concern of the made-up clinic
OURS, AGAIN, CHANGED_NUMBER, PLAIN = "ours", "again", "changed", "plain"


@dataclass(frozen=True)
class Cost:
    """What one run took. CPU seconds are user and system together; megabytes are the most that all its processes held at once."""

    seconds: float
    cpu: float
    megabytes: float


Round = dict[str, Cost]  # by the name of the path: each was measured right after the one before


def rounds(project: Path, pages: int, count: int, others: list[Other], *, with_plain: bool = True) -> Iterator[Round]:
    """Every path in turn, `count` times, on a made-up clinic of that size, after one run of ours that does not count."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{pages}-") as folder:
        root = Path(folder)
        copy_program(project, root)
        write_clinic(root, pages)
        _ours(root)
        _write_plain_project(root)
        for other in others:
            other.write(root / other.name, root / "build/pages", _menu(root))
        for _ in range(count):
            found = {OURS: _ours(root), AGAIN: _ours(root, keep_cache=True), CHANGED_NUMBER: _after_one_number(root)}
            found |= {PLAIN: _plain(root)} if with_plain else {}
            yield found | {other.name: _other(other, root / other.name, pages) for other in others}


def _ours(root: Path, *, keep_cache: bool = False) -> Cost:
    """The whole path from nothing: load, check, estimate, stage, build, check the site, swap it in."""
    for folder in ("build", "site", *([] if keep_cache else [".cache"])):
        put_aside(root / folder)
    return run([sys.executable, "-m", "macros", "build"], root)


def _after_one_number(root: Path) -> Cost:
    """The same where everything is built already, and somebody has changed one number of a concern."""
    file = min((root / "data/treatments").glob("*/concerns/*.yml"))
    before = file.read_text("utf-8")
    file.write_text(before.replace(NUMBER, CHANGED, 1), "utf-8")
    try:
        return run([sys.executable, "-m", "macros", "build"], root)
    finally:
        file.write_text(before, "utf-8")


def _plain(root: Path) -> Cost:
    """What anybody gets from mkdocs-material for the same finished Markdown."""
    put_aside(root / "plain/site")
    return run([sys.executable, "-m", "mkdocs", "build"], root / "plain")


def _other(other: Other, folder: Path, pages: int) -> Cost:
    start_afresh(other, folder)
    cost = run(other.command, folder)
    if (made := pages_made(other, folder)) < pages:
        raise SystemExit(f"{other.name} made {made} pages of {pages}.")
    return cost


def _menu(root: Path) -> list[object]:
    menu: list[object] = json.loads((root / "build/engine.json").read_text("utf-8"))["nav"]
    return menu


def _write_plain_project(root: Path, *settings: str) -> None:
    """An mkdocs.yml with nothing but what the same pages need."""
    extensions = re.search(r"^markdown_extensions:\n([ #-].*\n|\n)+", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    lines = ["site_name: Plain", "docs_dir: ../build/pages", *(settings or ["theme: material"]), f"nav: {json.dumps(_menu(root))}"]
    (root / "plain").mkdir()
    (root / "plain/mkdocs.yml").write_text("\n".join(lines) + "\n" + (extensions[0] if extensions else ""), "utf-8")


def build_plain(root: Path) -> Path:
    """The site that plain Material makes of a built project, at our addresses. Without letters from Google, which would cost it more."""
    _write_plain_project(root, "theme: {name: material, font: false}", "use_directory_urls: false")
    _plain(root)
    return root / "plain/site"


def run(command: list[str], folder: Path) -> Cost:
    """Run it to its end. A failure ends the benchmark with what the command said."""
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **KEEP_QUIET}, stdout=said, stderr=subprocess.STDOUT)
        memory = _Memory(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        megabytes = memory.most()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()[-4000:]}\n{' '.join(command)} in {folder} failed with exit code {process.returncode}.")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, megabytes or usage.ru_maxrss / 1024)


class _Memory:
    """Looks at a process and all that it has started, as often as that is cheap. What two of them share is counted once."""

    def __init__(self, process: int) -> None:
        self._process, self._most, self._over = process, 0, Event()
        self._looking = Thread(target=self._look, daemon=True)
        self._looking.start()

    def most(self) -> float:
        """In megabytes, by now. 0 where the system does not tell."""
        self._over.set()
        self._looking.join()
        return self._most / 1024

    def _look(self) -> None:
        pause = LOOK_EVERY
        while not self._over.wait(pause):
            start = time.perf_counter()
            self._most = max(self._most, sum(map(_kilobytes, _tree(self._process))))
            pause = max(LOOK_EVERY, (time.perf_counter() - start) / MOST_OF_LOOKS)


def _tree(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _kilobytes(process: int) -> int:
    with suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0
    return 0
