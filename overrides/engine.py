"""mkdocs, loaded while the pages are still being staged: run with its usual arguments, it waits for a line on standard input to begin.

Loading takes mkdocs a third of a second, as long as a small guide takes to be staged; so both happen at once. No line, no build.
"""

import gc
import sys

import jinja2.sandbox  # noqa: F401 - what follows is loaded now, and used by mkdocs later
import material.plugins.search.plugin  # noqa: F401
import mkdocs.commands.build  # noqa: F401
from mkdocs.__main__ import cli

gc.set_threshold(100_000)  # pages are many small objects that live to the end: looking for garbage among them is a tenth of the time
if sys.stdin.readline():
    cli()
