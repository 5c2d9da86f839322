"""YAML as editors expect it: what you read is what you get, and every value knows its line and column.

PyYAML's own loaders turn `no` into false, `3:30` into 210, `010` into 8, let the second of two equal keys win, and follow
aliases into gigabytes. So only PyYAML's parser is used here; values are built from its events, one by one, and whatever
means something else than it looks like is refused. What the values have to be is for `records`, not for this file.
"""

from __future__ import annotations

import re
from pathlib import Path
from sys import intern
from typing import Any

import yaml
from yaml import events as ev

from macros.facts.characters import odd_characters
from macros.facts.document import Document
from macros.facts.problem import MOST_PROBLEMS, EditorMistakes, Problem, about_file, first_of, quoted
from macros.facts.text_file import read_text as read_text
from macros.facts.yaml_quick import QuickLoader, quick_loader
from macros.facts.yaml_slips import LONGEST_ODD_WORD, Loader, explained, surprise
from macros.facts.yaml_widths import width_of

DEEPEST = 20  # levels; real files need 6

_CUT = re.compile(r"[ \t]+(#[^\s#]\S*)")

def read_yaml(file: Path, shown_as: str) -> Document:
    """Read one YAML file. Raises EditorMistakes with every problem that could be seen."""
    return parse_yaml(read_text(file, shown_as), shown_as)


def parse_yaml(text: str, shown_as: str) -> Document:
    """The value of a text that `read_text` let through, with the place of every part. Raises EditorMistakes.

    A file without a slip, which is nearly every file, is parsed in C. Any complaint at all, and the slower parser decides and explains.
    """
    if quick := quick_loader(text):
        try:
            return _Builder(shown_as, text, quick).document()
        except (EditorMistakes, yaml.YAMLError):
            pass  # said again below, with better places
    loader = Loader(text)
    builder = _Builder(shown_as, text, loader)
    try:
        return builder.document()
    except yaml.MarkedYAMLError as error:
        raise EditorMistakes([*builder.problems, explained(shown_as, error, loader)]) from None


class _Builder:
    """Builds values from parser events. Everything refused here is a trap of YAML, not a mistake in the clinic's facts."""

    def __init__(self, path: str, text: str, loader: Loader | QuickLoader) -> None:
        self.loader = loader
        self.events = loader.all_events()
        self.found = Document(path, None, text)
        self.problems: list[Problem] = []
        self.rows = text.split("\n") if " #" in text or "\t#" in text else []

    def document(self) -> Document:
        next(self.events)  # stream start
        start = next(self.events)
        first = next(self.events, None)
        if first is None or (isinstance(first, ev.ScalarEvent) and first.implicit[0] and not first.value):
            raise EditorMistakes([about_file(self.found.path, "the file is empty", "Write its fields, or delete it", "empty-file")])
        if isinstance(start, ev.DocumentStartEvent) and (start.version or start.tags):
            self.refuse(start, "a line must not start with %", "Remove the line", "sign-at-start")
        self.found.value = self.build(first, 0)
        next(self.events)  # document end
        after = next(self.events)
        if not isinstance(after, ev.StreamEndEvent):
            self.refuse(after, 'a second document starts here ("---")', "Keep one document in a file", "second-document")
        if self.problems:
            raise EditorMistakes(self.problems)
        return self.found

    def build(self, event: ev.Event, depth: int) -> Any:
        self.found.starts.extend(self.place(event))
        if depth > DEEPEST:
            self.refuse(event, f"more than {DEEPEST} levels deep", "Flatten it", "too-deep")
            raise EditorMistakes(self.problems)
        if isinstance(event, ev.AliasEvent):
            seen = f"{quoted(f'*{event.anchor}')} repeats another part"
            return self.refuse(event, seen, "Write the value out; put text that starts with * in quotes", "sign-at-start")
        if isinstance(event, ev.NodeEvent) and event.anchor:
            seen = f"{quoted(f'&{event.anchor}')} marks a part for repeating"
            self.refuse(event, seen, "Remove the mark; put text that starts with & in quotes", "sign-at-start")
        if tag := getattr(event, "tag", None):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            do = "Remove it; put text that starts with ! in quotes"
            self.refuse(event, f"the tag {quoted(shown)} is not allowed", do, "sign-at-start")
        if isinstance(event, ev.MappingStartEvent):
            return self.mapping(depth + 1)
        if isinstance(event, ev.SequenceStartEvent):
            return self.sequence(depth + 1)
        assert isinstance(event, ev.ScalarEvent)
        return self.scalar(event)

    def sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), ev.SequenceEndEvent):
            items.append(self.build(event, depth))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), ev.MappingEndEvent):
            key, place = self.key(event, depth), self.place(event)
            if key in found:
                seen = f"{quoted(key)} is here twice (first in line {lines[key]})"
                self.refuse(event, seen, "Keep one of them", "field-twice")
            lines.setdefault(key, place[0])
            self.found.starts.extend(place)
            found[key] = self.build(next(self.events), depth)
        return found

    def key(self, event: ev.Event, depth: int) -> str:
        bare = isinstance(event, ev.ScalarEvent) and event.style is None
        if isinstance(event, ev.ScalarEvent) and not event.tag and not event.anchor and not (bare and event.value in ("", "<<")):
            self.visible(event)
            return intern(event.value)  # the same names in thousands of rows take the memory of one
        if not getattr(event, "tag", None) and not getattr(event, "anchor", None):
            self.refuse(event, "this cannot be the name of a field", "Use a plain word followed by a colon", "field-name")
        place = self.place(event)
        self.build(event, depth)
        return f"? {place}"  # unlike every other key, so that nothing is "here twice"

    def visible(self, event: ev.ScalarEvent) -> None:
        r"""Refuse what only an escape like "\u200b" can smuggle in: the file's own characters were looked at before."""
        if event.style == '"' and (odd := next(odd_characters(event.value, self.found.path), None)):
            self.refuse(event, f"{odd.seen}, written as a code", odd.do, odd.kind)

    def scalar(self, event: ev.ScalarEvent) -> Any:
        text = event.value
        if event.style is not None:  # quoted or block text is always text
            self.visible(event)
            return text
        if self.rows:
            self.refuse_cut(event)
        if len(text) > LONGEST_ODD_WORD and text[0].isalpha() and text[-1] != '"' and not event.tag:
            return text if " " in text else intern(text)  # as most are: nothing below can mean it
        if event.tag or text in ("", "null", "~"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", text):
            return int(text)
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}", text):
            return float(text)
        if odd := surprise(text):
            return self.refuse(event, *odd)
        return text

    def refuse_cut(self, event: ev.ScalarEvent) -> None:
        """Refuse "Room #1": to YAML a note begins at the sign, and nobody sees what is lost. A note for people has a space behind it."""
        if event.value and (end := event.end_mark) and (found := _CUT.match(self.rows[end.line], end.column)):
            seen = f"the text ends before {quoted(found[1])}, which is read as a note"
            do = 'Put the whole text in quotes; write a note with a space, like "# note"'
            place = self.loader.place(end.line, found.start(1))
            self.problems.append(Problem(self.found.path, *place, seen, do, "text-cut-off", len(found[1])))

    def place(self, event: ev.Event) -> tuple[int, int]:
        mark = event.start_mark
        return self.loader.place(mark.line, mark.column) if mark else (1, 1)

    def refuse(self, event: ev.Event, seen: str, do: str, kind: str) -> None:
        self.problems.append(Problem(self.found.path, *self.place(event), seen, do, kind, width_of(event)))
        if len(self.problems) > MOST_PROBLEMS:
            raise EditorMistakes(first_of(self.problems))
