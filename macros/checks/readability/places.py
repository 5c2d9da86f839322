"""Where a sentence was written: the line that an editor can open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from macros.checks.readability.written import Written, in_markdown, in_yaml
from macros.facts.jargon import FILE as JARGON
from macros.facts.ledger import FOLDER as LEDGERS
from macros.facts.text_file import read_text
from macros.pages.components import FOLDER as COMPONENTS
from macros.pages.content import Source
from macros.pages.stage import Staged

_SLOT = re.compile(r"\{[^{}]*\}")
Place = tuple[str, int]


class Places:
    """Every sentence that somebody wrote for the pages of a guide, with its place."""

    def __init__(self, root: Path, staged: Staged) -> None:
        self.exact: dict[str, list[Place]] = {}
        self.open: list[tuple[list[str], Place]] = []
        for path in (*staged.guide.documents, *(one.shown_as for one in staged.sources if one.shown_as.startswith("content/"))):
            if not path.startswith(LEDGERS) and path != JARGON:
                text = read_text(root / path, path)
                self._add(path, in_yaml(text, path) if path.endswith(".yml") else in_markdown(text))
        for file in sorted(COMPONENTS.rglob("*.jinja")):
            self._add(f"macros/components/{file.relative_to(COMPONENTS).as_posix()}", in_markdown(file.read_text("utf-8")))

    def find(self, sentence: str, source: Source) -> Place:
        """Its file and line; the first line of the page's own file if no text of the project holds it."""
        key = _key(sentence)
        if exact := self.exact.get(key):
            return _nearest(exact, source)
        if fitting := [one for one in self.open if _fits(one[0], key)]:
            return max(fitting, key=lambda one: len("".join(one[0])))[1]
        inside = [one for one in self.exact if len(one) > 20 and one in key]
        return _nearest(self.exact[max(inside, key=len)], source) if inside else (source.shown_as, 1)

    def _add(self, path: str, found: Iterator[Written]) -> None:
        for passage in found:
            for sentence in passage.sentences:
                place = (path, passage.line_of(sentence))
                if _SLOT.search(sentence):
                    self._add_open(sentence, place)
                else:
                    self.exact.setdefault(_key(sentence), []).append(place)

    def _add_open(self, sentence: str, place: Place) -> None:
        parts = [_key(part) for part in _SLOT.split(sentence)]
        if len("".join(parts)) > 9:  # less would fit any sentence
            self.open.append((parts, place))


def _nearest(places: list[Place], source: Source) -> Place:
    """Where the same sentence stands in several files: the one that the page is made from."""
    name = PurePath(source.path).stem
    return next((place for place in places if place[0] == source.shown_as or PurePath(place[0]).stem == name), places[0])


def _fits(parts: list[str], key: str) -> bool:
    """Whether a sentence is these parts in this order, with anything between them."""
    if not (key.startswith(parts[0]) and key.endswith(parts[-1])):
        return False
    place = 0
    for part in parts:
        place = key.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def _key(text: str) -> str:
    """What stays of a sentence wherever it is shown: its letters and digits."""
    return re.sub(r"[\W_]", "", text).lower()
