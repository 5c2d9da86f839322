"""Any file as passages, in a project or outside one: Markdown, HTML, plain text and YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from macros.checks.claims.markup import passages_of
from macros.checks.claims.passage import Passage
from macros.facts.document import Document, Loc
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.text_file import read_text
from macros.facts.yaml_reader import parse_yaml

PAGES = (".md", ".markdown", ".mdown", ".txt", ".html", ".htm")
DATA = (".yml", ".yaml")
_SOURCES = {"source", "sources", "doi", "url"}
_NO_PROSE = set("id source sources doi url basis kind only_for only_about also_about read_in path file slug ssh_key brand".split())
_CITED = {"title", "authors", "published_in", "also_called"}  # of a source: somebody else's words


def files_at(path: Path) -> Iterator[Path]:
    """The file, or every file of a folder that can be read, in order of their names. Raises EditorMistakes if there is none."""
    if path.is_dir():
        of_kind = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in PAGES + DATA)
        found = [file for file in of_kind if file.is_file() and not _is_hidden(file, path)]
        if not found:
            do = f"Name a file or folder with {', '.join(PAGES + DATA)}"
            raise EditorMistakes([Problem(path.as_posix(), 1, 1, "there is nothing to check here", do, "missing-file")])
        yield from found
    elif path.exists() and path.suffix.lower() not in PAGES + DATA:
        do = f"Name a file that ends in {', '.join(PAGES + DATA)}"
        raise EditorMistakes([Problem(path.as_posix(), 1, 1, "this kind of file cannot be checked", do, "unknown-kind-of-file")])
    else:
        yield path


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_passages(file: Path) -> tuple[str, list[Passage]]:
    """The text of a file, and its passages. Raises EditorMistakes if it is no text."""
    shown_as = file.as_posix()
    text = read_text(file, shown_as)
    if file.suffix.lower() in PAGES:
        return text, passages_of(text)
    return text, passages_in_data(text, shown_as)


def passages_in_data(text: str, shown_as: str) -> list[Passage]:
    """Every text of a YAML file. One that this program's own reader refuses is read all the same, without its structure."""
    try:
        return list(passages_of_document(parse_yaml(text, shown_as), text))
    except EditorMistakes:
        return list(_scalars(text, shown_as))


def passages_of_document(document: Document, text: str) -> Iterator[Passage]:
    """Every text of a document that was read, with whether a source stands beside it."""
    starts = _starts(text)
    waiting: list[tuple[Loc, Any, bool, str]] = [((), document.value, False, "")]
    while waiting:
        loc, value, has_source, before = waiting.pop()
        if isinstance(value, dict):
            has_source = has_source or not _SOURCES.isdisjoint(value)
            is_source = {"title", "kind"} <= value.keys()
            read = {key: part for key, part in value.items() if key not in _NO_PROSE and not (is_source and key in _CITED)}
            inside = [((*loc, key), part, has_source) for key, part in read.items()]
            texts = ["", *(part if isinstance(part, str) else "" for _, part, _ in inside)]
            waiting.extend(reversed([(*one, before) for one, before in zip(inside, texts, strict=False)]))
        elif isinstance(value, list):
            waiting.extend(reversed([((*loc, index), part, has_source, "") for index, part in enumerate(value)]))
        elif isinstance(value, str) and re.search(r"[^\W\d_]", value):
            line, column = document.places[loc]
            yield from _passage(value, starts[line - 1] + column - 1, text, has_source, before)


def _passage(value: str, start: int, text: str, has_source: bool, before: str) -> Iterator[Passage]:
    """A text of YAML, whose Markdown is read as such if it has any."""
    if "\n\n" in value or re.search(r"\*\*|\]\(|^#|\{\{|<\w", value):
        for one in passages_of(value):
            where = partial(_in_file, value, start, text, one.where)
            yield Passage(one.text, one.kind, value, one.before or before, has_source, where, one.labels)
    else:
        yield Passage(value, "data", value, before, has_source, partial(_in_file, value, start, text, None))


def _in_file(value: str, start: int, text: str, inner: Any, offset: int) -> int:
    """The place in the file of a place in a text: words are counted, because YAML folds lines and drops quotation marks."""
    place = inner(offset) if inner else offset
    words_before = len(re.findall(r"\w+", value[:place])) - bool(re.search(r"\w$", value[:place]) and re.match(r"\w", value[place:]))
    for count, word in enumerate(re.finditer(r"\w+", text[start:])):
        if count == words_before:
            return start + word.start()
    return start


def _scalars(text: str, shown_as: str) -> Iterator[Passage]:
    starts = _starts(text)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent) and " " in event.value and (mark := event.start_mark):
                yield from _passage(event.value, starts[mark.line] + mark.column, text, False, "")
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        do = "Compare the line with its neighbours"
        raise EditorMistakes([Problem(shown_as, line, column, "this cannot be read as YAML", do, "yaml-slip")]) from None


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
