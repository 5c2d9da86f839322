"""What advice is asked on: finished pages of the guide, or files that may lie anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html

from macros.checks.readability.places import Place, Places
from macros.checks.readability.remarks import Said
from macros.checks.readability.written import Written, in_markdown, in_yaml
from macros.facts.text_file import read_text
from macros.pages.content import Source
from macros.pages.readability.grade import Ease, ease_of
from macros.pages.readability.passages import PROSE, Passage, passages
from macros.pages.stage import Staged
from macros.reviews.reading import as_tree

MARKDOWN, DATA = (".md", ".markdown", ".txt"), (".yml", ".yaml")


@dataclass(frozen=True)
class Text:
    """One page or file: what it says, how hard that is, and the file and line of each sentence."""

    name: str
    said: Sequence[Said] = field(repr=False)
    ease: Ease
    place: Callable[[str], Place] = field(repr=False)


def page_text(staged: Staged, source: Source, places: Places) -> Text:
    """A finished page, with the texts of data that it shows, and what its script may say later."""
    tree = as_tree(staged.files[source.path].decode().split("---\n", 2)[2])
    front = source.front_matter
    said = [Passage("title", front.title), Passage("description", front.description), *passages(tree), *_for_scripts(tree)]
    ease = ease_of(one for passage in said if passage.is_prose for one in passage.sentences)
    return Text(source.path, said, ease, lambda sentence: places.find(sentence, source))


def _for_scripts(tree: html.HtmlElement) -> Iterator[Passage]:
    for script in tree.iter("script"):
        if script.get("type") == "application/json":
            yield from (Passage("script", text) for text in dict.fromkeys(_strings(json.loads(script.text or "null"))))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def file_text(file: Path, shown_as: str) -> Text:
    """A Markdown, text or data file as it is. Raises EditorMistakes if it cannot be read."""
    text, is_data = read_text(file, shown_as), file.suffix.lower() in DATA
    said: list[Written] = list(in_yaml(text, shown_as) if is_data else in_markdown(text))
    ease = ease_of(one for passage in said if is_data or passage.kind in PROSE for one in passage.sentences)
    lines = {sentence: passage.line_of(sentence) for passage in reversed(said) for sentence in passage.sentences}
    return Text(shown_as, said, ease, lambda sentence: (shown_as, lines.get(sentence, 1)))


def files_of(path: str) -> list[tuple[Path, str]]:
    """The file at `path`, or every text in the folder there, each with how to name it."""
    place = Path(path)
    if not place.is_dir():
        return [(place, path)]
    found = sorted(file for file in place.rglob("*") if file.suffix.lower() in MARKDOWN + DATA and file.is_file())
    return [(file, file.as_posix()) for file in found if not any(part.startswith(".") for part in file.relative_to(place).parts)]
