"""live preview on http://127.0.0.1:8000"""

from __future__ import annotations

import argparse
from pathlib import Path


def run(root: Path, _options: argparse.Namespace) -> int:
    """Show the site on 127.0.0.1:8000 and follow edits."""
    from macros.build import serve_site

    return serve_site(root)
