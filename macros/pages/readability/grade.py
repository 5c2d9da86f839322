"""The school year in which most readers can follow a text, by two formulas of the field.

Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975), the one that most tools show: words a sentence and syllables a word.
Automated Readability Index (Smith and Senter, 1967): words a sentence and letters a word. It needs no syllables, so it checks the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.pages.readability.passages import whole, words
from macros.pages.readability.syllables import syllables

MOST_WORDS = 20  # in a sentence: NHS content guide
MOST_SENTENCES = 3  # in a paragraph: NHS content guide
MOST_GRADE = 8  # about 13 or 14 years old, the oldest reading age that the NHS service manual writes for


@dataclass(frozen=True)
class Ease:
    """What the formulas need to know of a text, counted over its whole sentences."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    letters: int = 0
    longest: int = 0

    @property
    def words_a_sentence(self) -> float:
        return round(self.words / self.sentences, 1) if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade, 0 at the least."""
        if not self.sentences:
            return 0.0
        return max(0.0, round(0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59, 1))

    @property
    def grade_by_letters(self) -> float:
        """Automated Readability Index, 0 at the least."""
        if not self.sentences:
            return 0.0
        return max(0.0, round(4.71 * self.letters / self.words + 0.5 * self.words / self.sentences - 21.43, 1))


def long_sentences(sentences: Iterable[str]) -> list[str]:
    """Those of more than 20 words, the longest first, each once."""
    return sorted((one for one in dict.fromkeys(sentences) if len(words(one)) > MOST_WORDS), key=lambda one: -len(words(one)))


def ease_of(sentences: Iterable[str]) -> Ease:
    """Count them. Labels and headings are no sentences, and left out."""
    counted = [words(one) for one in whole(sentences)]
    each = [word for found in counted for word in found]
    letters = sum(len(re.sub(r"[\W_]", "", word)) for word in each)
    return Ease(len(each), len(counted), sum(map(syllables, each)), letters, max(map(len, counted), default=0))
