"""One thing explained: its numbers part by part, the sources that they rest on, the pages that show them, and how their reviews stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from macros.explaining.asked import Asked
from macros.explaining.figures import Concerned
from macros.explaining.whereabouts import Part, Whereabouts
from macros.facts.remembering import Place
from macros.pages.reviewed import Review
from macros.reviews.states import Reviews


@dataclass(frozen=True)
class Explanation:
    """What is told of one thing. `path` is the file that it is about, `sources` are names of data/sources.yml."""

    title: str
    path: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    pages: tuple[Review, ...]


def explained(asked: Asked, where: Whereabouts, reviews: Reviews) -> Explanation:
    """Everything about one thing that somebody asked about."""
    title, path, parts, pages = _OF[asked.kind](where, *asked.ids)
    shown = {*pages, *(page for part in parts for figure in part.figures for page in figure.pages if asked.kind != "page")}
    found = tuple(reviews.by_page[page] for page in where.staged.pages if page in shown)
    return Explanation(title, path, tuple(parts), tuple(_sources(asked, parts, where)), found)


def _sources(asked: Asked, parts: list[Part], where: Whereabouts) -> Iterable[str]:
    """What the numbers rest on; of a page all that it cites."""
    if asked.kind == "source":
        return asked.ids
    if asked.kind == "page":
        return [name for name, pages in where.staged.kitchen.uses.items() if asked.ids[0] in pages]
    return dict.fromkeys(name for part in parts for figure in part.figures for name in figure.sources)


def as_json(one: Explanation, where: Whereabouts) -> dict[str, Any]:
    """The same for programs."""
    found = asdict(one)
    for part in found["parts"]:
        for figure in part["figures"]:
            figure["places"] = [str(Place(*place)) for place in figure["places"]]
    found["sources"] = [
        {"name": name, "address": where.guide.sources[name].address, "places": list(map(str, where.place("data/sources.yml", (name,))))}
        for name in one.sources
    ]
    names = {"page": "page", "state": "state", "reviewer": "reviewer_id", "reviewed_on": "reviewed_on", "next_review_by": "next_review_by"}
    found["pages"] = [{name: getattr(review, attribute) for name, attribute in names.items()} for review in one.pages]
    return found


_Told = tuple[str, str, list[Part], Iterable[str]]


def _concern(where: Whereabouts, treatment: str, concern: str, description: str = "") -> _Told:
    about = Concerned(where, where.guide.treatments[treatment], concern)
    return f"{about.concern.name} ({treatment}/{concern})", about.path, list(about.parts(description)), [f"{treatment}/{concern}.md"]


def _treatment(where: Whereabouts, name: str) -> _Told:
    treatment, path = where.guide.treatments[name], f"data/treatments/{name}/treatment.yml"
    about = Concerned(where, treatment, next(iter(treatment.concerns)))
    parts = [about.plan(), Part("In its sentences", where.figures(where.sentences(path)))]
    return f"{treatment.record.name} ({name})", path, [part for part in parts if part.figures], []


def _source(where: Whereabouts, name: str) -> _Told:
    named = [Place(path, *place) for path, document in where.guide.documents.items() for place in _naming(document, name)]
    parts = [Part(f"Named in {path}", where.lines(places)) for path, places in groupby(sorted(named), key=lambda place: place.path)]
    return f"{where.guide.sources[name].title} ({name})", "data/sources.yml", parts, where.staged.kitchen.uses.get(name, ())


def _naming(document: Any, name: str) -> Iterator[tuple[int, int]]:
    """Where a file names a source."""
    for loc, place in document.places.items():
        if ("sources" in loc[-2:] or "source" in loc[-1:]) and _at(document.value, loc) == name:
            yield place


def _at(value: Any, loc: tuple[str | int, ...]) -> Any:
    for step in loc:
        value = value[step]
    return value


def _page(where: Whereabouts, page: str) -> _Told:
    places = [place for place in where.on_pages[page] if place.path != "data/sources.yml"]  # years of sources, which are listed below
    by_file = groupby(places, key=lambda place: place.path)
    parts = [Part(path, tuple(replace(one, pages=()) for one in where.lines(some))) for path, some in by_file]
    shown_as = next(source.shown_as for source in where.staged.sources if source.path == page)
    return f"The numbers on {page}", shown_as, parts, [page]


_OF: dict[str, Any] = {"concern": _concern, "description": _concern, "treatment": _treatment, "source": _source, "page": _page}
