"""A mistake of an editor, as a value: where it is, what we saw, what to do.

Editors' mistakes are collected and shown together. Programmers' mistakes raise.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

MOST_PROBLEMS = 50  # of one kind in one file: a thousand help nobody, and take longer to show than to find


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` and `column` count from 1; `seen` and `do` are sentences without their full stop or with it.

    `kind` is its stable name, and `width` how many characters the exact part has.
    """

    path: str
    line: int
    column: int
    seen: str
    do: str = ""
    kind: str = ""
    width: int = 1

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}  {sentences(self.seen, self.do)}"
        # A file's name may hold anything, and this is read by terminals and by machines that take a line for an order.
        return "".join(part if part.isprintable() else part.encode("unicode_escape").decode() for part in text)


class Slip(ValueError):
    """A value that its record refuses: what we saw, what to do, and the kind of problem. Where it stands is known to who reads the file."""

    def __init__(self, seen: str, do: str, kind: str = "") -> None:
        super().__init__(seen)
        self.seen, self.do, self.kind = seen, do, kind


class EditorMistakes(Exception):
    """Raised where work cannot go on: carries every problem found so far, sorted and each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def sentences(*parts: str) -> str:
    """Join parts to a message, each ended by one full stop or question mark."""
    ended = (part if part.endswith((".", "?")) else part + "." for part in parts if part)
    return " ".join(ended)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest right name as a question, or the list of right names if none is near."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use one of: {', '.join(names)}" if names else "There is none yet"


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
