"""build the whole site into site/, checked"""

from __future__ import annotations

import argparse
from pathlib import Path


def run(root: Path, _options: argparse.Namespace) -> int:
    """Stage, build, check what was built, and swap it in."""
    from macros.build import build_site

    return build_site(root)
