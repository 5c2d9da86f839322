"""same-title, same-description: two pages that a list of search results shows in the same words.

Why: a patient cannot tell which one to open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.facts.problem import Problem, about_file
from macros.pages.content import Source
from macros.pages.stage import Staged


def page_titles(staged: Staged) -> Iterator[Problem]:
    """Yield each page of content/ whose title or description another page has. It stops nothing: the pages themselves are right."""
    sources = sorted(staged.sources, key=lambda one: (one.shown_as.startswith("content/"), one.path))
    yield from _the_same("title", "same-title", sources)
    yield from _the_same("description", "same-description", sources)


def _the_same(name: str, kind: str, sources: list[Source]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in sources:
        said = getattr(source.front_matter, name)
        other = first.setdefault(said.casefold(), source.path)
        if other != source.path and source.shown_as.startswith("content/"):
            seen, do = f'"{said}" is the {name} of {other}, too', f"Say in each {name} what only that page tells"
            yield replace(about_file(source.shown_as, seen, do, kind), severity="warning")
