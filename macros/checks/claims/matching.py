"""Looks for all phrases of data/claims.yml at once: only where a word stands with which one of them begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from macros.facts.phrases import NUMBER, Phrase, marks_of
from macros.facts.words import Token, is_number

Part = tuple[str, ...]  # which list of the file: ("rules", "offer", "says")


class Hit(NamedTuple):
    """A phrase that was found: in which list it stands, and its first token and the one after its last."""

    part: Part
    start: int
    end: int

    def overlaps(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end


class Finder:
    """Some of the phrases, by the words that can begin them."""

    def __init__(self, phrases: Mapping[Part, Sequence[Phrase]]) -> None:
        self.by_mark: dict[str, list[tuple[Part, Phrase]]] = defaultdict(list)
        for part, of_part in phrases.items():
            for phrase in of_part:
                for mark in {mark for first in phrase.beginnings() for mark in marks_of(first)}:
                    self.by_mark[mark].append((part, phrase))
        known = {mark for of_part in phrases.values() for phrase in of_part for need in phrase.needs for mark in need}
        self.seen: dict[str, list[str]] = {}
        self.lengths = sorted({len(mark) - 1 for mark in known | self.by_mark.keys() if mark.endswith("*")})

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every phrase in one sentence: of each list the longest from each place."""
        marks = [self._marks(token.word) for token in tokens]
        here = frozenset().union(*marks)
        found: dict[tuple[Part, int], Hit] = {}
        for place, of_token in enumerate(marks):
            for part, phrase in [one for mark in of_token if mark in self.by_mark for one in self.by_mark[mark]]:
                if any(need.isdisjoint(here) for need in phrase.needs):
                    continue
                end = phrase.ends(tokens, place)
                if end is not None and ((part, place) not in found or found[part, place].end < end):
                    found[part, place] = Hit(part, place, end)
        return list(found.values())

    def _marks(self, word: str) -> list[str]:
        if word not in self.seen:
            beginnings = [f"{word[:length]}*" for length in self.lengths if length <= len(word)]
            self.seen[word] = [word, *beginnings, *([NUMBER] if is_number(word) else [])]
        return self.seen[word]
