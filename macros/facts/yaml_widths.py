"""How wide each part of a YAML file is, so that a caret can stand under all of it. Only looked at when there is a problem to show."""

from __future__ import annotations

import yaml
from yaml import events as ev

Place = tuple[int, int]


def widths_of(text: str) -> dict[Place, int]:
    """The width of every part of a text that can be read, by its line and column, counted from 1.

    A text in quotes counts with its quotes, a group in brackets with its brackets. Of what goes on in the next line, the first line counts.
    """
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    rows, widths, opened = text.split("\n"), dict[Place, int](), list[ev.Event]()
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, ev.CollectionStartEvent):
            opened.append(event)
        elif isinstance(event, ev.CollectionEndEvent):
            start = opened.pop()
            if getattr(start, "flow_style", False):
                widths[_place(start)] = _width(start, event, rows)
        elif isinstance(event, ev.ScalarEvent):
            widths[_place(event)] = _width(event, event, rows)
    return widths


def width_of(event: ev.Event) -> int:
    """How many characters of its line an event takes; 1 where it goes on in the next."""
    start, end = event.start_mark, event.end_mark
    return max(end.column - start.column, 1) if start and end and start.line == end.line else 1


def _place(event: ev.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _width(first: ev.Event, last: ev.Event, rows: list[str]) -> int:
    start, end = first.start_mark, last.end_mark
    if not start or not end:
        return 1
    on_one_line = start.line == end.line
    return max(end.column if on_one_line else len(rows[start.line].rstrip()), start.column + 1) - start.column
