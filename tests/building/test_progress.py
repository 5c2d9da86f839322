"""How far a build is, on a terminal and in a log."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from macros.building.progress import pages_in

PROJECT = Path(__file__).parents[2]
# Work that lasts until it was asked four times how far it is, or for so many seconds where nobody asks.
WORK = """
from itertools import count
from threading import Event
from macros.building import progress
progress.PATIENCE = progress.EVERY = {patience}
pages, enough = count(0, 1500), Event()
def done():
    number = next(pages)
    if number == 4500:
        enough.set()
    return number
with progress.showing("Building", 3000, done):
    enough.wait({seconds})
print("Built.")
"""


def on_a_terminal(seconds: float, patience: float = 0.05, **environment: str) -> str:
    """What stands on a terminal meanwhile, signs that move the cursor included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", WORK.format(seconds=seconds, patience=patience)]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, "TERM": "xterm", **environment}, stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    said = b""
    with suppress(OSError), os.fdopen(ours, "rb", buffering=0) as terminal:
        while piece := terminal.read(4096):
            said += piece
    return said.decode()


def test_a_terminal_shows_counts_and_time_and_is_clean_afterwards() -> None:
    said = on_a_terminal(60)
    counts = re.findall(r"Building, (\S+) of 3,000 pages, \d+ s\r", said)
    assert counts[:3] == ["0", "1,500", "3,000"]
    assert set(counts[3:]) == {"3,000"}  # no page more than there are
    assert said.endswith("\r\x1b[KBuilt.\r\n")


def test_what_is_over_at_once_needs_no_word() -> None:
    assert on_a_terminal(0, patience=600) == "Built.\r\n"


def test_a_terminal_that_cannot_write_over_a_line_shows_nothing() -> None:
    assert on_a_terminal(0.3, TERM="dumb") == "Built.\r\n"


def test_a_log_stays_quiet() -> None:
    command = [sys.executable, "-c", WORK.format(seconds=0.3, patience=0.05)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("Built.\n", "")


def test_pages_are_counted_in_every_folder(tmp_path: Path) -> None:
    for name in ("index.html", "style.css", "faq/index.html", "faq/picture.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert pages_in(tmp_path) == 2
    assert pages_in(tmp_path / "missing") == 0
