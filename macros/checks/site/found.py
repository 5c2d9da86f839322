"""What search engines and shared links are told: whole addresses, titles, descriptions, structured data. It agrees with the page."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.site.fault import Fault
from macros.checks.site.head import Head
from macros.checks.site.machines import told_to_machines, whole_address
from macros.checks.site.pages import MISSING, BuiltPage
from macros.checks.site.site import HOME, BuiltSite, Found

_TEMPLATE = "Look at overrides/theme/partials/head_meta.html"
_PREVIEW = "search engines could show this preview", "<head"
_DATA = "Look at macros/pages/found/"


def told_of_page(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[Fault]:
    """What the page says wrongly of itself, or not at all."""
    if head := page.head:
        yield from _missing(path, head, site)
        yield from _words(path, head, site)
        yield from _addresses(path, head, site)
        for text, line in head.data:
            yield from told_to_machines(path, head, text, line, site)


def _missing(path: str, head: Head, site: BuiltSite) -> Iterator[Fault]:
    if not head.title:
        yield Fault("the page has no title for tabs and search engines", _TEMPLATE, "no-outline", "<head")
    if path != MISSING and not head.description:
        yield Fault("the page has no description for search engines", _TEMPLATE, "no-outline", "<head")
    for name in head.repeated:
        yield Fault(f'"{name}" is told twice in the head of the page', _TEMPLATE, "told-otherwise", name, again=1)
    kept_out = "noindex" in head.told.get("robots", "")
    if path != MISSING and kept_out != site.staged.is_preview:
        seen, at = ("patients could not find the page: it tells search engines to pass it by", "robots") if kept_out else _PREVIEW
        yield Fault(seen, _TEMPLATE, "told-otherwise", at)


def _addresses(path: str, head: Head, site: BuiltSite) -> Iterator[Fault]:
    """The page is told of under its own address, and no other; the picture of a shared link is there."""
    expected = None if ":" not in site.home or path == MISSING else site.home + ("" if path == HOME else path)
    for attribute, address in [*(("href", one) for one in head.canonical), ("content", head.told.get("og:url"))]:
        if address and address != expected:
            seen = f'the page calls its own address "{address}"' + (f", which is {expected}" if expected else ", and has none")
            yield Fault(seen, _DATA, "told-otherwise", address, attribute)
    if expected and not head.canonical:
        yield Fault("the page does not tell its own address (canonical)", _TEMPLATE, "told-otherwise", "<head")
    if picture := head.told.get("og:image"):
        yield from whole_address(picture, "content", site)


def _words(path: str, head: Head, site: BuiltSite) -> Iterator[Fault]:
    """The title and the description are those of the finished page, in a tab as in a shared link."""
    if path not in site.sources:
        return
    title, description = site.front(path)
    for name, said, meant in (("title", head.title, title), ("description", head.description, description)):
        if said and said not in (meant, f"{meant} - {site.name}"):
            yield Fault(f'the {name} is "{said}", and that of the finished page is "{meant}"', _TEMPLATE, "told-otherwise", said)
        shared = head.told.get(f"og:{name}")
        if shared is not None and shared != meant:
            seen = f'a shared link would show the {name} "{shared}", and that of the finished page is "{meant}"'
            yield Fault(seen, _TEMPLATE, "told-otherwise", shared, "content")


def same_on_two(site: BuiltSite) -> Found:
    """Pages that search results could not tell apart, though they were staged otherwise. If not, macros/checks/page_titles.py warns."""
    for number, (name, kind) in enumerate((("title", "same-title"), ("description", "same-description"))):
        first: dict[str, str] = {}
        for path, page in site.articles():
            said = (page.head.title or "", page.head.description)[number] if page.head else ""
            other = first.setdefault(said.casefold(), path) if said else path
            if other != path and site.front(path)[number] != site.front(other)[number]:
                seen = f'the page has the {name} of {other}: "{said}"'
                yield path, Fault(seen, "Say in each what only that page tells", kind, said)
