"""A finished page as the person reads it: words, where links lead, what pictures say. What a doctor signs is this, and nothing else.

Counts: title, description, every word and number; alternative texts and labels; where each link leads; the content of pictures;
every sentence and number that the estimate carries for its script; whatever could hide, strike out or change words later.
Does not count: tags, classes, ids, the order of attributes, whitespace, comments, line breaks, the theme.
An attribute or element that this file does not know counts, so that nothing new slips by unsigned.
"""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from typing import Any

from lxml import html
from markdown import Markdown

from macros.facts.yaml_reader import parse_yaml
from macros.pages.assets import is_ours

# As mkdocs.yml says, with the three that mkdocs adds; a test compares.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list")

_INLINE = set("a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time tspan u var wbr del ins".split())
# Around these the reader sees something that words alone do not say: struck out, folded away, shown only by a script.
_TELLING = set("del s strike sub sup details template noscript iframe object embed audio video base meta link dialog".split())
_WORDS = set("alt title aria-label placeholder label summary data-label content data-note data-why data-do".split())
_WORDS |= set("data-next data-apart data-points data-stopped data-words".split())
# What only a browser, a style sheet or the estimate's script looks at.
_TECHNICAL = set(
    "class id for name type value role scope tabindex lang dir rel target readonly defer async autocomplete focusable viewbox width height "
    "x y x1 x2 y1 y2 cx cy r rx ry d fill stroke points transform text-anchor colspan rowspan aria-labelledby aria-describedby loading "
    "decoding xmlns data-rows data-slot data-needs data-with-script data-part data-module data-filter data-no-match data-answers "
    "data-tools data-print data-copy data-link-shown data-link-field data-link data-carried data-descriptions-of".split()
)


@dataclass(frozen=True)
class Reading:
    """One page as it reads. `lines` are for people; only the words in them count, not where a line ends."""

    page: str
    title: str
    lines: tuple[str, ...]
    ids: frozenset[str]
    links: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return [word for line in self.lines for word in line.split()]


def read(page: str, content: bytes, files: Mapping[str, bytes]) -> Reading:
    """The page at `page` as it reads. `content` is its finished Markdown; pictures are looked up in `files`, by path."""
    text = content.decode("utf-8")
    _, head, body = text.split("---\n", 2)
    front = parse_yaml(head, page).value
    tree = as_tree(body)
    eye = _Eye(page, tree, files)
    eye.see(tree)
    eye.end_line()
    title, description = (unescape(front[name]) for name in ("title", "description"))
    lines = (f"Title: {title}", f"Description: {description}", *eye.lines)
    ids = frozenset(value for element in tree.iter() if isinstance(element.tag, str) and (value := element.get("id")))
    return Reading(page, title, tuple(unicodedata.normalize("NFC", line) for line in lines), ids, tuple(eye.links))


def as_tree(body: str) -> html.HtmlElement:
    """The finished Markdown of a page, without its front matter, as a browser would meet it."""
    return html.fragment_fromstring(Markdown(extensions=list(EXTENSIONS)).convert(body), create_parent="div")


class _Eye:
    """Goes through a page from top to bottom and writes down what there is to read."""

    def __init__(self, page: str, tree: html.HtmlElement, files: Mapping[str, bytes]) -> None:
        self.page, self.files = page, files
        self.parts = {element.get("id"): element for element in tree.iter() if isinstance(element.tag, str) and element.get("id")}
        self.lines: list[str] = []
        self.links: list[str] = []
        self.line: list[str] = []

    def see(self, element: html.HtmlElement) -> None:
        if isinstance(element.tag, str):
            self._element(element, element.tag.lower())
        self.line.append(element.tail or "")

    def _element(self, element: html.HtmlElement, tag: str) -> None:
        if tag not in _INLINE:
            self.end_line()
        if tag in ("script", "style"):
            self._code(element, tag)
            return
        marks = [mark for name, value in sorted(element.attrib.items()) for mark in self._attribute(tag, str(name), str(value))]
        if tag in _TELLING:
            marks.insert(0, f"⟨{tag}⟩")
        self._mark(marks)
        self.line.append(" " if tag == "a" else "")
        self.line.append(element.text or "")
        for child in element:
            self.see(child)
        if tag in _TELLING:
            self._mark([f"⟨end of {tag}⟩"])
        if tag == "a" and element.get("href") is not None:
            self._mark([f"⟨→ {self._leads_to(element.get('href').strip())}⟩"])
        if tag not in _INLINE:
            self.end_line()

    def end_line(self) -> None:
        if line := " ".join("".join(self.line).split()):
            self.lines.append(line)
        self.line = []

    def _mark(self, marks: list[str]) -> None:
        self.line.extend(f" {mark} " for mark in marks)

    def _attribute(self, tag: str, name: str, value: str) -> Iterator[str]:
        """What an attribute tells a reader: its words, a picture, or itself if nothing here knows it."""
        value = " ".join(value.split())
        if name in _WORDS:
            yield f"⟨{name.removeprefix('data-')}: {value}⟩"
        elif (tag, name) in (("img", "src"), ("source", "src"), ("image", "href"), ("use", "href"), ("input", "src")):
            yield f"⟨picture {self._picture(value)}⟩"
        elif (tag, name) == ("a", "href") or (name == "aria-hidden" and tag == "svg"):
            return
        elif name not in _TECHNICAL or (tag, name) in (("li", "value"), ("ol", "type"), ("button", "value")):
            yield f"⟨{name}: {value}⟩"

    def _picture(self, address: str) -> str:
        """A picture is what it shows: renaming its file changes nothing, painting another number into it does."""
        content = self.files.get(self._path(address))
        return address if content is None else sha256(content).hexdigest()[:32]

    def _code(self, element: html.HtmlElement, tag: str) -> None:
        text = element.text or ""
        if tag == "script" and element.get("type") == "application/json":
            self.lines.extend(_said_by_data(json.loads(text)))
        elif source := element.get("src"):
            if not is_ours(self._path(source)):
                self.lines.append(f"⟨script {self._picture(source)}⟩")
        else:
            self.lines.append(f"⟨{tag} {sha256(text.strip().encode()).hexdigest()[:32]}⟩")

    def _leads_to(self, address: str) -> str:
        """Another page by its path, another site by its address, a part of this page by its first words: ids do not count."""
        self.links.append(address)
        if address.startswith("#"):
            part = self.parts.get(address[1:])
            return f"#{address[1:]}" if part is None else "here: " + " ".join(part.text_content().split()[:8])
        if re.match(r"[a-zA-Z][\w+.-]*:|//", address):
            return address
        path, _, fragment = address.partition("#")
        return re.sub(r"\.(md|html)$", "", self._path(path)) + (f"#{fragment}" if fragment else "")

    def _path(self, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), address))


def _said_by_data(value: Any, place: tuple[str, ...] = ()) -> Iterator[str]:
    """Each value that a script can show, with its place. Lists of words keep their order, fields stand in that of their names."""
    if isinstance(value, dict):
        for name in sorted(value):
            yield from _said_by_data(value[name], (*place, name))
    elif isinstance(value, list) and all(not isinstance(one, dict | list) for one in value):
        yield f"⟨{' / '.join(place)}⟩ " + " ⟨and⟩ ".join(" ".join(_shown(one).split()) for one in value)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _said_by_data(one, (*place, str(number)))
    else:
        yield f"⟨{' / '.join(place)}⟩ {' '.join(_shown(value).split())}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
