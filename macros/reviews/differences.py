"""What patients read differently in two sets of finished pages, as Markdown for a pull request.

The pages may be anybody's, so nothing of their text may act there: it stands in <code>, where GitHub makes no link and calls nobody,
with every sign of HTML as a code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from macros.facts.problem import EditorMistakes, about_file
from macros.reviews.changes import Piece, around, changes, for_people, named
from macros.reviews.packet.numbers import with_numbers
from macros.reviews.reading import Reading, read

TITLE = "## What patients will read differently"
MOST = 60_000  # bytes of all: GitHub takes 65,536 characters
LONGEST = 4_000  # characters of one piece
MANY = 3  # pages with the same change: then it is shown once for all
_DO = "Name a copy of build/pages, as python -m macros stage writes it"
_TAG = {"old": "del", "new": "ins"}
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, etree.LxmlError, EditorMistakes)

Pages = Mapping[str, Reading]
Shown = tuple[Piece, ...]


@dataclass(frozen=True)
class Difference:
    """What differs on one page. A page that is new has all its text here, and one that is gone has none."""

    page: str
    how: str
    passages: tuple[Shown, ...]


def pages_in(folder: Path) -> dict[str, Reading]:
    """Each finished page below `folder` as it reads. Raises EditorMistakes if there is none, or one is no finished page; or OSError."""
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()}
    contents = {path: file.read_bytes() for path, file in files.items()}
    if not any(path.endswith(".md") for path in contents):
        raise EditorMistakes([about_file(str(folder), "there is no finished page here", _DO, "no-pages")])
    return {path: _page(path, content, contents) for path, content in contents.items() if path.endswith(".md")}


def _page(path: str, content: bytes, contents: Mapping[str, bytes]) -> Reading:
    try:
        return read(path, content, contents)
    except _UNREADABLE:
        raise EditorMistakes([about_file(path, "this is no finished page", _DO, "no-pages")]) from None


def differences(before: Pages, after: Pages) -> list[Difference]:
    """The pages that read differently, in the order of their paths."""
    found = [_difference(page, before.get(page), after.get(page)) for page in sorted(before.keys() | after.keys())]
    return [one for one in found if one.passages or one.how != "changes"]


def _difference(page: str, old: Reading | None, new: Reading | None) -> Difference:
    if old and new:
        return Difference(page, "changes", tuple(tuple(around(passage)) for passage in changes(old.lines, new.lines)))
    if new:
        return Difference(page, "is new", tuple((named(Piece("new", line)),) for line in for_people(new.lines)))
    return Difference(page, "is gone", ())


def as_markdown(found: list[Difference]) -> str:
    """The text of a comment, of at most MOST bytes. What does not fit is counted."""
    if not found:
        return f"{TITLE}\n\nNothing: every page reads as before.\n"
    counts = Counter(one.how for one in found)
    said = ", ".join(f"{count} {'page' if count == 1 else 'pages'} {_plural(how, count)}" for how, count in counts.items())
    numbers = "Numbers in what changed are **bold**." if any(map(_has_number, found)) else "No number changes."
    head = f"{TITLE}\n\n{said[0].upper()}{said[1:]}. ~~What goes~~ is struck out, <ins>what comes</ins> is underlined. {numbers}\n"
    return head + "".join(_as_many_as_fit(list(_blocks(found)), MOST - len(head.encode()) - 200))


def _plural(how: str, count: int) -> str:
    return how if count == 1 else {"changes": "change", "is new": "are new", "is gone": "are gone"}[how]


def _has_number(one: Difference) -> bool:
    moved = (piece.text for passage in one.passages for piece in passage if piece.kind != "same")
    return any(is_number for text in moved for _, is_number in with_numbers(text))


def _blocks(found: list[Difference]) -> Iterator[tuple[str, bool]]:
    """Headings and passages; True for a passage. What changes on many pages alike comes first, and once."""
    common = _common(found)
    for passage, pages in common.items():
        yield f"\n<h4>On {len(pages)} pages alike: {', '.join(map(_code, pages))}</h4>\n", False
        yield _shown(passage), True
    for one in found:
        own = [passage for passage in one.passages if one.how != "changes" or passage not in common]
        if own or one.how != "changes":
            yield f"\n<h4>{_code(one.page)} {one.how}</h4>\n", False
        yield from ((_shown(passage), True) for passage in own)


def _common(found: list[Difference]) -> dict[Shown, list[str]]:
    where: dict[Shown, list[str]] = {}
    for one in found:
        for passage in dict.fromkeys(one.passages if one.how == "changes" else ()):
            where.setdefault(passage, []).append(one.page)
    return {passage: pages for passage, pages in where.items() if len(pages) >= MANY}


def _as_many_as_fit(blocks: Iterable[tuple[str, bool]], room: int) -> Iterator[str]:
    left_out = 0
    for text, is_passage in blocks:
        room -= len(text.encode())
        if room >= 0:
            yield text
        left_out += is_passage and room < 0
    if left_out:
        yield f"\n{left_out} more {'change is' if left_out == 1 else 'changes are'} not shown here: there is no room.\n"


def _shown(passage: Shown) -> str:
    return f"\n<p><code>{' '.join(map(_piece, passage))}</code></p>\n"


def _piece(piece: Piece) -> str:
    text = piece.text if len(piece.text) <= LONGEST else f"{piece.text[:LONGEST]} …"
    if piece.kind == "same":
        return _harmless(text)
    marked = "".join(f"<b>{_harmless(part)}</b>" if is_number else _harmless(part) for part, is_number in with_numbers(text))
    return f"<{_TAG[piece.kind]}>{marked}</{_TAG[piece.kind]}>"


def _code(text: str) -> str:
    return f"<code>{_harmless(text)}</code>"


def _harmless(text: str) -> str:
    """What nobody sees becomes a sign that everybody does; so does the end of a line, because an empty line would end the HTML."""
    return escape("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text))
