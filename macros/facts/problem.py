"""A mistake of an editor, as a value: where it is, what we saw, what to do.

Editors' mistakes are collected and shown together. Programmers' mistakes raise.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

MOST_PROBLEMS = 50  # of one kind in one file: a thousand help nobody, and take longer to show than to find


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` and `column` count from 1; `seen` and `do` are sentences without their full stop or with it.

    `kind` is its stable name, told in data/PROBLEMS.md. `width` is how many characters the exact part has; 0 says that it is about the
    file as a whole. A "warning" is shown, and stops nothing.
    """

    path: str
    line: int
    column: int
    seen: str
    do: str
    kind: str
    width: int = 1
    severity: Literal["error", "warning"] = "error"

    @property
    def message(self) -> str:
        """What we saw and what to do, in whole sentences."""
        return sentences(self.seen, self.do)

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}:{self.column}  {self.message}")


class Slip(ValueError):
    """A value that its record refuses: what we saw, what to do, and the kind of problem. Where it stands is known to who reads the file."""

    def __init__(self, seen: str, do: str, kind: str) -> None:
        super().__init__(seen)
        self.seen, self.do, self.kind = seen, do, kind


class EditorMistakes(Exception):
    """Raised where work cannot go on: carries every problem found so far, sorted and each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def about_file(path: str, seen: str, do: str, kind: str) -> Problem:
    """A problem of a file as a whole, or of something that is no file, like an option of a command."""
    return Problem(path, 1, 1, seen, do, kind, width=0)


def printable(text: str) -> str:
    """The text with all that nobody sees written as codes: terminals, and machines that take a line for an order, read this."""
    return "".join(part if part.isprintable() else part.encode("unicode_escape").decode() for part in text)


def sentences(*parts: str) -> str:
    """Join parts to a message, each ended by one full stop or question mark."""
    ended = (part if part.endswith((".", "?")) else part + "." for part in parts if part)
    return " ".join(ended)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest right name as a question, or the list of right names if none is near."""
    names = sorted(set(known))
    if near := nearest(name, names):
        return f'Did you mean "{near}"?'
    return f"Use one of: {', '.join(names)}" if names else "There is none yet: add it first, or take the name out"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The right name that was probably meant, or None if none is near."""
    return next(iter(difflib.get_close_matches(name, sorted(set(known)), n=1, cutoff=0.6)), None)


def first_of(problems: Iterable[Problem]) -> list[Problem]:
    """As many problems as an editor can use, and a word where there are more."""
    found = list(islice(problems, MOST_PROBLEMS + 1))
    if len(found) > MOST_PROBLEMS:
        following = found[MOST_PROBLEMS]
        found[MOST_PROBLEMS] = replace(following, seen="there are more problems like these", do="Correct these first")
    return found


def quoted(text: str) -> str:
    """A piece of a file inside a message: in quotation marks, and cut where it gets long."""
    return f'"{text[:60]}{"…" if len(text) > 60 else ""}"'
