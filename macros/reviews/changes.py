"""What changed between two readings of a page, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_MARK = re.compile(r"⟨[^⟩]*⟩|\S+")
# Behind a citation, and where the parts of a table begin and end.
_FOR_PROGRAMS = re.compile(r"⟨(?:aria-label|→ here|label|for|aria-\w+|end of)[: ][^⟩]*⟩|⟨(?:t[rdh]|table|ol|template|joined|page)⟩")
FEW = 8  # words
LONGEST = 4_000  # words in one changed passage; beyond that the whole passage is shown as old and new


@dataclass(frozen=True)
class Piece:
    """Some words of a passage that stayed, went or came."""

    kind: Literal["same", "old", "new"]
    text: str


Passage = list[Piece]


def changes(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """The passages that differ, each once, in the words that a person reads. If only marks for programs differ, those."""
    return _changes(for_people(before), for_people(after)) or _changes(before, after)


def _changes(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    passages: list[Passage] = []
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = zip(before[low:high], after[start:end], strict=True) if high - low == end - start else None
        for old, new in pairs or [(" ".join(before[low:high]), " ".join(after[start:end]))]:
            if (passage := _placed(_passage(old, new), before[low - 1] if low else "")) and passage not in passages:
                passages.append(passage)
    return passages


def _placed(passage: Passage, line_before: str) -> Passage:
    """A few changed words alone tell nobody what they are about: the line above them does."""
    if line_before and 0 < sum(len(piece.text.split()) for piece in passage) < FEW:
        return [Piece("same", f"{_cut(line_before)} ·"), *passage]
    return passage


def for_people(lines: Sequence[str]) -> list[str]:
    """Without what the estimate's script looks up (its table says the same), and without the marks behind a citation's number."""
    visible = (line for line in lines if not re.match(r"⟨[^⟩]* / [^⟩]*⟩", line))
    return [plain for line in visible if (plain := " ".join(_FOR_PROGRAMS.sub(" ", line).split()))]


def in_short(passages: list[Passage], most: int = 3) -> str:
    """The changes as one line, like: "6" is now "5"; "weeks" is gone."""
    said = [text for passage in passages for text in _said(passage)]
    more = f"; and {len(said) - most} more" if len(said) > most else ""
    return "; ".join(said[:most]) + more


def _passage(old: str, new: str) -> Passage:
    before, after = _MARK.findall(old), _MARK.findall(new)
    if before == after:
        return []
    if max(len(before), len(after)) > LONGEST:
        return [Piece("old", old), Piece("new", new)]
    pieces: Passage = []
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(before[low:high])))
        else:
            pieces += [Piece("old", " ".join(before[low:high]))] if high > low else []
            pieces += [Piece("new", " ".join(after[start:end]))] if end > start else []
    return pieces


def _said(passage: Passage) -> Iterator[str]:
    waiting: Piece | None = None
    for piece in [*passage, Piece("same", "")]:
        if waiting and piece.kind == "new":
            yield f"“{_cut(waiting.text)}” is now “{_cut(piece.text)}”"
            waiting = None
            continue
        if waiting:
            yield f"“{_cut(waiting.text)}” is gone"
        waiting = piece if piece.kind == "old" else None
        if piece.kind == "new":
            yield f"“{_cut(piece.text)}” is new"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def around(passage: Passage, words: int = 14) -> Passage:
    """The passage with long stretches that stayed cut to the words beside the change."""
    short: Passage = []
    for number, piece in enumerate(passage):
        text = piece.text.split(" ")
        first, last = number == 0, number == len(passage) - 1
        if piece.kind == "same" and len(text) > 2 * words:
            head = [] if first else text[:words]
            tail = [] if last else text[-words:]
            short.append(Piece("same", " ".join([*head, "…", *tail])))
        else:
            short.append(piece)
    return short
