"""The text of a page as it is read, from its source alone: the same way for the finished Markdown and for what the engine made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""</?[a-zA-Z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>|<![a-zA-Z][^>]*>""")
# What Markdown reads as its own: links written between signs, pictures, where links lead, names of parts, numbers of lists.
_AUTO_LINK = re.compile(r"<(https?:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_PICTURE = re.compile(r"!\[([^\]\n]*)\](?=\()(\([^()\n]*\))")
_SAID_OF_LINK = re.compile(r"""\]\([^()\s]*[ ]+(?:"([^"\n]*)"|'[^'\n]*')\)""")
_LEADS_TO = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)")
_NAMED = re.compile(r"\{:[^{}\n]*\}|\{\s*[.#][^{}\n]*\}")
_LIST = re.compile(r"^[ >]*\d+[.)](?=\s)", re.MULTILINE)
_DATA = re.compile(r"""<script\b[^>]*\btype="application/json"[^>]*>(.*?)</script""", re.DOTALL)
_IN_ATTRIBUTE = re.compile(
    r"""\s(?:content|alt|title|placeholder|label|aria-label|aria-description|data-(?:label|note|why|do|next|apart|points|stopped))"""
    r"""\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
END = "\0"  # of a piece of text: no page can hold this sign
_NO_DIGIT = bytes(code if code in b"0123456789" else 32 for code in range(256))
_HEADING = re.compile(r"\n(#{1,6}) ([^\n]*)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def said_in(source: str) -> str:
    """All words between the tags of a page, in one line."""
    return " ".join(_words(source).split())


def pieces_in(source: str) -> str:
    """The same with each piece between two tags on its own, and what attributes say, between signs of their end."""
    return as_pieces([*_words(source, END).split(END), *_in_attributes(source)])


def as_pieces(texts: Iterable[str]) -> str:
    """Texts in one line, each between two signs of an end."""
    return END + END.join(" ".join(text.split()) for text in texts) + END


def article_of(source: str) -> str:
    """The source of a built page's article."""
    start, end = source.find("<article"), source.rfind("</article")
    return source[source.find(">", start) + 1 : end] if 0 <= start < end else ""


def around(source: str) -> list[str]:
    """What the theme puts around the article: strip and menu; the way there and the contents; foot."""
    start, end = source.find("<article"), source.rfind("</article")
    body, main = max(source.find("<body"), 0), source.find("<main")
    if start < 0 or end < 0:
        return [source[body:]]
    return [source[body:main], source[main:start], source[end:]] if body <= main < start else [source[body:start], source[end:]]


def digits_of_built(article: str) -> list[bytes]:
    """All digits in the source of an article, those in drawings and names included, in order."""
    return article.encode().translate(_NO_DIGIT).split()


def digits_of_staged(page: str) -> list[bytes]:
    """The digits that the source of its article will have, if Markdown moves none of them: then this is no proof of a fault."""
    return digits_of_built(_HEADING.sub(_as_heading, page.partition("---\n")[2].partition("---\n")[2]))


def _as_heading(found: re.Match[str]) -> str:
    """Its name comes first: one that was given, or one made of its words."""
    words, _, name = found[2].partition("{:")
    return f"{len(found[1])} {name or words} {words} {len(found[1])}"


def numbers_of_built(source: str) -> list[str]:
    """Each number between the tags, in order; then each in what attributes say."""
    return NUMBER.findall(f"{_words(source)} {' '.join(_in_attributes(source))}")


def places_of_numbers(source: str) -> list[tuple[str, int]]:
    """The same numbers, each with where it begins in the source."""
    attributes = ((found.start(), found[0]) for found in _IN_ATTRIBUTE.finditer(source))
    found = [(0, without_tags(source)), *attributes]
    return [(number[0], start + number.start()) for start, text in found for number in NUMBER.finditer(text)]


def numbers_of_staged(page: str) -> list[str]:
    """Each number that a page in Markdown will show, in order."""
    body = page.partition("---\n")[2].partition("---\n")[2]
    body = _PICTURE.sub(r'<img alt="\1">]\2', _AUTO_LINK.sub(r" \1 ", body))
    body = _NAMED.sub(" ", _LIST.sub(" ", _LEADS_TO.sub("]", _SAID_OF_LINK.sub(r'](x) <a title="\1">', body))))
    return numbers_of_built(body)


def data_of(source: str) -> list[str]:
    """What a page carries for its scripts."""
    return _DATA.findall(source)


def without_tags(source: str) -> str:
    """The source with all that no patient reads blanked out, so that what is left stands where it stood."""
    blank = re.compile(rf"{_UNSEEN.pattern}|{_TAG.pattern}|&#?\w+;", re.DOTALL | re.IGNORECASE)
    return blank.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)


def _in_attributes(source: str) -> Iterator[str]:
    return (unescape(found[1] or found[2] or "") for found in _IN_ATTRIBUTE.finditer(source))


def _words(source: str, between: str = " ") -> str:
    return unescape(_TAG.sub(between, _UNSEEN.sub(between, source)))
