"""The switch "Show sources" of a preview: which file and line each number on a page comes from.

Every page is cooked once more, from facts whose numbers print marks around themselves (macros/facts/remembering.py). These marked pages are
never built: each lies in a script of its own beside the site, which the switch loads when it is pressed, and lays over the page. So what a
doctor signs and a patient reads cannot depend on it, and a site for patients has nothing of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from macros.facts.remembering import DIGITS, FIRST_DIGIT, OPEN, Origin
from macros.facts.with_places import with_places
from macros.pages.concern_pages import concern_values
from macros.pages.kitchen import Kitchen
from macros.pages.stage import Staged

FOLDER = "show-sources"  # of a preview's site
SWITCH = ("show_sources.css", "show_sources.js")


class MarkedPages:
    """The pages of `staged`, with marks around their numbers. Making them takes as long as staging does: nobody waits for it."""

    def __init__(self, staged: Staged) -> None:
        self.staged = staged
        self.guide, self.origins = with_places(staged.guide)
        self._sources = {source.path: source for source in staged.sources}
        self._kitchen = Kitchen(self.guide, dict(staged.kitchen.titles))
        self._kitchen.uses.update({name: list(pages) for name, pages in staged.kitchen.uses.items()})

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

    def write(self, folder: Path) -> None:
        """Make `folder` hold the switch and all that it can load."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in (*SWITCH, *(path.removesuffix(".md") + ".js" for path in self._sources)):
            content = self.file(name)
            assert content is not None
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


@contextmanager
def putting_in_sources(staged: Staged, folder: Path, site: Path) -> Iterator[None]:
    """While the caller has a preview built at `site`, write the switch and its files to `folder`; then put them into the site.

    The engine is a process of its own, so this is done by the time it ends. A site for patients gets nothing.
    """
    if not staged.is_preview:
        yield
        return
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(lambda: MarkedPages(staged).write(folder))
        yield
        writing.result()
    folder.rename(site / FOLDER)


def _told(origin: Origin) -> str | list[str]:
    """For the switch: one place where a number stands, or a list of those that it was worked out from."""
    places = [str(place) for place in origin.places]
    return places if origin.is_worked_out else places[0]


def _number_of(digits: str) -> int:
    return (ord(digits[0]) - FIRST_DIGIT) * DIGITS + ord(digits[1]) - FIRST_DIGIT
