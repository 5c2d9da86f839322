"""What changed between two readings of a page, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

_MARK = re.compile(r"⟨[^⟩]*⟩|\S+")
# Behind a citation, and where the parts of a table begin and end.
_FOR_PROGRAMS = re.compile(r"⟨(?:aria-label|→ here|label|for|aria-\w+|end of)[: ][^⟩]*⟩|⟨(?:t[rdh]|table|ol|template|joined|page)⟩")
# The reading knows a picture by a digest. A drawing has one for each of its lines, and no words before it on the line of text.
_DIGEST = re.compile(r"⟨(picture|drawing) [^⟩]*⟩")
_LINE_OF_A_DRAWING = re.compile(r"⟨picture ([0-9a-f]{32})⟩")
_PICTURE = re.compile(r"⟨(?:new )?(picture|drawing)⟩")
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
        for old, new, behind in _pairs(before[low:high], after[start:end]):
            passage = [named(piece) for piece in _passage(old, new)]
            placed = _placed(passage, _line(before, low - 1), _line(after, end - behind))
            if placed and placed not in passages:
                passages.append(placed)
    return passages


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """As many lines as before: each beside its own, with how many are still to come. Else all beside all."""
    if len(old) != len(new):
        yield " ".join(old), " ".join(new), 0
        return
    for number, (was, now) in enumerate(zip(old, new, strict=True), 1):
        yield was, now, len(new) - number


def _line(lines: Sequence[str], number: int) -> str:
    """That line in short; nothing beyond the first and the last."""
    return _cut(_DIGEST.sub(r"⟨\1⟩", lines[number])) if 0 <= number < len(lines) else ""


def _placed(passage: Passage, line_before: str, line_after: str) -> Passage:
    """A few changed words alone tell nobody what they are about: the line above them does, and of a drawing the one below it, too."""
    head = [Piece("same", f"{line_before} ·")] if line_before else []
    if passage and tells_of_drawings_alone(passage):
        return [*head, *passage, *([Piece("same", f"· {line_after}")] if line_after else [])]
    return [*head, *passage] if 0 < sum(len(piece.text.split()) for piece in passage) < FEW else passage


def named(piece: Piece) -> Piece:
    """The piece with pictures by that name, which is what a person can read of a digest."""
    return Piece(piece.kind, _DIGEST.sub(r"⟨new \1⟩" if piece.kind == "new" else r"⟨\1⟩", piece.text))


def tells_of_drawings_alone(passage: Passage) -> bool:
    """Whether nothing but drawings went or came."""
    return all(_PICTURE.sub("", piece.text).strip() == "" and "drawing" in piece.text for piece in passage if piece.kind != "same")


def for_people(lines: Sequence[str]) -> list[str]:
    """Without what the estimate's script looks up (its table says the same), and without the marks behind a citation's number."""
    visible = (line for line in lines if not re.match(r"⟨[^⟩]* / [^⟩]*⟩", line))
    return _joined([plain for line in visible if (plain := " ".join(_FOR_PROGRAMS.sub(" ", line).split()))])


def _joined(lines: Sequence[str]) -> list[str]:
    """With lines together that are one thing to a person: the lines of one drawing, the numbers of one scale."""
    whole: list[str] = []
    for kind, group in groupby(lines, key=lambda line: "drawing" if _LINE_OF_A_DRAWING.fullmatch(line) else line.isdecimal() and "scale"):
        part = list(group)
        together = {"drawing": [f"⟨drawing {' '.join(_LINE_OF_A_DRAWING.findall(' '.join(part)))}⟩"], "scale": [" ".join(part)]}
        whole += together[kind] if kind else part
    return whole


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
    below = passage[-1].text.removeprefix("· ") if tells_of_drawings_alone(passage) and passage[-1].kind == "same" else ""
    return (f"{said} beside “{below}”" if below else said for said in _moved(passage))


def _moved(passage: Passage) -> Iterator[str]:
    waiting: Piece | None = None
    for piece in [*passage, Piece("same", "")]:
        if waiting and piece.kind == "new":
            yield _now(waiting.text, piece.text)
            waiting = None
            continue
        if waiting:
            yield f"{_quoted(waiting.text)} is gone"
        waiting = piece if piece.kind == "old" else None
        if piece.kind == "new":
            yield f"{_quoted(piece.text)} is new"


def _now(old: str, new: str) -> str:
    if _PICTURE.fullmatch(old) and _PICTURE.fullmatch(new):
        return f"{_quoted(new)} changed"
    return f"{_quoted(old)} is now {_quoted(new)}"


def _quoted(text: str) -> str:
    picture = _PICTURE.fullmatch(text)
    return f"a {picture[1]}" if picture else f"“{_cut(text)}”"


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
