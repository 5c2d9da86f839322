"""The sentences that the estimate is made of: data/wording.yml, and which words in {braces} each sentence may use.

A clinic writes its own sentences; numbers and names are filled in. A sentence that leaves out a number, or asks for one that it
cannot have, is refused when it is read, so no patient ever sees "{sessions}" or a plan without its gap.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from macros.facts.kinds import Record, Text
from macros.facts.problem import Slip

SLOTS: dict[str, set[str]] = {
    "range": {"description", "studies", "sessions", "gap"},
    "range_gap_from_some": {"description", "studies", "sessions", "gap", "some"},
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
}


def _right_slots(sentence: str, field: ValidationInfo) -> str:
    known, used = SLOTS[str(field.field_name)], set(re.findall(r"\{(\w*)\}", sentence))
    faults = []
    if missing := _in_braces(known - used):
        faults.append(f"this sentence lacks {missing}")
    if extra := _in_braces(used - known):
        faults.append(f"nothing can be filled in for {extra}")
    if re.search(r"[{}]", re.sub(r"\{\w*\}", "", sentence)):
        faults.append("a brace stands alone")
    if faults:
        do = f"Fill in exactly these: {_in_braces(known)}" if known else "Nothing is filled in here"
        raise Slip(", and ".join(faults), do, kind="odd-braces")
    return sentence


def _in_braces(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


Sentence = Annotated[Text, AfterValidator(_right_slots)]


class Wording(Record):
    """data/wording.yml: every sentence of the estimate and of the comparison."""

    range: Sentence
    range_gap_from_some: Sentence
    range_without_gap: Sentence
    points_longer: Sentence
    points_shorter: Sentence
    points_neither: Sentence
    span: Sentence
    doctor_decides: Sentence
    clinic_usual: Sentence
    clinic_one: Sentence
    clinic_several: Sentence
    rule: Sentence
    together: Sentence
    together_without_gap: Sentence
    together_without: Sentence
    sessions_same: Sentence
    sessions_clinic_more: Sentence
    sessions_clinic_fewer: Sentence
    sessions_overlap: Sentence
    gap_same: Sentence
    gap_clinic_longer: Sentence
    gap_clinic_shorter: Sentence
    gap_overlap: Sentence
    gap_unknown: Sentence
    nothing_to_compare: Sentence

    def say(self, name: str, **values: str) -> str:
        """The sentence called `name` with its slots filled."""
        sentence: str = getattr(self, name)
        return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], sentence)
