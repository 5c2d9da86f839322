"""The checks on what editors wrote, before anything is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.checks.bare_numbers import bare_numbers
from macros.checks.markdown_traps import markdown_traps
from macros.checks.page_links import page_links
from macros.checks.raw_html import raw_html
from macros.facts.problem import EditorMistakes
from macros.pages.stage import Staged, prepare

RULES = [bare_numbers, page_links, raw_html, markdown_traps]


def check_content(root: Path) -> Staged:
    """Everything staged in memory, with its warnings. Raises EditorMistakes with every problem if one of them is more than a warning."""
    staged = prepare(root)
    problems = [problem for rule in RULES for problem in rule(staged)]
    if any(problem.severity == "error" for problem in problems):
        raise EditorMistakes(problems)
    return replace(staged, warnings=tuple(sorted(problems)))
