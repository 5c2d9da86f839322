"""From checked facts to site/: stage, let the engine build beside the old site, check what it built, swap it in."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from macros.building.alone import alone
from macros.building.engine import ENGINES, NEW, EngineStopped, engine
from macros.building.stopping import STOPPED, ending_as_ctrl_c_does, undisturbed

if TYPE_CHECKING:
    from macros.building.manifest import Files
    from macros.facts.problem import Problem
    from macros.pages.stage import Staged

Tell = Callable[["Sequence[Problem]"], None]


def build_site(root: Path, on: str, tell: Tell, *, publish: bool = False, only_reviewed: bool = False, by: str = ENGINES[0]) -> int:
    """Build `root`/site as of the day `on`, and `tell` of warnings. On any failure the site that stood there stays as it was.

    A preview shows every draft. To `publish` shows patients only what a doctor signed: with `only_reviewed` other pages are held back,
    without it they stop the build. `by` is the name of the engine. One build at a time. Returns an exit code; raises EditorMistakes or
    OSError where it cannot be done.
    """
    start = time.perf_counter()
    gc.set_threshold(100_000)  # pages live to the end: looking for garbage among them only takes time
    with alone(root, "build") as lock:
        try:
            with ending_as_ctrl_c_does():
                for_whom = partial(_for_whom, on=on, publish=publish, only_reviewed=only_reviewed)
                staged, files = _beside(root, lock, by, on, tell, for_whom, is_preview=not publish)
        except EngineStopped as stopped:
            print(f"{stopped} site/ is as it was.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nStopped. site/ is as it was.", file=sys.stderr)
            return STOPPED
        from macros.building.place import after_the_swap, swap_in

        with undisturbed():
            swap_in(root, files)
            after_the_swap(root)
            _say(_summary(root, staged, time.perf_counter() - start))
    return 0


def _beside(
    root: Path, lock: int, by: str, on: str, tell: Tell, for_whom: Callable[[Path, Staged], Staged], *, is_preview: bool
) -> tuple[Staged, Files]:
    """The whole site in build/site, checked and safe on the disk, and its files. Raises EditorMistakes, EngineStopped or OSError."""
    new = root / NEW
    with engine(root, lock, by) as themed, ExitStack() as until_built:
        # Imported only now, and more below: these load while the engine does, those while it builds.
        from macros.building.place import put_right, refuse_what_is_not_ours, sweep
        from macros.building.progress import pages_in, showing
        from macros.checks.content import check_content
        from macros.pages.reading import read_apart
        from macros.pages.show_sources import showing_sources
        from macros.pages.stage import write

        put_right(root)
        refuse_what_is_not_ours(root)
        sweep(root)
        with showing("Reading and checking"):
            read = read_apart(root)
            gc.freeze()  # facts live to the end: each search for garbage would go through all of them again
            sources = showing_sources(read, root / "build/show-sources") if is_preview else nullcontext()
            put_sources_into = until_built.enter_context(sources)
            staged = for_whom(root, check_content(root, on, read))
            write(staged, root / "build")
        total = len(staged.pages)
        with showing("Building", total, lambda: pages_in(new)):
            themed.begin()
            from macros.building.finish import finished

            themed.wait()
        with showing(f"Checking {total:,} built pages"):
            files = finished(new, staged, put_sources_into)
    if staged.warnings:
        tell(staged.warnings)
    return staged, files


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


def _say(text: str) -> None:
    """A site that stands is not called failed because nobody reads on, as in `make site | head -1`."""
    try:
        print(text, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end


def _summary(root: Path, staged: Staged, seconds: float) -> str:
    counts = staged.counts()
    text = "{pages} pages, {concerns} concerns, {answers} possible answers".format(**counts)
    return f"\nBuilt and checked in {seconds:.1f} s: {text}.\nOpen {root / 'site/index.html'}"
