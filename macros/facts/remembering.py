"""Numbers that remember where in data/ they stand. They count, compare and add up like any number, and a sum remembers all its parts.

Printed, each stands between two marks, from which the switch "Show sources" (macros/pages/show_sources.py) and `explain` know it again. The
marks are private-use characters: no file that an editor writes may hold one, so nothing else can pass for a mark. Facts that remember are
only ever a copy (with_places.py); no page for patients or for a doctor's signature is made from them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sized
from typing import Any, NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
FIRST_DIGIT, DIGITS = 0xE100, 4096  # the number of an origin stands behind OPEN, in two digits of its own
_MARKS = re.compile(f"{OPEN}..|{CLOSE}")


class Place(NamedTuple):
    """A place in a file of data/, counted from 1. As text it is what editors and terminals open: path:line:column."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Origin:
    """Where a number comes from: the one place where it stands, or all that it was worked out from. Its mark names it by its number."""

    __slots__ = ("is_worked_out", "number", "opening", "origins", "places")

    def __init__(self, origins: Origins, places: tuple[Place, ...], *, is_worked_out: bool) -> None:
        self.origins, self.places, self.is_worked_out = origins, places, is_worked_out
        self.number = len(origins.all)
        self.opening = opening(self.number)
        origins.all.append(self)

    def joined(self, other: Origin | None) -> Origin:
        """The origin of what was worked out from this one, and from another if it has one too."""
        known = self.origins.joined
        if (self, other) not in known:
            places = dict.fromkeys((*self.places, *(other.places if other else ())))
            known[self, other] = self.origins.worked_out_from(tuple(places))
        return known[self, other]


class Origins:
    """Every origin in one guide, in the order of their numbers."""

    def __init__(self) -> None:
        self.all: list[Origin] = []
        self.joined: dict[tuple[Origin, Origin | None], Origin] = {}
        self._worked_out: dict[tuple[Place, ...], Origin] = {}

    def at(self, path: str, line: int, column: int) -> Origin:
        """The origin of a number that stands in a file."""
        return Origin(self, (Place(path, line, column),), is_worked_out=False)

    def worked_out_from(self, places: tuple[Place, ...]) -> Origin:
        """The origin of a number that was worked out; the same for the same places."""
        if places not in self._worked_out:
            self._worked_out[places] = Origin(self, places, is_worked_out=True)
        return self._worked_out[places]

    def forget(self, first: int) -> None:
        """All that came after the first of them: their numbers are given again."""
        del self.all[first:]
        self.joined.clear()
        self._worked_out.clear()


def opening(number: int) -> str:
    """The mark that opens what comes from the origin of this number: three characters."""
    high, low = divmod(number, DIGITS)
    return OPEN + chr(FIRST_DIGIT + high) + chr(FIRST_DIGIT + low)


def without_marks(text: str) -> str:
    """The text as it reads."""
    return _MARKS.sub("", text) if OPEN in text else text


class _Remembers:
    """What whole and decimal numbers share. `origin` is set when they are made."""

    origin: Origin

    def __str__(self) -> str:
        return f"{self.origin.opening}{_plain(self)}{CLOSE}"

    def __format__(self, how: str) -> str:
        return f"{self.origin.opening}{_plain(self):{how}}{CLOSE}"


class WholeNumber(_Remembers, int):
    """A whole number that remembers."""


class DecimalNumber(_Remembers, float):
    """A decimal number that remembers."""


class CountedList(list[Any]):
    """A list whose length may be printed."""

    origin: Origin


def remember(number: Any, origin: Origin) -> Any:
    """The same number, and where it comes from. What is no number (a text, say, that was repeated) stays as it is."""
    if type(number) is int:
        remembered: WholeNumber | DecimalNumber = WholeNumber(number)
    elif type(number) is float:
        remembered = DecimalNumber(number)
    else:
        return number
    remembered.origin = origin
    return remembered


def counted(things: Sized) -> int:
    """How many there are; the number remembers where a list from data/ stands."""
    origin: Origin | None = getattr(things, "origin", None)
    return remember(len(things), origin.joined(None)) if origin else len(things)


def worked_out(number: int, things: object) -> int:
    """A number that was counted in, or looked up in, a list from data/, and remembers it."""
    origin: Origin | None = getattr(things, "origin", None)
    return remember(number, origin.joined(None)) if origin else number


def _rounded(number: Any, digits: int | None = None) -> Any:
    return remember(round(_plain(number), digits), number.origin.joined(None))


def _plain(number: Any) -> Any:
    return int(number) if isinstance(number, WholeNumber) else float(number) if isinstance(number, DecimalNumber) else number


def _remembering(operation: Callable[[Any, Any], Any], *, turned: bool) -> Callable[[Any, Any], Any]:
    """An operation whose result remembers the origins of both sides."""

    def work_out(self: Any, other: Any) -> Any:
        sides = (_plain(other), _plain(self)) if turned else (_plain(self), _plain(other))
        return remember(operation(*sides), self.origin.joined(getattr(other, "origin", None)))

    return work_out


setattr(_Remembers, "__round__", _rounded)  # noqa: B010 - like the sums below, of which a checker of types believes that they are plain
for _name in ("add", "sub", "mul", "truediv", "floordiv"):
    setattr(_Remembers, f"__{_name}__", _remembering(getattr(operator, _name), turned=False))
    setattr(_Remembers, f"__r{_name}__", _remembering(getattr(operator, _name), turned=True))
