"""Where each fact is written, and on which pages its numbers stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from macros.facts.document import Loc
from macros.facts.guide import Guide
from macros.facts.kinds import Record
from macros.facts.remembering import OPEN, Place, without_marks
from macros.pages.show_sources import MarkedPages
from macros.pages.stage import Staged


@dataclass(frozen=True)
class Figure:
    """One number, range or sentence with a number as a page says it. `places` are several where it was worked out."""

    says: str
    places: tuple[Place, ...]
    basis: str = ""
    sources: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    is_worked_out: bool = False


@dataclass(frozen=True)
class Part:
    """Figures that belong together; what else is to say of them; and of the answers of the estimate, how many say what."""

    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    answers: dict[str, int] = field(default_factory=dict)


class Whereabouts:
    """Of all facts in `staged`."""

    def __init__(self, staged: Staged) -> None:
        self.staged, self.marked = staged, MarkedPages.of(staged)
        self.guide: Guide = staged.guide

    def place(self, path: str, loc: Loc) -> tuple[Place, ...]:
        """Where a part of a file stands; nothing if it does not."""
        found = self.guide.documents[path].places.get(loc)
        return (Place(path, *found),) if found else ()

    def lines(self, places: Iterable[Place]) -> tuple[Figure, ...]:
        """The lines that these places are in, as an editor sees them, with the pages that show a number of theirs."""
        first = {(place.path, place.line): place for place in places}
        texts = {path: self.guide.documents[path].text.split("\n") for path, _ in first}
        return self.figures(Figure(texts[path][line - 1].strip().removeprefix("- "), (place,)) for (path, line), place in first.items())

    @cached_property
    def on_pages(self) -> dict[str, list[Place]]:
        """The places that each page has numbers from, in the order of the files."""
        found = {}
        for page in self.staged.pages:
            origins = self.marked.origins_on(self.marked.page(page))
            found[page] = sorted({place for origin in origins for place in origin.places})
        return found

    @cached_property
    def _pages_by_line(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for page, places in self.on_pages.items():
            for line in dict.fromkeys((place.path, place.line) for place in places):
                found[line].append(page)
        return found

    def pages_of(self, places: Iterable[Place]) -> tuple[str, ...]:
        """The pages that show a number from any of these lines."""
        found = {page for place in places for page in self._pages_by_line.get((place.path, place.line), ())}
        return tuple(page for page in self.staged.pages if page in found)

    def figures(self, found: Iterable[Figure]) -> tuple[Figure, ...]:
        """The same, with the pages that show them."""
        return tuple(replace(one, pages=self.pages_of(one.places)) for one in found)

    def sentences(self, path: str, below: Loc = ()) -> Iterator[Figure]:
        """The sentences with numbers in the file of a concern or a treatment, or in the part of it `below`."""
        _, _, treatment, *rest = path.split("/")
        found = self.marked.guide.treatments[treatment]
        record: Any = found.concerns[rest[1].removesuffix(".yml")] if rest[1:] else found.record
        for step in below:
            record = record[step] if isinstance(step, int) else getattr(record, step)
        yield from self._sentences(record, ("", ()))

    def _sentences(self, value: Any, rests_on: tuple[str, tuple[str, ...]]) -> Iterator[Figure]:
        if isinstance(value, str) and OPEN in value:
            places = [place for origin in self.marked.origins_on(value) for place in origin.places]
            yield Figure(without_marks(value), tuple(places), *rests_on)
        elif isinstance(value, Record):
            rests_on = _word_of(value) or rests_on
            for one in value.__dict__.values():
                yield from self._sentences(one, rests_on)
        elif isinstance(value, list):
            for one in value:
                yield from self._sentences(one, rests_on)


def _word_of(record: Record) -> tuple[str, tuple[str, ...]] | None:
    """On whose word a record stands, if it says so."""
    values = record.__dict__
    if source := values.get("source"):
        return "studies", (source,)
    if "basis" in values:
        return values["basis"], tuple(values["sources"])
    return _word_of(values["studies"]) if values.get("studies") else None
