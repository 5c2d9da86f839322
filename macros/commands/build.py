"""build the whole site into site/, checked"""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.commands.day import add_on, today


def arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, and as of which day."""
    parser.add_argument("--publish", action="store_true", help="for patients: refuse while a page is not as a doctor signed it")
    parser.add_argument("--only-reviewed", action="store_true", help="with --publish: publish the signed pages, hold the others back")
    add_on(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """Stage, build, check what was built, and swap it in."""
    from macros.build import build_site
    from macros.facts.problem import EditorMistakes, about_file

    if options.only_reviewed and not options.publish:
        raise EditorMistakes([about_file("--only-reviewed", "this is for publishing only", "Add --publish, or leave it out", "option")])
    return build_site(root, options.on or today(), options.tell, publish=options.publish, only_reviewed=options.only_reviewed)
