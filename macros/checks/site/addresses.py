"""Every address on every page: it leads to a page, a part or a file of this site, or is a link to somebody else that a patient follows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from macros.checks.site.fault import Fault
from macros.checks.site.pages import SETS, Asked, BuiltPage
from macros.checks.site.site import BuiltSite

_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):|//")
_FOR_PEOPLE = frozenset(["mailto", "tel"])
_ODD = re.compile(r"%(?![0-9a-fA-F]{2})|%(?:2f|5c|00)|\\|\s", re.IGNORECASE)
Wrong = tuple[str, str, str]  # what we saw, what to do, the kind of problem
CORRECT = "Correct the link"
OURS = "Keep the file in content/assets"


def addresses(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[Fault]:
    """Each address on a page that leads to nothing, or has a browser ask somebody else."""
    folder = posixpath.dirname(path)
    for asked in page.asked_for:
        if asked.address.startswith("#") and len(asked.address) > 1:
            wrong = tuple(wrong_target(asked.address, path, unquote(asked.address[1:]), site))
        else:
            wrong = site.looked_up(_wrong, folder, asked)
        attribute = "" if asked.attribute in SETS else asked.attribute  # one of several addresses there
        yield from (Fault(seen, do, kind, asked.address, attribute) for seen, do, kind in wrong)


def _wrong(site: BuiltSite, folder: str, asked: Asked) -> Iterator[Wrong]:
    """Of an address as seen from a folder: the same for all pages there."""
    address = asked.address
    scheme = _SCHEME.match("".join(address.split()))
    if scheme and not site.is_here(address):
        yield from _elsewhere(asked, (scheme[1] or "https").lower())
    elif not address and asked.attribute != "href":
        yield f"{asked.attribute} is empty, so the page would load itself once more", CORRECT, "unknown-page"
    elif odd := _ODD.search(address):
        yield f'servers differ on how they read "{odd[0]}" in "{address}"', "Name the file without it", "odd-address"
    else:
        file, part = site.target(folder, address)
        if file:
            yield from wrong_target(address, file, part, site)


def _elsewhere(asked: Asked, scheme: str) -> Iterator[Wrong]:
    if scheme not in ("http", "https", *_FOR_PEOPLE):
        yield f'"{asked.address}" is not a safe link', "Use https:, mailto:, tel: or a page of this site", "unsafe-link"
    elif asked.is_loaded:
        yield f'"{asked.address}" would be loaded from somebody else', OURS, "from-elsewhere"


def wrong_target(address: str, file: str, part: str, site: BuiltSite) -> Iterator[Wrong]:
    """Why an address leads nowhere: no such file, no such part."""
    if file not in site.files:
        if meant := site.by_small_letters.get(file.casefold()):
            seen = f'"{address}" leads to nothing on a server: the file is called {meant}, in other capital letters'
            yield seen, CORRECT, "unknown-page"
        else:
            yield f'"{address}" leads to nothing', CORRECT, "unknown-page"
    elif part and file in site.pages and part not in site.pages[file].ids:
        yield f'"{address}": the page has no part called "{part}"', "Correct the part after #", "unknown-anchor"
