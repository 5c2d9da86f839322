"""How large a page and its parts may be, so that nothing that reads it takes long.

Markdown, and every rule that looks for words, takes a time that grows with the square of some of them: half a minute for a page that
nothing but headings fill. The largest real page has a tenth of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.facts.problem import Problem, first_of

LARGEST_PAGE = 64 * 1024
LONGEST_PARAGRAPH, MOST_BRACKETS, MOST_HEADINGS, DEEPEST = 5000, 100, 200, 10
_DEEP = re.compile(rf"(?:[ \t]*(?:>|[-*+]|[0-9]+\.)(?=[ \t>])){{{DEEPEST + 1}}}|>{{{DEEPEST + 1}}}")

Found = tuple[tuple[int, int], int, str, str]  # line and column, width, what we saw, what to do


def too_large(body: str, shown_as: str) -> list[Problem]:
    """What is too large in a page, each where the bound is passed."""
    found = (Problem(shown_as, *place, seen, do, "page-too-large", width) for place, width, seen, do in _sizes(body))
    return first_of(found)


def _sizes(body: str) -> Iterator[Found]:
    if len(body) > LARGEST_PAGE:
        last = body.count("\n", 0, LARGEST_PAGE) + 1
        yield (last, 1), 1, f"the page has more than {LARGEST_PAGE // 1024} thousand characters", "Split it into two pages"
    headings = paragraph = brackets = 0
    for number, line in enumerate(body.split("\n"), 1):
        if not line.strip():
            paragraph = brackets = 0
            continue
        before = paragraph, brackets
        paragraph, brackets = paragraph + len(line), brackets + line.count("[")
        if before[0] <= LONGEST_PARAGRAPH < paragraph:
            seen = f"the paragraph has more than {LONGEST_PARAGRAPH} characters"
            yield (number, 1), 1, seen, "Split it, with an empty line between the parts"
        if before[1] <= MOST_BRACKETS < brackets:
            yield (number, line.index("[") + 1), 1, f"more than {MOST_BRACKETS} brackets in one paragraph", "Split it"
        headings += line.lstrip().startswith("#")
        if headings == MOST_HEADINGS + 1 and line.lstrip().startswith("#"):
            yield (number, 1), 1, f"more than {MOST_HEADINGS} headings", "Split the page"
        if deep := _DEEP.match(line):
            yield (number, 1), len(deep[0]), f"more than {DEEPEST} quotations or lists inside each other", "Flatten it"
