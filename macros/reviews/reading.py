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
from urllib.parse import unquote

from lxml import html

from macros.facts.yaml_reader import parse_yaml
from macros.pages.look import is_ours
from macros.reviews.elements import BLOCK, BREAKING, INLINE, PICTURES, POINTING, TECHNICAL, TELLING, WORDS, as_text, said_by_data

# As mkdocs.yml says, with the three that mkdocs adds; a test compares.
EXTENSIONS: dict[str, Any] = {"toc": {"toc_depth": 3}, "tables": {"use_align_attribute": True}, "fenced_code": {}, "attr_list": {}}
# The frame of a page inside a page: a parser would drop it, with what it hides and all that comes after it.
_FRAME = re.compile(r"<(/?)(?=(?:html|head|body|!doctype)\b)", re.IGNORECASE)
_RAW = "<!["  # a browser shows what follows inside a drawing, and a parser of pages drops it
# Marks inside a number or a word: with them it would read as two.
_JOINT = re.compile(r"(?<=[\w.,])((?:\0[^\0]*\0)+)(?=[.,]?\w)")


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
    lines = (f"⟨title⟩ {as_text(title)}", f"⟨description⟩ {as_text(description)}", "⟨page⟩", *eye.lines)
    ids = frozenset(value for element in tree.iter() if isinstance(element.tag, str) and (value := element.get("id")))
    return Reading(page, title, tuple(unicodedata.normalize("NFC", line) for line in lines), ids, tuple(eye.links))


def as_tree(body: str) -> html.HtmlElement:
    """The finished Markdown of a page, without its front matter, as a browser would meet it."""
    from markdown import Markdown  # only now: a build of pages that nobody has reviewed needs none of it

    converted = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS).convert(body)
    return html.fragment_fromstring(_FRAME.sub(r"<\1page-", converted.replace(_RAW, "&lt;![")), create_parent="div")


class _Eye:
    """Goes through a page from top to bottom and writes down what there is to read."""

    def __init__(self, page: str, tree: html.HtmlElement, files: Mapping[str, bytes]) -> None:
        self.page, self.files = page, files
        with_ids = [element for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
        self.parts = {element.get("id"): element for element in reversed(with_ids)}  # of two alike a browser takes the first
        self.named: dict[str, str] = {}
        self.lines: list[str] = []
        self.links: list[str] = []
        self.line: list[str] = []

    def see(self, element: html.HtmlElement) -> None:
        if isinstance(element.tag, str):
            self._element(element, element.tag.lower())
        elif "<" in (element.text or ""):  # browsers differ on where a comment with tags in it ends
            self._mark([f"⟨comment {_digest(element.text)}⟩"])
        self.line.append(as_text(element.tail or ""))

    def _element(self, element: html.HtmlElement, tag: str) -> None:
        if tag == "link" and is_ours(self._path(element.get("href") or "")):
            return
        if tag in BREAKING:
            self.end_line()
        marks = [mark for name, value in sorted(element.attrib.items()) for mark in self._attribute(tag, str(name), str(value))]
        if tag in ("script", "style"):
            self._mark(marks)
            self.end_line()
            self._code(element, tag)
            return
        self._mark(marks if tag in INLINE | BLOCK else [f"⟨{tag}⟩", *marks])
        self.line.append(as_text(element.text or ""))
        for child in element:
            self.see(child)
        if marks or tag not in INLINE | BLOCK:  # its end counts too: a sentence may slip into what is hidden
            self._mark([f"⟨end of {tag}⟩"])
        if tag == "a" and element.get("href") is not None:
            self._mark([f"⟨→ {as_text(self._leads_to(element.get('href').strip()))}⟩"])
        if tag in BREAKING:
            self.end_line()

    def end_line(self) -> None:
        if line := " ".join(_JOINT.sub(r"\1⟨joined⟩ ", "".join(self.line)).replace("\0", " ").split()):
            self.lines.append(line)
        self.line = []

    def _mark(self, marks: list[str]) -> None:
        self.line.extend(f"\0{mark}\0" for mark in marks)

    def _attribute(self, tag: str, name: str, value: str) -> Iterator[str]:
        """What an attribute tells a reader: its words, a picture, or itself if nothing here knows it."""
        value = " ".join(value.split())
        if name in WORDS:
            yield f"⟨{name.removeprefix('data-')}: {as_text(value)}⟩"
        elif (tag, name) in PICTURES:
            yield f"⟨picture {as_text(self._content(value) or value)}⟩"
        elif (tag, name) == ("path", "d"):
            yield f"⟨picture {_digest(value)}⟩"
        elif name in POINTING:
            yield f"⟨{name}: {as_text(', '.join(self._part(one) for one in value.split()))}⟩"
        elif (tag, name) in (("a", "href"), ("script", "src"), ("svg", "aria-hidden")):
            return
        elif name not in TECHNICAL or (tag, name) in TELLING:
            shown = [content for one in re.split(r"[\s,]+", value) if (content := self._content(one))]
            yield f"⟨{as_text(' '.join([f'{name}:', value, *shown]))}⟩"

    def _content(self, address: str) -> str | None:
        """A picture is what it shows: renaming its file changes nothing, painting another number into it does. None if it is not here."""
        path, mark, part = address.partition("#")
        content = self.files.get(self._path(unquote(path.partition("?")[0])))
        return None if content is None else _digest(content) + mark + part

    def _code(self, element: html.HtmlElement, tag: str) -> None:
        text = element.text or ""
        if tag == "script" and element.get("type") == "application/json":
            self.lines.extend(said_by_data(json.loads(text)))
        elif source := element.get("src"):
            if not is_ours(self._path(source)):
                self.lines.append(f"⟨script {as_text(self._content(source) or source)}⟩")
        else:
            self.lines.append(f"⟨{tag} {_digest(text.strip())}⟩")

    def _leads_to(self, address: str) -> str:
        """Another page by its path, another site by its address, a part of this page by its first words: ids do not count."""
        self.links.append(address)
        if address.startswith("#"):
            return f"here: {self._part(unquote(address[1:]))}"
        if re.match(r"[a-zA-Z][\w+.-]*:|//", address):
            return address
        path, _, fragment = address.partition("#")
        target = re.sub(r"\.(md|html)$", "", self._path(path)) + (f"#{fragment}" if fragment else "")
        return target if path.endswith(".md") else " ".join([target, *filter(None, [self._content(path)])])

    def _part(self, name: str) -> str:
        """A part by its first words, and a digest of all of them: another may begin alike. A field by what it stands for."""
        if name not in self.named:
            part = self.parts.get(name)
            self.named[name] = f"#{name}" if part is None else _field(part) or _opening(part)
        return self.named[name]

    def _path(self, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), address))


def _digest(content: str | bytes) -> str:
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:32]


def _field(part: html.HtmlElement) -> str:
    return f"{part.get('name', '')} {part.get('value', '')}" if part.tag == "input" else ""


def _opening(part: html.HtmlElement) -> str:
    """The words of a part; of an anchor without words those around it."""
    while not (words := part.text_content().split()) and part.getparent() is not None:
        part = part.getparent()
    return f"{' '.join(words[:8])} {_digest(' '.join(words))[:8]}"
