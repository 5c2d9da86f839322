"""Problems as text: the place and what to do, then the line itself with a caret under the exact part. In colour on a terminal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from macros.facts.problem import Problem, printable
from macros.telling.excerpt import excerpt_of

NARROWEST, WIDEST = 40, 120  # columns for the line of a file


@dataclass(frozen=True)
class Look:
    """How each piece is dressed: what to write before it. `off` ends it."""

    place: str = ""
    gutter: str = ""
    error: str = ""
    warning: str = ""
    off: str = ""


PLAIN = Look()
COLOURS = Look(place="\33[1m", gutter="\33[2m", error="\33[1;31m", warning="\33[1;33m", off="\33[0m")


def wants_colour(stream: TextIO) -> bool:
    """Whether to write in colour there: what the person asked for (NO_COLOR, FORCE_COLOR), or else whether it is a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    if force := os.environ.get("FORCE_COLOR"):
        return force != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_text(problems: Sequence[Problem], root: Path, look: Look = PLAIN) -> str:
    """One block a problem, with an empty line between two."""
    digits = max((len(str(problem.line)) for problem in problems), default=1)
    room = min(max(shutil.get_terminal_size((WIDEST, 24)).columns - digits - 5, NARROWEST), WIDEST)
    return "\n\n".join("\n".join(_block(problem, root, look, digits, room)) for problem in problems)


def _block(problem: Problem, root: Path, look: Look, digits: int, room: int) -> Iterator[str]:
    dressed = look.warning if problem.severity == "warning" else look.error
    place, message = f"{problem.path}:{problem.line}:{problem.column}", printable(problem.message)
    name = "warning: " + problem.kind if problem.severity == "warning" else problem.kind
    yield f"{look.place}{printable(place)}{look.off}  {message}  {dressed}[{name}]{look.off}"
    if found := excerpt_of(problem, root, room):
        yield f"  {look.gutter}{problem.line:>{digits}} |{look.off} {found.line}"
        yield f"  {look.gutter}{'':>{digits}} |{look.off} {dressed}{found.caret}{look.off}"
