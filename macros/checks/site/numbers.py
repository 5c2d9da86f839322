"""Every number in the text of a built page is one that its finished page has, in the same order; every other comes from the clinic's facts.

Finished pages take their numbers from data alone (macros/checks/published.py). So a number that the theme or the engine adds, loses or
changes, or that somebody changes later, is seen here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from macros.checks.site.fault import Fault
from macros.checks.site.pages import BuiltPage
from macros.checks.site.site import BuiltSite
from macros.checks.site.text import (
    around,
    article_of,
    data_of,
    digits_of_built,
    digits_of_staged,
    numbers_of_built,
    numbers_of_staged,
    places_of_numbers,
)

_CURRENT = re.compile(r' aria-current="\w+"')  # but for this the menu is the same on all pages of a folder, and looked through once
_STAGED = "Compare it with its file in build/pages: only the data and content/ may give numbers"
_FRAME = "Look at overrides/theme: only the data may give numbers"


def numbers(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[Fault]:
    """Each number of a page that its finished page does not have in that place, or that is missing."""
    source = site.text(path)
    article, staged = article_of(source), site.staged.files[site.sources[path]].decode() if path in site.sources else ""
    if digits_of_built(article) != digits_of_staged(staged):  # or nothing has moved, not even in a drawing
        built, meant = numbers_of_built(article), numbers_of_staged(staged)
        if built != meant:
            yield from _differing(built, meant, source, article)
        if data_of(article) != data_of(staged):
            yield Fault(
                "the answers that the page carries for its script are not those of the finished page", _STAGED, "other-answer", '"rows"'
            )
    for part in around(source):
        if strange := site.numbers_around(_CURRENT.sub("", part)) - site.numbers_of_the_clinic:
            for number in sorted(strange - set(numbers_of_staged(staged))):
                seen = f"the number {number} around the text of the page comes from no data"
                yield Fault(seen, _FRAME, "other-number", number, start=_start(source, part, number, 0))


def _differing(built: list[str], meant: list[str], source: str, article: str) -> Iterator[Fault]:
    for what, start, end, from_, to in difflib.SequenceMatcher(None, meant, built, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        lost, new = meant[start:end], built[from_:to]
        if not new:
            seen = f"the page lacks a number that its finished page has: {', '.join(lost)}"
            yield Fault(seen, _STAGED, "other-number", "<article")
        for place, number in enumerate(new, from_):
            instead = f": {', '.join(lost)} stands there" if lost else ""
            seen = f"the number {number} does not stand in this place of the finished page{instead}"
            yield Fault(seen, _STAGED, "other-number", number, start=_start(source, article, number, built[:place].count(number)))


def _start(source: str, inside: str, number: str, earlier: int) -> int:
    """Where in the source the number begins that comes after as many `earlier` ones of the same digits, in a part of the source."""
    before = source.find(inside)
    same = [start for found, start in places_of_numbers(inside) if found == number]
    return before + same[min(earlier, len(same) - 1)] if same and before >= 0 else -1
