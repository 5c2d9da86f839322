"""The files of a built site: exactly those that it should have, none empty, each as it was staged."""

from __future__ import annotations

from macros.checks.site.fault import Fault
from macros.checks.site.pages import MISSING
from macros.checks.site.site import BuiltSite, Found
from macros.headers.site import FILE as HEADERS
from macros.pages.found.files import files_beside
from macros.pages.page import address_of
from macros.pages.show_sources import FOLDER as SHOW_SOURCES
from macros.pages.show_sources import SWITCH
from macros.search.index import FILE as INDEX

_AGAIN = "Run make site again"


def files(site: BuiltSite) -> Found:
    """Each file that is missing, empty, otherwise than it was staged, or there for no reason."""
    staged = {path: site.staged.files[path] for path in site.staged.files if not path.endswith(".md")}
    staged |= files_beside(site.staged.guide, site.staged.kitchen.titles, is_preview=site.staged.is_preview)
    for page in site.staged.pages:
        if (path := address_of(page)) not in site.files:
            yield path, Fault(f"the page made from {page} was not built", _AGAIN, "page-not-built")
    for path in (*staged, *_made(site)):
        if path not in site.files:
            yield path, Fault("this file of the site is missing", _AGAIN, "file-missing")
        elif path in staged and (site.folder / path).read_bytes() != staged[path] and not path.endswith(".html"):
            yield path, Fault("the file is not as it was staged", _AGAIN, "changed-file")
    known = {*staged, *_made(site), *site.sources}
    for path, size in site.files.items():
        if path not in known:
            do = "Take it out: what is published comes from data/, content/ and the program alone"
            yield path, Fault("nothing of the guide has made this file", do, "unexpected-file")
        elif not size:
            yield path, Fault("the file is empty", _AGAIN, "empty-page" if path.endswith(".html") else "file-missing")


def _made(site: BuiltSite) -> list[str]:
    """What comes into a site beside what is staged: the page for missing addresses, the index, the headers, and a preview's switch."""
    made = [MISSING, INDEX, HEADERS]
    if site.staged.is_preview:
        made += [f"{SHOW_SOURCES}/{name}" for name in SWITCH]
        made += [f"{SHOW_SOURCES}/{path.removesuffix('.md')}.js" for path in site.staged.pages]
    return made
