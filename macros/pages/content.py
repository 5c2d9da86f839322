"""content/: the Markdown that marketing writes, and the menu, read and checked in shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.facts.document import Document
from macros.facts.guide import Guide
from macros.facts.kinds import Record, Text
from macros.facts.messages import problems_of, shown
from macros.facts.problem import EditorMistakes, Problem, about_file, did_you_mean, nearest
from macros.facts.waiver import without_waivers
from macros.facts.yaml_reader import parse_yaml, read_text, read_yaml
from macros.pages.content_files import MENU as MENU
from macros.pages.head import end_of_head
from macros.pages.markdown_size import too_large

DEEPEST_MENU, LONGEST_LABEL = 3, 120  # what a phone can show


class FrontMatter(Record):
    """The lines between --- at the top of a page: what search results and browser tabs show."""

    title: Text
    description: Text


@dataclass(frozen=True)
class Source:
    """A page before it is cooked. `body` has the same line numbers as the file `shown_as`."""

    path: str
    shown_as: str
    front_matter: FrontMatter
    body: str


def read_page(root: Path, shown_as: str) -> Source:
    """One Markdown page of content/. Raises EditorMistakes."""
    text = read_text(root / shown_as, shown_as)
    lines = text.split("\n")
    end = end_of_head(lines, shown_as)
    document = parse_yaml("\n".join(["", *lines[1:end]]), shown_as)
    try:
        front_matter = FrontMatter.model_validate(document.value, strict=True)
    except ValidationError as error:
        raise EditorMistakes(problems_of(error, document, FrontMatter)) from None
    body = "\n".join([""] * (end + 1) + without_waivers("\n".join(lines[end + 1 :])).split("\n"))
    if problems := too_large(body, shown_as):
        raise EditorMistakes(problems)
    return Source(shown_as.removeprefix("content/"), shown_as, front_matter, body)


def read_menu(root: Path, guide: Guide, pages: set[str], also: Iterable[str] = (), closed: tuple[str, ...] = ()) -> list[Any]:
    """The menu with every concern filled in, in the shape that mkdocs calls nav. Raises EditorMistakes.

    `pages` are all pages that will be built; each must be in the menu, so that no page is lost. What is `also` there has mistakes of its
    own, and may be listed; so may whatever begins like one of `closed`, the folders that nobody here may look into.
    """
    document = read_yaml(root / MENU, MENU)
    reader = _Menu(document, guide, pages.union(also), closed)
    menu = reader.items(document.value, ())
    lost = sorted(pages - reader.listed - reader.meant)
    missing = (about_file(MENU, f'the page "{page}" is in no menu', "Add it", "not-listed") for page in lost)
    if problems := [*reader.problems, *missing]:
        raise EditorMistakes(problems)
    return menu


class _Menu:
    def __init__(self, document: Document, guide: Guide, pages: set[str], closed: tuple[str, ...] = ()) -> None:
        self.document, self.guide, self.pages, self.closed = document, guide, pages, closed
        self.listed: set[str] = set()
        self.meant: set[str] = set()  # what entries with a slip mean: that it is in no menu needs no second word
        self.problems: list[Problem] = []

    def items(self, value: Any, loc: tuple[str | int, ...]) -> list[Any]:
        if not isinstance(value, list):
            self.refuse(loc, "this is not a list", 'Start each entry with "- "', "not-a-list")
            return []
        if not value:
            self.refuse(loc, "this part of the menu is empty", "Add a page to it, or take it away", "menu-entry")
        if len(loc) > 2 * DEEPEST_MENU - 1:
            self.refuse(loc, f"the menu is more than {DEEPEST_MENU} levels deep", "Move these entries up", "too-deep")
            return []
        return [entry for index, item in enumerate(value) for entry in self.item(item, (*loc, index))]

    def item(self, value: Any, loc: tuple[str | int, ...]) -> Iterator[Any]:
        if not isinstance(value, dict) or len(value) != 1:
            self.refuse(loc, "an entry is one label and one page", "Write it as - Label: folder/page.md", "menu-entry")
            return
        ((label, target),) = value.items()
        self.label(label, loc)
        if label == "concerns_of":
            yield from self.concerns(target, (*loc, label))
        elif isinstance(target, list):
            yield {label: self.items(target, (*loc, label))}
        elif not isinstance(target, str):
            self.refuse((*loc, label), f"{shown(target)} is no page", "Write it as - Label: folder/page.md", "menu-entry")
        elif target in self.pages or target.startswith(self.closed):
            self.list_page(target, (*loc, label))
            yield {label: target}
        else:
            self.meant.add(nearest(target, self.pages) or target)
            self.refuse((*loc, label), f'there is no page "{target}"', did_you_mean(target, self.pages), "unknown-page")

    def concerns(self, name: Any, loc: tuple[str | int, ...]) -> Iterator[Any]:
        if not isinstance(name, str) or name not in self.guide.treatments:
            do, meant = did_you_mean(str(name), self.guide.treatments), nearest(str(name), self.guide.treatments)
            self.meant |= {page for page in self.pages if meant and page.startswith(f"{meant}/")}
            self.refuse(loc, f'there is no treatment called "{name}"', do, "unknown-name")
            return
        for concern, record in self.guide.treatments[name].concerns.items():
            page = f"{name}/{concern}.md"
            self.list_page(page, loc)
            yield {record.name: page}

    def label(self, label: str, loc: tuple[str | int, ...]) -> None:
        if not label.strip():
            self.refuse(loc, "the label is empty", "Write what patients should read in the menu", "menu-entry")
        elif len(label) > LONGEST_LABEL:
            self.refuse(loc, "the label is too long", f"Keep it to {LONGEST_LABEL} characters", "menu-entry")

    def list_page(self, page: str, loc: tuple[str | int, ...]) -> None:
        if page in self.listed:
            self.refuse(loc, f'the page "{page}" is in the menu already', "Keep one of them", "named-twice")
        self.listed.add(page)

    def refuse(self, loc: tuple[str | int, ...], seen: str, do: str, kind: str) -> None:
        self.problems.append(self.document.problem(loc, seen, do, kind=kind))
