"""What a browser loads beside pages, and what that would load in its turn: styles, drawings, scripts, lists of icons."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros.checks.site.addresses import OURS, wrong_target
from macros.checks.site.fault import Fault
from macros.checks.site.site import HOME, BuiltSite, Found
from macros.pages.show_sources import FOLDER as SHOW_SOURCES
from macros.search.index import FILE as INDEX

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+|image-set\(\s*)(?!url)["']?([^"')\s;]+)""", re.IGNORECASE)
_IN_DRAWING = re.compile(r"""(?<![\w-])(?:xlink:)?(?:href|src)\s*=\s*["']([^"']*)""", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)""")
_RUNS = re.compile(r"<script\b|<foreignObject\b|<!ENTITY\b|<\?xml-stylesheet\b|[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"""["'`]((?:https?:|wss?:)?//[\w.-]+\.\w[^"'`\s]*)""", re.IGNORECASE)
_IN_LIST = re.compile(r'"(?:src|url|start_url|scope|id)"\s*:\s*"([^"]*)"')
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_NAMES = "http://www.w3.org/"  # of kinds of XML: a browser asks nobody there
_ONLY_WORDS = (INDEX, f"{SHOW_SOURCES}/")  # scripts that hold pages as text, and load nothing


def beside(site: BuiltSite) -> Found:
    """What files of the site would load, if it is somebody else's or not there; and drawings that run."""
    for path in site.files:
        if path.endswith(".css"):
            yield from _in_style(path, path, site.text(path), site)
        elif path.endswith(".svg"):
            yield from _in_drawing(path, site.text(path), site)
        elif path.endswith((".js", ".mjs")) and (not path.startswith(_ONLY_WORDS) or path == f"{SHOW_SOURCES}/show_sources.js"):
            yield from _strangers(path, _IN_SCRIPT.findall(_COMMENT.sub("", site.text(path))))
        elif path.endswith((".webmanifest", ".json")):
            yield from _loaded(path, path, _IN_LIST.findall(site.text(path)), site)
    if HOME in site.pages:  # the style in a page is the same on all: what differs is found by the check of the policy
        for style in _STYLE.findall(site.text(HOME)):
            yield from _in_style(HOME, HOME, style, site)


def _in_style(path: str, base: str, style: str, site: BuiltSite) -> Found:
    found = _IN_STYLE.findall(_COMMENT.sub("", style))
    yield from _loaded(path, base, [one for one in found if not one.startswith("#")], site)


def _in_drawing(path: str, text: str, site: BuiltSite) -> Found:
    addresses = _IN_DRAWING.findall(text)
    yield from _loaded(path, path, [one for one in addresses if not one.startswith("#")], site)
    yield from _in_style(path, path, text, site)
    ids = {f"#{name}" for name in _ID.findall(text)}
    yield from ((path, _no_part(one)) for one in addresses if one.startswith("#") and one not in ids)
    for found in _RUNS.findall(text):
        seen = f'the drawing holds "{found.strip()}", which would run or load something'
        yield path, Fault(seen, "Save it as a plain drawing", "against-policy", found.strip())


def _no_part(address: str) -> Fault:
    return Fault(f'the drawing uses "{address}", and has no part of that name', "Correct the name", "unknown-anchor", address)


def _loaded(path: str, base: str, addresses: list[str], site: BuiltSite) -> Found:
    ours = [one for one in addresses if site.is_here(one) or not re.match(r"(?i)[a-z][\w+.-]*:|//", one)]
    yield from _strangers(path, (one for one in addresses if one not in ours))
    for address in ours:
        file, part = site.target(posixpath.dirname(base), address)
        for seen, do, kind in wrong_target(address, file or base, part, site):
            yield path, Fault(seen, do, kind, address)


def _strangers(path: str, addresses: Iterator[str] | list[str]) -> Found:
    for address in addresses:
        if address.lower().startswith("data:"):
            do = "Keep the picture in a file of its own"
            yield path, Fault(f'browsers would refuse the picture "{address[:40]}…" inside the file', do, "against-policy", address)
        elif not address.startswith(_NAMES):
            yield path, Fault(f'"{address}" would be loaded from somebody else', OURS, "from-elsewhere", address)
