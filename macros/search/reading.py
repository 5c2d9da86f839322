"""A built page as the search reads it, whatever engine has built it: its title, and the text below each heading that can be linked to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree, html

_articles = cast(Callable[[Any], list[Any]], etree.XPath("//main//article"))
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NO_TEXT = {"script", "style", "template", "noscript", "svg", "form", "nav"}
_INSIDE_A_LINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"}
_ASIDE = {"cg-cite", "cg-sources"}  # titles of studies are no answer to what a patient asks
_SOURCES = "sources"  # the heading above those of a page
_BASIS = "cg-basis"  # "Studies", right behind a sentence
_LEFT_OUT = "data-search-exclude"
_NEXT_LINE = re.compile(r"(?<![.?!:,;\s])\s*\n\s*(?=[^\s(.,;:])")


@dataclass
class Part:
    """What stands below one heading, in pieces; the first part of a page has no heading, and begins at its top."""

    anchor: str = ""
    heading: str = ""
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """In one line. What stood on lines of their own, as in a table, is kept apart by a dot, so that no two numbers run together."""
        return _one_line(_NEXT_LINE.sub(" · ", "".join(self.pieces).strip()))


@dataclass
class FoundPage:
    """What can be found on a page."""

    title: str
    parts: list[Part]


def read_html(content: bytes) -> FoundPage | None:
    """What can be found on the page of a document; None if it has no article."""
    return read_page(html.document_fromstring(content))


def read_page(tree: Any) -> FoundPage | None:
    """The same of a document that was parsed already."""
    articles = _articles(tree)
    if not articles:
        return None
    page = FoundPage("", [Part()])
    for article in articles:
        _read(article, page)
    page.title = page.title or _one_line(tree.findtext(".//title") or "")
    page.parts = [part for part in page.parts if part.anchor != _SOURCES and (part.heading or part.text)]
    return page


def _read(element: Any, page: FoundPage) -> None:
    """The elements inside `element`, in their order. No document is deeper than lxml lets it be: 256 elements."""
    _add(page, element.text)
    for child in element:
        if isinstance(child.tag, str):  # or it is a comment
            _read_one(child, page)
        _add(page, child.tail)


def _read_one(element: Any, page: FoundPage) -> None:
    given = element.attrib
    classes = given.get("class", "").split()
    if element.tag in _HEADINGS and ("id" in given or element.tag == "h1"):
        _begin(element, page)
    elif _BASIS in classes:
        _add(page, f"({_one_line(''.join(element.itertext()))})")
    elif element.tag not in _NO_TEXT and {"hidden", _LEFT_OUT}.isdisjoint(given) and _ASIDE.isdisjoint(classes):
        end = "" if element.tag in _INSIDE_A_LINE else "\n"
        page.parts[-1].pieces.append(end)
        _read(element, page)
        page.parts[-1].pieces.append(end)


def _begin(heading: Any, page: FoundPage) -> None:
    words = _one_line("".join(heading.itertext()))
    if heading.tag == "h1" and not page.title:
        page.title = words
    else:
        page.parts.append(Part(heading.get("id", ""), words))


def _add(page: FoundPage, text: str | None) -> None:
    if text:
        page.parts[-1].pieces.append(re.sub(r"\s+", " ", text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
