"""Reading a built site as a browser would, written apart from macros/checks so that one can find the other's mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

HERE = "http://site.invalid/"
# Attributes that make a browser ask for a file by itself; a link asks only when a person follows it, and rel="canonical" never.
LOADING = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("iframe", "src"), ("embed", "src"),
    ("object", "data"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"), ("input", "src"), ("form", "action"),
    ("link", "href"), ("image", "href"), ("use", "href"), ("a", "ping"),
}  # fmt: skip
HANDLER = re.compile(r"on[a-z]+")
CSS_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")


def read(file: Path) -> html.HtmlElement:
    """One page as a tree."""
    return html.document_fromstring(file.read_text("utf-8").encode(), parser=html.HTMLParser(encoding="utf-8"))


def read_all(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of a site, by its address from the site's root."""
    return {file.relative_to(site).as_posix(): read(file) for file in sorted(site.rglob("*.html"))}


def text(element: html.HtmlElement) -> str:
    """What is written in an element, with single spaces."""
    return " ".join(element.text_content().split())


def dead_links(site: Path) -> Iterator[str]:
    """Each address inside the site that leads to no file, or to no such part of a page."""
    pages = read_all(site)
    for page, tree in pages.items():
        for _, _, address in _addresses(tree):
            target = urlsplit(urljoin(HERE + page, address))
            if f"{target.scheme}://{target.netloc}/" != HERE:
                continue
            path, part = unquote(target.path.lstrip("/")) or "index.html", unquote(target.fragment)
            has_part = not part or path not in pages or pages[path].xpath("//*[@id=$part]", part=part)
            if not (site / path).is_file() or not has_part:
                yield f"{page}: {address}"


def third_parties(site: Path) -> Iterator[str]:
    """Each address that a browser would load from somebody else, in pages, styles and the scripts of this project."""
    for page, tree in read_all(site).items():
        for element, name, address in _addresses(tree):
            if (element.tag, name) in LOADING and element.get("rel") != "canonical" and _is_foreign(address):
                yield f"{page}: {address}"
        for style in (*tree.xpath("//style/text()"), *tree.xpath("//@style")):
            yield from (f"{page}: {address}" for address in CSS_ADDRESS.findall(style) if _is_foreign(address))
    for file in site.rglob("*.css"):
        found = CSS_ADDRESS.findall(file.read_text("utf-8"))
        yield from (f"{file.relative_to(site)}: {address}" for address in found if _is_foreign(address))


def inline_code(tree: html.HtmlElement) -> list[str]:
    """Style attributes and event handlers: what a strict Content-Security-Policy blocks."""
    names = ((element.tag, name) for element in tree.iter("*") for name in element.attrib)
    return [f"<{tag} {name}>" for tag, name in names if name == "style" or HANDLER.fullmatch(name)]


def _addresses(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str, str]]:
    """Every address that stands in a page. A srcset holds several, each with a size."""
    for element in tree.iter("*"):
        for name in ("href", "src", "poster", "action", "data", "ping"):
            if name in element.attrib:
                yield element, name, element.get(name)
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                yield element, "srcset", candidate.split()[0]


def _is_foreign(address: str) -> bool:
    return urlsplit(urljoin(HERE, address.strip())).netloc != urlsplit(HERE).netloc and not address.strip().startswith("data:")
