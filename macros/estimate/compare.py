"""The clinic's plan beside what studies used, and their difference in words. The difference is information, not a fault to hide."""

from __future__ import annotations

import math

from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import Span
from macros.facts.courses import Course
from macros.facts.records import Description, Wording


def differences(clinic: Course, studies: Course | None, wording: Wording) -> list[str]:
    """One sentence on the sessions and one on the gap."""
    if studies is None:
        return [wording.say("nothing_to_compare")]
    said = [_sessions(clinic, studies, wording)]
    if clinic.weeks_between and not _is_single(studies):
        said.append(_gap(clinic, studies, wording))
    return said


def clinic_plan(clinic: Course, description: Description, wording: Wording) -> list[str]:
    """What the clinic plans: its usual course, and what it says of this description."""
    gap = weeks_in_words(clinic.weeks_between) if clinic.weeks_between else ""
    said = [wording.say("clinic_usual", sessions=sessions_in_words(clinic.sessions), gap=gap)]
    if plan := description.clinic_plan:
        name = "clinic_one" if plan.says == "one session may be enough" else "clinic_several"
        said.append(wording.say(name, description=description.said_as))
    return said


def _sessions(clinic: Course, studies: Course, wording: Wording) -> str:
    kind = _relation(span_of(clinic.sessions), span_of(studies.sessions), "more", "fewer")
    values = {"clinic": sessions_in_words(clinic.sessions), "studies": sessions_in_words(studies.sessions)}
    return wording.say(f"sessions_{kind}", **values)


def _gap(clinic: Course, studies: Course, wording: Wording) -> str:
    assert clinic.weeks_between
    own = weeks_in_words(clinic.weeks_between)
    if studies.weeks_between is None:
        return wording.say("gap_unknown", clinic=own)
    kind = _relation(span_of(clinic.weeks_between), span_of(studies.weeks_between), "longer", "shorter")
    return wording.say(f"gap_{kind}", clinic=own, studies=weeks_in_words(studies.weeks_between))


def _relation(clinic: Span, studies: Span, above: str, below: str) -> str:
    if clinic == studies:
        return "same"
    if clinic.low > (math.inf if studies.high is None else studies.high):
        return f"clinic_{above}"
    if (math.inf if clinic.high is None else clinic.high) < studies.low:
        return f"clinic_{below}"
    return "overlap"


def _is_single(studies: Course) -> bool:
    return studies.sessions.at_most == 1
