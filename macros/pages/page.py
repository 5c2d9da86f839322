"""One page while it is being made: where it lies, how it links to others, which sources it has cited so far."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

SOURCES_PAGE = "about/sources.md"
REVIEWS_PAGE = "about/who-checks.md"


@dataclass
class Page:
    """A page at `path` (from the root of the pages, like "faq/index.md")."""

    path: str
    cited: list[str] = field(default_factory=list)

    def cite(self, names: str | Iterable[str]) -> Markup:
        """Numbered references to sources; the same source keeps its number on the whole page."""
        numbers = self.numbers([names] if isinstance(names, str) else names)
        links = (f'<a class="cg-cite" href="#source-{number}" aria-label="Source {number}">[{number}]</a>' for number in numbers)
        return Markup("".join(links))

    def numbers(self, names: Iterable[str]) -> list[int]:
        """The numbers of sources on this page; a new one takes the next."""
        for name in names:
            if name not in self.cited:
                self.cited.append(name)
        return [self.cited.index(name) + 1 for name in names]

    def link(self, path: str, anchor: str = "") -> str:
        """The address of another page as seen from this one."""
        address = _from_folder(posixpath.dirname(self.path), path)
        return address + (f"#{anchor}" if anchor else "")


@lru_cache(maxsize=4096)  # pages of a folder link to the same pages
def _from_folder(folder: str, path: str) -> str:
    return posixpath.relpath(f"/{address_of(path)}", f"/{folder}")


def address_of(path: str) -> str:
    """Where the built page of a Markdown file lies: the same folder, ending in .html, so that the site also opens from a disk."""
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path
