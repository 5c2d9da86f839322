"""From checked facts to site/: stage, let the engine build beside the old site, check what it built, swap it in."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.facts.problem import Problem
    from macros.pages.stage import Staged

Tell = Callable[["Sequence[Problem]"], None]
QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # Material's notice about mkdocs 2, which is pinned away from: decisions/0003


def build_site(root: Path, on: str, tell: Tell, *, publish: bool = False, only_reviewed: bool = False) -> int:
    """Build `root`/site as of the day `on`, and `tell` of warnings. On any failure the site stays as it was. Returns an exit code.

    A preview shows every draft. To `publish` shows patients only what a doctor signed: with `only_reviewed` other pages are held back,
    without it they stop the build.
    """
    start, new = time.perf_counter(), root / "build/site"
    gc.set_threshold(100_000)  # facts and pages live to the end: looking for garbage among them only takes time
    _put_back(root / "site", new)
    with _engine(root, "build", "--strict", "--site-dir", str(new)) as engine:
        # Imported only now: these load while the engine does.
        from macros.checks.content import check_content
        from macros.checks.site import check_site
        from macros.pages.stage import write

        checked = check_content(root)
        staged = _for_whom(root, checked, on, publish=publish, only_reviewed=only_reviewed)
        write(staged, root / "build")
        shutil.rmtree(new, ignore_errors=True)
        engine.communicate(b"begin\n")
    if code := engine.returncode:
        print("The engine refused the pages (see above). site/ is as it was.", file=sys.stderr)
        return code
    check_site(new, staged)
    if checked.warnings:
        tell(checked.warnings)
    _swap_in(new, root / "site")
    print(_summary(root, staged, time.perf_counter() - start))
    return 0


def _for_whom(root: Path, staged: Staged, on: str, *, publish: bool, only_reviewed: bool) -> Staged:
    """The pages as the clinic, or as patients, may see them. Raises EditorMistakes where patients may not."""
    from macros.pages.stage import with_reviews
    from macros.reviews.states import reviews_of

    reviews = reviews_of(root, staged, on)
    if not publish:
        return with_reviews(staged, reviews.by_page)
    from macros.facts.problem import EditorMistakes
    from macros.reviews.history import Past, missing_history
    from macros.reviews.publishing import for_patients, for_patients_without_waiting, what_is_published

    if missing := list(missing_history(root, staged.guide)):
        raise EditorMistakes(missing)
    if not only_reviewed:
        return for_patients(reviews)
    with Past(root) as past:
        published = for_patients_without_waiting(reviews, past)
    for line in what_is_published(reviews, published):
        print(f"Held back: {line}")
    return published


def serve_site(root: Path) -> int:
    """Live preview; the hook stages again at each edit. Runs until it is stopped."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:8000"]
    return subprocess.run(command, cwd=root, env={**os.environ, **QUIET}, check=False).returncode


@contextmanager
def _engine(root: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """mkdocs in a process of its own, loading while the pages are staged; it begins when it is told, and ends if it never is."""
    command = [sys.executable, "overrides/engine.py", *arguments]
    environment = {**os.environ, **QUIET, "CLINIC_GUIDE_STAGED": "1"}
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE) as engine:
        yield engine  # leaving by an exception closes its standard input, which ends it


def _put_back(site: Path, new: Path) -> None:
    """If a build was stopped between the two renames, the last good site lies beside."""
    old = new.with_name("site-before")
    if old.exists() and not site.exists():
        old.rename(site)


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
