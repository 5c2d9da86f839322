"""The sentences that the estimate is made of: data/wording.yml, and which words in {braces} each sentence may use.

A clinic writes its own sentences; numbers and names are filled in. A sentence that leaves out a number, or asks for one that it
cannot have, is refused when it is read, so no patient ever sees "{sessions}" or a plan without its gap.
"""

from __future__ import annotations

import re

from pydantic import model_validator

from macros.facts.kinds import Record, Text

SLOTS: dict[str, set[str]] = {
    "range": {"description", "studies", "sessions", "gap"},
    "range_without_gap": {"description", "studies", "sessions"},
    "points_longer": {"answers", "sessions"},
    "points_shorter": {"answers", "sessions"},
    "points_neither": {"answers"},
    "span": {"span"},
    "doctor_decides": {"description", "because"},
    "clinic_usual": {"sessions", "gap"},
    "clinic_one": {"description"},
    "clinic_several": {"description"},
    "rule": set(),
    "together": {"sessions", "gap"},
    "together_without_gap": {"sessions"},
    "together_without": {"concerns"},
    "sessions_same": {"clinic"},
    "sessions_clinic_more": {"clinic", "studies"},
    "sessions_clinic_fewer": {"clinic", "studies"},
    "sessions_overlap": {"clinic", "studies"},
    "gap_same": {"clinic"},
    "gap_clinic_longer": {"clinic", "studies"},
    "gap_clinic_shorter": {"clinic", "studies"},
    "gap_overlap": {"clinic", "studies"},
    "gap_unknown": {"clinic"},
    "nothing_to_compare": set(),
    "never_reviewed": set(),
}


class Wording(Record):
    """data/wording.yml: every sentence of the estimate, of the comparison and of the review line."""

    range: Text
    range_without_gap: Text
    points_longer: Text
    points_shorter: Text
    points_neither: Text
    span: Text
    doctor_decides: Text
    clinic_usual: Text
    clinic_one: Text
    clinic_several: Text
    rule: Text
    together: Text
    together_without_gap: Text
    together_without: Text
    sessions_same: Text
    sessions_clinic_more: Text
    sessions_clinic_fewer: Text
    sessions_overlap: Text
    gap_same: Text
    gap_clinic_longer: Text
    gap_clinic_shorter: Text
    gap_overlap: Text
    gap_unknown: Text
    nothing_to_compare: Text
    never_reviewed: Text

    @model_validator(mode="before")
    @classmethod
    def _right_slots(cls, fields: object) -> object:
        for name, sentence in fields.items() if isinstance(fields, dict) else ():
            if name in SLOTS and isinstance(sentence, str):
                _check_slots(name, sentence)
        return fields

    def say(self, name: str, **values: str) -> str:
        """The sentence called `name` with its slots filled."""
        sentence: str = getattr(self, name)
        return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], sentence)


def _check_slots(name: str, sentence: str) -> None:
    used, known = set(re.findall(r"\{(\w*)\}", sentence)), SLOTS[name]
    named = ", ".join(f"{{{slot}}}" for slot in sorted(known)) or "none"
    if used != known or re.sub(r"\{\w+\}", "", sentence).strip("{}") != re.sub(r"\{\w+\}", "", sentence):
        wrong = ", ".join(f"{{{slot}}}" for slot in sorted(used ^ known)) or "a brace that stands alone"
        verb = "lacks or should not have" if used != known else "has"
        raise ValueError(f"the sentence {name} {verb} {wrong}||Use each of these once: {named}")
