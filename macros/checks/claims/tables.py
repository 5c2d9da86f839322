"""Tables of Markdown: which words of a row and of a column's head a cell is read with, like "Downtime" with "None"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TABLE = re.compile(r"^[ \t]*\|.*\n[ \t]*\|(?=[^\n]*-)[ \t:|-]+\n(?:[ \t]*\|.*(?:\n|\Z))*", re.MULTILINE)
_CELL = re.compile(r"[^|\n]+")
_MARKS = re.compile(r"[*_`~]+|<[^>]*>")
_LONGEST = 6  # words: more than this is no label

Cell = tuple[int, int, tuple[str, ...]]  # where it begins and ends, and its labels


def cells_of(text: str) -> Iterator[Cell]:
    """Every cell that has labels, in the order of the page: what leads its row, and what heads its column."""
    for table in _TABLE.finditer(text):
        heads: list[str] = []
        start = table.start()
        for row in table[0].splitlines(keepends=True):
            if re.search(r"[^\s:|-]", row):
                cells = _cells(row)
                yield from _labelled(cells, heads, start)
                heads = heads or [words for _, _, words in cells]
            start += len(row)


def _cells(row: str) -> list[tuple[int, int, str]]:
    inner = row.index("|") + 1
    return [(found.start(), found.end(), _MARKS.sub("", found[0]).strip(" :")) for found in _CELL.finditer(row, inner)]


def _labelled(cells: list[tuple[int, int, str]], heads: list[str], start: int) -> Iterator[Cell]:
    lead = ""
    for place, (first, end, words) in enumerate(cells):
        head = heads[place] if place < len(heads) else ""
        labels = tuple(label for label in (lead, head) if label and len(label.split()) <= _LONGEST)
        if labels:
            yield start + first, start + end, labels
        if not lead:
            lead = f"{words} {head}".strip() if words[:1].isdigit() else words
