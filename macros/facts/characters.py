"""Characters that an editor cannot see, or takes for another: named with their place, because nobody finds them by eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.facts.problem import Problem, quoted

# Control, format (zero-width, bidirectional), private-use and unassigned characters, halves of characters, line separators, and the
# no-break space, which breaks YAML's indentation. Tab is left to the YAML parser.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_WORD = re.compile("[A-Za-z\u0370-\u04ff]+")
# All of Cyrillic, and the Greek letters that look Latin: "μm" and "TGFβ" are right as they are.
# Letters and digits in costume, which people paste from social media: searches do not find them, and voices that read aloud spell them out.
_IN_COSTUME = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff]+")
_SPLIT = re.compile("[A-Za-z][\u0300-\u036f]")  # a letter and its accent; where there is one letter for both, the two are not the same text
_LOOKS_LATIN = re.compile("[\u0400-\u04ffΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳ]")


def odd_characters(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each invisible character, and for each letter that is not what it looks like."""
    text = text.replace("\r\n", "\n")
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return  # as most files are: seen at a glance
    for number, line in enumerate(text.split("\n"), 1):
        for match in _INVISIBLE.finditer(line):
            yield Problem(path, number, match.start() + 1, *_invisible(match[0]))
        if line.isascii():
            continue
        for match in _IN_COSTUME.finditer(line):
            seen = f"{quoted(match[0])} is drawn with signs that look like letters or digits"
            do = "Type it in plain letters: nobody finds these by searching"
            yield Problem(path, number, match.start() + 1, seen, do, "look-alike-letter", len(match[0]))
        for match in _SPLIT.finditer(line):
            if len(unicodedata.normalize("NFC", match[0])) == 1:
                seen = f'"{match[0]}" is a letter and an accent, which only look like one letter'
                yield Problem(path, number, match.start() + 1, seen, "Type the letter again", "look-alike-letter", 2)
        for word in _WORD.finditer(line):
            found = _LOOKS_LATIN.search(word[0])
            if found and re.search("[A-Za-z]", word[0]):
                seen = f'"{found[0]}" in "{word[0][:60]}" is no Latin letter ({_name(found[0])})'
                yield Problem(path, number, word.start() + found.start() + 1, seen, "Type the letter again", "look-alike-letter")


def _invisible(character: str) -> tuple[str, str, str]:
    if character == "\r":
        return "an old kind of line ending", "Save the file with ordinary line endings", "line-ending"
    return f"an invisible character ({_name(character)})", "Delete it, or replace it by a plain space", "invisible-character"


def _name(character: str) -> str:
    return unicodedata.name(character, f"code {ord(character):04X}").lower()
