"""Facts and content become finished Markdown in build/pages: what the engine only has to theme, and a doctor can read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, Problem
from macros.headers.policy import in_page, policy_of
from macros.pages.assets import assets_of
from macros.pages.brand import brand_style
from macros.pages.concern_pages import concern_values
from macros.pages.content import Source
from macros.pages.found.files import files_beside, shared
from macros.pages.found.heads import Heads
from macros.pages.kitchen import HeldBack, Kitchen
from macros.pages.look import files_by_name, style_of_every_page
from macros.pages.page import REVIEWS_PAGE, SOURCES_PAGE
from macros.pages.reading import Reading, read_over
from macros.pages.reviewed import OpenException, Review
from macros.pages.shelf import Shelf


@dataclass(frozen=True)
class Staged:
    """Everything that the engine needs: file contents by path from the root of the pages, and the menu.

    As `prepare` makes it, no page says a word about its review: it is the text that a doctor signs. `with_reviews` adds them.
    """

    guide: Guide
    files: Mapping[str, bytes]
    menu: list[Any]
    sources: list[Source]
    kitchen: Kitchen = field(repr=False)
    is_preview: bool = True
    warnings: tuple[Problem, ...] = ()
    exceptions: Mapping[str, tuple[OpenException, ...]] = field(default_factory=dict)  # from the content checks, by page
    refused: frozenset[str] = frozenset()  # pages and files with mistakes in them, or in what they show
    closed: tuple[str, ...] = ()  # how the paths begin of what may be there, and cannot be looked at

    def may_hold(self, path: str) -> bool:
        """Whether a page or file is there, with mistakes or not, as far as anybody can say."""
        return path in self.files or path in self.refused or path.startswith(self.closed)

    @property
    def pages(self) -> list[str]:
        return sorted(path for path in self.files if path.endswith(".md"))

    @cached_property
    def _by_path(self) -> dict[str, Source]:
        return {source.path: source for source in self.sources}

    def cooked_again(self, page: str, reviews: Mapping[str, Review] | None, held_back: HeldBack) -> bytes:
        """The page once more: with what `reviews` say, if any, and without the answers that are `held_back`."""
        source = self._by_path[page]
        self.kitchen.reviews, self.kitchen.held_back = reviews, held_back
        try:
            return cook_page(self.kitchen, source)
        finally:
            self.kitchen.reviews, self.kitchen.held_back = None, frozenset()

    def counts(self) -> dict[str, int]:
        """How many pages, concerns and possible answers there are."""
        concerns = [(treatment.id, concern) for treatment in self.guide.treatments.values() for concern in treatment.concerns]
        answers = sum(len(self.kitchen.rows(*concern)) for concern in concerns)  # worked out for the pages already
        return {"pages": len(self.pages), "concerns": len(concerns), "answers": answers}


def prepare(root: Path) -> Staged:
    """Read, check and cook everything below `root`, in memory. Raises EditorMistakes with all problems at once."""
    staged, problems = cook_over(read_over(root))
    if problems:
        raise EditorMistakes(problems)
    return staged


def cook_over(read: Reading) -> tuple[Staged, list[Problem]]:
    """What was read, finished as far as it can be, and every problem. Facts with mistakes: no page is cooked, all calls are looked at."""
    problems, sources, here = [*read.problems], read.sources, read.content
    kitchen = Kitchen(read.guide, read.titles)
    files = _cook_all(kitchen, sources, problems) if read.are_facts_right else Shelf()
    if not read.are_facts_right:
        problems.extend(slip for source in sources for slip in kitchen.slips_in(source.body, source.shown_as))
    files.update(assets_of(read.root, here.assets, problems))
    known = {*here.named, *(source.path for source in sources), *(file.removeprefix("content/") for file in here.assets)}
    refused = frozenset(known - files.keys())
    return Staged(read.guide, files, read.menu, sources, kitchen, refused=refused, closed=read.closed), problems


def with_reviews(
    staged: Staged,
    reviews: Mapping[str, Review],
    *,
    is_preview: bool = True,
    instead: Mapping[str, bytes] | None = None,
    held_back: Mapping[str, HeldBack] | None = None,
) -> Staged:
    """The same pages, each with the state of its review below its title and at its end.

    `instead` are pages that stand in for others; `held_back` are answers, by page, that give no number.
    """
    instead, held_back, kitchen = instead or {}, held_back or {}, staged.kitchen
    heads = Heads(staged.guide, staged.menu, staged.sources)
    kitchen.lists_reviews = REVIEWS_PAGE in kitchen.speaking_of_reviews and REVIEWS_PAGE not in instead

    def shown(page: str) -> bytes:
        if page in instead:
            text = instead[page].decode()
        elif page in kitchen.speaking_of_reviews or page in held_back:
            text = staged.cooked_again(page, reviews, held_back.get(page, frozenset())).decode()
        else:
            text = staged.files[page].decode()
        kitchen.reviews = reviews
        framed = _framed(text, heads.of(page, text, reviews[page]), *kitchen.notices(page))
        kitchen.reviews = None
        return framed.encode()

    files = Shelf((path, shown(path) if path.endswith(".md") else staged.files[path]) for path in sorted(staged.files))
    return replace(staged, files=files, is_preview=is_preview)


def _framed(text: str, told: Mapping[str, Any], below_title: str, at_end: str) -> str:
    """A finished page with what is `told` in its front matter, and the notices about its review: without a title the first is on top."""
    _, head, body = text.split("---\n", 2)
    head += _as_front_matter(told)
    title = re.search(r"^# .*$", body, re.MULTILINE)
    place = title.end() if title else 0
    return f"---\n{head}---\n{body[:place]}\n\n{below_title}\n\n{body[place:].lstrip()}\n{at_end}\n"


def in_order(sources: Iterable[Source]) -> list[Source]:
    """As they have to be cooked: the page of sources comes last, because it tells which pages use a source."""
    return sorted(sources, key=lambda source: (source.path == SOURCES_PAGE, source.path))


def _cook_all(kitchen: Kitchen, sources: list[Source], problems: list[Problem]) -> Shelf:
    """Every page finished."""
    files = Shelf()
    for source in in_order(sources):
        try:
            files[source.path] = cook_page(kitchen, source)
        except EditorMistakes as mistakes:
            problems.extend(mistakes.problems)
    return files


def cook_page(kitchen: Kitchen, source: Source) -> bytes:
    """One page finished. Raises EditorMistakes."""
    markdown = kitchen.cook(source.path, source.body, source.shown_as, **concern_values(source))
    return finished(source.front_matter.title, source.front_matter.description, markdown)


def finished(title: str, description: str, markdown: str) -> bytes:
    """A page with its title and description. Themes print both as they are, so they are escaped here, like all text."""
    head = _as_front_matter({"title": escape(title), "description": escape(description)})
    return f"---\n{head}---\n\n{markdown}".encode()


def _as_front_matter(told: Mapping[str, Any]) -> str:
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())


def write(staged: Staged, folder: Path) -> None:
    """Make build/ hold exactly what is staged. A file that did not change is not touched, so a live preview stays quiet."""
    pages = folder / "pages"
    _take_links_away(pages)
    beside = files_beside(staged.guide, staged.kitchen.titles, is_preview=staged.is_preview)
    for path, content in chain(staged.files.items(), beside.items()):
        _write_if_changed(pages / path, content)
    files = {*staged.files, *beside}
    for file in sorted(pages.rglob("*")):
        if file.is_file() and not file.name.startswith(".") and file.relative_to(pages).as_posix() not in files:
            file.unlink()
    _write_if_changed(folder / "engine.json", json.dumps(told_to_the_engine(staged), ensure_ascii=False, indent=1).encode())


def _take_links_away(pages: Path) -> None:
    """A link would have what it points to written over, or deleted; nothing here is anybody's own."""
    for path in [pages, *sorted(pages.rglob("*"))]:
        if path.is_symlink():
            path.unlink()


def told_to_the_engine(staged: Staged) -> dict[str, Any]:
    """What the engine has to know beside the pages, by the names of its settings. `extra` is for the templates of overrides/theme."""
    clinic = staged.guide.clinic
    style = style_of_every_page() + brand_style(clinic.brand)
    return {
        "site_name": escape(clinic.name),
        "site_url": clinic.site_address,
        "nav": _escaped(staged.menu),
        "extra": {
            "shared": shared(staged.guide, staged.kitchen.titles),
            "clinic": clinic.model_dump(),
            "is_preview": staged.is_preview,
            "style": style,
            "policy": in_page(policy_of(style.encode(), staged.files)),
            "assets": {name: path for name, (path, _) in files_by_name().items()},
        },
    }


def _escaped(menu: list[Any]) -> list[Any]:
    """The menu with its labels escaped: themes print them as they are."""
    return [
        {escape(label): _escaped(target) if isinstance(target, list) else target for label, target in entry.items()} for entry in menu
    ]


def _write_if_changed(file: Path, content: bytes) -> None:
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(".new")  # then in one step: whoever reads meanwhile gets the page before or the page after
    beside.write_bytes(content)
    beside.replace(file)
