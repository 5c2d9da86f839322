"""YAML as editors expect it: what you read is what you get, and every value knows its line and column.

PyYAML's own loaders turn `no` into false, `3:30` into 210, `010` into 8, let the second of two equal keys win, and follow
aliases into gigabytes. So only PyYAML's parser is used here; values are built from its events, one by one, and whatever
means something else than it looks like is refused. What the values have to be is for `records`, not for this file.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml import events as ev

from macros.facts.characters import odd_characters
from macros.facts.problem import EditorMistakes, Problem

LARGEST_FILE = 256 * 1024  # bytes; the largest real file here is under a fifth of it
DEEPEST = 20  # levels; real files need 6

Loc = tuple[str | int, ...]


@dataclass
class Document:
    """One file's value, and where each part of it stands: `places[loc]` is the (line, column) of the value at `loc`."""

    path: str
    value: Any
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    key_places: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def problem(self, loc: Loc, seen: str, do: str = "", *, at_key: bool = False) -> Problem:
        """A problem at `loc`, or at the nearest part around it that stands in the file."""
        places = {**self.places, **self.key_places} if at_key else self.places
        while loc and loc not in places:
            loc = loc[:-1]
        line, column = places.get(loc, (1, 1))
        return Problem(self.path, line, column, seen, do)


def read_yaml(file: Path, shown_as: str) -> Document:
    """Read one YAML file. Raises EditorMistakes with every problem that could be seen."""
    return parse_yaml(read_text(file, shown_as), shown_as)


def parse_yaml(text: str, shown_as: str) -> Document:
    """The value of YAML text, with the place of every part. Raises EditorMistakes."""
    try:
        return _Builder(shown_as, yaml.parse(text, Loader=yaml.SafeLoader)).document()
    except yaml.MarkedYAMLError as error:
        raise EditorMistakes([_syntax_problem(shown_as, error)]) from None


def read_text(file: Path, shown_as: str) -> str:
    """The text of a regular UTF-8 file of bearable size. Raises EditorMistakes; opens nothing that could block (a FIFO)."""

    def refuse(seen: str, do: str, line: int = 1, column: int = 1) -> EditorMistakes:
        return EditorMistakes([Problem(shown_as, line, column, seen, do)])

    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise refuse("this is not an ordinary file", "Put a plain text file here: no link, no folder, no pipe")
        if status.st_size > LARGEST_FILE:
            raise refuse(f"the file is {status.st_size // 1024} KiB, more than {LARGEST_FILE // 1024}", "Split it")
        raw = file.read_bytes()
    except OSError as error:
        raise refuse(f"the file cannot be read ({error.strerror})", "Check that it exists and that you may open it") from None
    if raw.startswith(b"\xef\xbb\xbf"):
        raise refuse("the file starts with an invisible byte order mark", 'Save it as "UTF-8" without "BOM"')
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").split("\n")
        seen = f"byte {raw[error.start]:#04x} is not UTF-8 text"
        raise refuse(seen, 'Save the file as "UTF-8"', len(before), len(before[-1]) + 1) from None
    odd = list(odd_characters(text, shown_as))
    if odd:
        raise EditorMistakes(odd)
    return text.replace("\r\n", "\n")


class _Builder:
    """Builds values from parser events. Everything refused here is a trap of YAML, not a mistake in the clinic's facts."""

    def __init__(self, path: str, events: Iterator[ev.Event]) -> None:
        self.events = events
        self.found = Document(path, None)
        self.problems: list[Problem] = []

    def document(self) -> Document:
        next(self.events)  # stream start
        if isinstance(next(self.events), ev.StreamEndEvent):
            raise EditorMistakes([Problem(self.found.path, 1, 1, "the file is empty", "Write its fields, or delete it")])
        self.found.value = self.build(next(self.events), ())
        next(self.events)  # document end
        after = next(self.events)
        if not isinstance(after, ev.StreamEndEvent):
            self.refuse(after, 'a second document starts here ("---")', "Keep one document in a file")
        if self.problems:
            raise EditorMistakes(self.problems)
        return self.found

    def build(self, event: ev.Event, loc: Loc) -> Any:
        self.found.places[loc] = _place(event)
        if len(loc) > DEEPEST:
            self.refuse(event, f"more than {DEEPEST} levels deep", "Flatten it")
            raise EditorMistakes(self.problems)
        if isinstance(event, ev.AliasEvent):
            return self.refuse(event, f'"*{event.anchor}" repeats another part', "Write the value out")
        if getattr(event, "anchor", None):
            self.refuse(event, f'"&{event.anchor}" marks a part for repeating', "Remove the mark and write values out")
        if getattr(event, "tag", None):
            self.refuse(event, f'the tag "{event.tag}" is not allowed', "Remove it")
        if isinstance(event, ev.MappingStartEvent):
            return self.mapping(loc)
        if isinstance(event, ev.SequenceStartEvent):
            return self.sequence(loc)
        return self.scalar(event)

    def sequence(self, loc: Loc) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), ev.SequenceEndEvent):
            items.append(self.build(event, (*loc, len(items))))
        return items

    def mapping(self, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), ev.MappingEndEvent):
            key = self.key(event, loc)
            if key in found:
                first = self.found.key_places[(*loc, key)][0]
                self.refuse(event, f'"{key}" is here twice (first in line {first})', "Keep one of them")
            self.found.key_places.setdefault((*loc, key), _place(event))
            found[key] = self.build(next(self.events), (*loc, key))
        return found

    def key(self, event: ev.Event, loc: Loc) -> str:
        if isinstance(event, ev.ScalarEvent) and not event.tag and not event.anchor and event.value != "<<":
            return str(event.value)
        self.refuse(event, "this cannot be the name of a field", "Use a plain word followed by a colon")
        return str(self.build(event, (*loc, "?")))

    def scalar(self, event: ev.Event) -> Any:
        text = event.value
        if event.style is not None:  # quoted or block text is always text
            return text
        if text in ("", "null", "~"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", text):
            return int(text)
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}", text):
            return float(text)
        if surprise := _surprise(text):
            return self.refuse(event, *surprise)
        return text

    def refuse(self, event: ev.Event, seen: str, do: str) -> None:
        self.problems.append(Problem(self.found.path, *_place(event), seen, do))


def _surprise(text: str) -> tuple[str, str] | None:
    """What is odd about a bare word that other YAML readers take for something else, and what to do."""
    if re.fullmatch(r"(?i)y|yes|n|no|on|off|true|false|null", text):
        return f'a bare {text} means "yes or no" to some programs and a word to others', f'Write true or false, or "{text}" in quotes'
    if re.fullmatch(r"[-+]?[0-9]+(:[0-9]{1,2})+(\.[0-9]*)?", text):
        return f"a bare {text} is read as a number by some programs", f'Put it in quotes: "{text}"'
    if re.fullmatch(r"[-+]?\.?[0-9][0-9_.,]*([eE][-+]?[0-9]+)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\.(inf|Inf|INF|nan|NaN|NAN)", text):
        return f"{text} is not a plain number", f'Write it like 10 or 4.5, or in quotes if it is text: "{text}"'
    return None


def _place(event: ev.Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _syntax_problem(path: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = error.problem or "this cannot be read"
    for pattern, seen, do in SYNTAX:
        if pattern in what:
            return Problem(path, line, column, seen, do)
    return Problem(path, line, column, f"this cannot be read as YAML ({what})", "Compare the indentation with the lines around it")


# What PyYAML says -> what a person who does not program can act on.
SYNTAX = [
    ("'\\t'", "there is a tab here", "Use spaces: tabs are not allowed in YAML"),
    ("mapping values are not allowed", "a second colon, or a line that is indented too far", 'Put text with ": " in quotes, or move the line left'),
    ("could not find expected ':'", "a field without its colon", "Write it as name: value"),
    ("expected <block end>", "this line is not in step with the lines above it", "Start it in the same column as its neighbours"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed", "Close it"),
    ("cannot start any token", "text must not start with this character", "Put the text in quotes"),
    ("found unknown escape", "an unknown code after a backslash", "Use single quotes, or write \\\\ for a backslash"),
]
