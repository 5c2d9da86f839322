"""offer, where only the way it is written tells: a price that is struck out beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.claims.passage import Finding, Passage

_STRUCK = re.compile(
    r"(?:\A|~~|<(?:s|del|strike)\b[^>]*>)\s*((?:[A-Z]{1,3}\s?)?[$£€]\s?\d[\d,.]*)[^~<]*(?:~~|</(?:s|del|strike)>)",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"~~|</(?:s|del|strike)\b", re.IGNORECASE)


def struck_out(passage: Passage) -> Iterator[Finding]:
    """The first struck-out price of a passage."""
    if _MAY_BE.search(passage.raw) and (found := _STRUCK.search(passage.raw)):
        place = max(passage.text.find(found[1]), 0)
        yield Finding("offer", passage, place, place + len(found[1]))
