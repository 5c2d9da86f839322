"""The rows of the estimate as the page carries them for its script. No rule is here: the script only looks rows up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import Span
from macros.estimate.table import Row, planning_questions
from macros.facts.guide import Guide, TreatmentGuide
from macros.pages.page import Page
from macros.pages.timeline import lanes


def widget_data(guide: Guide, treatment: TreatmentGuide, rows: list[Row], page: Page) -> dict[str, Any]:
    """Rows by key with their finished sentences, what the page says of each concern, and the words for every joint plan.

    `rows` are all of the treatment. `page` numbers the sources, so that a row points to the list at the page's end.
    """
    held_back = {row.concern for row in rows if row.kind == "being reviewed"}
    clinic = span_of(treatment.record.usual_course.sessions)
    ends = [row.whole.high for row in rows if row.whole and row.whole.high]
    return {
        "questions": [question.id for question in planning_questions(guide)],
        "clinic": list(clinic),
        "most": max([clinic.high or clinic.low, *ends]) + 1,
        "rows": {row.key: _row(row, page) for row in rows},
        "beside": {f"{row.concern}|{row.description}": row.beside for row in rows},
        "concerns": {name: _concern(treatment, name, page, said=name not in held_back) for name in treatment.concerns},
        "together": _together(guide, rows),
    }


def _row(row: Row, page: Page) -> dict[str, Any]:
    found: dict[str, Any] = {"headline": row.headline, "says": row.says, "sources": page.numbers(row.sources)}
    if row.sessions and row.whole:
        found |= {"sessions": list(row.sessions), "whole": list(row.whole)}
    if row.points_to:
        found["points_to"] = row.points_to
    if row.weeks_between:
        found |= {"weeks": list(row.weeks_between), "gap": row.gap}
    if row.sessions and row.weeks_between and (drawn := lanes(row.sessions, row.weeks_between, counted_from_one=row.is_upper_limit)):
        found["lanes"] = [{"name": lane.name, "weeks": lane.weeks} for lane in drawn]
    return found


def _concern(treatment: TreatmentGuide, name: str, page: Page, *, said: bool) -> dict[str, Any]:
    concern = treatment.concerns[name]
    return {
        "name": concern.name,
        "said_as": concern.said_as,
        "page": page.link(f"{treatment.id}/{name}.md"),
        "why": concern.why_they_differ if said else "",
        "maintenance": [one.text for one in concern.maintenance] if said else [],
        "not_known": concern.not_known if said else [],
    }


def _together(guide: Guide, rows: list[Row]) -> dict[str, Any]:
    numbered = [row for row in rows if row.sessions]
    return {
        "sessions": _phrases([row.sessions for row in numbered if row.sessions], sessions_in_words),
        "weeks": _phrases([row.weeks_between for row in numbered if row.weeks_between], weeks_in_words),
        "sentence": guide.wording.together,
        "sentence_without_gap": guide.wording.together_without_gap,
        "without": guide.wording.together_without,
    }


def _phrases(spans: list[Span], say: Callable[[Span], str]) -> dict[str, str]:
    """Words for each pair of bounds that the larger of several can give."""
    # As plain numbers: many concerns can give the same bound, so none of them is where it comes from.
    lows, highs = {int(span.low) for span in spans}, {span.high if span.high is None else int(span.high) for span in spans}
    pairs = ((low, high) for low in lows for high in highs if high is None or low <= high)
    return {f"{low}-{'' if high is None else high}": say(Span(low, high)) for low, high in pairs}

