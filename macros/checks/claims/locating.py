"""Where an editor finds a sentence that stands on a finished page: in content/, in data/, in a component, or in two of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from macros.checks.claims.told import Places
from macros.facts.text_file import read_text
from macros.facts.words import CALL

_BETWEEN = r"(?:[\W_]|&[#\w]{2,8};){1,40}?"  # words may be parted by markup, folded lines and quotation marks
_PROGRAM = Path(__file__).resolve().parents[3]
_FEWEST_LETTERS = 6  # of what is left of a phrase when a macro said the rest


class Here:
    """A file that an editor can open."""

    def __init__(self, root: Path, path: str) -> None:
        self.root, self.path = root, path

    @cached_property
    def text(self) -> str:
        return read_text(self.root / self.path, self.path)

    @cached_property
    def places(self) -> Places:
        return Places(self.text)


class Locator:
    """Looks for words in the files of a project, those first in which they most likely stand."""

    def __init__(self, root: Path, data: Sequence[str]) -> None:
        self.root = root
        self.known = {path: Here(root, path) for path in data}
        for file in sorted((_PROGRAM / "macros").rglob("*.jinja")):
            path = file.relative_to(_PROGRAM).as_posix()
            self.known[path] = Here(_PROGRAM, path)

    def text(self, path: str) -> str:
        """The text of a file, as an editor sees it."""
        return self.known.setdefault(path, Here(self.root, path)).text

    def find(self, shown_as: str, sentence: str, phrase: str) -> tuple[str, tuple[int, int], int]:
        """The file, the line and column, and the width of the phrase. What stands nowhere as it is: the page's own file."""
        own = self.known.setdefault(shown_as, Here(self.root, shown_as))
        order = [own, *(here for here in self.known.values() if here is not own)]
        for is_whole in (True, False):  # the phrase inside its sentence, or else on its own: a slot may have been filled
            for here in order:
                if (place := _phrase_in(here.text, sentence if is_whole else "", phrase)) is not None:
                    return here.path, here.places.line_and_column(place[0]), place[1]
        for part in _parts(phrase):
            if (place := _phrase_in(own.text, "", part)) is not None:
                return own.path, own.places.line_and_column(place[0]), place[1]
        return own.path, (1, 1), 0


def _phrase_in(text: str, sentence: str, phrase: str) -> tuple[int, int] | None:
    whole = re.search(_spaced(sentence), text, re.IGNORECASE) if sentence else None
    if sentence and not whole:
        return None
    start, end = whole.span() if whole else (0, len(text))
    found = re.compile(_spaced(phrase), re.IGNORECASE).search(text, start, end)
    return (found.start(), len(found[0].split("\n")[0])) if found else None


def _spaced(words: str) -> str:
    return _BETWEEN.join(map(re.escape, re.findall(r"\w+|[$£€%★☆⭐]", words.replace(CALL, " ")))) or r"(?!)"


def _parts(phrase: str) -> Iterator[str]:
    """What is left of a phrase without its first or last words, the longest first: the rest may come from a macro."""
    words = phrase.split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            if len(part) >= _FEWEST_LETTERS:
                yield part
