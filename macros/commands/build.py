"""build the whole site into site/, checked"""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.building.engine import ENGINES, is_installed
from macros.commands.day import add_on, today


def arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, by which engine, and as of which day."""
    parser.add_argument("--publish", action="store_true", help="for patients: refuse while a page is not as a doctor signed it")
    parser.add_argument("--only-reviewed", action="store_true", help="with --publish: publish the signed pages, hold the others back")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what makes the site of the finished pages")
    add_on(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """Stage, build, check what was built, and swap it in."""
    from macros.build import build_site
    from macros.facts.problem import EditorMistakes, about_file

    if options.only_reviewed and not options.publish:
        raise EditorMistakes([about_file("--only-reviewed", "this is for publishing only", "Add --publish, or leave it out", "option")])
    if not is_installed(options.engine):
        do = f"Run: make site ENGINE={options.engine}"
        raise EditorMistakes([about_file("--engine", f"{options.engine} is not installed here", do, "option")])
    on, for_whom = options.on or today(), {"publish": options.publish, "only_reviewed": options.only_reviewed}
    return build_site(root, on, options.tell, **for_whom, by=options.engine)
