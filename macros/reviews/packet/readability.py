"""How hard a page is to read: advice for the next version, and never a reason to refuse one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

LONG = 20  # words in a sentence: NHS content guide
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Advice:
    """`grade` is the school year in which most readers can follow; `long` are the sentences of more than 20 words, the longest first."""

    grade: int
    words_a_sentence: float
    long: tuple[str, ...]


def advice_on(tree: html.HtmlElement) -> Advice:
    """From the full sentences of a page. The grade is the Automated Readability Index (Smith and Senter, 1967): letters and words alone."""
    sentences = [sentence for block in tree.iter("p", "li", "dd") for sentence in _sentences(block)]
    words = [word for sentence in sentences for word in sentence.split()]
    if not words:
        return Advice(0, 0, ())
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    index = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    long = sorted((one for one in dict.fromkeys(sentences) if len(one.split()) > LONG), key=lambda one: -len(one.split()))
    return Advice(max(1, round(index)), round(len(words) / len(sentences), 1), tuple(long))


def _sentences(block: html.HtmlElement) -> list[str]:
    """Whole ones: a label or a heading is none. Citations are left out."""
    if any(inner.tag in ("p", "li", "dd") for inner in block.iterdescendants()) or block.xpath("ancestor::ol[@class='cg-sources']"):
        return []
    text = re.sub(r"\[\d+\]", "", " ".join(block.text_content().split()))
    return [one for one in _SENTENCE.split(text) if len(one.split()) > 3 and one.rstrip().endswith((".", "?", "!"))]
