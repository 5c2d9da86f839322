"""Small additions to files that somebody else wrote: every other character stays, comments too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.facts.text_file import read_text
from macros.facts.yaml_reader import parse_yaml


def edited(root: Path, path: str, edit: Callable[[str], str]) -> str:
    """The text of a file after an edit."""
    return edit(read_text(root / path, path))


def at_the_end(addition: str) -> Callable[[str], str]:
    """An edit that adds lines at the end, below an empty one."""
    return lambda text: f"{text.rstrip()}\n\n{addition}"


def with_item(field: str, name: str) -> Callable[[str], str]:
    """An edit that adds `name` to the end of a list of names, however the list is written."""

    def edit(text: str) -> str:
        document = parse_yaml(text, "")
        names = document.value[field]
        line, column = document.places[field, len(names) - 1]
        lines = text.split("\n")
        row = lines[line - 1]
        start, end = column - 1, column - 1 + len(names[-1]) + (2 if row[column - 1] in "\"'" else 0)
        if _opens(lines, document.places[(field,)]) == "[":
            lines[line - 1] = f"{row[:end]}, {name}{row[end:]}"
        else:
            lines.insert(line, f"{row[:start]}{name}")
        return _verified("\n".join(lines), {**document.value, field: [*names, name]})

    return edit


def _opens(lines: list[str], place: tuple[int, int]) -> str:
    return lines[place[0] - 1][place[1] - 1]


def _verified(text: str, wanted: Any) -> str:
    found = parse_yaml(text, "").value
    assert found == wanted, "the edit changed more than it should"
    return text
