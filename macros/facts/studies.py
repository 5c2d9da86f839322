"""A course that "studies used" stays inside what the rows of those studies say, so that no page claims more than its sources.

An average counts as the whole numbers around it. Rows that are background, or about other treatments too, carry no number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from macros.facts.document import Document, Loc
from macros.facts.problem import Problem, did_you_mean
from macros.facts.records import Description, Source, StudyRow
from macros.facts.stand_ins import is_stand_in

if TYPE_CHECKING:
    from macros.facts.guide import Guide, TreatmentGuide


def courses_rest_on_studies(guide: Guide) -> Iterator[Problem]:
    """A course that "studies used" names rows of this description about this treatment alone, and stays inside what they used."""
    for treatment, document, loc, description in _descriptions(guide):
        if description.studies is None:
            continue
        used: list[StudyRow] = []
        for index, name in enumerate(description.studies.sources):
            where = (*loc, "studies", "sources", index)
            rows = [row for row in description.rows if row.source == name]
            if name not in guide.sources:
                continue  # said by sources_exist
            if not rows:
                known = did_you_mean(name, (row.source for row in description.rows))
                yield document.problem(where, f'no row of this description is from "{name}"', known, kind="no-row")
            elif reason := _is_background(rows, guide.sources[name], treatment):
                seen = f'"{name}" {reason}, so it can carry no number'
                yield document.problem(where, seen, "Remove it from these sources", kind="background-source")
            else:
                used.extend(rows)
        if {row.source for row in used} == set(description.studies.sources):
            yield from _inside(document, (*loc, "studies"), description, used)


def _inside(document: Document, loc: Loc, description: Description, rows: list[StudyRow]) -> Iterator[Problem]:
    course = description.studies
    assert course is not None
    counts = [span for row in rows if (span := sessions_used(row))]
    if not _covers(counts, course.sessions.low, course.sessions.at_most):
        yield _beyond(document, (*loc, "sessions"), _shown(counts))
    gaps = [(row.weeks_between.at_least, row.weeks_between.at_most or math.inf) for row in rows if row.weeks_between]
    if course.weeks_between and not _covers(gaps, course.weeks_between.at_least, course.weeks_between.at_most or math.inf):
        yield _beyond(document, (*loc, "weeks_between"), _shown(gaps))


def _beyond(document: Document, loc: Loc, used: str) -> Problem:
    return document.problem(loc, f"{loc[-1]} go beyond what the named studies used", f"They used {used}", kind="beyond-studies")


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
    if high == math.inf:
        return f"{low} or more"
    return f"{low} to {high}" if low != high else str(low)


def _is_background(rows: list[StudyRow], source: Source, treatment: TreatmentGuide) -> str | None:
    if is_stand_in(source):
        return None
    if source.only_about != treatment.id:
        return f"is not about {treatment.record.said_as} alone"
    return "is marked as background" if any(row.background for row in rows) else None


def _descriptions(guide: Guide) -> Iterator[tuple[TreatmentGuide, Document, Loc, Description]]:
    for treatment in guide.treatments.values():
        for name, concern in treatment.concerns.items():
            for index, description in enumerate(concern.descriptions):
                yield treatment, guide.documents[concern_path(treatment, name)], ("descriptions", index), description


def concern_path(treatment: TreatmentGuide, concern: str) -> str:
    """Where a concern's facts stand, from the project's root."""
    return f"data/treatments/{treatment.id}/concerns/{concern}.yml"
