"""One page of each kind, for what would take too long on every page. `make audit` looks at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.site.project import Built

HOME, QUESTIONS = "index.html", "faq/index.html"


def page_of_each_kind(built: Built) -> dict[str, str]:
    """By its kind, the address of one page from the root of the site. Of several the one with the longest text."""
    (treatment, *_) = built.guide.treatments
    concerns = [f"{treatment}/{name}.html" for name in built.guide.treatments[treatment].concerns]
    here = set(built.pages)
    kinds = {
        "home": HOME,
        "questions": QUESTIONS,
        "overview": f"{treatment}/index.html",
        "concern": _longest(built.site, concerns),
        "estimate": built.estimates[treatment],
        "article": f"{treatment}/safety.html",
        "reviewers": "about/who-checks.html",
        "sources": "about/sources.html",
        "contact": "about/contact.html",
    }
    return {kind: path for kind, path in kinds.items() if path in here} | {"missing": "404.html"}


def _longest(site: Path, pages: Iterable[str]) -> str:
    return max(pages, key=lambda page: (site / page).stat().st_size)
