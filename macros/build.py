"""From checked facts to site/: stage, let the engine build beside the old site, check what it built, swap it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from macros.checks.content import check_content
from macros.checks.site import check_site
from macros.pages.stage import Staged, write


def build_site(root: Path) -> int:
    """Build `root`/site. On any failure the site that stood there stays as it was. Returns an exit code."""
    start = time.perf_counter()
    staged = check_content(root)
    write(staged, root / "build")
    new = root / "build/site"
    shutil.rmtree(new, ignore_errors=True)
    if code := _mkdocs(root, "build", "--strict", "--site-dir", str(new)):
        print("The engine refused the pages (see above). site/ is as it was.", file=sys.stderr)
        return code
    check_site(new, staged)
    _swap_in(new, root / "site")
    print(_summary(root, staged, time.perf_counter() - start))
    return 0


def serve_site(root: Path) -> int:
    """Live preview; the hook stages again at each edit. Runs until it is stopped."""
    return _mkdocs(root, "serve", "--dev-addr", "127.0.0.1:8000", staged=False)


def _mkdocs(root: Path, *arguments: str, staged: bool = True) -> int:
    """Run mkdocs in a process of its own: it changes signal handlers, logging and the working folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # Material's notice about mkdocs 2; decided in decisions/0002
    if staged:
        environment["CLINIC_GUIDE_STAGED"] = "1"
    return subprocess.run([sys.executable, "-m", "mkdocs", *arguments], cwd=root, env=environment, check=False).returncode


def _swap_in(new: Path, site: Path) -> None:
    """Two renames: the moment without a site is as short as the system allows."""
    old = new.with_name("site-before")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _summary(root: Path, staged: Staged, seconds: float) -> str:
    counts = staged.counts()
    text = "{pages} pages, {concerns} concerns, {answers} possible answers".format(**counts)
    return f"\nBuilt and checked in {seconds:.1f} s: {text}.\nOpen {root / 'site/index.html'}"
