"""What a command costs, seen from outside: wall time, CPU time and memory of the whole process tree."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.clinic import copy_program, write_clinic

KEEP_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """What one run took. CPU seconds are user and system together; megabytes are those of the largest process."""

    seconds: float
    cpu: float
    megabytes: float


@dataclass(frozen=True)
class Pair:
    """The paths to compare, one right after the other. `again` is ours where a build before has left its compiled templates."""

    ours: Cost
    again: Cost
    plain: Cost


def pairs(project: Path, pages: int, count: int) -> Iterator[Pair]:
    """Ours, again, plain, ours, again, plain ..., on a made-up clinic of that size, after one run of each that does not count."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{pages}-") as folder:
        root = Path(folder)
        copy_program(project, root)
        write_clinic(root, pages)
        _ours(root)
        _write_plain_project(root)
        _plain(root)
        for _ in range(count):
            yield Pair(_ours(root), _ours(root, keep_cache=True), _plain(root))


def _ours(root: Path, *, keep_cache: bool = False) -> Cost:
    """The whole path from nothing: load, check, estimate, stage, build, check the site, swap it in."""
    for folder in ("build", "site", *([] if keep_cache else [".cache"])):
        shutil.rmtree(root / folder, ignore_errors=True)
    return run([sys.executable, "-m", "macros", "build"], root)


def _plain(root: Path) -> Cost:
    """What anybody gets from mkdocs-material for the same finished Markdown."""
    shutil.rmtree(root / "plain/site", ignore_errors=True)
    return run([sys.executable, "-m", "mkdocs", "build"], root / "plain")


def _write_plain_project(root: Path, *settings: str) -> None:
    """An mkdocs.yml with nothing but what the same pages need."""
    menu = json.loads((root / "build/engine.json").read_text("utf-8"))["nav"]
    extensions = re.search(r"^markdown_extensions:\n([ #-].*\n|\n)+", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    lines = ["site_name: Plain", "docs_dir: ../build/pages", *(settings or ["theme: material"]), f"nav: {json.dumps(menu)}"]
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
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()[-4000:]}\n{' '.join(command)} in {folder} failed with exit code {process.returncode}.")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
