"""What lies beside the pages and no page shows: pictures of the guide's own making, and what search engines ask for first."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from macros.facts.guide import Guide
from macros.pages.found.made import Made, made
from macros.pages.found.structured import full_address
from macros.pages.found.trail import HOME

Titles = dict[str, str]  # of each page, by its path


def shared(guide: Guide, titles: Titles) -> dict[str, str]:
    """What the theme puts into the head of each page: where the icons lie, and the whole address of the picture of a shared link."""
    told = {name: one.path for name, one in _pictures(guide, titles).items()}
    if "shared" not in told:
        return told
    return told | {"shared": f"{guide.clinic.site_address}{told['shared']}", "shared_says": escape(", ".join(_words(guide, titles)))}


def files_beside(guide: Guide, titles: Titles, *, is_preview: bool) -> dict[str, bytes]:
    """Each of these files by its path. Without an address of the site there is nothing to share, and nothing to list."""
    files = {one.path: one.make() for one in _pictures(guide, titles).values()}
    site = guide.clinic.site_address
    if site:
        files["sitemap.xml"] = _sitemap(full_address(site, page) for page in sorted(titles)).encode()
    if is_preview:
        files["robots.txt"] = b"User-agent: *\nDisallow: /\n"
    elif site and urlsplit(site).path == "/":  # search engines look for it nowhere else
        files["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n".encode()
    return files


def _pictures(guide: Guide, titles: Titles) -> dict[str, Made]:
    found = made(*_words(guide, titles), guide.clinic.brand)
    return found if guide.clinic.site_address else {name: one for name, one in found.items() if name != "shared"}


def _words(guide: Guide, titles: Titles) -> tuple[str, str]:
    return titles.get(HOME, guide.clinic.name), guide.clinic.name


def _sitemap(addresses: Iterable[str]) -> str:
    """Without dates: those of a build say nothing about a page, and make two builds of the same pages differ."""
    lines = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"
