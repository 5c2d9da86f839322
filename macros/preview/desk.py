"""The desk of a live preview: all pages of a project. After an edit those that it touches are made again, each when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.facts.guide import Guide, load
from macros.facts.problem import EditorMistakes, about_file
from macros.pages.assets import assets_of
from macros.pages.concern_pages import concern_pages
from macros.pages.content import Source, read_menu
from macros.pages.content_files import content_files
from macros.pages.found.files import files_beside
from macros.pages.kitchen import Kitchen
from macros.pages.look import style_of_every_page
from macros.pages.page import REVIEWS_PAGE, SOURCES_PAGE
from macros.pages.reviewed import Review
from macros.pages.show_sources import FOLDER, SWITCH, MarkedPages
from macros.pages.stage import Staged, cook_page, told_to_the_engine, with_reviews
from macros.preview.memory import Memory, RememberingReader, read_page_again
from macros.preview.noting import Noted, is_of_every_page, noted
from macros.preview.on_demand import OneByOne, Pages
from macros.reviews.states import Reviews

USES, TITLES = "uses of sources", "titles"  # what a page may be made of beside files


@dataclass(frozen=True)
class Cooked:
    """One finished page without a word about reviews, what it was made of, and what cooking it told of it."""

    text: bytes
    made_of: frozenset[str]
    cited: tuple[str, ...]
    uses: Mapping[str, list[str]] | None
    speaks_of_reviews: bool
    estimates: list[str] | None


class Desk:
    """Everything below `root`, as the newest edit without mistakes left it. Nothing is there before the first `look`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staged: Staged | None = None
        self._memory, self._notes = Memory(), set[str]()
        self._cooked: dict[str, Cooked] = {}
        self._sources: dict[str, Source] = {}
        self._reviews: Mapping[str, Review] = {}
        self._assets: dict[str, bytes] = {}
        self._marked: tuple[Staged, MarkedPages] | None = None  # and what it was made of

    def look(self, on: str) -> None:
        """Take in what was edited, as of the day `on`. On EditorMistakes everything stays as it was."""
        guide = load(self.root, RememberingReader(self.root, self._memory))
        here = content_files(self.root)
        found, problems = self._read(guide, here.pages), list(here.problems)
        assets = assets_of(self.root, here.assets, problems)
        menu = read_menu(self.root, guide, set(found))
        if problems:
            raise EditorMistakes(problems)
        self._take(guide, found, menu, assets, on)

    def _read(self, guide: Guide, pages_here: list[str]) -> dict[str, Source]:
        pages = [read_page_again(self.root, path, self._memory) for path in pages_here]
        made = {source.path: source for source in concern_pages(guide)}
        if taken := [page.shown_as for page in pages if page.path in made]:
            raise EditorMistakes(about_file(path, "this address is taken", "Rename this file", "taken-name") for path in taken)
        return made | {page.path: page for page in pages}

    def _take(self, guide: Guide, sources: dict[str, Source], menu: list[Any], assets: dict[str, bytes], on: str) -> None:
        before, titles = self.staged, {path: source.front_matter.title for path, source in sources.items()}
        if before is None or before.kitchen.titles != titles or _changed(before.guide, guide):
            self._clear(before, guide, titles)
            kitchen = self._kitchen(guide, titles)
        else:
            kitchen = before.kitchen
        for path in [path for path in self._cooked if sources.get(path) != self._sources.get(path)]:
            del self._cooked[path]
        self._sources, self._assets = sources, assets
        files = Pages(self.signed, sorted(sources), assets)
        self.staged = Staged(guide, files, menu, list(sources.values()), kitchen)
        self._repeat_effects(kitchen)
        self._reviews = OneByOne(Reviews(self.staged, on))

    def _clear(self, before: Staged | None, guide: Guide, titles: dict[str, str]) -> None:
        """Forget the pages that are made of what changed."""
        changed = _changed(before.guide, guide) if before else set[str]()
        if before and before.kitchen.titles != titles:
            changed.add(TITLES)
        if before is None or any(map(is_of_every_page, changed - {TITLES})) or before.guide.treatments.keys() != guide.treatments.keys():
            self._cooked.clear()
        for path in [path for path, one in self._cooked.items() if one.made_of & changed]:
            del self._cooked[path]

    def _kitchen(self, guide: Guide, titles: dict[str, str]) -> Kitchen:
        kitchen = Kitchen(noted(guide, self._notes), Noted(titles, self._notes, lambda _: TITLES))
        kitchen.uses = Noted({}, self._notes, lambda _: USES)
        kitchen.inside.globals["uses"] = kitchen.uses
        return kitchen

    def _repeat_effects(self, kitchen: Kitchen) -> None:
        """What a kitchen learns while it cooks: said again of pages that it need not cook."""
        kitchen.speaking_of_reviews.clear()
        kitchen.estimates.clear()
        for path, one in self._cooked.items():
            self._tell(kitchen, path, one)

    def _tell(self, kitchen: Kitchen, path: str, one: Cooked) -> None:
        if one.speaks_of_reviews:
            kitchen.speaking_of_reviews.add(path)
        if one.estimates:
            kitchen.estimates[path] = one.estimates

    @property
    def paths(self) -> list[str]:
        """Every page, in alphabetical order."""
        return sorted(self._sources)

    def file(self, address: str) -> bytes | None:
        """What is at an address beside the pages: other files, and those of the switch "Show sources". None if nothing is."""
        folder, _, name = address.partition("/")
        if self.staged is None:
            return None
        if folder != FOLDER:
            return self._assets.get(address) or self._beside().get(address)
        if name in SWITCH:
            return self._switch(name)
        if self._marked is None or self._marked[0] is not self.staged:
            self.staged.kitchen.start_with(self._uses_before(SOURCES_PAGE))
            self._marked = self.staged, MarkedPages.of(self.staged)
        return self._marked[1].file(name)

    def _beside(self) -> dict[str, bytes]:
        assert self.staged
        return files_beside(self.staged.guide, dict(self.staged.kitchen.titles), is_preview=True)

    def _switch(self, name: str) -> bytes:
        return (self.root / "macros/pages" / name).read_bytes()

    @property
    def assets_stamp(self) -> str:
        """Another one as soon as any file that is no page changed."""
        files = self._assets | {"style": style_of_every_page().encode()} | {name: self._switch(name) for name in SWITCH}
        digest = sha256()
        for path, content in sorted(files.items()):
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:12]

    def for_engine(self) -> tuple[dict[str, Any], list[str]]:
        """What the engine is told, and every file of the pages' folder."""
        assert self.staged
        return told_to_the_engine(self.staged), [*self.paths, *sorted(self._assets)]

    @property
    def waiting(self) -> Iterator[str]:
        """Pages that were not made since the edits that touched them."""
        return (path for path in self._sources if path not in self._cooked)

    def page(self, path: str) -> bytes:
        """The finished Markdown of a page with the word about its review. Raises EditorMistakes where it cannot be made."""
        assert self.staged
        text = self.signed(path)
        if REVIEWS_PAGE in self._sources:
            self.signed(REVIEWS_PAGE)  # the notices of all pages link to it, if it lists reviews
        return with_reviews(replace(self.staged, files={path: text}), self._reviews).files[path]

    def signed(self, path: str) -> bytes:
        """The finished Markdown of a page without a word about its review."""
        known = self._cooked.get(path)
        if known and (known.uses is None or known.uses == self._uses_before(path)):
            return known.text
        made = self._cook(path, {})
        if USES in made.made_of:
            made = self._cook(path, self._uses_before(path))
        self._cooked[path] = made
        assert self.staged
        self._tell(self.staged.kitchen, path, made)
        return made.text

    def _uses_before(self, path: str) -> dict[str, list[str]]:
        """Which pages cite a source, of those that a whole build makes before this one: all, for the page of sources."""
        uses: dict[str, list[str]] = {}
        for page in sorted(self._sources):
            if page != path and (path == SOURCES_PAGE or (page != SOURCES_PAGE and page < path)):
                self.signed(page)
                for name in self._cooked[page].cited:
                    uses.setdefault(name, []).append(page)
        return uses

    def _cook(self, path: str, uses: Mapping[str, list[str]]) -> Cooked:
        assert self.staged
        kitchen = self.staged.kitchen
        kitchen.start_with(uses)
        kitchen.speaking_of_reviews.discard(path)
        kitchen.estimates.pop(path, None)
        self._notes.clear()
        text = cook_page(kitchen, self._sources[path])
        made_of = frozenset(self._notes)
        return Cooked(
            text, made_of, tuple(kitchen.page.cited), uses if USES in made_of else None,
            path in kitchen.speaking_of_reviews, kitchen.estimates.get(path),
        )  # fmt: skip


def _changed(before: Guide, now: Guide) -> set[str]:
    """The data files that are not the same ones, by path."""
    paths = before.documents.keys() | now.documents.keys()
    return {path for path in paths if before.documents.get(path) is not now.documents.get(path)}
