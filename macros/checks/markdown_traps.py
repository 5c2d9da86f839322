"""markdown-trap: text that becomes something else than it looks like, without a word.

Why: Markdown never complains. A list without an empty line before it becomes one long sentence, an indented line a piece of a program,
a line of hyphens below a text turns the text into a heading, and a link to a name that nobody defined stays as it was typed.
(Python-Markdown, which makes the pages, follows the original rules: https://daringfireball.net/projects/markdown/syntax.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.facts.problem import Problem, first_of
from macros.pages.stage import Staged

_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.)(?= +\S)")
_OTHER_ITEM = re.compile(r" *([•·▪◦●‣]|[0-9]+\))(?= +\S)")
_INSIDE_ITEM = re.compile(r" {1,3}(?:[-*+]|[0-9]+\.)(?= +\S)")
_NO_TEXT = re.compile(r"\s*(?:#|>|\||[-*+] |[0-9]+\. |<|\{[{%#:]|```|~~~|$)")
_UNDERLINE = re.compile(r"(?:-+|=+) *$")
_TABLE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_BY_NAME = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)

InLine = tuple[int, int, str, str]  # column, width, what we saw, what to do


def markdown_traps(staged: Staged) -> Iterator[Problem]:
    """Yield each line of a page that will look like something else."""
    for source in staged.sources:
        if source.shown_as.startswith("content/"):
            yield from first_of(
                Problem(source.shown_as, line, column, seen, do, "markdown-trap", width)
                for (line, column), width, seen, do in _in_page(source.body)
            )


def _in_page(body: str) -> Iterator[tuple[tuple[int, int], int, str, str]]:
    defined = {name.lower() for name in _DEFINED.findall(body)}
    lines = ["", "", *body.split("\n")]
    in_list = in_fence = False
    for number in range(2, len(lines)):
        two_before, before, line = lines[number - 2 : number + 1]
        in_fence ^= bool(_FENCE.match(line))
        if in_fence or not line.strip():
            continue
        if _ITEM.match(line) and not (_is_text(before) and not in_list):
            in_list = True
        elif not before.strip() and not line.startswith(" "):
            in_list = False
        for column, width, seen, do in (*_after(two_before, before, line, in_list=in_list), *_by_name(line, defined)):
            yield (number - 1, column), width, seen, do


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _NO_TEXT.match(line) and not line.startswith("    ")


def _after(two_before: str, before: str, line: str, *, in_list: bool) -> Iterator[InLine]:
    """What a line becomes because of the lines before it."""
    indent = len(line) - len(line.lstrip())
    if not before.strip() and line.startswith(("    ", "\t")) and not in_list:
        yield 1, indent, "an indented line is shown as a piece of a program", "Start it at the left edge"
    if other := _OTHER_ITEM.match(line):
        yield other.start(1) + 1, len(other[1]), f'"{other[1]}" starts no list', 'Start each item with "- ", or with "1. "'
    deeper = indent > len(before) - len(before.lstrip())
    if in_list and deeper and _ITEM.match(before) and (item := _INSIDE_ITEM.match(line)):
        yield item.end(), 1, "a list inside a list is indented by four spaces", "Add spaces, or take them away"
    if _is_text(before) and not in_list and (item := _ITEM.match(line)):
        yield item.end(), 1, "a list needs an empty line before it, or it becomes part of the text above", "Add an empty line"
    if _is_text(before) and _UNDERLINE.match(line):
        do = 'Add an empty line before it; a heading is written "## Like this"'
        yield 1, len(line.rstrip()), "this line turns the text above it into a heading", do
    if _TABLE.match(line) and "|" in before and two_before.strip():
        seen = "a table needs an empty line before its first row, or it stays as it was typed"
        yield 1, len(line.rstrip()), seen, "Add an empty line above that row"


def _by_name(line: str, defined: set[str]) -> Iterator[InLine]:
    for link in _BY_NAME.finditer(line):
        name = link[2] or link[1]
        if name.lower() not in defined:
            yield link.start() + 1, len(link[0]), f'no address is given for "{name[:60]}"', "Write the link as [words](address)"
