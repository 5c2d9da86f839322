"""bare-number: a session count, a gap or a percentage typed by hand in content/.

Why: a number without a row has no basis and no source, and stays wrong when the row is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.facts.problem import Problem
from macros.pages.content import Source
from macros.pages.stage import Staged

# One session is a word, not a count; two or more need a row. Numbers inside macro calls and links are not prose.
_AMOUNT = r"(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen)"
_THINGS = "(?:sessions?|treatments?|visits?|weeks?|months?|days?|hours?)"
_COUNT = re.compile(
    rf"\b{_AMOUNT}(?:\s*(?:-|–|to|or|and)\s*{_AMOUNT})?[\s-]+{_THINGS}\b|\b\d+(?:[.,]\d+)?\s*(?:%|per ?cent\b)",
    re.IGNORECASE,
)
_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\]\([^)\]\n]*\)|<[^<>]*>", re.DOTALL)


def bare_numbers(staged: Staged) -> Iterator[Problem]:
    """Yield each number in the prose, title or description of a page that no macro made."""
    for source in staged.sources:
        if source.shown_as.startswith("content/"):
            yield from _in_page(source)


def _in_page(source: Source) -> Iterator[Problem]:
    prose = _NOT_PROSE.sub(lambda part: re.sub(r"[^\n]", "\0", part[0]), source.body)
    for number, line in enumerate(prose.split("\n"), 1):
        for match in _counts(line):
            yield _problem(source, number, match.start() + 1, match[0])
    for field in (source.front_matter.title, source.front_matter.description):
        for match in _counts(field):
            yield _problem(source, 1, 1, match[0])


def _counts(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _COUNT.finditer(text) if not re.match(r"(?i)(1|one)[\s-]", match[0]))


def _problem(source: Source, line: int, column: int, text: str) -> Problem:
    seen = f'bare-number: "{text}" is typed by hand, so it has no source'
    do = 'Call a macro, like {{ sessions("…") }}, or move it to data/'
    return Problem(source.shown_as, line, column, seen, do, "bare-number", len(text))
