"""Where things stand on the lines of pictures. The numbers come from the facts; the drawings are components."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from macros.facts.guide import TreatmentGuide
from macros.facts.records import Lasting, PulseLength, Recovery
from macros.facts.recovery import time_as_said

HOURS_IN_A_DAY = 24
# In picoseconds. Each is a thousand of the one before.
UNITS = {"picosecond": 1, "nanosecond": 10**3, "microsecond": 10**6, "millisecond": 10**9}
A_SECOND = 10**12
_DRAWN_OUT = {"year": 31_557_600, "day": 86_400, "hour": 3_600, "minute": 60, "second": 1}  # in seconds


def share(part: float, whole: float) -> Markup:
    """How far along a line something stands that is `part` of `whole`: "37.5%". Digits alone need no care as text does."""
    return Markup(f"{round(100 * part / whole, 1):g}%")


def axis(most: int) -> list[int]:
    """Which of the places 1 to `most` have their number beside the line: so few that large letters have room on a phone."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200) if most / step <= 7)
    return list(range(step, most + 1, step))


def most_sessions(treatment: TreatmentGuide) -> int:
    """The end of a line that has room for the clinic's plan and for each range that studies used."""
    used = [one.studies for concern in treatment.concerns.values() for one in concern.descriptions if one.studies]
    return max(int(course.sessions.at_most) for course in [treatment.record.usual_course, *used])


@dataclass(frozen=True)
class RecoveryTime:
    """How long one thing lasted, in words and in days, and on whose word."""

    what: str
    words: str
    basis: str
    source: str
    low: float
    high: float
    average: float


def recovery_times(treatment: TreatmentGuide) -> list[RecoveryTime]:
    """Each time that a sentence on recovery names, in the order of the sentences: studies that differ stay apart."""
    return [_time(said, one) for said in treatment.record.recovery for one in said.lasts]


def _time(said: Recovery, one: Lasting) -> RecoveryTime:
    low, high, average = (_days(one, amount) for amount in (one.at_least, one.at_most, one.average))
    return RecoveryTime(one.what, _in_words(one), said.basis, one.source, low, high, average)


def last_day(times: list[RecoveryTime]) -> int:
    """The day after a session on which the last of these has ended."""
    return max((math.ceil(max(one.high, one.average)) for one in times), default=1) or 1


def _days(lasting: Lasting, amount: int | None) -> float:
    return (amount or 0) / (HOURS_IN_A_DAY if lasting.unit == "hours" else 1)


def _in_words(lasting: Lasting) -> str:
    said = time_as_said(lasting)
    if lasting.average:
        return f"{said} on average"
    if lasting.at_most is None:
        return f"{said}; the source gives no number"
    return said if lasting.at_least else f"up to {said}"


@dataclass(frozen=True)
class Length:
    """A length of time on a line from a picosecond to a second, on which each quarter is a thousand times as long as the one before."""

    name: str
    picoseconds: int
    words: str
    pulse: PulseLength | None = None

    @property
    def place(self) -> Markup:
        return share(math.log10(self.picoseconds), math.log10(A_SECOND))

    @property
    def drawn_out(self) -> str:
        """How long it would be, if a picosecond lasted one second; two figures of it, as nobody can picture more."""
        unit, seconds = next(one for one in _DRAWN_OUT.items() if self.picoseconds >= one[1])
        number = round(self.picoseconds / seconds)
        number = round(number, min(0, 2 - len(str(number))))
        about = "about " if self.picoseconds % seconds else ""
        return f"{about}{number:,} {unit}{'' if number == 1 else 's'}"


def lengths(treatment: TreatmentGuide) -> list[Length]:
    """The pulses of lasers among times that are known, the shortest first."""
    return sorted([*_known(), *(_of(pulse) for pulse in treatment.record.pulses)], key=lambda one: one.picoseconds)


def _known() -> Iterator[Length]:
    parts = ("trillionth", "billionth", "millionth", "thousandth")
    for (unit, picoseconds), part in zip(UNITS.items(), parts, strict=True):
        yield Length(f"A {unit}", picoseconds, f"a {part} of a second")
    yield Length("A second", A_SECOND, "1 second")


def _of(pulse: PulseLength) -> Length:
    return Length(pulse.laser, pulse.lasts * UNITS[pulse.unit.removesuffix("s")], f"{pulse.lasts} {pulse.unit}", pulse)
