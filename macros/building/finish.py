"""The last work on a new site: looked through, with all that it has beside its pages, for everybody to read, and safe on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from macros.building.manifest import Files, files_of, set_modes
from macros.building.one_step import keep_from_power_cuts
from macros.checks.site.check import check_site
from macros.checks.site.pages import read_site
from macros.facts.problem import EditorMistakes
from macros.headers.site import policy_problems, write_headers
from macros.pages.stage import Staged
from macros.search.index import write_index


def finished(site: Path, staged: Staged, put_sources_into: Callable[[Path], None] | None) -> Files:
    """Every file of the new `site`, once nothing is missing and nothing is wrong. Raises EditorMistakes or OSError.

    `put_sources_into` puts what "Show sources" needs into a preview: after the pages were read, for the other core may be at it until then.
    """
    pages, found = read_site(site)
    write_index(site, staged.guide, found)
    del found  # all texts of the site once more
    if put_sources_into:
        put_sources_into(site)
    held = {path: page.held for path, page in pages.items()}
    wanted = write_headers(site, held)
    with _finishing(site) as files:
        check_site(site, staged, pages, also=policy_problems(held, wanted))
    return files()


@contextmanager
def _finishing(folder: Path) -> Iterator[Callable[[], Files]]:
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
