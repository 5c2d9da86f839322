"""Problems as text: the place and what to do, then the line itself with a caret under the exact part. In colour on a terminal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TextIO

from macros.facts.problem import Problem, printable
from macros.telling.excerpt import excerpt_of

_KEPT = "\0"  # a space at which no line ends
NARROWEST, WIDEST = 40, 120  # columns for the line of a file


@dataclass(frozen=True)
class Look:
    """How each piece is dressed: what to write before it. `off` ends it."""

    place: str = ""
    quiet: str = ""
    error: str = ""
    warning: str = ""
    off: str = ""


PLAIN = Look()
COLOURS = Look(place="\33[1m", quiet="\33[2m", error="\33[1;31m", warning="\33[1;33m", off="\33[0m")


def wants_colour(stream: TextIO) -> bool:
    """Whether to write in colour there: what the person asked for (NO_COLOR, FORCE_COLOR), or else whether it is a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    if force := os.environ.get("FORCE_COLOR"):
        return force != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_text(problems: Sequence[Problem], root: Path, look: Look = PLAIN, width: int | None = None) -> str:
    """One block a problem, with an empty line between two. In `width` columns, no word is cut; without it each message is one line."""
    digits = max((len(str(problem.line)) for problem in problems), default=1)
    room = min(max(shutil.get_terminal_size((WIDEST, 24)).columns - digits - 5, NARROWEST), WIDEST)
    return "\n\n".join("\n".join(_block(problem, root, look, digits, room, width)) for problem in problems)


def _block(problem: Problem, root: Path, look: Look, digits: int, room: int, width: int | None) -> Iterator[str]:
    caret = look.warning if problem.severity == "warning" else look.error
    yield _message(problem, look, width)
    if found := excerpt_of(problem, root, room):
        yield f"  {look.quiet}{problem.line:>{digits}} |{look.off} {found.line}"
        yield f"  {look.quiet}{'':>{digits}} |{look.off} {caret}{found.caret}{look.off}"


def _message(problem: Problem, look: Look, width: int | None) -> str:
    """The place, what is wrong and what to do, and the kind."""
    place = printable(f"{problem.path}:{problem.line}:{problem.column}").replace(" ", _KEPT)
    kind = f"[warning:{_KEPT}{problem.kind}]" if problem.severity == "warning" else f"[{problem.kind}]"
    text = f"{place}  {printable(problem.message)}  {kind}"
    if width:
        text = "\n".join(wrap(text, width, break_long_words=False, break_on_hyphens=False))
    between = text.removeprefix(place).removesuffix(kind)
    return f"{look.place}{place}{look.off}{between}{look.quiet}{kind}{look.off}".replace(_KEPT, " ")
