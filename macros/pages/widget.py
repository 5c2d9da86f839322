"""The rows of the estimate as the page carries them for its script. No rule is here: the script only looks rows up."""

from __future__ import annotations

from typing import Any

from macros.estimate.in_words import sessions_in_words, weeks_in_words
from macros.estimate.rule import Span
from macros.estimate.table import Row, every_answer, planning_questions
from macros.facts.guide import Guide, TreatmentGuide


def widget_data(guide: Guide, treatment: TreatmentGuide) -> dict[str, Any]:
    """Rows by key, the order of the questions, and the finished words for every range that a joint plan can have."""
    rows = every_answer(guide, treatment)
    numbered = [row for row in rows if row.sessions]
    gaps = [row.weeks_between for row in numbered if row.weeks_between]
    return {
        "questions": [question.id for question in planning_questions(guide)],
        "rule": guide.wording.rule,
        "rows": {row.key: _row(row) for row in rows},
        "together": {
            "sessions": _phrases([row.sessions for row in numbered if row.sessions], sessions_in_words),
            "weeks": _phrases(gaps, weeks_in_words),
            "sentence": guide.wording.together,
            "sentence_without_gap": guide.wording.together_without_gap,
            "without": guide.wording.together_without,
        },
    }


def _row(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"headline": row.headline, "says": row.says, "beside": row.beside}
    if row.sessions:
        found["sessions"] = list(row.sessions)
    if row.weeks_between:
        found["weeks"] = list(row.weeks_between)
        found["gap"] = weeks_in_words(row.weeks_between)
    return found


def _phrases(spans: list[Span], say: Any) -> dict[str, str]:
    """Words for each pair of bounds that the larger of several can give."""
    lows, highs = {span.low for span in spans}, {span.high for span in spans}
    pairs = ((low, high) for low in lows for high in highs if high is None or low <= high)
    return {f"{low}-{'' if high is None else high}": say(Span(low, high)) for low, high in pairs}
