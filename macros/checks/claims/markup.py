"""Markdown and HTML as passages: only what a person reads, each place known. It needs no renderer, so it is quick enough for every check.

What is not read becomes NUL, character for character, and what parts two passages becomes a mark. So places in what is left are places in
the file.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import Any

from macros.checks.claims.passage import Kind, Passage
from macros.checks.claims.tables import Cell, cells_of
from macros.facts.words import CALL

_BREAK, _HEADING, _GONE = "\x01", "\x02", "\0"
_INLINE = frozenset("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr font".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 title summary legend caption dt".split())
_WORDY = "alt|title|aria-label|aria-description|placeholder|summary|label|content|data-(?:why|do|note|stopped|label|text)"
# A call holds no other opening of its kind, and a picture no empty line: or the end of each that is never closed would be looked for
# through the whole page.
_MARKUP = re.compile(
    r"(?:(?=[<`~{!\[\]&hw*=_\\])|^(?=[ ]))"  # how any of them begins: told at once of most characters
    r"(?:(?P<code><!--.*?(?:-->|\Z)|<(?P<of>script|style|pre|code|nav|footer)\b.*?(?:</(?P=of)\s*>|\Z)"
    r"|^[ ]{0,3}(?P<fence>```+|~~~+).*?(?:^[ ]{0,3}(?P=fence)[`~]*\s*$|\Z))"
    r"|(?P<call>\{\{(?:(?!\{\{).)*?\}\})|(?P<block>\{%(?:(?!\{%).)*?%\}|\{#(?=\s)(?:(?!\{#).)*?#\})"
    r"|(?P<inline>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|!\[(?P<alt>[^\]\n]*+(?:\n(?![ \t]*\n)[^\]\n]*+)*+)\](?P<picture>\([^)\n]*\)|\[[^\]\n]*\])?"
    r"|(?P<tail>\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\]))"
    r"|(?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[^\n]*)|(?P<note>\[\^[^\]\n]+\]|\[\d+(?:[,–-]\s*\d+)*\](?!\())"
    r"|(?P<tag></?(?P<name>[a-zA-Z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)"
    r"|(?P<attributes>\{:?\s*[.#][^}\n]*\}|\{:[^}\n]*\})"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});)"
    r"|(?P<url><?\bhttps?://[^\s<>)\]]+>?|\bwww\.[^\s<>)\]]+)"
    r"|(?P<emphasis>\*+|~~|==|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|[\[\]])|(?P<escape>\\(?=[^\w\s])))",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_LINES = re.compile(
    r"^[ \t]*(?:>[ \t]?)*[ \t]*(?P<heading>#{1,6})[ \t](?P<words>.*)\n?"
    r"|^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,3}[.)]|:|!!!\s*\w*|\?\?\?\+?\s*\w*)(?=[ \t])"
    r"|^[ \t]*>+|\n[ \t\0]*(?=\n)|\||^[ \t]*(?:-{3,}|={3,})[ \t]*$",
    re.MULTILINE,
)
_HEAD = re.compile(r"^(title|description)[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_WORDS_IN_TAG = re.compile(rf"\s({_WORDY})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FILE_IN_TAG = re.compile(r"\s(?:src|data-src|href)\s*=\s*[\"']?([^\s\"'>]+\.(?:jpe?g|png|gif|webp|avif|svg))", re.IGNORECASE)
_JSON = re.compile(r"""<script[^>]*application/(?:ld\+)?json[^>]*>(.*?)</script""", re.DOTALL | re.IGNORECASE)
_ARGUMENT = re.compile(r'"([^"\n]*\s[^"\n]*)"|\'([^\'\n]*\s[^\'\n]*)\'')

_Found = tuple[int, str, Kind, str, bool]  # place, what is left to read, kind, as it was written, whether data brings a source


def passages_of(text: str) -> list[Passage]:
    """Every passage of a Markdown or HTML page, its title and the words of its pictures too, in their order."""
    reader = _Reader(text)
    return reader.passages()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[_Found] = []
        self.body = self._head()

    def _head(self) -> int:
        """Read the lines between --- at the top. Returns where the body begins."""
        end = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", self.text, re.DOTALL | re.MULTILINE)
        if not end:
            return 0
        for found in _HEAD.finditer(self.text, end.start(1), end.end(1)):
            shown = re.sub(r"^[>|][-+]?[ \t]*(?=\n)|^[\"']|[\"'][ \t]*$", lambda mark: _GONE * len(mark[0]), found[2])
            shown = re.sub(r"&(?:#\d+|[a-z]+);", _entity, shown)
            self._beside(found.start(2), shown, "title" if found[1] == "title" else "description", found[2])
        return end.end()

    def passages(self) -> list[Passage]:
        shown = _LINES.sub(_line, _MARKUP.sub(self._part, self.text[self.body :]))
        for run in re.finditer(r"(\x02?)([^\x01\x02]+)", shown):
            if not re.search(r"[\w★☆⭐]", run[2]):  # in one pattern, a run of signs would be looked through from each of them
                continue
            words = run[2].strip(" \t\n\0")
            place = self.body + run.start(2) + run[2].index(words[0])
            self.found.append((place, words, "heading" if run[1] else "prose", self.text[place : place + len(words)], False))
        self.found.sort(key=lambda one: one[0])
        return list(_in_order(self.found, deque(cells_of(self.text)) if "\n|" in self.text or self.text.startswith("|") else deque()))

    def _beside(self, place: int, shown: str, kind: Kind, raw: str, has_source: bool = False) -> None:
        """What stands in a tag, a call or a picture, apart from the prose around it."""
        self.found.append((place, shown, kind, raw, has_source))

    def _part(self, found: re.Match[str]) -> str:
        whole = found[0]
        if found["entity"]:
            return _entity(found)
        if found["tag"]:
            return self._tag(found)
        if found["call"]:
            return CALL + _GONE * (len(whole) - 1)
        if found["code"]:
            return self._code(found)
        if found["block"]:
            self._arguments(found)
            return _BREAK * len(whole)
        if found["alt"] is not None:
            self._picture(found)
        if found["tail"] and (title := re.search(r"[\"']([^\"']+)[\"']\)$", whole)):
            self._beside(self.body + found.start() + title.start(1), title[1], "prose", whole)
        return _GONE * len(whole)  # marks of emphasis, links, notes and code among them

    def _code(self, found: re.Match[str]) -> str:
        if script := _JSON.match(found[0]):
            self._json(script[1], found.start())
        is_inline = (found["of"] or "").lower() == "code" or found[0].startswith("<!--")
        return (_GONE if is_inline else _BREAK) * len(found[0])

    def _arguments(self, found: re.Match[str]) -> None:
        """The words that a macro is given to show around a text, like the question of an answer."""
        for said in _ARGUMENT.finditer(found[0]):
            group = 1 if said[1] else 2
            self._beside(self.body + found.start() + said.start(group), said[group], "heading", said[group])

    def _tag(self, found: re.Match[str]) -> str:
        tag, name, place = found[0], found["name"].lower(), self.body + found.start()
        if "=" in tag:
            for said in _WORDS_IN_TAG.finditer(tag):
                group = 2 if said[2] is not None else 3
                if said[1].lower() == "content" and not re.search(r"description|title", tag, re.IGNORECASE):
                    continue
                shown = re.sub(r"&(?:#\d+|[a-z]+);", _entity, said[group])
                self._beside(place + said.start(group), shown, "alt" if said[1].lower() == "alt" else "prose", tag)
            if name in ("img", "source", "image", "a") and (file := _FILE_IN_TAG.search(tag)):
                self._file(file[1], place + file.start(1), tag)
        if name in _HEADINGS and not tag.startswith("</"):
            return _HEADING * len(tag)
        return (_GONE if name in _INLINE else _BREAK) * len(tag)

    def _picture(self, found: re.Match[str]) -> None:
        place = self.body + found.start("alt")
        self._beside(place, found["alt"], "alt", found[0])
        if target := re.match(r"\(\s*<?([^\s>)]+)", found["picture"] or ""):
            self._file(target[1], self.body + found.start("picture") + target.start(1), found[0])
            if title := re.search(r"[\"']([^\"']+)[\"']\s*\)$", found["picture"]):
                self._beside(self.body + found.start("picture") + title.start(1), title[1], "alt", found[0])

    def _file(self, address: str, place: int, raw: str) -> None:
        name = re.sub(r"[?#].*", "", address).rpartition("/")[2]
        shown = re.sub(r"[_.%]|(?<=[a-z])(?=[A-Z])", lambda mark: " " * len(mark[0]), name)
        self._beside(place + address.rfind(name), shown, "file", raw)

    def _json(self, script: str, place: int) -> None:
        try:
            waiting: list[Any] = [json.loads(script)]
        except ValueError:
            return
        while waiting:
            value = waiting.pop()
            if isinstance(value, str) and " " in value:
                self._beside(self.body + place, value, "data", value, has_source=True)
            waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())


def _entity(found: re.Match[str]) -> str:
    said = unescape(found[0])
    return said.replace("\xa0", " ") + _GONE * (len(found[0]) - len(said)) if len(said) <= len(found[0]) else found[0]


def _line(found: re.Match[str]) -> str:
    if not found["heading"]:
        return _BREAK * len(found[0])
    marks, end = found.start("words") - found.start(), found.end() - found.end("words")
    return _HEADING * marks + found["words"].replace("|", " ") + _BREAK * end


def _in_order(found: list[_Found], cells: deque[Cell]) -> Iterator[Passage]:
    before = ""
    for place, shown, kind, raw, has_source in found:
        text = shown.replace(_GONE, "") if _GONE in shown else shown
        while cells and cells[0][1] <= place:
            cells.popleft()
        labels = cells[0][2] if cells and cells[0][0] <= place else ()
        yield Passage(text, kind, raw, before, has_source, partial(_where, place, shown), labels)
        if kind in ("prose", "heading"):
            before = text


def _where(place: int, shown: str, offset: int) -> int:
    """The place in the file of a place in the passage: characters that are not read count in the file alone."""
    kept = [index for index, character in enumerate(shown) if character != _GONE]
    return place + (kept[offset] if offset < len(kept) else len(shown))
