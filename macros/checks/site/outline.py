"""The outline of a page: a language, one title above all, headings in steps, text below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.checks.site.fault import Fault
from macros.search.reading import FoundPage

_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOOK = "Look at the page's file in content/, or at the component that writes the heading"


def outline(tree: Any, found: FoundPage | None) -> Iterator[Fault]:
    """What is wrong with the outline of one page."""
    if not (tree.get("lang") or "").strip():
        do = 'Write <html lang="en"> in overrides/theme/main.html'
        yield Fault("the page does not say its language, so it is read aloud wrongly", do, "no-outline", "<html")
    if found is None or not any(part.text or part.heading for part in found.parts):
        yield Fault("the page is empty", "Look at its file in build/pages", "empty-page", "<article")
    headings = [one for one in tree.iter(*_LEVELS) if next(one.iterancestors("template"), None) is None]
    firsts = [one for one in headings if one.tag == "h1"]
    if not firsts:
        yield Fault("the page has no title above its text", 'Start its text with a line like "# Title"', "no-outline", "<article")
    elif headings[0] is not firsts[0]:
        seen = f"a heading ({headings[0].tag}) stands above the title of the page"
        yield Fault(seen, _LOOK, "no-outline", f"<{headings[0].tag}", "", headings[0].sourceline)
    for one in firsts[1:]:
        yield Fault(
            "the page has a second title", f"Make it a heading below the first: ##. {_LOOK}", "no-outline", "<h1", "", one.sourceline
        )
    yield from _steps(headings)


def _steps(headings: list[Any]) -> Iterator[Fault]:
    above = 0
    for one in headings:
        level, words = int(one.tag[1]), " ".join("".join(one.itertext()).split())
        if not words and not any(part.get("alt") or part.get("aria-label") for part in one.iter()):
            yield Fault(f"a heading ({one.tag}) is empty", _LOOK, "no-outline", f"<{one.tag}", "", one.sourceline)
        if level > above + 1 and above:
            seen = f'the heading "{words}" ({one.tag}) stands right below one of level {above}: a step is left out'
            yield Fault(seen, f"Make it h{above + 1}. {_LOOK}", "no-outline", f"<{one.tag}", "", one.sourceline)
        above = level
