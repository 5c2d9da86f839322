"""show what patients read differently in two folders of finished pages, as Markdown for a pull request"""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """The two folders."""
    parser.add_argument("before", type=Path, metavar="BEFORE", help="a copy of build/pages, as python -m macros stage wrote it then")
    parser.add_argument("after", type=Path, metavar="AFTER", help="build/pages as it is now")


def run(root: Path, options: argparse.Namespace) -> int:
    """Read both, and print what differs. The exit code is 0 whether or not something does."""
    from macros.reviews.differences import as_markdown, differences, pages_in

    print(as_markdown(differences(pages_in(options.before), pages_in(options.after))), end="")
    return 0
