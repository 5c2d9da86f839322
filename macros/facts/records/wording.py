"""data/wording.yml: the sentences that the estimate is made of, and which words in {braces} each may use.

A clinic writes its own sentences; numbers and names are filled in. A sentence that leaves out a number, or asks for one that it
cannot have, is refused when it is read, so no patient ever sees "{sessions}" or a plan without its gap.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo

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


def _told_slots(schema: dict[str, Any]) -> None:
    """For editors' tools: a sentence has each of its slots, and no other brace. The sentence itself cannot be guessed; its slots can."""
    for name, slots in SLOTS.items():
        each = "".join(rf"(?=[\s\S]*\{{{slot}\}})" for slot in sorted(slots))
        other = rf"([^{{}}]|\{{({'|'.join(sorted(slots))})\}})*" if slots else "[^{}]*"
        do = f"Fill in exactly these: {_in_braces(slots)}" if slots else "Nothing is filled in here, so leave braces out"
        schema["properties"][name] |= {"pattern": rf"^{each}(?=[\s\S]*\S){other}$", "patternErrorMessage": f"{do}."}
        schema["properties"][name]["description"] += f" {do}."
        schema["properties"][name]["examples"] = [f"Your own words, with {_in_braces(slots)}." if slots else "Your own words."]


class Wording(Record):
    """Every sentence of the estimate and of the comparison. Words in {braces} are filled in."""

    model_config = ConfigDict(json_schema_extra=_told_slots)

    range: Sentence = Field(description="The studies give sessions and a gap.")
    range_gap_from_some: Sentence = Field(description="The studies give sessions, and only some of them a gap.")
    range_without_gap: Sentence = Field(description="The studies give sessions, and none of them a gap.")
    points_longer: Sentence = Field(description="The answers point to a longer course.")
    points_shorter: Sentence = Field(description="The answers point to a shorter course.")
    points_neither: Sentence = Field(description="The answers point neither way.")
    span: Sentence = Field(description="How long it takes from the first session to the last.")
    doctor_decides: Sentence = Field(description="There is no range, and why.")
    clinic_usual: Sentence = Field(description="The clinic's usual plan, beside it.")
    clinic_one: Sentence = Field(description="The clinic says that one session may be enough.")
    clinic_several: Sentence = Field(description="The clinic says that it takes several sessions.")
    rule: Sentence = Field(description="What kind of rule the estimate follows.")
    together: Sentence = Field(description="Several concerns at once: the longest course leads.")
    together_without_gap: Sentence = Field(description="Several concerns at once, where no gap is known.")
    together_without: Sentence = Field(description="Several concerns at once: which of them have no range.")
    sessions_same: Sentence = Field(description="Clinic and studies plan the same number of sessions.")
    sessions_clinic_more: Sentence = Field(description="The clinic plans more sessions than the studies used.")
    sessions_clinic_fewer: Sentence = Field(description="The clinic plans fewer sessions than the studies used.")
    sessions_overlap: Sentence = Field(description="The clinic's and the studies' numbers of sessions overlap.")
    gap_same: Sentence = Field(description="Clinic and studies have the same gap.")
    gap_clinic_longer: Sentence = Field(description="The clinic's gap is longer than that of the studies.")
    gap_clinic_shorter: Sentence = Field(description="The clinic's gap is shorter than that of the studies.")
    gap_overlap: Sentence = Field(description="The clinic's and the studies' gaps overlap.")
    gap_unknown: Sentence = Field(description="The clinic has a gap, and the studies that we cite have none.")
    nothing_to_compare: Sentence = Field(description="There is no study to compare with.")

    def say(self, name: str, **values: str) -> str:
        """The sentence called `name` with its slots filled."""
        sentence: str = getattr(self, name)
        return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], sentence)
