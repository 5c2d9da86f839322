"""write the finished Markdown to build/pages"""

from __future__ import annotations

import argparse
from pathlib import Path


def run(root: Path, _options: argparse.Namespace) -> int:
    """Write the finished Markdown."""
    from macros.checks.content import check_content
    from macros.pages.stage import write

    write(check_content(root), root / "build")
    return 0
