"""Times of recovery stand twice: in a sentence, and in fields from which they are drawn. Both say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from macros.facts.problem import Problem, did_you_mean, quoted
from macros.facts.records import Lasting
from macros.facts.stand_ins import is_stand_in

if TYPE_CHECKING:
    from macros.facts.guide import Guide

_TIME = re.compile(r"\b(?:\d+ to )?\d+ (?:hours|days|hour|day)\b")


def recovery_times_agree(guide: Guide) -> Iterator[Problem]:
    """Where a sentence has `lasts`, these name its times, all of them and no other, each with one of its sources."""
    for treatment in guide.treatments.values():
        if is_stand_in(treatment.record):
            continue
        document = guide.documents[f"data/treatments/{treatment.id}/treatment.yml"]
        for index, said in enumerate(treatment.record.recovery):
            where = ("recovery", index)
            times = [time_as_said(one) for one in said.lasts]
            for number, (one, time) in enumerate(zip(said.lasts, times, strict=True)):
                if not re.search(rf"\b{time}\b", said.text):
                    seen = f"the sentence does not say {quoted(time)}"
                    yield document.problem((*where, "lasts", number), seen, "Correct the sentence or the numbers", kind="times-disagree")
                if one.source not in said.sources:
                    seen, do = f"{quoted(one.source)} is no source of this sentence", did_you_mean(one.source, said.sources)
                    yield document.problem((*where, "lasts", number, "source"), seen, do, kind="unknown-name")
            for time in _TIME.findall(said.text) if said.lasts else ():
                if time not in times:
                    seen = f"the sentence says {quoted(time)}, and lasts does not"
                    yield document.problem((*where, "text"), seen, "Add it to lasts, or correct one of them", kind="times-disagree")


def time_as_said(lasting: Lasting) -> str:
    """The time as its sentence must say it: "5 to 7 days", "48 hours", or "hours" where no number is known."""
    high = lasting.average or lasting.at_most
    if high is None:
        return lasting.unit
    low = f"{lasting.at_least} to " if lasting.at_least and lasting.at_least != high else ""
    return f"{low}{high} {lasting.unit if high != 1 else lasting.unit.removesuffix('s')}"
