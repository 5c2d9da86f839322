"""Words that a patient may not know, and whether a text explains them where they first stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

# Before the word: "Doctors call this keloid", "also known as". After it: "keloid (a scar that …)", "keloid, which is …", "keloid means".
_BEFORE = re.compile(
    r"(?i)(?:\b(?:call(?:s|ed)?|known as|named?|terms?|words?|means?|short for)\b[^.!?]*|\((?:also |or |called |known as )*[\"“]?)$"
)
_AFTER = re.compile(r"(?i)^[\"”]?(?:\s*[(:–—]|, (?:which|that is|or|an?|the|meaning)\b| (?:means?|is (?:an?|the|when|what|where)|are)\b)")
_NEXT = re.compile(r"(?i)(?:This|These|That|Those|It|They) (?:is|are|means?)\b|(?:The|This) (?:word|name|term) |Doctors (?:call|mean|use)")


class Jargon:
    """The list of words with what to say instead. `explained` are words that the treatment's own list of terms explains already."""

    def __init__(self, listed: Mapping[str, str], explained: Iterable[str] = ()) -> None:
        known = f" {' _ '.join(map(_plain, explained))} "
        plain = {_plain(word): say for word, say in listed.items()}
        self.instead = {word: say for word, say in plain.items() if word and f" {word} " not in known}
        either = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(self.instead, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<![\w-])({either or '(?!)'})(?:s|es)?(?![\w-])", re.IGNORECASE)

    def unexplained(self, said: Iterable[list[str]]) -> Iterator[tuple[str, str, str]]:
        """Yield word, sentence and what to say instead, each word once. `said` are the passages of a page, as sentences."""
        seen: set[str] = set()
        for passage in said:
            for sentence, following in zip(passage, [*passage[1:], ""], strict=True):
                for found in self.pattern.finditer(sentence):
                    word = _plain(found[1])
                    if word not in seen and not _explained(sentence, found, following):
                        yield found[0], sentence, self.instead[word]
                    seen.add(word)


def _explained(sentence: str, found: re.Match[str], following: str) -> bool:
    before, after = sentence[: found.start()], sentence[found.end() :]
    return bool(_BEFORE.search(before) or _AFTER.match(after) or _NEXT.match(following))


def _plain(word: str) -> str:
    """Letters and digits alone, so that "Q-switched" is "q switched"; and no character of a data file acts in a pattern."""
    return " ".join(re.findall(r"\w+", word.lower()))
