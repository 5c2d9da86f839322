"""What search engines ask for first: the list of pages (sitemap.xml), and what they may look at (robots.txt)."""

from __future__ import annotations

import posixpath
from collections import Counter
from html import escape

from lxml import etree

from macros.checks.site.fault import Fault
from macros.checks.site.machines import whole_address
from macros.checks.site.site import HOME, BuiltSite, Found

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_LOOK = "Look at macros/pages/found/files.py"


def lists(site: BuiltSite) -> Found:
    """Each address in the two lists that is not there, and each page that is not in the first."""
    if SITEMAP in site.files:
        yield from _sitemap(site)
    if ROBOTS in site.files:
        yield from _robots(site)


def _sitemap(site: BuiltSite) -> Found:
    try:
        tree = etree.fromstring((site.folder / SITEMAP).read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield SITEMAP, Fault("the list of pages cannot be read", _LOOK, "told-otherwise", "", "", error.lineno or 1)
        return
    listed = Counter((one.text or "").strip() for one in tree.iter("{*}loc"))
    for address, count in listed.items():
        yield from ((SITEMAP, fault) for fault in whole_address(address, "", site))
        if count > 1:
            yield SITEMAP, Fault(f'"{address}" is listed twice', _LOOK, "told-otherwise", f"{escape(address)}</loc>", again=1)
    for path, page in site.articles():
        if site.home + ("" if path == HOME else path) not in listed and page.head:
            yield SITEMAP, Fault(f"the page {path} is not in the list", _LOOK, "told-otherwise")


def _robots(site: BuiltSite) -> Found:
    for line in site.text(ROBOTS).splitlines():
        name, _, value = (part.strip() for part in line.partition(":"))
        if name.lower() == "sitemap":
            yield from ((ROBOTS, fault) for fault in whole_address(value, "", site))
        elif name.lower() in ("allow", "disallow") and value not in ("", "/") and posixpath.normpath(value.lstrip("/")) not in site.files:
            yield ROBOTS, Fault(f'"{value}" is no page of the site', _LOOK, "told-otherwise", value)
        elif name.lower() == "disallow" and value == "/" and not site.staged.is_preview:
            yield ROBOTS, Fault("search engines are asked to look at no page of the site", _LOOK, "told-otherwise", line)
