"""The way from the first page to each other, as the menu groups them: what stands above a page, and what search engines show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HOME = "index.md"


@dataclass(frozen=True)
class Step:
    """One step of a way, by its label in the menu. A group without a page of its own leads nowhere."""

    label: str
    page: str | None


Trail = tuple[Step, ...]


def trails(menu: list[Any]) -> dict[str, Trail]:
    """The way to each page of a menu, itself at the end. The first page needs none."""
    ways = dict(_ways(menu, ()))
    start = ways.pop(HOME, ())[-1:]
    return {page: start + way for page, way in ways.items()}


def _ways(menu: list[Any], above: Trail) -> Iterator[tuple[str, Trail]]:
    for entry in menu:
        for label, target in entry.items():
            if isinstance(target, list):
                yield from _in_group(label, target, above)
            else:
                yield target, (*above, Step(label, target))


def _in_group(label: str, entries: list[Any], above: Trail) -> Iterator[tuple[str, Trail]]:
    """A group whose first page is the index of a folder leads there; that page itself stands for the group."""
    first = next(iter(entries[0].values()))
    own = first if isinstance(first, str) and first.endswith("/index.md") else None
    for page, way in _ways(entries, (*above, Step(label, own))):
        yield page, tuple(step for step in way if page != own or step.label != label)
