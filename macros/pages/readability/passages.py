"""A finished page taken apart: passages as a reader sees them, passages into sentences, sentences into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html

_ENDS = "p li dd dt td th caption figcaption legend label summary blockquote h1 h2 h3 h4 h5 h6 div section button option text".split()
_BREAKS = {*_ENDS, *"br ul ol dl table thead tbody tr form fieldset figure template details input hr article".split()}
# Citations carry titles that nobody may shorten, and a drawing has its text beside it.
_LEFT_OUT = {"script", "style", "svg", "pre"}
_SOURCES, _LABEL = "cg-sources", "cg-basis"
_CITED = re.compile(r"\s*\[\d+\]")
_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=\{|[\"“‘(]?[A-Z0-9])")
# A single letter is an initial, unless it is a number: "skin types IV and V."
_NO_END = re.compile(r"(?:^|[\s(])(?:[A-HJ-UWYZ]|Drs?|Mrs?|Ms|Prof|St|No|vs|e\.g|i\.e|etc|approx|Fig|al)\.$")
PROSE = {"p", "li", "dd", "td", "figcaption", "blockquote", "div", "description"}


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item, cell, heading or the like, on one line. `kind` is its tag in HTML."""

    kind: str
    text: str

    @property
    def sentences(self) -> list[str]:
        return sentences(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is read as a text, and not as a label or a heading."""
        return self.kind in PROSE


def passages(tree: html.HtmlElement) -> Iterator[Passage]:
    """What a page says, from top to bottom. Sources are left out, and the marks that point to them."""
    collected: list[tuple[str, str]] = []
    _collect(tree, "div", collected)
    text: list[str] = []
    for kind, part in [*collected, ("", "")]:
        if not kind:
            if whole := _CITED.sub("", " ".join("".join(text).split())):
                yield Passage(part, whole)
            text = []
        else:
            text.append(part)


def _collect(element: html.HtmlElement, kind: str, into: list[tuple[str, str]]) -> None:
    """Text with the kind of passage that it stands in. An entry without a kind ends the passage of the kind that it names."""
    if isinstance(element.tag, str) and element.tag not in _LEFT_OUT and not _is_apart(element):
        inside = element.tag if element.tag in _ENDS else kind
        breaks = element.tag in _BREAKS
        if breaks:
            into.append(("", kind))
        into.append((inside, element.text or ""))
        for child in element:
            _collect(child, inside, into)
        if breaks:
            into.append(("", inside))
    into.append((kind, element.tail or ""))


def _is_apart(element: html.HtmlElement) -> bool:
    names = (element.get("class") or "").split()
    return _SOURCES in names or _LABEL in names


def sentences(text: str) -> list[str]:
    """The sentences of one passage. An initial or a title like "Dr." ends none."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _NO_END.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def words(text: str) -> list[str]:
    """What is said as a word: a dash or a bullet that stands alone is none."""
    return [word for word in text.split() if re.search(r"\w", word)]


def whole(found: Iterable[str]) -> Iterator[str]:
    """Those that are sentences and not labels: with a full stop, or as long as one."""
    for one in found:
        count = len(words(one))
        if count > 8 or (count > 3 and re.search(r"[.!?][\"”’)\]]*$", one)):
            yield one
