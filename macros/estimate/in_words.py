"""Ranges as a patient reads them: "3 to 6 sessions", "8 weeks or more". Never "3-6": a screen reader says that as one number."""

from __future__ import annotations

from macros.estimate.rule import Span
from macros.facts.courses import SessionRange, WeekRange

WEEKS_IN_A_MONTH = 365.25 / 12 / 7
MONTHS_FROM = 12  # weeks: below that, months are no help


def span_of(found: SessionRange | WeekRange) -> Span:
    """The range as a pair of numbers; "up to 5" counts from 1."""
    return Span(found.at_least or 1, found.at_most)


def sessions_in_words(sessions: SessionRange | Span) -> str:
    """ "1 session", "4 sessions", "3 to 6 sessions", "up to 5 sessions"."""
    if isinstance(sessions, SessionRange) and sessions.at_least is None and sessions.at_most > 1:
        return f"up to {_count(sessions.at_most, 'session')}"
    low, high = span_of(sessions) if isinstance(sessions, SessionRange) else sessions
    return f"{low} to {_count(high or low, 'session')}" if high != low else _count(low, "session")


def weeks_in_words(weeks: WeekRange | Span) -> str:
    """ "4 weeks", "4 to 8 weeks", "8 weeks or more"; from 12 weeks on with the months. Nothing at all is "no fixed time"."""
    low, high = span_of(weeks) if isinstance(weeks, WeekRange) else weeks
    if low == 0 and not high:
        return "no fixed time"
    if high is None:
        return f"{_count(low, 'week')} or more{_months(low, low)}"
    if low == 0:
        return f"up to {_count(high, 'week')}{_months(high, high)}"
    return (f"{low} to {_count(high, 'week')}" if low != high else _count(low, "week")) + _months(low, high)


def _months(low: int, high: int) -> str:
    if high < MONTHS_FROM:
        return ""
    first, last = round(low / WEEKS_IN_A_MONTH), round(high / WEEKS_IN_A_MONTH)
    if first == last:
        return f" (about {last} months)"
    return f" (about {first} to {last} months)" if first else f" (up to about {last} months)"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
