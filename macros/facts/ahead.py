"""Treatments and concerns that are read before anybody asks for them: on both cores, because a large guide has thousands of their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.both_cores import on_both_cores
from macros.facts.document import Document
from macros.facts.guide import Reader
from macros.facts.problem import EditorMistakes
from macros.facts.records import Concern, Treatment
from macros.facts.stand_ins import adapter
from macros.facts.yaml_reader import read_yaml

_AHEAD = {"data/treatments/*/treatment.yml": Treatment, "data/treatments/*/concerns/*.yml": Concern}
_Known = dict[str, tuple[Document, Any]]  # by path: a file and its record


class ReaderAhead(Reader):
    """Reads as the reader does. A file in which something is wrong is read once more when its turn comes, and told then."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        files = [(file.relative_to(root).as_posix(), shape) for where, shape in _AHEAD.items() for file in sorted(root.glob(where))]
        self._known: _Known = {}
        for half in on_both_cores(partial(_those_that_are_right, root), files, fewest=2):
            self._known |= half

    def read(self, path: str, shape: Any) -> Any:
        if path not in self._known or self.closed.hold(path):
            return super().read(path, shape)
        self.tried.add(path)
        self.documents[path], record = self._known.pop(path)
        return record


def _those_that_are_right(root: Path, files: Sequence[tuple[str, Any]]) -> _Known:
    found = {}
    for path, shape in files:
        try:
            document = read_yaml(root / path, path)
            found[path] = document, adapter(shape).validate_python(document.value, strict=True)
        except (EditorMistakes, ValidationError):
            continue
    return found
