"""A text as words, numbers and the marks that end a thought: what phrases are looked for in, and what a phrase itself is made of."""

from __future__ import annotations

import re
from typing import NamedTuple

CALL = "\ufffc"  # stands where a page calls a macro whose text is not there yet
SENTENCE_ENDS = frozenset(".!?…")
_TOKEN = re.compile(
    r"(?P<short>\b(?:no|dr|mr|mrs|ms|prof|st|vs|approx|fig|e\.g|i\.e|al|etc)\.(?=\s*[\w,(]))"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<dash>\s[-–—]+\s|—)"
    r"|(?P<end>[.!?…]+)"
    r"|(?P<mark>[,;:()\"“”«»%$£€#&/+★☆⭐🌟\ufffc])",
    re.IGNORECASE,
)
NUMBER_WORDS = {word: value for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
NUMBER_WORDS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
NUMBER_WORDS |= {"ninety": 90, "dozen": 12, "fortnight": 2, "hundred": 100}


class Token(NamedTuple):
    """One word, number or mark: as it is compared (small letters, straight apostrophes), and where it stands."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text. A hyphen inside a word parts it, so that pain-free and pain free are alike."""
    return [Token(_said(found), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _said(found: re.Match[str]) -> str:
    text, kind = found[0], found.lastgroup
    if kind == "word":
        return text.lower().replace("’", "'")
    if kind == "end":
        return "?" if "?" in text else text[0]
    if kind == "dash":
        return "—"
    if kind == "short":
        return text.lower().removesuffix(".")
    return {"#": "number", "&": "and", "“": '"', "”": '"'}.get(text, text)


def is_number(word: str) -> bool:
    """Digits, or a number in words."""
    return word[0].isdigit() or word in NUMBER_WORDS


def sentences_of(tokens: list[Token]) -> list[list[Token]]:
    """The sentences of a passage, each with the mark that ends it."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if token.word in SENTENCE_ENDS:
            found.append([])
    return [sentence for sentence in found if sentence]
