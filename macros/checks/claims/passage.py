"""A passage: what a person reads in one go (a paragraph, an entry of a list, a cell, a heading, a title, the words of a picture)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from macros.facts.words import CALL, Token, sentences_of, tokens_of

Kind = Literal["prose", "heading", "title", "description", "alt", "file", "data"]


_tokens = lru_cache(maxsize=512)(tokens_of)  # pages next to each other share most of their passages


@dataclass(frozen=True)
class Passage:
    """`text` as it reads; `where` turns a place in it into a place of the file. `raw` is how it was written down.

    `before` is the passage before it; `has_source` says that a source stands beside it, in data; `labels` lead the row of a cell of a table
    and head its column.
    """

    text: str
    kind: Kind = "prose"
    raw: str = ""
    before: str = ""
    has_source: bool = False
    where: Callable[[int], int] = field(default=lambda place: place, compare=False)
    labels: tuple[str, ...] = ()

    @cached_property
    def tokens(self) -> list[Token]:
        return _tokens(self.text)

    @cached_property
    def sentences(self) -> list[list[Token]]:
        return sentences_of(self.tokens)


@dataclass(frozen=True)
class Finding:
    """A phrase of a passage that breaks a rule. `start` and `end` are places in the passage's text; `seen` says what was found."""

    rule: str
    passage: Passage = field(repr=False)
    start: int
    end: int
    seen: str = ""

    @property
    def phrase(self) -> str:
        return " ".join(self.passage.text[self.start : self.end].replace(CALL, "{{ … }}").split())

    @property
    def sentence(self) -> str:
        """The whole sentence around it, as it reads."""
        for tokens in self.passage.sentences:
            if tokens[0].start <= self.start < tokens[-1].end:
                return " ".join(self.passage.text[tokens[0].start : tokens[-1].end].split())
        return self.passage.text
