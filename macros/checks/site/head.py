"""What a page says of itself: to a tab, to search engines, and to whoever gets a shared link."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import Any


@dataclass(frozen=True)
class Head:
    """The head of a page. Names of `told` are those of its meta elements; of two with one name the last counts, and `repeated` names it."""

    title: str | None
    told: dict[str, str]
    canonical: tuple[str, ...]
    data: tuple[tuple[str, int], ...]
    repeated: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        return self.told.get("description", "")


def head_of(tree: Any) -> Head | None:
    """The head of a parsed page; None if it has none."""
    head = tree.find("head")
    if head is None:
        return None
    told: dict[str, str] = {}
    repeated = ["title"] * (len(head.findall("title")) > 1)
    for meta in head.iter("meta"):
        if name := meta.get("name") or meta.get("property"):
            repeated += [name] * (name in told)
            told[intern(name)] = intern((meta.get("content") or "").strip())  # pages of one kind say the same, and some say it twice
    title = head.findtext("title")
    canonical = tuple((link.get("href") or "").strip() for link in head.iter("link") if "canonical" in (link.get("rel") or "").split())
    data = tuple((one.text or "", one.sourceline) for one in head.iter("script") if one.get("type") == "application/ld+json")
    return Head(None if title is None else " ".join(title.split()), told, canonical, data, tuple(repeated))
