"""The switch "Show sources" of a preview: which file and line each number on a page comes from.

Every page is cooked once more, from facts whose numbers print marks around themselves (macros/facts/remembering.py). These marked pages are
never built: each lies in a script of its own beside the site, which the switch loads when it is pressed, and lays over the page. So what a
doctor signs and a patient reads cannot depend on it, and a site for patients has nothing of it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from macros.both_cores import beside
from macros.facts.guide import Guide
from macros.facts.remembering import DIGITS, FIRST_DIGIT, OPEN, Origin
from macros.facts.with_places import with_places
from macros.pages.concern_pages import concern_values
from macros.pages.content import Source
from macros.pages.kitchen import Kitchen
from macros.pages.reading import Reading
from macros.pages.stage import Staged, in_order

FOLDER = "show-sources"  # of a preview's site
SWITCH = ("show_sources.css", "show_sources.js")
Uses = Mapping[str, Iterable[str]]
NONE_YET: Uses = {}
_AT_ONCE = 100  # pages, between which the facts with places are kept: a guide of thousands would fill the memory with them
_PATIENTLY = 10  # a core that nobody else wants is good enough: the pages themselves come first


class MarkedPages:
    """The pages of a guide, with marks around their numbers. Making them takes as long as staging does: nobody waits for it.

    `uses` are the pages that use each source; where all pages are made in order, they come to be known on the way.
    """

    def __init__(self, guide: Guide, sources: Iterable[Source], titles: Mapping[str, str], uses: Uses = NONE_YET) -> None:
        self.guide, self.origins, self._forget_facts = with_places(guide)
        self._sources = {source.path: source for source in in_order(sources)}
        self._kitchen = Kitchen(self.guide, dict(titles))
        self._kitchen.start_with(uses)

    @classmethod
    def of(cls, staged: Staged) -> MarkedPages:
        """Those of pages that are staged."""
        return cls(staged.guide, staged.sources, staged.kitchen.titles, staged.kitchen.uses)

    def page(self, path: str) -> str:
        """The finished Markdown of a page, as it is signed, and marked."""
        source = self._sources[path]
        return self._kitchen.cook(path, source.body, source.shown_as, **concern_values(source))

    def origins_on(self, text: str) -> list[Origin]:
        """Where the numbers of a marked page come from, its estimate's included."""
        return [self.origins.all[number] for number in sorted(map(_number_of, {part[:2] for part in text.split(OPEN)[1:]}))]

    def file(self, name: str) -> bytes | None:
        """A file of `FOLDER`: the switch, or what it loads for a page (faq/index.js). A script, because a page that was opened from a disk
        can load nothing else. None if there is no such file."""
        if name in SWITCH:
            return Path(__file__).with_name(name).read_bytes()
        path = name.removesuffix(".js") + ".md"
        if path not in self._sources or not name.endswith(".js"):
            return None
        text = self.page(path)
        told = {"page": text, "places": {origin.number: _told(origin) for origin in self.origins_on(text)}}
        return f'dispatchEvent(new CustomEvent("show-sources", {{detail: {json.dumps(told, ensure_ascii=False)}}}));\n'.encode()

    def _forget(self) -> None:
        """What was worked out for the pages so far. Those that are made next to each other mostly show the same facts."""
        self._kitchen.rows.cache_clear()
        self._forget_facts()

    def write(self, folder: Path) -> None:
        """Make `folder` hold the switch and all that it can load."""
        shutil.rmtree(folder, ignore_errors=True)
        for count, name in enumerate((*SWITCH, *(path.removesuffix(".md") + ".js" for path in self._sources)), 1):
            if not count % _AT_ONCE:
                self._forget()
            content = self.file(name)
            assert content is not None
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


@contextmanager
def showing_sources(read: Reading, folder: Path) -> Iterator[Callable[[Path], None]]:
    """Begin to write the switch and its files to `folder`, in a process of its own. Gives what puts them into the site of a preview.

    That raises OSError if they cannot be written. A site for patients gets nothing of it.
    """

    def write() -> bool:
        MarkedPages(read.guide, read.sources, read.titles).write(folder)
        return True

    def put_into(site: Path) -> None:
        if not written():
            write()  # once more, here: so whoever builds sees why it failed
        folder.rename(site / FOLDER)

    def write_patiently() -> bool:
        os.nice(_PATIENTLY)
        return write()

    try:
        with beside(write_patiently) as written:
            yield put_into
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # of a build that came to nothing: whatever was still begun


def _told(origin: Origin) -> str | list[str]:
    """For the switch: one place where a number stands, or a list of those that it was worked out from."""
    places = [str(place) for place in origin.places]
    return places if origin.is_worked_out else places[0]


def _number_of(digits: str) -> int:
    return (ord(digits[0]) - FIRST_DIGIT) * DIGITS + ord(digits[1]) - FIRST_DIGIT
