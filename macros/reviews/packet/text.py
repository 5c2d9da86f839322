"""A page's text in plain HTML: the order and the words that patients read, without what only a browser needs."""

from __future__ import annotations

import re

from lxml import etree, html
from markupsafe import Markup

from macros.reviews.packet.drawings import drawn
from macros.reviews.reading import Reading

# A tag of the page -> what it becomes on paper. Anything else leaves its words and goes.
_KEPT = {tag: tag for tag in "p ul ol li table caption thead tbody tr th td dl dt dd strong em b i sup sub del blockquote div br".split()}
_KEPT |= {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "section": "div", "fieldset": "div", "form": "div", "figure": "div"}
_KEPT |= {"figcaption": "p", "legend": "h6", "label": "div", "button": "p", "template": "div", "a": "a", "summary": "p", "details": "div"}
_GONE = {"script", "style", "input"}


def as_patients_read(tree: html.HtmlElement) -> Markup:
    """The page from top to bottom. Links show where they lead; what a script shows later stands in a box that says so."""
    root = etree.Element("div")
    _copy(tree, root)
    return Markup(etree.tostring(root, encoding="unicode", method="html"))


def said_only_by_the_script(tree: html.HtmlElement, reading: Reading) -> list[str]:
    """Sentences that the page carries for its script and that stand nowhere else in its text."""
    visible = _plain(_without_code(tree).text_content())
    said = (re.sub(r"^⟨[^⟩]*⟩ ?", "", line) for line in reading.lines if line.startswith("⟨") and " / " in line.partition("⟩")[0])
    parts = (part for line in said for part in line.split(" ⟨and⟩ "))
    attributes = (part for line in reading.lines for part in re.findall(r"⟨(?:why|do|note|stopped): ([^⟩]*)⟩", line))
    found = dict.fromkeys(part for part in (*parts, *attributes) if " " in part)  # a single word is a name that the script looks up
    return [part for part in found if _plain(part) not in visible]


def _without_code(tree: html.HtmlElement) -> html.HtmlElement:
    copy = html.fragment_fromstring(html.tostring(tree, encoding="unicode"))
    for element in list(copy.iter("script", "style")):
        element.drop_tree()
    return copy


def _plain(text: str) -> str:
    return "".join(text.split())


def _copy(element: html.HtmlElement, into: etree._Element) -> None:
    _add(into, element.text)
    for child in element:
        if isinstance(child.tag, str):
            _child(child, child.tag.lower(), into)
        _add(into, child.tail)


def _child(child: html.HtmlElement, tag: str, into: etree._Element) -> None:
    if tag == "img":
        etree.SubElement(into, "em").text = f"[Picture: {child.get('alt') or 'without words'}]"
    elif tag == "svg":
        into.append(drawn(child))
    elif tag in _GONE:
        return
    elif tag not in _KEPT:
        _copy(child, into)
    else:
        kept = etree.SubElement(into, _KEPT[tag])
        if tag == "template":
            kept.set("class", "later")
        if scope := child.get("scope"):
            kept.set("scope", scope)
        if tag == "table" and child.find(".//svg") is not None:
            kept.set("class", "bars")
        if tag == "a":
            _link(child, kept)
        _copy(child, kept)


def _link(link: html.HtmlElement, kept: etree._Element) -> None:
    """A number in brackets stays one. The address of another site is printed by the style sheet, for the doctor may look it up."""
    address = link.get("href", "")
    kept.set("class", "cite" if address.startswith("#source") else "out" if ":" in address else "in")
    if ":" in address:
        kept.set("href", address)


def _add(into: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text
