"""where the numbers of a concern, a source or a page come from, which pages show them, and who signed those"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from macros.commands.day import add_on, today


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to explain, and how."""
    about = "a concern like acne-scars, a description, a treatment, a source, or a page like faq/index.md"
    parser.add_argument("name", metavar="NAME", help=about)
    parser.add_argument("--json", action="store_true", help="for programs")
    add_on(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """Explain everything that has this name. Raises EditorMistakes if nothing has it."""
    from macros.checks.content import check_content
    from macros.explaining.asked import meant
    from macros.explaining.explanation import as_json, explained
    from macros.explaining.in_text import in_text
    from macros.explaining.whereabouts import Whereabouts
    from macros.reviews.states import reviews_of

    staged = check_content(root)
    found = meant(staged.guide, staged.pages, options.name)
    where, reviews = Whereabouts(staged), reviews_of(root, staged, options.on or today())
    all_of_it = [explained(one, where, reviews) for one in found]
    if options.json:
        print(json.dumps([as_json(one, where) for one in all_of_it], ensure_ascii=False, indent=1))
    else:
        print("\n\n\n".join(in_text(one, where) for one in all_of_it))
    return 0
