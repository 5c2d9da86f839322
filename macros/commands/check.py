"""check data and content, write nothing"""

from __future__ import annotations

import argparse
import time
from pathlib import Path


def run(root: Path, _options: argparse.Namespace) -> int:
    """Read and check everything, write nothing."""
    from macros.checks.content import check_content

    start = time.perf_counter()
    check_content(root)
    print(f"All is well. ({time.perf_counter() - start:.1f} s)")
    return 0
