"""What a template forgot on a page: its own signs, or the word with which a program says that there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.site.fault import Fault
from macros.checks.site.pages import BuiltPage
from macros.checks.site.site import BuiltSite
from macros.checks.site.text import END

# Each begins with a plain sign, so that they are found fast; what a word means is seen from what stands around it.
_FOUND = re.compile(
    r"\{\{|\{%|Traceback \(most recent call last\)|\[object \w+\]|jinja2\.|<[\w.]+ object at 0x|Markup\("
    r"|NaN\b|Undefined\b|undefined\b|None\b|null\b|true\b|false\b"
)
_IN_A_SENTENCE = re.compile(r"[\w,;:(] $")
_COUNTED = re.compile(r" (?:to|and|or|sessions?|weeks?|months?|days?|years?|studies|study|people|apart)\b| ?[\d,;)%]")
# Without one of these in its source there is nothing to look for on a page: the pattern takes fifty times as long.
_SIGNS = [*"{{ {% NaN ndefined Traceback [object jinja2 Markup( >null< >true< >false<".split(), "object at 0x", '"null"']
_NONE = re.compile("None(?! (?:of th|had|has|have|was|were|is|are))")  # what is no beginning of a sentence
_AROUND = 12  # characters behind it: if the clinic's own words go on in the same way, somebody has written it
_DO = "Look at the page's file in build/pages, then at its component or its file in content/"


def left_over(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[Fault]:
    """Each of these on a page, if no text of the clinic holds the same."""
    source = site.text(path)
    outside = site.without_style(source)
    is_suspect = any(sign in outside for sign in _SIGNS) or _NONE.search(outside)
    said = site.pieces(path) if is_suspect else ""
    for found in _FOUND.finditer(said):
        is_alone = said[found.start() - 1] == said[found.end()] == END
        # What follows is shown, too, without a full stop: that may be ours.
        words = found[0] if is_alone else said[found.start() : found.end() + _AROUND].split(END)[0].rstrip(" .")
        if _is_left(found, said, is_alone) and (f"{END}{words}{END}" if is_alone else words) not in site.said_in_facts:
            start = _start_of(words, source) if is_alone else -1
            yield Fault(f'"{found[0]}" is left over from a template or a program', _DO, "left-over", words, start=start)


def _start_of(words: str, source: str) -> int:
    """Where words stand alone between two tags or quotation marks."""
    found = re.search(rf"(?<=[>\"']){re.escape(words)}(?=\s*[<\"'])", source)
    return found.start() if found else -1


def _is_left(found: re.Match[str], said: str, is_alone: bool) -> bool:
    """ "None of them" begins a sentence of ours. What a template leaves stands inside one, before what is counted, or alone."""
    before = said[: found.start()][-2:]
    if found[0] in ("null", "true", "false"):
        return is_alone
    if found[0] == "None":
        return is_alone or bool(_IN_A_SENTENCE.search(before) or _COUNTED.match(said, found.end()))
    return not before[-1:].isalnum()
