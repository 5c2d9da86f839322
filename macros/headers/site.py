"""The headers of a built site, worked out from the very bytes of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, cast

from lxml import etree, html

from macros.both_cores import MANY_PAGES, on_both_cores
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.headers.hosts import headers_file
from macros.headers.policy import hash_of, in_page
from macros.headers.wanted import POLICY, Wanted, wanted

FILE = "_headers"  # where Netlify and Cloudflare Pages read it
_STYLE = re.compile(rb"<style\b[^>]*>([^<]*(?:<(?!/style>)[^<]*)*)</style>")
_DATA = "application/json", "application/ld+json"  # blocks of data, which no browser runs
# Only a page that may hold something that the policy refuses is read tag by tag. Patterns that begin with a letter are looked for fastest.
_ATTRIBUTES = re.compile(rb"style\s*="), re.compile(rb"on[a-z]+\s*=")
_SCRIPT = re.compile(rb"""<script\b(?![^>]*(?:\ssrc=|type="application/(?:ld\+)?json"))""")
_found = cast(Callable[[Any], list[Any]], etree.XPath("//@style | //@*[starts-with(name(), 'on')] | //script[not(@src)]"))


def wanted_by(site: Path) -> Wanted:
    """What a built `site` wants from its host: its one style is that of most pages."""
    styles = Counter(style_in(file.read_bytes()) for file in _pages(site))
    return wanted(max(styles, key=styles.__getitem__, default=b""), _paths(site))


def write_headers(site: Path) -> Wanted:
    """Write `_headers` into the new `site`. Gives what the site wants from its host. Raises OSError."""
    found = wanted_by(site)
    (site / FILE).write_text(headers_file(found), "utf-8")
    return found


def check_policy(site: Path, found: Wanted) -> None:
    """Raises EditorMistakes with each page of `site` that a browser with the `found` policy would not show as it was built."""
    if problems := policy_problems(site, found):
        raise EditorMistakes(problems)


def policy_problems(site: Path, found: Wanted) -> list[Problem]:
    """Each of these pages."""
    halves = on_both_cores(partial(_problems_of, site, found.headers[POLICY]), _pages(site), MANY_PAGES)
    return list(chain.from_iterable(halves))


def style_in(page: bytes) -> bytes:
    """The style that stands in a page; nothing if none does."""
    found = _STYLE.search(page)
    return found[1] if found else b""


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _paths(site: Path) -> list[str]:
    return [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]


def _problems_of(site: Path, policy: str, files: Sequence[Path]) -> list[Problem]:
    return [problem for file in files for problem in _problems(f"site/{file.relative_to(site).as_posix()}", file.read_bytes(), policy)]


def _problems(shown: str, page: bytes, policy: str) -> Iterator[Problem]:
    do = "Have its template include main.html"
    if [hash_of(style) in policy for style in _STYLE.findall(page)] != [True]:
        yield about_file(shown, "browsers would refuse the style of this page, because it is not that of the others", do, "other-style")
    if f'content="{in_page(policy)}"'.encode() not in page:
        yield about_file(shown, "the page does not tell browsers the policy of this site", do, "no-policy")
    if _is_suspect(page.lower()):
        for refused in sorted(set(_refused_in(page))):
            seen = f'browsers would refuse "{refused}" in this page'
            yield about_file(shown, seen, "Put it into the script or style of a component", "against-policy")


def _is_suspect(page: bytes) -> bool:
    before = (page[found.start() - 1 : found.start()] for pattern in _ATTRIBUTES for found in pattern.finditer(page))
    return bool(_SCRIPT.search(page)) or any(not (one.isalnum() or one in b"-_") for one in before)


def _refused_in(page: bytes) -> Iterator[str]:
    for found in _found(html.document_fromstring(page)):
        if not isinstance(found, html.HtmlElement):
            yield found.attrname
        elif found.get("type") not in _DATA:
            yield found.tag
