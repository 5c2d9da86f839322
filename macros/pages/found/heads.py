"""What the theme and search engines are told of each page, in its front matter. No patient reads it, so no review depends on it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from macros.facts.guide import Guide
from macros.pages.content import Source
from macros.pages.found.structured import Node, breadcrumbs, clinic_of, full_address, procedure, web_page
from macros.pages.found.trail import Trail, trails
from macros.pages.page import Page
from macros.pages.reviewed import Review
from macros.pages.safe_text import as_json

_QUOTED = re.compile(r'"(?=([a-z0-9-]+)")')  # as calls name a treatment


class Heads:
    """The front matter of every page of a guide, beside its title and description."""

    def __init__(self, guide: Guide, menu: list[Any], sources: Sequence[Source]) -> None:
        self.guide, self.site = guide, guide.clinic.site_address
        self.order = {name: number for number, name in enumerate(guide.treatments)}
        self.trails = trails(menu)
        self.sources = {source.path: source for source in sources}

    def of(self, page: str, finished: str, review: Review) -> dict[str, Any]:
        """`crumbs`, the way to the page; its `address`, where the guide has one; `data`, what search engines are told.

        `finished` is the page as it will be shown, front matter and all.
        """
        trail = self.trails.get(page, ())
        told: dict[str, Any] = {"crumbs": _crumbs(page, trail)} if trail else {}
        if self.site:
            told["address"] = full_address(self.site, page)
        return told | {"data": str(as_json(self._data(page, finished, trail, review)))}

    def _data(self, page: str, finished: str, trail: Trail, review: Review) -> Node:
        _, head, body = finished.split("---\n", 2)
        title, description = (unescape(json.loads(line.partition(": ")[2])) for line in head.splitlines()[:2])
        about = [] if review.is_waiting else [procedure(one, body) for one in self._treatments(page)]
        node = web_page(title, description, about, review)
        if self.site:
            node["url"] = full_address(self.site, page)
        if self.site and trail:
            node["breadcrumb"] = breadcrumbs(trail, self.site)
        return node if self.guide.clinic.sample else node | {"publisher": clinic_of(self.guide.clinic, body)}

    def _treatments(self, page: str) -> list[Any]:
        """Those in whose folder the page lies, or that its calls name."""
        named = {page.partition("/")[0], *_QUOTED.findall(self.sources[page].body)} & self.guide.treatments.keys()
        return [self.guide.treatments[name] for name in sorted(named, key=self.order.__getitem__)]


def _crumbs(page: str, trail: Trail) -> list[dict[str, str]]:
    """Each step with the address of its page, if it has one and is not the page itself. Themes print labels as they are: escaped here."""
    here = Page(page)
    return [
        {"label": escape(step.label)} | ({"address": here.link(step.page)} if step.page and step.page != page else {}) for step in trail
    ]
