"""The checks on what editors wrote, before anything is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.checks.contrast import contrast
from macros.checks.engine_settings import engine_settings
from macros.checks.markdown_traps import markdown_traps
from macros.checks.menu_length import menu_length
from macros.checks.page_links import page_links
from macros.checks.page_titles import page_titles
from macros.checks.published import published_claims
from macros.checks.raw_html import raw_html
from macros.facts.problem import EditorMistakes
from macros.pages.reading import Reading, read_over
from macros.pages.stage import Staged, cook_over
from macros.reviews.states import ledger_problems

RULES = [menu_length, page_links, page_titles, raw_html, markdown_traps]


def check_content(root: Path, on: str | None = None, read: Reading | None = None) -> Staged:
    """Everything staged in memory, with its warnings. Raises EditorMistakes with every problem if one of them is more than a warning.

    With the day `on`, the mistakes in the ledger of reviews are among them. What was `read` already is not read again.
    """
    staged, problems = cook_over(read or read_over(root))
    problems.extend(problem for rule in RULES for problem in rule(staged))
    problems.extend(engine_settings(root))
    problems.extend(contrast(root, staged.guide))
    staged, claims = published_claims(staged, root, on)
    problems.extend(claims)
    if any(problem.severity == "error" for problem in problems):
        broken = {problem.path for problem in problems}
        ledgers = ledger_problems(root, staged.guide, on) if on else ()
        raise EditorMistakes([*problems, *(problem for problem in ledgers if problem.path not in broken)])
    return replace(staged, warnings=tuple(sorted(problems)))
