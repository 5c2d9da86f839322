"""Which line is out of step: PyYAML blames the lower of two lines, but often it is the upper one that only needs moving.

So both are moved a little, one at a time, and the one whose move lets the most lines be read is named.
"""

from __future__ import annotations

import re

import yaml

MOST_LETTERS = 12_000  # of the part of a file that is read again and again
LINES_BELOW = 40


def line_to_move(rows: list[str], line: int) -> int:
    """The row to blame, where PyYAML stopped at row `line`: that one, or the one above it."""
    upper = row_above(rows, line)
    if upper is None:
        return line
    starts = [row for row in range(upper) if rows[row][:1] not in ("", " ", "#")]
    start = starts[-1] if starts else 0
    part = rows[start : line + LINES_BELOW]
    if sum(map(len, part)) > MOST_LETTERS:
        return line
    odd = {row: (_furthest(part, row - start), _indent(rows[row]) % 2, -_alike(rows, row)) for row in (line, upper)}
    helps = odd[upper][0] > line - start
    return upper if helps and odd[upper] > odd[line] else line


def first_row(rows: list[str]) -> int:
    """The first row that is neither empty nor a comment."""
    return next((row for row in range(len(rows)) if _has_data(rows[row])), 0)


def row_above(rows: list[str], line: int) -> int | None:
    """The nearest row above that is neither empty nor a comment."""
    return next((row for row in range(line - 1, -1, -1) if _has_data(rows[row])), None)


def _has_data(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


def _alike(rows: list[str], row: int) -> int:
    """How many rows start in the same column with the same word: of two rows, the rarer is the odd one."""
    start = re.match(r" *(- )?[\w-]*", rows[row])
    return sum(start is not None and one.startswith(start[0]) for one in rows)


def _furthest(part: list[str], row: int) -> int:
    """How many rows can be read if this one is moved, by as much as helps most."""
    indent = _indent(part[row])
    moves = [by for by in range(-4, 5) if by and indent + by >= 0]
    moved = (" " * (indent + by) + part[row].lstrip(" ") for by in moves)
    return max(_readable([*part[:row], text, *part[row + 1 :]]) for text in moved)


def _readable(part: list[str]) -> int:
    try:
        for _ in yaml.parse("\n".join(part), Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (ValueError, OverflowError):  # a code beyond all characters: said elsewhere
        return 0
    return len(part)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
