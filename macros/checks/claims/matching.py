"""Looks for all phrases of data/claims.yml at once: only where a word stands with which one of them begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from macros.facts.phrases import NUMBER, Phrase, commonness
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
    """Some of the phrases, each kept under the words of which a sentence must have one: the rarest of its steps."""

    def __init__(self, phrases: Mapping[Part, Sequence[Phrase]]) -> None:
        self.by_mark: dict[str, list[_Sought]] = defaultdict(list)
        alternatives = {part: [one for phrase in of_part for one in phrase.parts] for part, of_part in phrases.items()}
        for part, of_part in alternatives.items():
            for phrase in of_part:
                sought = _Sought(part, phrase)
                for mark in min([phrase.beginnings, *phrase.needs[:1]], key=commonness):
                    self.by_mark[mark].append(sought)
        self.seen: dict[str, frozenset[str]] = {}
        every = [phrase for of_part in alternatives.values() for phrase in of_part]
        known = frozenset().union(*(need for phrase in every for need in (phrase.beginnings, *phrase.needs)))
        self.lengths = sorted({len(mark) - 1 for mark in known if mark.endswith("*")})
        self.known = known
        self.told: dict[tuple[str, ...], list[Hit]] = {}

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every phrase in one sentence: of each list the longest from each place. Pages share most of their sentences."""
        words = tuple(token.word for token in tokens)
        if words not in self.told:
            self.told[words] = self._look(tokens)
        return self.told[words]

    def _look(self, tokens: Sequence[Token]) -> list[Hit]:
        marks = [self._marks(token.word) for token in tokens]
        here = frozenset().union(*marks)
        found: dict[tuple[Part, int], Hit] = {}
        for sought in {id(one): one for mark in here if mark in self.by_mark for one in self.by_mark[mark]}.values():
            if any(map(here.isdisjoint, sought.phrase.needs)):
                continue
            part, firsts = sought.part, sought.phrase.beginnings
            for place, of_token in enumerate(marks):
                if firsts.isdisjoint(of_token):
                    continue
                end = sought.phrase.ends(tokens, place)
                if end is not None and ((part, place) not in found or found[part, place].end < end):
                    found[part, place] = Hit(part, place, end)
        return sorted(found.values(), key=lambda hit: (hit.start, hit.part))

    def _marks(self, word: str) -> frozenset[str]:
        if word not in self.seen:
            beginnings = [f"{word[:length]}*" for length in self.lengths if length <= len(word)]
            self.seen[word] = self.known.intersection([word, *beginnings, *([NUMBER] if is_number(word) else [])])
        return self.seen[word]


class _Sought(NamedTuple):
    part: Part
    phrase: Phrase

