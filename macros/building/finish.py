"""The last work on a new site: for everybody to read, each file known by its hash, and safe on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from macros.building.manifest import Files, files_of, set_modes
from macros.building.one_step import keep_from_power_cuts
from macros.facts.problem import EditorMistakes


@contextmanager
def finishing(folder: Path) -> Iterator[Callable[[], Files]]:
    """Finish the site in `folder` while the caller looks through it. Gives what then says its files, and raises OSError if it failed."""
    with ThreadPoolExecutor(1) as beside:
        work = beside.submit(_finish, folder)
        try:
            yield work.result
        except EditorMistakes:
            work.result()  # a disk that cannot be read explains more than the pages that are missing then
            raise


def _finish(folder: Path) -> Files:
    set_modes(folder)
    files = files_of(folder)
    keep_from_power_cuts(folder)
    return files
