"""A built site as a whole: its pages, its files, and what was staged for it."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from macros.checks.site.fault import Fault
from macros.checks.site.pages import MISSING, Asked, BuiltPage
from macros.checks.site.text import NUMBER, as_pieces, numbers_of_built, pieces_in, said_in
from macros.pages.page import address_of
from macros.pages.stage import Staged

Found = Iterator[tuple[str, Fault]]  # faults, each with the path of its file from the root of the site
HOME = "index.html"


@dataclass
class BuiltSite:
    """The site in `folder`, of which `pages` were read, and what it was made from."""

    folder: Path
    staged: Staged
    pages: dict[str, BuiltPage]
    files: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        found = (file for file in self.folder.rglob("*") if file.is_file() or file.is_symlink())
        self.files = {file.relative_to(self.folder).as_posix(): file.stat().st_size for file in sorted(found)}
        self.target = cache(self._target)
        self._looked_up: dict[tuple[str, Asked], tuple[Any, ...]] = {}
        self.text = lru_cache(1)(self._text)
        self.numbers_around = lru_cache(256)(lambda part: frozenset(numbers_of_built(part)))  # menus and feet are mostly alike
        self.pieces = lru_cache(1)(lambda path: pieces_in(self.text(path)))
        self.said = lru_cache(1)(lambda path: said_in(self.text(path)))

    @property
    def name(self) -> str:
        return " ".join(self.staged.guide.clinic.name.split())

    @property
    def home(self) -> str:
        """The address of the site, or "/" where it has none."""
        return self.staged.guide.clinic.site_address or "/"

    @cached_property
    def by_small_letters(self) -> dict[str, str]:
        return {path.casefold(): path for path in self.files}

    @cached_property
    def numbers_of_the_clinic(self) -> frozenset[str]:
        """Those that the frame of every page may show: the clinic's own, and those of the menu."""
        told = json.dumps([self.staged.guide.clinic.model_dump(), self.staged.menu], ensure_ascii=False, default=str)
        return frozenset(NUMBER.findall(told))

    @cached_property
    def said_in_facts(self) -> str:
        """Every text of data/ and of the heads of pages, and all prose of content/: what somebody has written, no template left."""
        documents = (text for document in self.staged.guide.documents.values() for text in _texts(document.value))
        heads = (text for one in self.staged.sources for text in (one.front_matter.title, one.front_matter.description))
        prose = (text for one in self.staged.sources for text in re.split(r"\{[{%].*?[}%]\}|[|\n]", one.body))
        return as_pieces([*documents, *heads, *prose, *_texts(self.staged.menu)])

    @cached_property
    def sources(self) -> dict[str, str]:
        """The staged page of each built one, by its address."""
        return {address_of(path): path for path in self.staged.pages}

    def articles(self) -> Iterator[tuple[str, BuiltPage]]:
        """Every page but that for missing addresses."""
        return ((path, page) for path, page in self.pages.items() if path != MISSING)

    def front(self, path: str) -> tuple[str, str]:
        """The title and the description that were staged for a built page; nothing for one that was not."""
        if path not in self.sources:
            return "", ""
        lines = self.staged.files[self.sources[path]].split(b"\n", 3)
        title, description = (unescape(json.loads(line.partition(b": ")[2])) for line in lines[1:3])
        return " ".join(title.split()), description.strip()

    @cached_property
    def _style(self) -> str:
        """The style of the first page, from tag to tag."""
        found = re.search(r"<style\b.*?</style\s*>", self._text(HOME), re.DOTALL) if HOME in self.files else None
        return found[0] if found else ""

    def without_style(self, source: str) -> str:
        """The source of a page but for the style that all pages share: it is half of each, and nothing of it is read."""
        start = source.find("<style")
        return source[:start] + source[start + len(self._style) :] if self._style and source.startswith(self._style, start) else source

    def _text(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8", "replace")

    def is_here(self, address: str) -> bool:
        """Whether an address with a scheme belongs to this site."""
        return ":" in self.home and f"{address}/".startswith(self.home)

    def looked_up(self, look: Callable[[BuiltSite, str, Asked], Iterable[Any]], folder: str, asked: Asked) -> tuple[Any, ...]:
        """What `look` gives for an address as seen from a folder, worked out once."""
        if (which := (folder, asked)) not in self._looked_up:
            self._looked_up[which] = tuple(look(self, folder, asked))
        return self._looked_up[which]

    def _target(self, folder: str, address: str) -> tuple[str, str]:
        """The file that an address leads to as seen from `folder`, and the part behind #. No file: the page itself."""
        here = urlsplit(self.home).path
        parts = urlsplit(here + address[len(self.home) :] if self.is_here(address) else address)
        path, part = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return "", part
        if path.startswith("/"):  # as on the page for missing addresses, which is served at any depth
            inside = path.removeprefix(here) if path.startswith(here) else f"..{path}"
        else:
            inside = posixpath.join(folder, path)
        found = posixpath.normpath(inside)
        return HOME if found == "." else found, part


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
