"""mkdocs, with short cuts that leave out work of which nothing shows in the pages; a test builds with and without them and compares."""

import gc
import os
import re
from pathlib import Path

import jinja2
import markdown.extensions.attr_list
import markdown.extensions.fenced_code  # noqa: F401 - mkdocs would load both only once somebody waits
import mkdocs.commands.build
import mkdocs.config.defaults
import mkdocs.structure.pages
from both_cores import Shared
from mkdocs.__main__ import cli
from quick_html import use_short_cuts

_ID = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^\s"'>]+)""")


def build(site):
    """As `mkdocs build --strict` does, into the folder `site`. Ends the program with mkdocs' own exit code."""
    jinja2.FileSystemLoader.list_templates = templates_in_sight
    mkdocs.structure.pages._RawHTMLPreprocessor.run = note_anchors
    use_short_cuts()
    Shared().use_it()
    gc.set_threshold(100_000)  # pages are many small objects that live to the end: looking for garbage among them is a tenth of the time
    cli(["build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site)])


def templates_in_sight(loader):
    """Names of the theme's files. mkdocs drops hidden folders afterwards; one of them holds ten thousand icons."""
    found = set()
    for folder in loader.searchpath:
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update((Path(place) / name).relative_to(folder).as_posix() for name in names)
    return sorted(found)


def note_anchors(preprocessor, lines):
    """Anchors in raw HTML, by a look instead of a second parse. Each one is checked in the finished pages anyway."""
    preprocessor.present_anchor_ids = set(_ID.findall("\n".join(lines)))
    return lines
