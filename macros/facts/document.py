"""A file that was read: its value, and the line and column of every part of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Any

from macros.facts.problem import Problem
from macros.facts.yaml_widths import widths_of

Loc = tuple[str | int, ...]
Places = dict[Loc, tuple[int, int]]


@dataclass
class Document:
    """One file's value, and where each part of it stands: `places[loc]` is the (line, column) of the value at `loc`.

    `fits` says whether the value has the shape that its file should have. `starts` are all lines and columns in the order of the file:
    few ask for a place, and by name those of thousands of files would take more memory than all else.
    """

    path: str
    value: Any
    text: str = field(default="", repr=False)
    starts: array[int] = field(default_factory=lambda: array("I"), repr=False)
    fits: bool = True

    __hash__ = object.__hash__  # to be looked up by: equal ones may as well be worked out twice

    def __getstate__(self) -> dict[str, Any]:
        """Without what can be worked out again: thousands of documents are put away, or handed to another process."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def places(self) -> Places:
        return _places_of(self)[0]

    @property
    def key_places(self) -> Places:
        return _places_of(self)[1]

    def problem(self, loc: Loc, seen: str, do: str, *, kind: str, at_key: bool = False) -> Problem:
        """A problem at `loc`, or at the nearest part around it that stands in the file."""
        place = self.place(loc, at_key=at_key)
        return Problem(self.path, *place, seen, do, kind, self.widths.get(place, 1))

    def place(self, loc: Loc, *, at_key: bool = False) -> tuple[int, int]:
        """The line and column of `loc`, or of the nearest part around it that stands in the file."""
        for end in range(len(loc), -1, -1):
            if place := (at_key and self.key_places.get(loc[:end])) or self.places.get(loc[:end]):
                return place
        return 1, 1

    @cached_property
    def parts(self) -> list[tuple[Loc, Any]]:
        """Every group and list of the file with its place, the whole first. Kept, because one rule after the other goes through them."""
        found, waiting = list[tuple[Loc, Any]](), list[tuple[Loc, Any]]([((), self.value)])
        while waiting:
            loc, value = waiting.pop()
            if isinstance(value, dict | list):
                found.append((loc, value))
                inner = value.items() if isinstance(value, dict) else enumerate(value)
                waiting.extend(((*loc, key), part) for key, part in inner if isinstance(part, dict | list))
        return found

    @cached_property
    def widths(self) -> dict[tuple[int, int], int]:
        """How many characters of its line each part takes, by place. Looked at again only when there is a problem to show."""
        return widths_of(self.text)


@lru_cache(maxsize=8)
def _places_of(document: Document) -> tuple[Places, Places]:
    """Where each value stands and where each key does, as the builder came upon them."""
    numbers = iter(document.starts)
    values: Places = {}
    keys: Places = {}
    _note_places(document.value, (), zip(numbers, numbers, strict=False), values, keys)
    return values, keys


def _note_places(value: Any, loc: Loc, starts: Iterator[tuple[int, int]], values: Places, keys: Places) -> None:
    """No function inside the one above: it would hold itself, and so all places, until somebody looks for garbage."""
    values[loc] = next(starts)
    if isinstance(value, dict):
        for key, part in value.items():
            inner = (*loc, key)
            keys[inner] = next(starts)
            _note_places(part, inner, starts, values, keys)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            _note_places(part, (*loc, index), starts, values, keys)
