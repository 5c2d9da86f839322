"""The search as a person uses it, in a real browser, on any page that has its button."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.facts.guide import Guide
from macros.pages.look import files_by_name
from macros.search.index import FILE, index_of
from macros.search.reading import FoundPage, Part

BUTTON, DIALOG, FIELD, SAID = "[data-search]", "dialog.cg-find", "#cg-find", "dialog.cg-find [role=status]"
# What is shown: each page with its link, its own excerpt if any, and its parts as link and excerpt.
SHOWN = """() => [...document.querySelectorAll("dialog.cg-find > ul > li")].map(page => ({
  title: page.querySelector(":scope > a").textContent,
  href: page.querySelector(":scope > a").href,
  excerpt: page.querySelector(":scope > p")?.textContent ?? "",
  parts: [...page.querySelectorAll("li")].map(part => [part.querySelector("a").textContent, part.querySelector("a").href,
                                                       part.querySelector("span").textContent]),
}))"""


@dataclass
class Search:
    """The search of the page that a tab shows."""

    page: Page

    def open(self) -> Search:
        self.page.locator(BUTTON).click()
        expect(self.page.locator(DIALOG)).to_be_visible()
        return self

    def ask(self, words: str) -> list[dict[str, Any]]:
        """Type these words instead of others, and read what is found."""
        self.page.locator(FIELD).fill(words)
        self.page.evaluate("new Promise(done => setTimeout(done, 150))")  # it waits so long for the next letter, and began before
        found: list[dict[str, Any]] = self.page.evaluate(SHOWN)
        return found

    @property
    def said(self) -> str:
        return self.page.locator(SAID).inner_text()

    @property
    def links(self) -> Locator:
        return self.page.locator(f"{DIALOG} ul a")


def library(folder: Path, guide: Guide, pages: dict[str, tuple[str, list[tuple[str, str, str]]]]) -> Path:
    """A site of one page that has nothing but the button, and an index of `pages`: title, then anchor, heading and text of each part."""
    (folder / FILE).parent.mkdir(parents=True)
    found = {path: FoundPage(title, tuple(Part(*part) for part in parts)) for path, (title, parts) in pages.items()}
    (folder / FILE).write_bytes(index_of(guide, found))
    files = {name: content for name, (_, content) in files_by_name().items()}
    for name in ("search.js", "search.css", "site.js"):
        (folder / "assets" / name).write_bytes(files[name])
    asked = 'data-search data-script="assets/search.js" data-style="assets/search.css" data-index="assets/search-index.js"'
    page = folder / "page.html"
    body = f'<button {asked} hidden>Search</button><script src="assets/site.js" defer></script>'
    page.write_text(f'<!doctype html><meta charset="utf-8">{body}', "utf-8")
    return page
