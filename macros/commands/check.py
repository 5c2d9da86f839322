"""check data, content and the ledger of reviews, write nothing"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from macros.commands.day import today


def run(root: Path, options: argparse.Namespace) -> int:
    """Read and check everything, write nothing."""
    from macros.checks.content import check_content
    from macros.reviews.states import reviews_of

    start = time.perf_counter()
    staged = check_content(root, today())
    reviews_of(root, staged, today())
    options.tell(staged.warnings)
    if options.format != "json":
        print(f"All is well. ({time.perf_counter() - start:.1f} s)")
    return 0
