"""The same facts once more, in which every number remembers where it stands: whole fields, and the numbers inside sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BeforeValidator

from macros.facts.document import Document, Loc
from macros.facts.guide import TOP_FILES, Guide, TreatmentGuide
from macros.facts.kinds import Record, Text
from macros.facts.records import Concern
from macros.facts.remembering import CLOSE, CountedList, Origins, remember
from macros.facts.studies import concern_path

# A number inside a sentence: not one that is part of a name, like the 3 of "b3".
NUMBER = re.compile(r"[0-9](?<![\w.,][0-9])[0-9]*(?:[.,][0-9]+)*(?!\w)")
_COUNTED = ("sources", "rows")  # lists whose length a page says
# What only names or finds something: a number in it ("type 2", an issue of a journal, a telephone number) says nothing of a course.
_NAMES = {"name", "said_as", "also_called", "word", "title", "authors", "published_in", "phone", "address", "hours", "label"}
_TEXT_MARK = next(one for one in get_args(Text) if isinstance(one, BeforeValidator))
T = TypeVar("T")


class WithPlaces(NamedTuple):
    """A guide that reads and works out the same, whose numbers remember their places; and all those places.

    Treatments and concerns get theirs when somebody looks at them: all at once would take more memory than the facts themselves. So whoever
    goes through many pages can `forget` what was made for those behind.
    """

    guide: Guide
    origins: Origins
    forget: Callable[[], None]


def with_places(guide: Guide) -> WithPlaces:
    """The facts of a guide once more, with their places."""
    origins = Origins()
    tops = {name: _File(guide.documents[f"data/{name}.yml"], origins).of(getattr(guide, name)) for name in TOP_FILES}
    treatments, of_all_pages = LookedAt(guide.treatments, partial(_treatment, guide, origins)), len(origins.all)

    def forget() -> None:
        treatments.forget()
        origins.forget(of_all_pages)

    return WithPlaces(replace(guide, **tops, treatments=treatments), origins, forget)


def _treatment(guide: Guide, origins: Origins, name: str) -> TreatmentGuide:
    treatment = guide.treatments[name]

    def concern(name: str) -> Concern:
        marked: Concern = _File(guide.documents[concern_path(treatment, name)], origins).of(treatment.concerns[name])
        return marked

    record = _File(guide.documents[f"data/treatments/{name}/treatment.yml"], origins).of(treatment.record)
    return TreatmentGuide(name, record, LookedAt(treatment.concerns, concern))


class LookedAt(Mapping[str, T]):
    """The same names, with what is made of each when somebody looks at it."""

    def __init__(self, names: Mapping[str, T], make: Callable[[str], T]) -> None:
        self._names, self._make, self._made = names, make, dict[str, T]()

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def forget(self) -> None:
        """Make each anew when it is looked at again."""
        self._made.clear()


class _File:
    """One file's records. Where nothing remembers anything, the record itself is kept."""

    def __init__(self, document: Document, origins: Origins) -> None:
        self.path, self.text, self.places = document.path, document.text, document.places
        self.origins = origins

    def of(self, value: Any, loc: Loc = ()) -> Any:
        """A value that stands at `loc`, with the places of its numbers."""
        kind = type(value)
        if kind is str:
            return self._text(value, loc) if NUMBER.search(value) else value
        if kind is int or kind is float:
            return remember(value, self.origins.at(self.path, *self.places[loc])) if loc in self.places else value
        if kind is list:
            return self._list(value, loc)
        if kind is dict:
            return {name: self.of(one, (*loc, name)) for name, one in value.items()}
        return self._record(value, loc)

    def _record(self, record: Record, loc: Loc) -> Record:
        values = record.__dict__
        changed = {}
        for name in _telling(type(record)):
            if (value := values[name]) and (now := self.of(value, (*loc, name))) is not value:
                changed[name] = now
        if not changed:
            return record
        copy = record.model_copy(update=changed)
        object.__setattr__(copy, "__pydantic_fields_set__", record.model_fields_set)  # what it was given is shared among records
        return copy

    def _list(self, items: list[Any], loc: Loc) -> list[Any]:
        found = CountedList(items if loc and loc[-1] == "sources" else (self.of(one, (*loc, index)) for index, one in enumerate(items)))
        if loc and loc[-1] in _COUNTED and loc in self.places:
            found.origin = self.origins.at(self.path, *self.places[loc])
        return found

    def _text(self, text: str, loc: Loc) -> str:
        """The text with marks around its numbers. Each is looked for in the file, from where the text begins on."""
        if loc not in self.places:
            return text
        begin = self.places[loc]
        written = NUMBER.finditer(self.text, self._line_starts[begin[0] - 1] + begin[1] - 1)
        parts, end = [], 0
        for found in NUMBER.finditer(text):
            match = next(written, None)
            place = self._place(match.start()) if match and match[0] == found[0] else begin
            parts += [text[end : found.start()], self.origins.at(self.path, *place).opening, found[0], CLOSE]
            end = found.end()
        return "".join([*parts, text[end:]])

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]


@cache
def _telling(shape: type[Record]) -> tuple[str, ...]:
    """The fields of a record that can hold a number for a patient: no id, link, date or choice."""
    fields = ((name, field) for name, field in shape.model_fields.items() if name not in _NAMES)
    return tuple(name for name, field in fields if name in _COUNTED or _TEXT_MARK in field.metadata or _can_tell(field.annotation))


def _can_tell(kind: Any) -> bool:
    if isinstance(kind, type) and not get_args(kind):
        return issubclass(kind, Record) or kind in (int, float)
    return _TEXT_MARK in getattr(kind, "__metadata__", ()) or any(map(_can_tell, get_args(kind)))
