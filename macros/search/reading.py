"""A built page as the search reads it, whatever engine has built it: its title, and the text below each heading that can be linked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

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


class Part(NamedTuple):
    """What stands below one heading, in one line; the first part of a page has no heading, and begins at its top."""

    anchor: str
    heading: str
    text: str


class FoundPage(NamedTuple):
    """What can be found on a page."""

    title: str
    parts: tuple[Part, ...]


@dataclass
class _Below:
    """One heading, and what was read below it so far, in pieces."""

    anchor: str = ""
    heading: str = ""
    pieces: list[str] = field(default_factory=list)

    def part(self) -> Part:
        """In one line. What stood on lines of their own, as in a table, is kept apart by a dot, so that no two numbers run together."""
        found = [""]
        for line in filter(None, map(_one_line, "".join(self.pieces).split(_END))):
            goes_on = not found[-1] or found[-1][-1] in _ENDS_WELL or line[0] in _GOES_ON
            found += [" " if goes_on else " · ", line]
        return Part(self.anchor, self.heading, "".join(found).strip())


@dataclass
class _Page:
    """A page while it is read."""

    title: str = ""
    below: list[_Below] = field(default_factory=lambda: [_Below()])


def read_html(content: bytes) -> FoundPage | None:
    """What can be found on the page of a document; None if it has no article."""
    return read_page(html.document_fromstring(content))


def read_page(tree: Any) -> FoundPage | None:
    """The same of a document that was parsed already."""
    articles = _articles(tree)
    if not articles:
        return None
    page = _Page()
    for article in articles:
        _read(article, page)
    parts = (one.part() for one in page.below if one.anchor != _SOURCES)
    return FoundPage(page.title or _one_line(tree.findtext(".//title") or ""), tuple(one for one in parts if one.heading or one.text))


def _read(element: Any, page: _Page) -> None:
    """The elements inside `element`, in their order. No document is deeper than lxml lets it be: 256 elements."""
    _add(page, element.text)
    for child in element:
        if isinstance(child.tag, str):  # or it is a comment
            _read_one(child, child.tag, page)
        _add(page, child.tail)


def _read_one(element: Any, tag: str, page: _Page) -> None:
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


def _begin(heading: Any, page: _Page) -> None:
    words = _one_line("".join(heading.itertext()))
    if heading.tag == "h1" and not page.title:
        page.title = words
    else:
        page.below.append(_Below(heading.get("id", ""), words))


def _add(page: _Page, text: str | None) -> None:
    if text:
        page.below[-1].pieces.append(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
