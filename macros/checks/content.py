"""The checks on what editors wrote, before anything is built."""

from __future__ import annotations

from pathlib import Path

from macros.checks.bare_numbers import bare_numbers
from macros.checks.page_links import page_links
from macros.facts.problem import EditorMistakes
from macros.pages.stage import Staged, prepare

RULES = [bare_numbers, page_links]


def check_content(root: Path) -> Staged:
    """Everything staged in memory, if it is right. Raises EditorMistakes with every problem."""
    staged = prepare(root)
    if problems := [problem for rule in RULES for problem in rule(staged)]:
        raise EditorMistakes(problems)
    return staged
