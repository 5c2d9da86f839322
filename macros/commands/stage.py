"""write the finished Markdown to build/pages"""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.commands.day import today


def arguments(parser: argparse.ArgumentParser) -> None:
    """What else it can write."""
    parser.add_argument("--as-signed", action="store_true", help="the text that a doctor signs: without a word about reviews")


def run(root: Path, options: argparse.Namespace) -> int:
    """Write the finished Markdown."""
    from macros.building.alone import alone
    from macros.checks.content import check_content
    from macros.pages.stage import with_reviews, write
    from macros.reviews.states import Reviews

    on = today()
    staged = check_content(root, on)
    options.tell(staged.warnings)
    with alone(root, "stage"):  # a build that is running reads the same pages
        write(staged if options.as_signed else with_reviews(staged, Reviews(staged, on).by_page), root / "build")
    return 0
