"""Other makers of sites, on the same finished Markdown: what each needs beside it, and the command that builds."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.npm import installed

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
PAGE = "<!doctype html><html lang=en><title>{title}</title><body><article>{content}</article></body></html>\n"


@dataclass(frozen=True)
class Other:
    """One of them, as it is installed here. `write` puts its project into an empty folder, from staged pages and their menu."""

    name: str
    write: Callable[[Path, Path, list[object]], None]
    command: list[str]
    missing: str = ""
    made: str = "site"
    kept: tuple[str, ...] = field(default=())  # what it keeps between two builds: taken away, as ours is


def others() -> list[Other]:
    """All of them, installed or not."""
    return [_zensical(), _hugo(), _eleventy()]


def _zensical() -> Other:
    missing = "" if find_spec("zensical") else "not installed (make site ENGINE=zensical installs it)"
    command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", "mkdocs.yml"]
    return Other("Zensical", _write_zensical, command, missing, kept=(".cache",))


def _write_zensical(folder: Path, pages: Path, menu: list[object]) -> None:
    shutil.copytree(pages, folder / "docs")
    lines = ["site_name: Plain", "docs_dir: docs", "theme: {name: material}", f"nav: {json.dumps(menu)}"]
    _put(folder / "mkdocs.yml", "\n".join([*lines, "markdown_extensions: [attr_list, tables, toc]\n"]))


def _hugo() -> Other:
    program = shutil.which("hugo")
    return Other("Hugo", _write_hugo, [program or "hugo", "--quiet", "--destination", "site"], "" if program else "not installed")


def _write_hugo(folder: Path, pages: Path, menu: list[object]) -> None:
    """Its pages of folders have a name of their own; Markdown that holds HTML has to be allowed."""
    shutil.copytree(pages, folder / "content")
    for index in sorted((folder / "content").rglob("index.md")):
        index.rename(index.with_name("_index.md"))
    _put(folder / "config.toml", 'title = "Plain"\nuglyURLs = true\n[markup.goldmark.renderer]\nunsafe = true\n')
    for name in ("single", "list"):
        _put(folder / f"layouts/_default/{name}.html", PAGE.format(title="{{ .Title }}", content="{{ .Content }}"))
    shutil.copy(folder / "layouts/_default/list.html", folder / "layouts/index.html")


def _eleventy() -> Other:
    into = PROJECT / ".cache/bench"
    program = into / "node_modules/@11ty/eleventy/cmd.cjs"
    missing = installed(HERE, into)
    return Other("Eleventy", _write_eleventy, ["node", str(program), "--quiet", "--output=site"], missing)


def _write_eleventy(folder: Path, pages: Path, menu: list[object]) -> None:
    """Without its templates in Markdown, which would read signs in braces; a page tells its layout by a file beside all of them."""
    shutil.copytree(pages, folder / "docs")
    _put(folder / "docs/_includes/page.liquid", PAGE.format(title="{{ title }}", content="{{ content }}"))
    settings = {"dir": {"input": "docs"}, "markdownTemplateEngine": False, "templateFormats": ["md"]}
    told = f'module.exports = config => {{ config.addGlobalData("layout", "page.liquid"); return {json.dumps(settings)}; }};\n'
    _put(folder / "eleventy.config.cjs", told)


def start_afresh(other: Other, folder: Path) -> None:
    """Nothing is left of a build before."""
    for name in (other.made, *other.kept):
        put_aside(folder / name)


def put_aside(made: Path) -> None:
    """Take away what a build before has made, if it has, and delete it only at the end.

    For half a minute after it has deleted files, ext4 looks longer for a place for each new one: whoever makes the most would pay the most.
    """
    if made.exists():
        made.rename(Path(tempfile.mkdtemp(prefix=".before-", dir=made.parent)) / made.name)


def pages_made(other: Other, folder: Path) -> int:
    """How many pages it has made: fewer than were asked for would be no comparison."""
    return sum(name.endswith(".html") for _, _, names in os.walk(folder / other.made) for name in names)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
