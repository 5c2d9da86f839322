"""The checks on what was built: links, anchors and files that a browser would ask for, and text that should never be there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.pages.page import address_of
from macros.pages.stage import Staged
from macros.search.reading import FoundPage, read_page

_ADDRESSES = ("href", "src", "poster", "action", "data")
# Compiled once: half of the time of this check is looking through pages.
_ids = cast(Callable[[Any], list[str]], etree.XPath("//@id", smart_strings=False))
_picture_sets = cast(Callable[[Any], list[str]], etree.XPath("//@srcset", smart_strings=False))
_asking = cast(Callable[[Any], list[Any]], etree.XPath("//*[" + " or ".join(f"@{name}" for name in _ADDRESSES) + "]"))
_article = cast(Callable[[Any], str], etree.XPath("string(//article)", smart_strings=False))
MISSING = "404.html"  # the page for missing addresses
_LEFTOVER = re.compile(r"\{\{|\{%|Traceback \(most recent call last\)")
_LOADED_BY_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^\s"')]+)""")
_BRACES_IN_DATA = b"&#123;"  # how the staged page writes a brace that somebody typed as text


@dataclass(frozen=True)
class BuiltPage:
    """One page of the site as a browser gets it."""

    path: str
    ids: frozenset[str]
    asked_for: tuple[tuple[str, bool], ...]
    text: str
    to_find: FoundPage | None = None


def read_site(site: Path) -> dict[str, BuiltPage]:
    """Every page of the built site by its address."""
    return {file.relative_to(site).as_posix(): _read(file, site) for file in sorted(site.rglob("*.html"))}


def to_find(pages: dict[str, BuiltPage]) -> dict[str, FoundPage]:
    """What can be found on the pages of a site. The page for missing addresses is no answer to anything."""
    return {address: page.to_find for address, page in pages.items() if page.to_find and address != MISSING}


def check_site(site: Path, staged: Staged, pages: dict[str, BuiltPage]) -> None:
    """Raises EditorMistakes with every broken link or leftover of the built site, of which `pages` were read."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    home = staged.guide.clinic.site_address or "/"
    problems = [problem for page in pages.values() for problem in _problems(page, pages, files, home)]
    problems.extend(_leftovers(pages, staged))
    problems.extend(_strangers_in_styles(site))
    for path in staged.pages:
        if address_of(path) not in pages:
            seen = f"the page made from {path} was not built"
            problems.append(about_file(f"site/{address_of(path)}", seen, "Run make site again", "page-not-built"))
    if problems:
        raise EditorMistakes(problems)


def _read(file: Path, site: Path) -> BuiltPage:
    content = file.read_bytes()
    if not content.strip():
        return BuiltPage(file.relative_to(site).as_posix(), frozenset(), (), "")
    tree = html.document_fromstring(content)
    asked = tuple(
        (value.strip(), element.tag not in ("a", "area") and element.get("rel") not in ("canonical", "prev", "next", "alternate"))
        for element in _asking(tree)
        for name in _ADDRESSES
        if (value := element.get(name)) is not None
    )
    pictures = (one.split()[0] for value in _picture_sets(tree) for one in value.split(",") if one.split())
    asked += tuple((address, True) for address in pictures)
    return BuiltPage(file.relative_to(site).as_posix(), frozenset(_ids(tree)), asked, _article(tree), read_page(tree))


def _leftovers(pages: dict[str, BuiltPage], staged: Staged) -> Iterator[Problem]:
    """What a template forgot. A page whose data holds braces as text may show them."""
    may_show_braces = {address_of(path) for path, content in staged.files.items() if _BRACES_IN_DATA in content}
    for page in pages.values():
        found = _LEFTOVER.search(page.text)
        if found and not (found[0].startswith("{") and page.path in may_show_braces):
            seen = f'"{found[0]}" is left over from a template'
            yield about_file(f"site/{page.path}", seen, "Look at the page's file in content/ or its component", "left-over")


def _strangers_in_styles(site: Path) -> Iterator[Problem]:
    """What a style sheet would load from somebody else."""
    for file in sorted(site.rglob("*.css")):
        for match in _LOADED_BY_STYLE.finditer(file.read_text("utf-8")):
            shown = f"site/{file.relative_to(site).as_posix()}"
            yield about_file(shown, f'"{match[1]}" would be loaded from somebody else', "Keep the file in content/assets", "from-elsewhere")


def _problems(page: BuiltPage, pages: dict[str, BuiltPage], files: set[str], home: str) -> Iterator[Problem]:
    shown = f"site/{page.path}"
    if not page.text.strip() and page.path != MISSING:
        yield about_file(shown, "the page is empty", "Look at its file in build/pages", "empty-page")
    for address, is_loaded in sorted(set(page.asked_for)):
        if problem := _broken(address, is_loaded, page, pages, files, home):
            yield about_file(shown, *problem)


def _broken(
    address: str, is_loaded: bool, page: BuiltPage, pages: dict[str, BuiltPage], files: set[str], home: str
) -> tuple[str, str, str] | None:
    folder = urlsplit(home).path
    parts = urlsplit(folder + address[len(home) :] if address.startswith(home) else address)
    if parts.scheme in ("http", "https") or parts.netloc:
        from_elsewhere = f'"{address}" would be loaded from somebody else', "Keep the file in content/assets", "from-elsewhere"
        return from_elsewhere if is_loaded else None
    if parts.scheme in ("mailto", "tel"):
        return None
    if parts.scheme:
        return f'"{address}" is not a safe link', "Use https:, mailto:, tel: or a page of this site", "unsafe-link"
    path = _file_at(unquote(parts.path), page, folder)
    if path not in files:
        return f'"{address}" leads to nothing', "Correct the link", "unknown-page"
    target = pages.get(path)
    if parts.fragment and target and unquote(parts.fragment) not in target.ids:
        return f'"{address}": the page has no part called "{parts.fragment}"', "Correct the part after #", "unknown-anchor"
    return None


def _file_at(path: str, page: BuiltPage, folder: str) -> str:
    """The file that a link leads to. Those of the page for missing addresses, served at any depth, start with the site's folder."""
    if not path:
        return page.path
    if path.startswith("/"):
        inside = path.removeprefix(folder) if path.startswith(folder) else f"..{path}"
    else:
        inside = posixpath.join(posixpath.dirname(page.path), path)
    found = posixpath.normpath(inside)
    return "index.html" if found == "." else found
