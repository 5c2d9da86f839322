"""raw-html: HTML in a page of content/ that could run, load, hide or restyle something.

Why: Markdown passes HTML on as it stands. No page of a clinic needs a script, a frame, a form or a style of its own; each would run or
load for every patient, and a comment or a hidden part is text that stands in the page and nobody reads. What a page may use is listed,
because a list of what is forbidden is never complete (OWASP, Cross Site Scripting Prevention Cheat Sheet: "HTML Sanitization").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from macros.facts.characters import odd_characters
from macros.facts.problem import Problem, first_of, quoted
from macros.pages.content import Source
from macros.pages.stage import Staged

TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p"
    " q s small span strong sub summary sup table tbody td tfoot th thead time tr u ul wbr".split()
)
ATTRIBUTES = frozenset(
    "id class title lang dir alt src href width height loading open start reversed colspan rowspan scope headers datetime cite markdown"
    " aria-label aria-labelledby aria-describedby role rel type".split()
)
_ADDRESSES = frozenset(["href", "src", "cite"])
# A tag as browsers and Markdown see one: "<" and a letter, to the next ">" outside quotes, or to the end of its line.
_TAG = re.compile(r"""</?([A-Za-z][^\s/>"'<]*)((?:[^>"'<\n]|"[^"\n]*"|'[^'\n]*')*)(>?)""")
_ODD = re.compile(r"<[!?]")
# What attr_list adds to the element before it. A call with too few brackets is told elsewhere.
_IN_LIST = re.compile(r"\{:?(?!\s*\w+\()([^{}\n]*)\}")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]*))?""")
_WORD = re.compile(r"""([^\s=}]+)(?:=("[^"]*"|'[^']*'|[^\s}]*))?""")
# A call or note; none holds the sign that opens it, so that many that are never closed are not looked through again and again.
_CALL = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*\}\}|\{%(?:(?!\{%|%\}).)*%\}|\{#(?:(?!\{#|#\}).)*#\}", re.DOTALL)
# An address that stands between <…>, alone or as [words](<…>): a link that Markdown makes, no tag.
_AUTO_LINK = re.compile(r"<(?:https?:[^\s<>]*|[\w.+-]+@[\w.-]+)>|(?<=\]\()<[^<>\n]*>(?=\))")
# A character that nobody sees, written as a code, could part a word that is looked for. A space that does not break is fine.
_CODE = re.compile(r"&#?\w{2,32};")
_SPACES = ("\u00a0", "\u202f", "\u2009")
_SAFE = re.compile(r"(?i)(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))")

Found = tuple[int, int, str, str]  # where it starts and ends, what we saw, what to do


def raw_html(staged: Staged) -> Iterator[Problem]:
    """Yield each tag, attribute and comment that no page may use."""
    for source in staged.sources:
        if source.shown_as.startswith("content/"):
            yield from first_of(_in_page(source))


def _in_page(source: Source) -> Iterator[Problem]:
    text = _CALL.sub(lambda call: re.sub(r"[^\n]", " ", call[0]), source.body)
    for number, line in enumerate(text.split("\n"), 1):
        if not re.search("[<{&]", line):
            continue
        for start, end, seen, do in sorted([*_in_tags(line), *_in_lists(line), *_in_codes(line)]):
            yield Problem(source.shown_as, number, start + 1, seen, do, "raw-html", end - start)


def _in_tags(line: str) -> Iterator[Found]:
    links = {link.start() for link in _AUTO_LINK.finditer(line)}
    for odd in _ODD.finditer(line):
        do = "Take it away; a note for colleagues is written {# like this #}"
        yield *odd.span(), f'"{odd[0]}" hides text, or is a sign to programs', do
    for tag in _TAG.finditer(line):
        if tag.start() in links:
            continue
        name = tag[1].lower()
        if name not in TAGS:
            do = 'Take the tag away; for the sign itself write "&lt;"'
            yield tag.start(), tag.end(1), f"a page cannot use the tag {quoted(f'<{tag[1]}>')}", do
        elif not tag[3]:
            do = 'Add ">", or write "&lt;" for the sign itself'
            yield tag.start(), tag.end(1), f"the tag {quoted(f'<{tag[1]}')} is not closed in its line", do
        else:
            yield from _in_attributes(_ATTRIBUTE.finditer(line, tag.start(2), tag.end(2)))


def _in_lists(line: str) -> Iterator[Found]:
    for words in _IN_LIST.finditer(line):
        yield from _in_attributes(word for word in _WORD.finditer(line, words.start(1), words.end(1)) if word[1][0] not in "#.")


def _in_codes(line: str) -> Iterator[Found]:
    for code in _CODE.finditer(line):
        said = unescape(code[0])
        if said not in _SPACES and (odd := next(odd_characters(said, ""), None)):
            yield *code.span(), f"{quoted(code[0])} is {odd.seen}", odd.do


def _in_attributes(attributes: Iterator[re.Match[str]]) -> Iterator[Found]:
    for one in attributes:
        name, value = one[1].lower(), unescape((one[2] or "").strip("\"'"))
        if name not in ATTRIBUTES:
            yield *one.span(1), f"a page cannot use {quoted(one[1])} in a tag or behind an element", "Take it away"
        elif name == "src" and re.match(r"\s*(?:https?:|//)", value):
            yield *one.span(2), f"{quoted(value)} would be loaded from somebody else", "Keep the file in content/assets"
        elif name in _ADDRESSES and not _SAFE.match("".join(value.split())):
            yield *one.span(2), f"{quoted(value)} is not a safe link", "Use https:, http:, mailto:, tel:, or the path of a page from here"
