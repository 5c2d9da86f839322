"""Everything that `make check` would say, as a list."""

from __future__ import annotations

from pathlib import Path

from macros.checks.content import check_content
from macros.facts.problem import EditorMistakes, Problem
from macros.reviews.states import reviews_of


def all_problems(root: Path, on: str) -> list[Problem]:
    """Every problem and warning of the project as of the day `on`."""
    try:
        staged = check_content(root, on)
        reviews_of(root, staged, on)
    except EditorMistakes as mistakes:
        return mistakes.problems
    return sorted(staged.warnings)
