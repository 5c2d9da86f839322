"""What was read from a file is kept while the file stays as it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.facts.guide import Reader
from macros.pages.content import Source, read_page
from macros.preview.watching import sign_of

# A file that was written this short a time ago may be written again without another sign (nanoseconds; clocks of disks are coarse).
TOO_FRESH = 50_000_000
UNTRUSTED: tuple[int, ...] = ()


class Memory:
    """Values by file. One that was made while its file was still fresh is not trusted, but made again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, ...], Any]] = {}

    def recall(self, file: Path, name: str, make: Callable[[Any], Any]) -> Any:
        """The value that belongs to `file`, made anew where the file may have changed. What `make` raises is not kept.

        `make` is given the value of before, or None, and may give that back.
        """
        sign, (known, value) = _sign(file), self._known.pop(name, (UNTRUSTED, None))
        if sign == UNTRUSTED or sign != known:
            value = make(value)
            is_settled = sign != UNTRUSTED and time.time_ns() - max(sign[:2]) > TOO_FRESH
            sign = sign if is_settled else UNTRUSTED
        self._known[name] = sign, value
        return value


def _sign(file: Path) -> tuple[int, ...]:
    try:
        return sign_of(file.lstat())
    except OSError:
        return UNTRUSTED


class RememberingReader(Reader):
    """Reads data files as the loader does, those that changed."""

    def __init__(self, root: Path, memory: Memory) -> None:
        super().__init__(root)
        self.memory = memory

    def read(self, path: str, shape: Any) -> Any:
        """The record in a file, and its document as it was made first: the same object means the same file."""
        try:
            document, value = self.memory.recall(self.root / path, path, lambda before: self._read(path, shape, before))
        except _Wrong as wrong:
            return wrong.value
        self.tried.add(path)
        self.documents[path] = document
        return value

    def _read(self, path: str, shape: Any, before: Any) -> Any:
        known = len(self.problems)
        value = super().read(path, shape)
        if len(self.problems) > known or path not in self.documents:
            raise _Wrong(value)
        now = self.documents[path], value
        return before if before and before[0].text == now[0].text else now  # saved without an edit


class _Wrong(Exception):
    """The file has problems, which the reader holds. `value` is what stands in for it."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def read_page_again(root: Path, shown_as: str, memory: Memory) -> Source:
    """A page of content/, read if it changed. Raises EditorMistakes."""
    source: Source = memory.recall(root / shown_as, shown_as, lambda _: read_page(root, shown_as))
    return source
