"""Every number on a page, in its sentence, with whose word it is and the sources that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import html

_WORD = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|third|quarter"
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*%?|\b(?:{_WORD})\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_BLOCKS = {"p", "li", "tr", "dd", "dt", "h1", "h2", "h3", "h4", "legend", "label", "caption", "figcaption"}
_ASIDE = {"script", "style", "svg", "template"}


Sentence = tuple[tuple[str, bool], ...]  # its pieces, the numbers among them marked with True


@dataclass(frozen=True)
class Numbers:
    """Sentences with numbers in them that stand together and rest on the same."""

    sentences: tuple[Sentence, ...]
    basis: str
    sources: tuple[str, ...]


def numbers_of(tree: html.HtmlElement) -> list[Numbers]:
    """In the order of the page, each sentence once. The list of sources at its end is left out: it is what the others point to."""
    found = dict.fromkeys(one for block in _blocks(tree) for one in _sentences(block))
    groups = groupby(found, key=lambda one: one[1:])
    return [Numbers(tuple(one[0] for one in group), *rests_on) for rests_on, group in groups]


def _blocks(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The smallest pieces of text; a row of a table is one, because a cell says nothing without the others."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _ASIDE or "cg-sources" in child.get("class", ""):
            continue
        if child.tag in _BLOCKS and (child.tag == "tr" or not any(inner.tag in _BLOCKS for inner in child.iterdescendants())):
            yield child
        else:
            yield from _blocks(child)


def _sentences(block: html.HtmlElement) -> Iterator[tuple[Sentence, str, tuple[str, ...]]]:
    around = _with_its_basis(block)
    basis = ", ".join(dict.fromkeys(one.text_content() for one in around.find_class("cg-basis")))
    sources = tuple(dict.fromkeys(one.text_content().strip() for one in around.find_class("cg-cite")))
    for sentence in _NEXT_SENTENCE.split(_words(block)):
        if _NUMBER.search(sentence):
            yield tuple(with_numbers(sentence)), basis, sources


def _words(block: html.HtmlElement) -> str:
    """Its text without the marks of basis and source, which have columns of their own, and without drawings, which repeat its words."""
    copy = html.fragment_fromstring(html.tostring(block, encoding="unicode", with_tail=False), create_parent="div")
    for mark in [*copy.find_class("cg-basis"), *copy.find_class("cg-cite"), *copy.iter("svg")]:
        mark.drop_tree()
    if block.tag == "tr":
        return " · ".join(" ".join(cell.text_content().split()) for cell in copy.iter("td", "th"))
    return " ".join(copy.text_content().split())


def _with_its_basis(block: html.HtmlElement) -> html.HtmlElement:
    """The block, or the box around it if that holds nothing but paragraphs: a big number and its basis stand in one such box."""
    parent = block.getparent()
    marked = block.find_class("cg-basis") or block.find_class("cg-cite")
    if marked or parent is None or any(child.tag != "p" for child in parent if isinstance(child.tag, str)):
        return block
    return parent if parent.getparent() is not None else block


def with_numbers(sentence: str) -> Iterator[tuple[str, bool]]:
    """Its pieces, the numbers among them marked with True."""
    end = 0
    for found in _NUMBER.finditer(sentence):
        yield sentence[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield sentence[end:], False
