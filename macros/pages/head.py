"""The head of a page: the lines between --- and --- at its top, where its title and description stand."""

from __future__ import annotations

import re

from macros.facts.problem import EditorMistakes, Problem

HOW = 'Start the file with four lines: "---", "title: …", "description: …", "---"'
_LIKE_A_LINE = re.compile(r"\s*(?:[-—–_=+*.]\s?){2,}\s*")  # what is taken for the line of three hyphens
_LONGEST = 40  # lines; the longest real head has four


def end_of_head(lines: list[str], shown_as: str) -> int:
    """The index of the line that closes the head. Raises EditorMistakes."""

    def refuse(line: int, seen: str, do: str) -> EditorMistakes:
        return EditorMistakes([Problem(shown_as, line + 1, 1, seen, do, "no-title", width=max(len(lines[line]), 1))])

    if lines[0] != "---":
        if _LIKE_A_LINE.fullmatch(lines[0]):
            raise refuse(0, "the head of a page opens with exactly three hyphens", 'Write "---", and nothing else in the line')
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        if lines[first] == "---" and first:
            raise refuse(0, "an empty line stands before the head of the page", 'Start the file with "---"')
        raise refuse(0, "the page has no title and description at its top", HOW)
    for number, line in enumerate(lines[1 : _LONGEST + 1], 1):
        if line == "---":
            return number
        if _LIKE_A_LINE.fullmatch(line):
            raise refuse(number, "the head of a page closes with exactly three hyphens", 'Write "---", and nothing else in the line')
        if not "".join(lines[number:]).strip():
            break
        if not line.strip() or line.startswith("#"):
            raise refuse(number, "the head of the page is not closed before this", 'Write "---" in a line of its own, above')
    raise refuse(0, "the head of the page is never closed", HOW)
