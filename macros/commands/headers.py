"""say the security headers of the built site as its host wants to be told them"""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.headers.hosts import HOSTS


def arguments(parser: argparse.ArgumentParser) -> None:
    """For which host."""
    parser.add_argument("host", choices=HOSTS, help="Netlify and Cloudflare Pages find theirs in site/_headers already")


def run(root: Path, options: argparse.Namespace) -> int:
    """Print what to put into the host's settings."""
    from macros.facts.problem import EditorMistakes, about_file
    from macros.headers.site import held_by, wanted_by

    if not (root / "site/index.html").is_file():
        raise EditorMistakes([about_file("site", "there is no built site", "Run make site or make publish first", "no-copy")])
    site = root / "site"
    print(HOSTS[options.host](wanted_by(site, held_by(site))), end="")
    return 0
