"""write what a site needs beside its pages, index of the search and headers, once an engine has built it; `build` does that by itself"""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which site."""
    parser.add_argument("site", type=Path, metavar="FOLDER", help="the folder that the engine has built")


def run(root: Path, options: argparse.Namespace) -> int:
    """Read its pages and write the index, and the headers that they want."""
    from macros.checks.site.pages import read_site
    from macros.facts.guide import load
    from macros.facts.problem import EditorMistakes, about_file
    from macros.headers.site import write_headers
    from macros.search.index import write_index

    pages, found = read_site(options.site)
    if not found:
        do = "Build it first, or name the folder of the site"
        raise EditorMistakes([about_file(str(options.site), "there is no page of a site here", do, "no-copy")])
    write_index(options.site, load(root), found)
    write_headers(options.site, {path: page.held for path, page in pages.items()})
    return 0
