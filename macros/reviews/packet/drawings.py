"""A drawing as a doctor sees it: built anew from the few shapes that are known here, so that it can load nothing and do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

# A shape of our components -> what it may say of itself. Its look stands in drawings.css beside this file.
_SHAPES = {"svg": {"viewbox"}, "path": {"d"}, "rect": {"x", "width"}, "circle": {"cx", "r"}, "line": {"x2"}, "text": {"x", "y"}}
_LOOKS = set("cg-light cg-pigment cg-bits cg-stream cg-plan cg-open cg-unsure".split())
_UNSEEN = {("svg", "aria-hidden", "true")}  # every word beside it is read out instead
_NAMES = {"viewbox": "viewBox"}
_LONGEST = 100  # letters of one thing that is not known


def drawn(drawing: html.HtmlElement) -> etree._Element:
    """The drawing, if all of it is known. Else words that say so, with what is not known and all that it says: half a drawing misleads."""
    unknown = list(dict.fromkeys(_unknown(drawing)))
    if unknown:
        note = etree.Element("strong", {"class": "warn"})
        words = " ".join(drawing.text_content().split())
        said = f" Its words: “{words}”." if words else ""
        note.text = f"[A drawing that cannot be shown here: {'; '.join(unknown)}.{said} Look at it on the page itself before you sign.]"
        return note
    copy = _copy(drawing)
    copy.set("class", "drawing" if has_its_own_size(drawing) else "bar")
    copy.set("aria-hidden", "true")
    return copy


def has_its_own_size(drawing: html.HtmlElement) -> bool:
    """Drawn by hand. Any other is as wide as the place where it stands: bars and dots on a line."""
    return drawing.get("viewbox") is not None


def _copy(shape: html.HtmlElement) -> etree._Element:
    copy = etree.Element(shape.tag, {_NAMES.get(name, name): value for name, value in shape.items()})
    copy.text = shape.text
    copy.extend(map(_copy, shape))
    return copy


def _unknown(drawing: html.HtmlElement) -> Iterator[str]:
    """What stands in a drawing and is not known here. A look is known by its class."""
    for shape in drawing.iter():
        if not isinstance(shape.tag, str):
            yield "a comment"
        elif shape.tag not in _SHAPES:
            yield f"<{shape.tag}>"
        else:
            yield from (f"{name} “{value[:_LONGEST]}”" for name, value in shape.items() if not _is_known(shape.tag, name, value))
        if (shape.tag != "text" and _has_words(shape.text)) or (shape is not drawing and _has_words(shape.tail)):
            yield "words outside of its shapes"


def _is_known(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return set(value.split()) <= _LOOKS
    return name in _SHAPES[tag] or (tag, name, value) in _UNSEEN


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())
