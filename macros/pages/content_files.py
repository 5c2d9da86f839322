"""Every file of content/, found in one walk: which are pages, which are assets, and what should not be there.

Whatever lies in content/ is published or is a mistake. A file that nothing reads would be believed to count; a link would publish
what it points to; and a name becomes an address, which must read the same on every computer and every server.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.facts.closed_folders import cannot_be_opened, is_closed
from macros.facts.guide import Guide
from macros.facts.kinds import checked_id
from macros.facts.problem import Problem, Slip, about_file
from macros.facts.stand_ins import AnyName

MENU = "content/menu.yml"
ASSETS = "content/assets"
DEEPEST = 8  # folders inside each other
_TAKEN = {"404": "the page for missing addresses is made by the guide"}
_ASSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*", re.ASCII)
# Names that Windows keeps for devices: nobody there could even copy the project.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".pdf", ".mp4", ".webm")


@dataclass
class ContentFiles:
    """Paths from the root of the project, sorted. `named` is whatever has the name of a page, by path from content/: a menu may list it."""

    pages: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    assets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # folders that cannot be looked into


def content_files(root: Path) -> ContentFiles:
    """Every file below `root`/content, and links among the files of the theme. Follows no link, and opens nothing."""
    found = ContentFiles()
    if (root / "content").is_symlink():
        found.problems.append(_a_link("content"))
    else:
        _walk(root, "content", found)
    found.problems.extend(_a_link(path) for path in _links_in(root, "overrides"))  # the engine copies what lies there
    found.pages.sort()
    found.assets.sort()
    return found


def out_of_sight(here: ContentFiles, guide: Guide) -> Iterator[str]:
    """How the paths begin of pages and files that may be there: nobody may look into their folders, or into those of their facts."""
    for folder in here.closed:
        yield f"{folder}/".removeprefix("content/")
    if isinstance(guide.treatments, AnyName):
        yield ""
    for treatment in guide.treatments.values():
        if isinstance(treatment.concerns, AnyName):
            yield f"{treatment.id}/"


def _links_in(root: Path, folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(root / folder):
        paths = (Path(place) / name for name in sorted([*folders, *files]))
        yield from (path.relative_to(root).as_posix() for path in paths if path.is_symlink())


def _walk(root: Path, folder: str, found: ContentFiles) -> None:
    if folder.count("/") > DEEPEST:
        found.problems.append(about_file(folder, "too many folders lie inside each other", "Move its files up", "too-deep"))
        return
    if is_closed(root / folder):
        found.closed.append(folder)
        found.problems.append(cannot_be_opened(folder))
        return
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        seen = f"the folder cannot be read ({error.strerror})"
        found.problems.append(about_file(folder, seen, "Check that it is a folder and that you may open it", "unreadable-file"))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if path != MENU:  # who reads the menu looks at it
            _look_at(root, path, entry, found)


def _look_at(root: Path, path: str, entry: os.DirEntry[str], found: ContentFiles) -> None:
    if entry.name.endswith(".md"):
        found.named.add(path.removeprefix("content/"))
    if entry.is_symlink():
        found.problems.append(_a_link(path))
    elif entry.is_dir():
        _go_into(root, path, found)
    elif entry.is_file():
        _sort_in(path, found)
    else:
        seen, do = "this is not an ordinary file", "Put a plain file here: no folder, no pipe"
        found.problems.append(about_file(path, seen, do, "not-a-plain-file"))


def _go_into(root: Path, path: str, found: ContentFiles) -> None:
    """A folder. Hidden ones are left to other programs."""
    name = path.rpartition("/")[2]
    if name.endswith(".md"):
        found.problems.append(about_file(path, f'"{name}" is a folder with the name of a page', "Rename it", "odd-name"))
    elif not name.startswith("."):
        found.problems.extend(_in_name(path))
        _walk(root, path, found)


def _sort_in(path: str, found: ContentFiles) -> None:
    """A plain file goes to the pages, the assets or the problems. Hidden ones are left to other programs, unless they look like a page."""
    name = path.rpartition("/")[2]
    is_asset = path.startswith(f"{ASSETS}/") and not name.startswith(".")
    if is_asset or (name.endswith(".md") and not name.startswith("._")):  # "._": what a Mac leaves beside a file
        if problem := _in_name(path):
            found.problems.extend(problem)
        else:
            (found.assets if is_asset else found.pages).append(path)
    elif not name.startswith("."):
        found.problems.append(about_file(path, "nothing reads this file", _belongs(name), "unread-file"))


def _belongs(name: str) -> str:
    if name.lower().endswith(_PICTURES):
        return f"Put it in {ASSETS}"
    return "Pages end in .md, the menu is content/menu.yml, and everything else lies in content/assets"


def _in_name(path: str) -> list[Problem]:
    """What is wrong with the last part of a path, as an address."""
    name = path.rpartition("/")[2]
    if _DEVICE.match(name):
        return [about_file(path, f'"{name}" is a name that Windows keeps for itself', "Choose another name", "odd-name")]
    if path.startswith(f"{ASSETS}/"):
        if len(name) <= 80 and _ASSET.fullmatch(name):
            return []
        do = "Use letters a to z, digits, hyphens and underscores, 80 at most, without accents or spaces"
        return [about_file(path, "this name does not read the same in every address", do, "odd-name")]
    stem = name.removesuffix(".md")
    try:
        checked_id(stem)
    except Slip as slip:
        return [about_file(path, slip.seen, slip.do, "odd-name")]
    if stem in _TAKEN:
        return [about_file(path, _TAKEN[stem], "Choose another name", "taken-name")]
    return []


def _a_link(path: str) -> Problem:
    return about_file(path, "this is a link to another place", "Put the file or folder itself here", "link-elsewhere")
