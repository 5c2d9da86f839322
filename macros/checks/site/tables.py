"""The rows of the tables that give every answer without a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

_rows = cast(Callable[[Any], list[Any]], etree.XPath("//*[@data-rows]"))
_sources = cast(Callable[[Any], list[str]], etree.XPath(".//a[starts-with(@href, '#source-')]/@href", smart_strings=False))


@dataclass(frozen=True)
class TableRow:
    """One row: the answers that it gives, by their keys; what it says; the numbers of its sources; its line in the page."""

    keys: tuple[str, ...]
    said: str
    sources: tuple[str | int, ...]
    line: int


def tables_in(tree: Any, content: bytes) -> tuple[TableRow, ...]:
    """All rows of a page; none if it has no such table."""
    return tuple(map(_row, _rows(tree))) if b"data-rows" in content else ()


def _row(row: Any) -> TableRow:
    named = [href.rpartition("-")[2] for href in _sources(row)]
    sources = tuple(int(one) if one.isdigit() else one for one in named)
    return TableRow(tuple(row.get("data-rows").split()), " ".join("".join(row.itertext()).split()), sources, row.sourceline)
