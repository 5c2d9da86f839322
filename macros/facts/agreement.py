"""What one fact says about another: names that must exist, ranges that must lie inside their studies.

Each function is one rule and yields its problems. Shapes were checked before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from macros.facts.problem import Problem, did_you_mean
from macros.facts.records import Description, Source, StudyRow
from macros.facts.yaml_reader import Document, Loc

if TYPE_CHECKING:
    from macros.facts.guide import Guide, TreatmentGuide


def disagreements(guide: Guide) -> Iterator[Problem]:
    """Every contradiction between facts."""
    for rule in RULES:
        yield from rule(guide)


def sources_exist(guide: Guide) -> Iterator[Problem]:
    """Each source that is named stands in data/sources.yml."""
    for document in guide.documents.values():
        for loc, name in _named_sources(document.value):
            if name not in guide.sources:
                yield document.problem(loc, f'there is no source called "{name}"', did_you_mean(name, guide.sources))


def sources_name_treatments(guide: Guide) -> Iterator[Problem]:
    """What a source is about is a treatment of this clinic."""
    document = guide.documents["data/sources.yml"]
    for name, source in guide.sources.items():
        for field in ("only_about", "also_about"):
            treatment = getattr(source, field)
            if treatment is not None and treatment not in guide.treatments:
                yield document.problem((name, field), f'there is no treatment called "{treatment}"', did_you_mean(treatment, guide.treatments))


def reading_chains_end(guide: Guide) -> Iterator[Problem]:
    """"Read in" names another source, and never leads back to itself."""
    document = guide.documents["data/sources.yml"]
    for name in guide.sources:
        seen, current = [name], guide.sources[name].read_in
        while current in guide.sources and current not in seen:
            seen.append(current)
            current = guide.sources[current].read_in
        if current == name:
            circle = " → ".join([*seen, name])
            yield document.problem((name, "read_in"), f"read_in goes round in a circle: {circle}", "Name where you really read it")


def the_clinic_speaks_for_itself(guide: Guide) -> Iterator[Problem]:
    """Basis `clinic` rests on a source of kind `clinic`, and no other basis does."""
    for document in guide.documents.values():
        for loc, part in _parts(document.value):
            for index, name in enumerate(part["sources"]):
                own = name in guide.sources and guide.sources[name].kind == "clinic"
                if name in guide.sources and own != (part["basis"] == "clinic"):
                    seen = f'"{name}" is {"" if own else "not "}the clinic\'s own, but the basis is {part["basis"]}'
                    yield document.problem((*loc, "sources", index), seen, "Correct the basis or the source")


def ids_are_unique(guide: Guide) -> Iterator[Problem]:
    """No two questions, options, descriptions or cautions of one list share an id."""
    for document in guide.documents.values():
        for loc, items in _lists(document.value):
            ids = [item.get("id") for item in items if isinstance(item, dict)]
            for index, name in enumerate(ids):
                if name is not None and name in ids[:index]:
                    yield document.problem((*loc, index, "id"), f'the id "{name}" is taken already in this list', "Choose another")


def concerns_are_listed(guide: Guide) -> Iterator[Problem]:
    """The clinic's order names each concern once, and no other."""
    for treatment in guide.treatments.values():
        path = f"data/treatments/{treatment.id}/treatment.yml"
        document, order = guide.documents[path], treatment.record.order_of_concerns
        for index, name in enumerate(order):
            where = ("order_of_concerns", index)
            if name not in treatment.concerns:
                yield document.problem(where, f'there is no concern called "{name}"', did_you_mean(name, treatment.concerns))
            elif name in order[:index]:
                yield document.problem(where, f'"{name}" is listed twice', "Remove one")
        for name in sorted(treatment.concerns.keys() - set(order)):
            yield document.problem(("order_of_concerns",), f'the concern "{name}" is not listed', f"Add - {name} where it belongs")


def courses_rest_on_studies(guide: Guide) -> Iterator[Problem]:
    """A course that "studies used" names rows of this description about this treatment alone, and stays inside what they used."""
    for treatment, document, loc, description in _descriptions(guide):
        if description.studies is None:
            continue
        rows = {row.source: row for row in description.rows}
        used = []
        for index, name in enumerate(description.studies.sources):
            where = (*loc, "studies", "sources", index)
            if name not in guide.sources:
                continue  # said by sources_exist
            if name not in rows:
                yield document.problem(where, f'no row of this description is from "{name}"', did_you_mean(name, rows))
            elif reason := _is_background(rows[name], guide.sources[name], treatment):
                yield document.problem(where, f'"{name}" {reason}, so it can carry no number', "Remove it from these sources")
            else:
                used.append(rows[name])
        if len(used) == len(description.studies.sources):
            yield from _inside(document, (*loc, "studies"), description, used)


def _inside(document: Document, loc: Loc, description: Description, rows: list[StudyRow]) -> Iterator[Problem]:
    course = description.studies
    assert course is not None
    counts = [span for row in rows if (span := sessions_used(row))]
    if not _covers(counts, course.sessions.low, course.sessions.at_most):
        yield document.problem((*loc, "sessions"), "sessions go beyond what the named studies used", f"They used {_shown(counts)}")
    gaps = [(row.weeks_between.at_least, row.weeks_between.at_most or math.inf) for row in rows if row.weeks_between]
    if course.weeks_between and not _covers(gaps, course.weeks_between.at_least, course.weeks_between.at_most or math.inf):
        yield document.problem((*loc, "weeks_between"), "weeks_between go beyond what the named studies used", f"They used {_shown(gaps)}")


def sessions_used(row: StudyRow) -> tuple[int, float] | None:
    """The fewest and most sessions of a row; an average counts as the whole numbers around it."""
    if row.sessions:
        return row.sessions.low, row.sessions.at_most
    if row.average_sessions:
        return math.floor(row.average_sessions), math.ceil(row.average_sessions)
    return None


def _covers(spans: list[tuple[int, float]], low: int, high: float) -> bool:
    return bool(spans) and min(span[0] for span in spans) <= low and high <= max(span[1] for span in spans)


def _shown(spans: list[tuple[int, float]]) -> str:
    if not spans:
        return "none: no row gives a figure"
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    return f"{low} or more" if high == math.inf else f"{low} to {high}"


def _is_background(row: StudyRow, source: Source, treatment: TreatmentGuide) -> str | None:
    if source.only_about != treatment.id:
        return f"is not about {treatment.record.said_as} alone"
    return "is marked as background" if row.background else None


def _descriptions(guide: Guide) -> Iterator[tuple[TreatmentGuide, Document, Loc, Description]]:
    for treatment in guide.treatments.values():
        for name, concern in treatment.concerns.items():
            document = guide.documents[concern_path(treatment, name)]
            for index, description in enumerate(concern.descriptions):
                yield treatment, document, ("descriptions", index), description


def concern_path(treatment: TreatmentGuide, concern: str) -> str:
    """Where a concern's facts stand, from the project's root."""
    return f"data/treatments/{treatment.id}/concerns/{concern}.yml"


def _named_sources(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every name under `sources`, `source` and `read_in`, wherever it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("source", "read_in") and isinstance(inner, str):
                yield (*loc, key), inner
            elif key == "sources" and isinstance(inner, list):
                yield from (((*loc, key, index), name) for index, name in enumerate(inner))
            else:
                yield from _named_sources(inner, (*loc, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _named_sources(inner, (*loc, index))


def _parts(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Every group of fields that has a basis and a list of sources."""
    if isinstance(value, dict) and "basis" in value and isinstance(value.get("sources"), list):
        yield loc, value
    for key, part in _inner(value):
        yield from _parts(part, (*loc, key))


def _inner(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _lists(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, list[Any]]]:
    if isinstance(value, list):
        yield loc, value
    for key, part in _inner(value):
        yield from _lists(part, (*loc, key))


RULES: list[Callable[[Guide], Iterator[Problem]]] = [
    sources_exist,
    sources_name_treatments,
    reading_chains_end,
    the_clinic_speaks_for_itself,
    ids_are_unique,
    concerns_are_listed,
    courses_rest_on_studies,
]
