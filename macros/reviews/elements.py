"""What elements, attributes and data say beside the words of a page. What stands in no set here counts, so nothing slips by unsigned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# Of these the words say all. Any other is told with where it begins and ends: struck out, numbered, in a column, folded away, shown only
# by a script, or not known.
INLINE = set("a abbr b bdi cite code data dfn em i ins kbd label mark q samp small span strong time tspan u var wbr".split())
BLOCK = set(
    "address article aside blockquote br button caption circle col colgroup dd div dl dt ellipse fieldset figcaption figure footer form g "
    "h1 h2 h3 h4 h5 h6 header hr image img input legend li line main nav p path picture polygon polyline pre rect section source summary "
    "svg tbody text tfoot thead ul use".split()
)
# A browser starts a new line with these too; with one that nobody knows it does not.
BREAKING = BLOCK | set("ol table tr td th details template noscript iframe object embed audio video dialog script style".split())

WORDS = set("alt title aria-label placeholder label summary data-label content data-note data-why data-do".split())
WORDS |= set("data-next data-apart data-points data-stopped data-words".split())
# What only a browser or a style sheet looks at, and the estimate's script where nothing that it shows follows from it.
TECHNICAL = set(
    "class id name type role scope tabindex lang rel target readonly defer async autocomplete focusable viewbox width height align "
    "x y x1 x2 y1 y2 cx cy r rx ry fill stroke text-anchor loading decoding xmlns data-rows data-module data-filter "
    "data-no-match data-answers data-tools data-print data-copy data-link-shown data-link-field data-search-exclude".split()
)
# Technical elsewhere, but not here.
TELLING = {("ol", "type"), ("script", "type"), ("link", "rel")}
PICTURES = {("img", "src"), ("source", "src"), ("image", "href"), ("use", "href"), ("input", "src")}
POINTING = {"for", "aria-labelledby", "aria-describedby"}  # to other parts of the page, by their ids
_BRACKETS = str.maketrans({"⟨": "⟨left⟩", "⟩": "⟨right⟩", "\0": ""})


def as_text(text: str) -> str:
    """Text of the page, in which nothing can pass for a mark of the reading."""
    return text.translate(_BRACKETS)


def said_by_data(value: Any, place: tuple[str, ...] = ()) -> Iterator[str]:
    """Each value that a script can show, with its place. Lists of words keep their order, fields stand in that of their names."""
    if isinstance(value, dict):
        for name in sorted(value):
            yield from said_by_data(value[name], (*place, as_text(name)))
    elif isinstance(value, list) and all(not isinstance(one, dict | list) for one in value):
        yield f"⟨{' / '.join(place)}⟩ " + " ⟨and⟩ ".join(_shown(one) for one in value)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from said_by_data(one, (*place, str(number)))
    else:
        yield f"⟨{' / '.join(place)}⟩ {_shown(value)}"


def _shown(value: Any) -> str:
    return " ".join(as_text(value).split()) if isinstance(value, str) else json.dumps(value)
