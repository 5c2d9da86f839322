"""A text as somebody wrote it, passage by passage with its lines: any Markdown or plain text, any data file, inside a project or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from macros.facts.yaml_reader import parse_yaml
from macros.pages.readability.passages import sentences

# What a macro will fill in counts as one word here; the finished page tells the truth.
SLOT = "{…}"
_CALL = re.compile(r"\{\{[^{}]*\}\}")
_NO_WORDS = re.compile(
    r"<!--.*?(?:-->|\Z)|^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)|\{%[^%]*%\}|\{#[^#]*#\}|\{:[^{}]*\}|\{ ?[.#][^{}]*\}",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|li|dd|dt|td|th|div|h[1-6]|caption|legend|figcaption|section|br)\b[^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_FRONT = re.compile(r"(title|description): *(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")


@dataclass(frozen=True)
class Written:
    """A passage. `lines` are pairs of where in `text` a line of the file begins, and its number."""

    kind: str
    text: str
    lines: tuple[tuple[int, int], ...]

    def line_of(self, sentence: str) -> int:
        """The line in which one of its sentences begins."""
        place = max(0, self.text.find(sentence))
        return max((line for start, line in self.lines if start <= place), default=self.lines[0][1])

    @property
    def sentences(self) -> list[str]:
        return sentences(self.text)


def in_markdown(text: str) -> Iterator[Written]:
    """The passages of Markdown, or of plain text; also of a template, whose calls are left open."""
    parts: list[tuple[int, str]] = []
    kind, end_of_front = "p", _end_of_front(text)
    for number, line in _lines(text):
        told = _FRONT.match(line) if number < end_of_front else None
        new = told[1] if told else _kind(line)
        if not parts and kind != "li" and re.match(r"\t| {4}", line):
            continue  # code
        if parts and (new != "goes on" or not line.strip()):
            yield from _joined(kind, parts)
            parts = []
        if told:
            yield from _joined(new, [(number, told[2].strip("\"'"))])
        elif new == "td":
            for cell in line.strip(" |").split("|"):
                yield from _joined("td", [(number, cell)])
        elif line.strip() and number >= end_of_front:
            kind = new if new != "goes on" else kind if parts else "p"
            parts.append((number, re.sub(r"^[\s>]*(?:#{1,6} |:\s+)?", "", _ITEM.sub("", line, 1) if kind == "li" else line)))
    yield from _joined(kind, parts)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines without what is no text. Their numbers stay: what goes leaves its line breaks."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]+", "", found[0])

    told = _CALL.sub(lambda found: "\n" * found[0].count("\n") + SLOT, _NO_WORDS.sub(blank, text))
    for number, line in enumerate(told.split("\n"), 1):
        is_rule = re.fullmatch(r"[\s|:=-]*", line) or line.strip() == SLOT
        yield number, "" if is_rule else line


def _end_of_front(text: str) -> int:
    """The number of the line that closes the front matter; 0 without any."""
    found = re.match(r"---\n.*?^---$", text, re.DOTALL | re.MULTILINE)
    return found[0].count("\n") + 1 if found else 0


def _kind(line: str) -> str:
    if re.match(r" {0,3}#{1,6} ", line):
        return "h2"
    if _ITEM.match(line):
        return "li"
    if line.lstrip().startswith("|"):
        return "td"
    return "p" if _BLOCK_TAG.match(line.strip()) else "dd" if re.match(r":\s+\S", line) else "goes on"


def _joined(kind: str, parts: list[tuple[int, str]]) -> Iterator[Written]:
    told = [(number, plain) for number, part in parts if (plain := _plain(part))]
    if told:
        starts = [0]
        for _, part in told[:-1]:
            starts.append(starts[-1] + len(part) + 1)
        lines = tuple((start, number) for start, (number, _) in zip(starts, told, strict=True))
        yield Written(kind, " ".join(part for _, part in told), lines)


def _plain(text: str) -> str:
    without = _LINK.sub(r"\1", _TAG.sub("", text))
    return " ".join(unescape(re.sub(r"(?<![\w{])[*_~`]+|[*_~`]+(?![\w}])", "", without)).split())


def in_yaml(text: str, shown_as: str) -> Iterator[Written]:
    """The texts of a data file. Raises EditorMistakes if it cannot be read. Citations and addresses are no prose."""
    document = parse_yaml(text, shown_as)
    rows = text.split("\n")
    for loc, value in _texts(document.value, ()):
        told = " ".join(value.split())
        yield Written(str(loc[-1]) if loc else "", told, tuple(_starts(told, rows, document.places[loc][0])))


def _texts(value: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str) and " " in value.strip():
        yield loc, value
    elif isinstance(value, dict) and not {"kind", "title"} <= value.keys():
        for key, part in value.items():
            yield from _texts(part, (*loc, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, (*loc, index))


def _starts(told: str, rows: list[str], first: int) -> Iterator[tuple[int, int]]:
    yield 0, first
    begin = 0
    for number, row in enumerate(rows[first:], first + 1):
        start = " ".join(row.split())
        begin = told.find(start, begin) if start else -1
        if begin < 0:
            return
        yield begin, number
        begin += len(start)
