"""The place of site/: what may be replaced there, how a new site gets there in one step, and what killed builds have left."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from macros.building import manifest
from macros.building.engine import NEW
from macros.building.manifest import SITE
from macros.building.one_step import exchange
from macros.facts.problem import EditorMistakes, Problem, about_file

BEFORE = "build/site-before"
_LEFT = (NEW, BEFORE, "build/show-sources")
_SIGNS_OF_A_SITE = {"index.html", "404.html", "sitemap.xml", "assets"}
_LEFT_ASIDE = {".DS_Store"}  # made by a file manager in every folder that somebody looks into
_TEMPORARY = ("build/pages/**/.new", "build/.new", ".cache/theme/*.tmp")


def put_right(root: Path) -> None:
    """What a build that was killed half way through its last steps had still to do. Raises OSError."""
    site, before, coming = root / SITE, root / BEFORE, root / manifest.COMING
    if before.exists() and not os.path.lexists(site):
        before.rename(site)
    if _has_come(coming, site):
        coming.replace(root / manifest.NAME)
    remove(coming)


def _has_come(coming: Path, site: Path) -> bool:
    """Whether the site that was to come stands there now. A manifest that was cut off tells of none."""
    try:
        return manifest.is_of(manifest.read(coming), site)
    except EditorMistakes:
        return False


def sweep(root: Path) -> None:
    """Take away what builds have left that were killed. Raises OSError if it stays: a new site must not grow among old pages."""
    for path in _LEFT:
        remove(root / path)
    for pattern in _TEMPORARY:
        for file in root.glob(pattern):
            file.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Whatever is there: a folder and all in it, or the link or file itself. Raises OSError if it stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def refuse_what_is_not_ours(root: Path) -> None:
    """Raises EditorMistakes if at site/ there is anything but a site that may be replaced."""
    if problem := _not_ours(root):
        raise EditorMistakes([problem])


def _not_ours(root: Path) -> Problem | None:
    site = root / SITE
    if site.is_symlink():
        return _refused(f"is a link to {site.readlink()}", "Remove the link, so that a folder can stand there")
    if not os.path.lexists(site):
        return None
    if not site.is_dir():
        return _refused("is no folder", "Move it away, so that a folder can stand there")
    names = {one.name for one in site.iterdir()} - _LEFT_ASIDE
    if names and not names & _SIGNS_OF_A_SITE:
        return _refused(f'holds "{min(names)}" and no page, so no build made it', "Move it away, so that nothing of yours is lost")
    if hidden := sorted(name for name in names - _built(root) if name.startswith(".")):
        return _refused(f'holds "{hidden[0]}", which no build made', "Move it out of site/, so that it is not lost")
    return None


def _refused(seen: str, do: str) -> Problem:
    return about_file(SITE, f"site/ {seen}", do, "not-our-site")


def _built(root: Path) -> set[str]:
    """The names right below site/ that the last build made, as far as that is known."""
    try:
        return {path.split("/")[0] for path in manifest.read(root / manifest.NAME)}
    except (EditorMistakes, OSError):
        return set()


def swap_in(root: Path, files: manifest.Files) -> None:
    """Put the new site, which holds `files`, in the place of the old one, in one step.

    Raises OSError or EditorMistakes if the old one still stands. Where the system cannot exchange two folders, two renames do it;
    `put_right` mends a kill between them.
    """
    new, site, coming = root / NEW, root / SITE, root / manifest.COMING
    coming.write_text(manifest.as_text(files), "utf-8")
    try:
        if not os.path.lexists(site):
            new.rename(site)
        elif not exchange(new, site):
            _by_two_renames(new, site)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EBUSY):
            raise
        seen, do = "site/ is on another disk than build/, or is a disk of its own", "Keep both in one folder on one disk"
        raise EditorMistakes([about_file(SITE, seen, do, "site-elsewhere")]) from None


def _by_two_renames(new: Path, site: Path) -> None:
    before = new.with_name("site-before")
    remove(before)
    site.rename(before)
    try:
        new.rename(site)
    except OSError:
        before.rename(site)
        raise


def after_the_swap(root: Path) -> None:
    """What is left to do once the new site stands. A failure here costs nothing: the next build does it."""
    for step in (lambda: (root / manifest.COMING).replace(root / manifest.NAME), lambda: remove(root / NEW), lambda: remove(root / BEFORE)):
        with suppress(OSError):
            step()
