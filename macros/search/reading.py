"""A built page as the search reads it, whatever engine has built it: its title, and the text below each heading that can be linked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from lxml import etree, html

_articles = cast(Callable[[Any], list[Any]], etree.XPath("//main//article"))
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NO_TEXT = {"script", "style", "template", "noscript", "svg", "form", "nav"}
_INSIDE_A_LINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"}
_ASIDE = {"cg-cite", "cg-sources"}  # titles of studies are no answer to what a patient asks
_SOURCES = "sources"  # the heading above those of a page
_BASIS = "cg-basis"  # "Studies", right behind a sentence
_NOT_READ = {"hidden", "data-search-exclude"}
_END = "\0"  # of a line: no page can hold this sign
_ENDS_WELL, _GOES_ON = ".?!:,;", "(.,;:"


@dataclass
class Part:
    """What stands below one heading, in pieces; the first part of a page has no heading, and begins at its top."""

    anchor: str = ""
    heading: str = ""
    pieces: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """In one line. What stood on lines of their own, as in a table, is kept apart by a dot, so that no two numbers run together."""
        found = [""]
        for line in filter(None, map(_one_line, "".join(self.pieces).split(_END))):
            goes_on = not found[-1] or found[-1][-1] in _ENDS_WELL or line[0] in _GOES_ON
            found += [" " if goes_on else " · ", line]
        return "".join(found).strip()


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
            _read_one(child, child.tag, page)
        _add(page, child.tail)


def _read_one(element: Any, tag: str, page: FoundPage) -> None:
    given = element.keys()
    classes = element.get("class").split() if "class" in given else ()
    if tag in _HEADINGS and ("id" in given or tag == "h1"):
        _begin(element, page)
    elif _BASIS in classes:
        _add(page, f"({_one_line(''.join(element.itertext()))})")
    elif tag not in _NO_TEXT and _NOT_READ.isdisjoint(given) and _ASIDE.isdisjoint(classes):
        end = "" if tag in _INSIDE_A_LINE else _END
        _add(page, end)
        _read(element, page)
        _add(page, end)


def _begin(heading: Any, page: FoundPage) -> None:
    words = _one_line("".join(heading.itertext()))
    if heading.tag == "h1" and not page.title:
        page.title = words
    else:
        page.parts.append(Part(heading.get("id", ""), words))


def _add(page: FoundPage, text: str | None) -> None:
    if text:
        page.parts[-1].pieces.append(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
