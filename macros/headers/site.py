"""The headers of a built site, worked out from the very bytes of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from lxml import etree, html

from macros.both_cores import MANY_PAGES, on_both_cores
from macros.facts.problem import Problem, about_file
from macros.headers.hosts import headers_file
from macros.headers.policy import hash_of, in_page
from macros.headers.wanted import POLICY, Wanted, wanted

FILE = "_headers"  # where Netlify and Cloudflare Pages read it
_STYLE = re.compile(rb"<style\b[^>]*>([^<]*(?:<(?!/style>)[^<]*)*)</style>")
_POLICY = re.compile(rb'content="(default-src [^"]*)"')
_DATA = "application/json", "application/ld+json"  # blocks of data, which no browser runs
# Only a page that may hold something that the policy refuses is read tag by tag. Patterns that begin with a letter are looked for fastest.
_ATTRIBUTES = re.compile(rb"style\s*="), re.compile(rb"on[a-z]+\s*=")
_SCRIPT = re.compile(rb"""<script\b(?![^>]*(?:\ssrc=|type="application/(?:ld\+)?json"))""")
_found = cast(Callable[[Any], list[Any]], etree.XPath("//@style | //@*[starts-with(name(), 'on')] | //script[not(@src)]"))
_hash_of = lru_cache(64)(hash_of)  # nearly all pages have the same style


class Held(NamedTuple):
    """What a page holds of which a policy speaks: its styles, the policies that it tells itself, and what no policy here allows."""

    styles: tuple[bytes, ...] = ()
    policies: tuple[bytes, ...] = ()
    refused: tuple[str, ...] = ()


def held_in(page: bytes) -> Held:
    """What one page holds of that, from its bytes."""
    refused = sorted(set(_refused_in(page))) if _is_suspect(page.lower()) else ()
    return Held(tuple(_STYLE.findall(page)), tuple(_POLICY.findall(page)), tuple(refused))


def held_by(site: Path) -> dict[str, Held]:
    """The same of every page of a built `site`, by its address. Whoever reads the pages for something else need not ask."""
    halves = on_both_cores(partial(_held_by, site), sorted(site.rglob("*.html")), MANY_PAGES)
    return {path: held for half in halves for path, held in half.items()}


def _held_by(site: Path, files: Sequence[Path]) -> dict[str, Held]:
    return {file.relative_to(site).as_posix(): held_in(file.read_bytes()) for file in files}


def wanted_by(site: Path, held: Mapping[str, Held]) -> Wanted:
    """What a built `site` wants from its host: its one style is that of most pages."""
    styles = Counter(one.styles[0] if one.styles else b"" for _, one in sorted(held.items()))
    return wanted(max(styles, key=styles.__getitem__, default=b""), _paths(site))


def write_headers(site: Path, held: Mapping[str, Held]) -> Wanted:
    """Write `_headers` into the new `site`. Gives what the site wants from its host. Raises OSError."""
    found = wanted_by(site, held)
    (site / FILE).write_text(headers_file(found), "utf-8")
    return found


def policy_problems(held: Mapping[str, Held], found: Wanted) -> list[Problem]:
    """Each page that a browser with the policy of `found` would not show as it was built."""
    policy = found.headers[POLICY]
    return [problem for path, one in sorted(held.items()) for problem in _problems(f"site/{path}", one, policy)]


def style_in(page: bytes) -> bytes:
    """The style that stands in a page; nothing if none does."""
    found = _STYLE.search(page)
    return found[1] if found else b""


def _paths(site: Path) -> list[str]:
    return [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]


def _problems(shown: str, held: Held, policy: str) -> Iterator[Problem]:
    do = "Have its template include main.html"
    if [_hash_of(style) in policy for style in held.styles] != [True]:
        yield about_file(shown, "browsers would refuse the style of this page, because it is not that of the others", do, "other-style")
    if in_page(policy).encode() not in held.policies:
        yield about_file(shown, "the page does not tell browsers the policy of this site", do, "no-policy")
    for refused in held.refused:
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
