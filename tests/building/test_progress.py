"""How far a build is, on a terminal and in a log."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from macros.building.progress import pages_in

PROJECT = Path(__file__).parents[2]
WORK = """
import time
from macros.building import progress
progress.PATIENCE = progress.EVERY = 0.05
done = iter(range(0, 90_000, 1500))
with progress.showing("Building", 3000, lambda: next(done)):
    time.sleep({seconds})
print("Built.")
"""


def on_a_terminal(seconds: float, **environment: str) -> str:
    """What stands on a terminal meanwhile, signs that move the cursor included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", WORK.format(seconds=seconds)]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, "TERM": "xterm", **environment}, stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    said = b""
    with suppress(OSError), os.fdopen(ours, "rb", buffering=0) as terminal:
        while piece := terminal.read(4096):
            said += piece
    return said.decode()


def test_a_terminal_shows_counts_and_time_and_is_clean_afterwards() -> None:
    said = on_a_terminal(0.6)
    assert "Building, 0 of 3,000 pages, 0 s\r" in said
    assert "Building, 1,500 of 3,000 pages, 0 s\r" in said
    assert "4,500" not in said  # no page more than there are
    assert said.endswith("\r\x1b[KBuilt.\r\n")


def test_what_is_over_at_once_needs_no_word() -> None:
    assert on_a_terminal(0) == "Built.\r\n"


def test_a_terminal_that_cannot_write_over_a_line_shows_nothing() -> None:
    assert on_a_terminal(0.3, TERM="dumb") == "Built.\r\n"


def test_a_log_stays_quiet() -> None:
    done = subprocess.run([sys.executable, "-c", WORK.format(seconds=0.3)], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("Built.\n", "")


def test_pages_are_counted_in_every_folder(tmp_path: Path) -> None:
    for name in ("index.html", "style.css", "faq/index.html", "faq/picture.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert pages_in(tmp_path) == 2
    assert pages_in(tmp_path / "missing") == 0
