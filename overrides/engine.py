"""mkdocs, loaded while the pages are still being staged: run with its usual arguments, it waits for a line on standard input to begin.

It ends when that input ends: the build that gave the orders has ended then, or was killed, and nobody must go on writing for it.

Loading takes mkdocs a third of a second, as long as a small guide takes to be staged; so both happen at once. No line, no build.
The short cuts below leave out work of which nothing shows in the pages; a test builds with and without them and compares.
"""

import gc
import os
import re
import sys
from pathlib import Path
from threading import Thread


def refused(error):
    """What the system refuses (a full disk, a missing permission) is no mistake of the program, so nobody is shown where in it that was."""
    sys.exit(f"{error.filename or 'mkdocs'}: {error.strerror}. Check free space and permissions.")


try:
    import jinja2
    import mkdocs.commands.build
    import mkdocs.structure.pages
    from mkdocs.__main__ import cli
except OSError as error:
    refused(error)

_ID = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^\s"'>]+)""")


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


jinja2.FileSystemLoader.list_templates = templates_in_sight
mkdocs.structure.pages._RawHTMLPreprocessor.run = note_anchors
gc.set_threshold(100_000)  # pages are many small objects that live to the end: looking for garbage among them is a tenth of the time


def end_with_the_build():
    """Nothing more comes: reading goes on until the system closes the pipe."""
    os.read(0, 1)
    os._exit(1)


if os.read(0, len(b"begin\n")):
    Thread(target=end_with_the_build, daemon=True).start()
    try:
        cli()
    except OSError as error:
        refused(error)
