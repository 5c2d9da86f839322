"""PyYAML's parser in C, where it is there and the text has nothing on which the two parsers are known to differ.

Only its events are used: unlike its loader, which crashes on deep nesting, they come one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml import events

# Where the parsers part: tabs, directives, marks, question marks and empty values in brackets. Such texts are rare, and mostly wrong.
_EMPTY = re.compile(r":\s*[,}\]]")
_UNLIKE = re.compile(r"\t|^%|^---|^\.\.\.|(?:^|[ \[{,])(?:[&*!@`]|\?(?:\s|$))", re.MULTILINE)
_SIGNS = [*"\t%&*!@`?", "---", "..."]  # a text without any of these cannot match, and looking for them takes a hundredth of the time
_BRACKETS = re.compile(r"[{}\[\]\n?]")


class QuickLoader:
    """The same two methods that the builder needs of the slower loader."""

    def __init__(self, text: str) -> None:
        self.text = text

    def all_events(self) -> Iterator[events.Event]:
        """The events of the text, one by one. Raises yaml.YAMLError."""
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            if isinstance(event, events.ScalarEvent):
                event.style = event.style or None  # here "" is what the slower parser calls None: a bare word
            yield event

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The line and column, counted from 1."""
        return line + 1, column + 1


def quick_loader(text: str) -> QuickLoader | None:
    """A quick loader for this text, or None where the slower one must read it."""
    return None if not yaml.__with_libyaml__ or _is_unlike(text) or _asks_in_brackets(text) else QuickLoader(text)


def _is_unlike(text: str) -> bool:
    return bool(_EMPTY.search(text) or (any(sign in text for sign in _SIGNS) and _UNLIKE.search(text)))


def _asks_in_brackets(text: str) -> bool:
    """Whether a question mark follows a bracket in its line, or one that is still open. One pass: a pattern would look back from each."""
    if "?" not in text:
        return False
    on_this_line = still_open = False
    for found in _BRACKETS.finditer(text):
        character = found[0]
        if character == "?" and (on_this_line or still_open):
            return True
        if character in "{[":
            on_this_line = still_open = True
        elif character in "}]":
            still_open = False
        elif character == "\n":
            on_this_line = False
    return False
