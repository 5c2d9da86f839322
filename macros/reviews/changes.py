"""What changed between two readings of a page, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_MARK = re.compile(r"⟨[^⟩]*⟩|\S+")
LONGEST = 4_000  # words in one changed passage; beyond that the whole passage is shown as old and new


@dataclass(frozen=True)
class Piece:
    """Some words of a passage that stayed, went or came."""

    kind: Literal["same", "old", "new"]
    text: str


Passage = list[Piece]


def changes(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """The passages that differ, each with the words around the change. Lines that only moved apart or together do not."""
    passages = []
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and (passage := _passage(" ".join(before[low:high]), " ".join(after[start:end]))):
            passages.append(passage)
    return passages


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
