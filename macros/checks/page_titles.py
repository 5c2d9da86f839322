"""same-title: two pages that a list of search results, and a row of tabs, show under the same name.

Why: a patient cannot tell which one to open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.facts.problem import Problem, about_file
from macros.pages.stage import Staged


def page_titles(staged: Staged) -> Iterator[Problem]:
    """Yield each page of content/ whose title another page has. It stops nothing: the pages themselves are right."""
    by_title: dict[str, str] = {}
    for source in sorted(staged.sources, key=lambda one: (one.shown_as.startswith("content/"), one.path)):
        title = source.front_matter.title
        other = by_title.setdefault(title.casefold(), source.path)
        if other != source.path and source.shown_as.startswith("content/"):
            seen, do = f'"{title}" is the title of {other}, too', "Say in each title what only that page tells"
            yield replace(about_file(source.shown_as, seen, do, "same-title"), severity="warning")
