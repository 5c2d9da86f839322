"""Opening hours as programs read them (Mo-Fr 09:00-18:00), from the lines that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DAYS = {f"{day}day": day[:2] for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")}
_DAY, _TIME = "|".join(_DAYS), r"(\d{1,2})(?:[.:](\d\d))? ?(am|pm|noon|)"
_LINE = re.compile(rf"({_DAY})(?: (to|and) ({_DAY}))?: (?:{_TIME} to {_TIME}|(closed))\.?")


def opening_hours(lines: Sequence[str]) -> list[str]:
    """Each line for programs. Half of the hours would be false ones: where one line says something else, none at all."""
    read = [_read(line) for line in lines]
    return [] if None in read else [line for line in read if line]


def _read(line: str) -> str | None:
    """Nothing for a day that is closed; None for what nobody here can read."""
    found = _LINE.fullmatch(line.strip())
    if not found:
        return None
    first, joint, last, *times, closed = found.groups()
    if closed:
        return ""
    opens, closes = _clock(*times[:3]), _clock(*times[3:])
    days = _DAYS[first] + ({"to": "-", "and": ","}[joint] + _DAYS[last] if joint else "")
    return f"{days} {opens}-{closes}" if opens and closes else None


def _clock(hour: str, minute: str | None, half: str) -> str | None:
    """A time on a clock of 24 hours. Without am or pm it must be meant for one already: 9 to 6 says neither."""
    number = int(hour)
    if half:
        if not 1 <= number <= 12 or (half == "noon" and number != 12):
            return None
        number = number % 12 + (12 if half in ("pm", "noon") else 0)
    elif minute is None or number > 23:
        return None
    return f"{number:02}:{minute or '00'}" if int(minute or 0) < 60 else None
