"""Everything that an editor wrote, read: facts, pages, menu and files, with every problem, before any page is cooked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.both_cores import beside
from macros.estimate.table import MOST_ROWS, too_many_rows
from macros.facts.ahead import ReaderAhead
from macros.facts.guide import Guide, Reader, read_guide
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.facts.put_away import PutAway
from macros.pages.concern_pages import concern_pages
from macros.pages.content import Source, read_menu, read_page
from macros.pages.content_files import ContentFiles, content_files, out_of_sight

_MANY_FILES = 400  # of data/: fewer are read before it would be worth another process


@dataclass(frozen=True)
class Reading:
    """Everything below `root` as it was read, before any page is cooked, and every problem so far. Facts with mistakes: cook nothing."""

    root: Path
    guide: Guide
    sources: list[Source]
    menu: list[Any]
    content: ContentFiles
    closed: tuple[str, ...]
    problems: list[Problem]
    are_facts_right: bool

    @property
    def titles(self) -> dict[str, str]:
        return {source.path: source.front_matter.title for source in self.sources}


def read_over(root: Path, reader: Reader | None = None) -> Reading:
    """Everything below `root`, as far as it can be read; its facts by this `reader`, if one is given."""
    guide, problems = read_guide(root, reader)
    are_facts_right = not problems
    if are_facts_right:
        problems.extend(_too_many_answers(guide))
    here = content_files(root)
    problems.extend(here.problems)
    sources = concern_pages(guide)
    for file in here.pages:
        try:
            sources.append(read_page(root, file))
        except EditorMistakes as mistakes:
            problems.extend(mistakes.problems)
    problems.extend(_taken_twice(sources))
    closed = tuple(out_of_sight(here, guide))
    menu: list[Any] = []
    try:
        if "content" not in here.closed:
            menu = read_menu(root, guide, {source.path for source in sources}, here.named, closed)
    except EditorMistakes as mistakes:
        problems.extend(mistakes.problems)
    return Reading(root, guide, sources, menu, here, closed, problems, are_facts_right)


def read_apart(root: Path) -> Reading:
    """The same, by a process of its own where there is a lot to read: what reading alone needs then never fills the memory of this one."""

    def to_hand_over() -> Reading:
        read = read_over(root, ReaderAhead(root))
        return replace(read, guide=replace(read.guide, documents=PutAway(read.guide.documents)))

    if sum(1 for _ in (root / "data").rglob("*.yml")) < _MANY_FILES:
        return read_over(root)
    with beside(to_hand_over) as read:
        return read() or read_over(root)


def _too_many_answers(guide: Guide) -> Iterator[Problem]:
    for concern in too_many_rows(guide):
        seen = f"{concern} would have more than {MOST_ROWS} answers"
        yield about_file("data/questions.yml", seen, "Ask fewer questions", "many-answers")


def _taken_twice(sources: list[Source]) -> list[Problem]:
    taken = {source.path for source in sources if not source.shown_as.startswith("content/")}
    return [
        about_file(source.shown_as, "this address belongs to the page that is made from a concern's data", "Rename this file", "taken-name")
        for source in sources
        if source.shown_as.startswith("content/") and source.path in taken
    ]
