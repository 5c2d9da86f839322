"""The line that a problem is about, cut to what fits, with the exact part apart. Nothing in it can move a terminal's cursor."""

from __future__ import annotations

import stat
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from macros.facts.problem import Problem

TAB = "    "
CUT = "…"
LARGEST_FILE = 16 * 1024 * 1024  # bytes; nothing is looked for in larger ones


@dataclass(frozen=True)
class Excerpt:
    """A line in three pieces: what stands before the exact part, the part itself, and what follows."""

    before: str
    part: str
    after: str

    @property
    def line(self) -> str:
        return (self.before + self.part + self.after).rstrip()

    @property
    def caret(self) -> str:
        """The line of signs that stands under the part, as wide as a terminal shows it. A mark above a letter is shown at its letter."""
        width = columns(self.part)
        start = columns(self.before) - (1 if self.part and not width else 0)
        return " " * max(start, 0) + "^" * max(width, 1)


def excerpt_of(problem: Problem, root: Path, room: int) -> Excerpt | None:
    """The line of a problem in `room` columns. None for a file as a whole, and where there is no such line."""
    rows = _rows(root / problem.path) if problem.width else ()
    if problem.line > len(rows) or not rows[problem.line - 1].strip():
        return None
    return excerpt(rows[problem.line - 1], problem.column - 1, problem.width, room)


def excerpt(row: str, start: int, width: int, room: int) -> Excerpt:
    """A row around the `width` characters from `start`, counted from 0."""
    cells = [_cell(character) for character in row]
    start = min(start, len(cells))
    end = min(start + width, len(cells))
    if sum(map(columns, cells)) <= room:
        return Excerpt("".join(cells[:start]), "".join(cells[start:end]), "".join(cells[end:]))
    first = _back(cells, start, room // 3)
    last = _on(cells, first, room - 1 - (first > 0))  # a sign at each end says that something was cut
    end = min(end, last)
    before, after = CUT * (first > 0), CUT * (last < len(cells))
    return Excerpt(before + "".join(cells[first:start]), "".join(cells[start:end]), "".join(cells[end:last]) + after)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":  # set above or beside the letter before
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cell(character: str) -> str:
    """A character as it can be shown: what nobody sees, or what is no text at all, as its code."""
    if character == "\t":
        return TAB
    if "\udc80" <= character <= "\udcff":  # a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    if not character.isprintable() or "\ufe00" <= character <= "\ufe0f":
        return character.encode("unicode_escape").decode()
    return character


def _back(cells: list[str], index: int, room: int) -> int:
    """The first of the cells before `index` that fit."""
    while index and (room := room - columns(cells[index - 1])) >= 0:
        index -= 1
    return index


def _on(cells: list[str], index: int, room: int) -> int:
    """The end of the cells from `index` on that fit."""
    while index < len(cells) and (room := room - columns(cells[index])) >= 0:
        index += 1
    return index


@lru_cache(maxsize=8)  # problems come sorted by file
def _text(file: Path, _version: tuple[int, int]) -> tuple[str, ...]:
    return tuple(file.read_bytes().decode("utf-8", "surrogateescape").replace("\r\n", "\n").split("\n"))


def _rows(file: Path) -> tuple[str, ...]:
    """The lines of an ordinary file; none of anything else, which could block or never end."""
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return ()
        return _text(file, (status.st_mtime_ns, status.st_size))
    except (OSError, ValueError):  # gone, unreadable, or no name of a file at all
        return ()
