"""Characters that an editor cannot see, or takes for another: named with their place, because nobody finds them by eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.facts.problem import Problem

# Control, format (zero-width, bidirectional), private-use and unassigned characters, line separators, and the no-break space,
# which breaks YAML's indentation. Tab and line feed are left to the YAML parser.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff]|\r(?!\n)"
)
_LATIN_AND_OTHER = re.compile(r"[A-Za-z]+[\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")


def odd_characters(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each invisible character, and for each Greek or Cyrillic letter inside a Latin word."""
    for match in _INVISIBLE.finditer(text):
        yield _problem(text, path, match.start(), "an invisible character", "Delete it, or replace it by a plain space")
    for match in _LATIN_AND_OTHER.finditer(text):
        start = match.start() if ord(text[match.start()]) > 0x36F else match.end() - 1
        yield _problem(text, path, start, f'"{text[start]}" looks like a Latin letter', "Type the letter again")


def _problem(text: str, path: str, start: int, seen: str, do: str) -> Problem:
    name = unicodedata.name(text[start], f"code {ord(text[start]):04X}")
    before = text[:start].rsplit("\n", 1)[-1]
    return Problem(path, text.count("\n", 0, start) + 1, len(before) + 1, f"{seen} ({name.lower()})", do)
