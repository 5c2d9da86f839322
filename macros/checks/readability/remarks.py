"""What could be easier to read in a text: long sentences, long paragraphs, a hard page, words that nobody explains. Advice only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from macros.pages.readability.grade import MOST_GRADE, MOST_SENTENCES, MOST_WORDS, Ease
from macros.pages.readability.jargon import Jargon
from macros.pages.readability.passages import words

_A_LIST = ("h1", "h2", "h3", "h4", "h5", "h6", "title", "td", "th", "caption", "legend", "label", "script")


class Said(Protocol):
    """A passage, read on a finished page or in the file where it was written."""

    @property
    def kind(self) -> str: ...

    @property
    def sentences(self) -> list[str]: ...


@dataclass(frozen=True)
class Remark:
    """One thing to make easier. `weight` is 1 at the limit and grows; `about` names the kind, `at` is the sentence where it begins."""

    weight: float
    about: str
    at: str
    seen: str
    do: str


def remarks(said: Iterable[Said], ease: Ease, jargon: Jargon) -> Iterator[Remark]:
    """Everything that could be easier, in the order of the text."""
    passages = list(said)
    if ease.grade > MOST_GRADE:
        do = "Use shorter sentences and shorter words"
        yield Remark(ease.grade / MOST_GRADE, "grade", "", f"the page needs {ease.grade} years of school, more than {MOST_GRADE}", do)
    for passage in passages:
        yield from _long_sentences(passage)
        if passage.kind not in _A_LIST:
            yield from _long_paragraph(passage.sentences)
    for word, sentence, say in jargon.unexplained([passage.sentences for passage in passages if passage.kind not in _A_LIST]):
        yield Remark(1.0, f"word {word.lower()}", sentence, f'"{word}" is not explained', f'Say "{say}", or add that in brackets')


def _long_sentences(passage: Said) -> Iterator[Remark]:
    for sentence in passage.sentences:
        count = len(words(sentence))
        if count > MOST_WORDS:
            seen = f"{count} words in one sentence: {_short(sentence)}"
            yield Remark(count / MOST_WORDS, "sentence", sentence, seen, f"Make two of it, or leave something out; {MOST_WORDS} are enough")


def _long_paragraph(found: list[str]) -> Iterator[Remark]:
    count = sum(len(words(one)) > 2 for one in found)  # "31 people." makes no paragraph long
    if count > MOST_SENTENCES:
        seen = f"{count} sentences in one paragraph: {_short(found[0])}"
        do = f"Start a new one, or make a list; {MOST_SENTENCES} are enough"
        at = max(found[:2], key=len)  # "We are not sure." stands in many places
        yield Remark(1 + (count - MOST_SENTENCES) / 10, "paragraph", at, seen, do)  # lighter than a long sentence


def _short(sentence: str) -> str:
    found = words(sentence)
    return f'"{" ".join(found[:8])}{" …" if len(found) > 8 else ""}"'
