"""An error of the program or the theme, as a problem: where a developer has to look. It is shown as an editor's mistake is."""

from __future__ import annotations

import re
from pathlib import Path

from macros.facts.problem import Problem, about_file

Summary = tuple[str, str, list[tuple[str, int, int]]]  # the name of the error, its words, and its places: file, line, column

AGAIN = "Undo the last edit of the program, or start the preview again"
OURS = ("macros", "overrides", "mkdocs.yml")


def fault(root: Path, summary: Summary) -> Problem:
    """The problem behind an error, at the innermost place that lies in the project."""
    name, words, places = summary
    seen = f"the program stops here ({name}: {words.splitlines()[0] if words else 'no reason given'})"
    do = "If you changed this file, correct it or undo the edit; if not, tell a developer"
    for file, line, column in reversed(places):
        path = Path(file)
        shown = path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else path
        if not shown.is_absolute() and shown.parts[:1] and shown.parts[0] in OURS:
            column, width = _part(root / shown, line, column)
            return Problem(shown.as_posix(), line, column, seen, do, kind="broken-program", width=width)
    return about_file("macros", seen, do, "broken-program")


def refusal(said: str) -> Problem:
    """What the engine said of its settings. It names a line where it can."""
    place = re.search(r"line (\d+), column (\d+)", said)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    first = re.sub(r"\s+", " ", said)[:300]
    do = "Undo the last edit of this file, or compare it with the one that came with the guide"
    seen = f"the engine refuses these settings: {first}"
    return Problem("mkdocs.yml", line, column, seen, do, kind="engine-settings", width=1 if place else 0)


def silence(seconds: float) -> Problem:
    """Nothing came back: a program that hangs, or a pipe where a file should be."""
    seen = f"the program did not answer within {seconds:.0f} seconds"
    return about_file("macros", seen, AGAIN, "broken-program")


def sudden_end() -> Problem:
    """It is gone without a word: killed, out of memory, or broken where it could not even say so."""
    return about_file("macros", "the program ended without saying why", AGAIN, "broken-program")


def _part(file: Path, line: int, column: int) -> tuple[int, int]:
    """From the first sign of the line, or from the column, to its end: an error tells where it is, not how long."""
    try:
        row = file.read_text("utf-8").split("\n")[line - 1].rstrip()
    except (OSError, ValueError, IndexError):
        return column, 0
    column = max(column, len(row) - len(row.lstrip()) + 1)
    return column, max(len(row) - column + 1, 1)
