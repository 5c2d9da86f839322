"""Problems, shown to whoever asked: a person at a terminal, a log, GitHub, or a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.facts.problem import Problem

FORMATS = ("text", "github", "json")


def format_here() -> str:
    """The format if nobody chose one: annotations where GitHub runs this, otherwise text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def tell(problems: Sequence[Problem], root: Path, how: str) -> None:
    """Show the problems of the project at `root`, sorted by place, in one of `FORMATS`.

    Text goes to standard error. What programs read goes to standard output: annotations line by line, or one list in JSON.
    """
    problems = sorted(problems)
    if how == "json":
        print(_as_json(problems))
    elif how == "github":
        print(*_annotations(problems), sep="", end="")
    elif problems:
        print(_as_text(problems, root), file=sys.stderr)
    if problems and how != "json":
        print(f"\n{closing(problems)}", file=sys.stderr)


# What each needs is loaded only then: mostly all is well.


def _as_text(problems: Sequence[Problem], root: Path) -> str:
    from shutil import get_terminal_size

    from macros.telling.in_text import COLOURS, PLAIN, in_text, wants_colour

    width = get_terminal_size().columns if sys.stderr.isatty() else None
    return in_text(problems, root, COLOURS if wants_colour(sys.stderr) else PLAIN, width)


def _annotations(problems: Sequence[Problem]) -> list[str]:
    from macros.telling.annotation import annotation

    return [annotation(problem) + "\n" for problem in problems]


def _as_json(problems: Sequence[Problem]) -> str:
    import json

    from macros.telling.record import record

    return json.dumps([record(problem) for problem in problems], indent=1)


def closing(problems: Sequence[Problem]) -> str:
    """How many there are, and whether they stopped anything."""
    warnings = sum(problem.severity == "warning" for problem in problems)
    errors = len(problems) - warnings
    counts = [_count(errors, "problem")] * bool(errors) + [_count(warnings, "warning")] * bool(warnings)
    return f"{' and '.join(counts)}. {'Nothing was changed.' if errors else 'Look at them; nothing was stopped.'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
