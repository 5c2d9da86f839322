"""The advice in order: worst first, each where it was written, then how hard each page is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from macros.checks.readability.remarks import Remark, remarks
from macros.checks.readability.texts import Text
from macros.facts.problem import printable, sentences
from macros.pages.readability.grade import MOST_WORDS
from macros.pages.readability.jargon import Jargon


@dataclass(frozen=True)
class Advice:
    """One remark and the line to open."""

    path: str
    line: int
    remark: Remark

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}  {sentences(self.remark.seen, self.remark.do)}")


def advice(texts: Iterable[Text], jargon: Jargon) -> list[Advice]:
    """Every remark, the worst first. What many pages show is told once, at its worst."""
    worst: dict[tuple[str, int, str], Remark] = {}
    for text in texts:
        for remark in remarks(text.said, text.ease, jargon):
            place = (*text.place(remark.at), remark.about)
            if place not in worst or remark.weight > worst[place].weight:
                worst[place] = remark
    found = [Advice(path, line, remark) for (path, line, _), remark in worst.items()]
    return sorted(found, key=lambda one: (-one.remark.weight, one.path, one.line, one.remark.seen))


def as_text(found: list[Advice], texts: list[Text]) -> str:
    """Remarks, a line for each page or file from hard to easy, and the average."""
    lines = [str(one) for one in found]
    lines += ["", "grade  words a sentence  longest sentence", *map(_line, sorted(texts, key=lambda one: (-one.ease.grade, one.name)))]
    with_words = [text.ease for text in texts if text.ease.sentences]
    long = sum(one.remark.about == "sentence" for one in found)
    if with_words:
        grade, by_letters = mean(one.grade for one in with_words), mean(one.grade_by_letters for one in with_words)
        lines.append(f"\nOn average grade {grade:.1f} (Flesch-Kincaid), {by_letters:.1f} (Automated Readability Index).")
    lines.append(f"Sentences of more than {MOST_WORDS} words: {long}. This is advice: nothing was refused and nothing was changed.")
    return "\n".join(lines)


def _line(text: Text) -> str:
    ease = text.ease
    return f"{ease.grade:5.1f}  {ease.words_a_sentence:16.1f}  {ease.longest:16}  {text.name}"
