"""Where finished pages stand until the site is built: few of them in memory, more on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, MutableMapping
from tempfile import TemporaryFile
from typing import BinaryIO
from weakref import finalize

IN_MEMORY = 8_000_000  # bytes: some hundred pages. Those of a guide of thousands would be the most that a build holds


class Shelf(MutableMapping[str, bytes]):
    """Contents by path, in the order in which the paths came.

    What is over `IN_MEMORY` stands in a file without a name, which is gone with this process however it ends. Raises OSError where a disk
    is full.
    """

    def __init__(self, contents: Iterable[tuple[str, bytes]] = ()) -> None:
        self._kept: dict[str, bytes | tuple[int, int]] = {}  # itself, or where it begins in the file and how long it is
        self._in_memory = self._on_disk = 0
        self._file: BinaryIO | None = None
        self.update(contents)

    def __getitem__(self, path: str) -> bytes:
        kept = self._kept[path]
        if isinstance(kept, bytes):
            return kept
        assert self._file
        start, length = kept
        return os.pread(self._file.fileno(), length, start)  # no process that shares the file moves its place in it

    def __setitem__(self, path: str, content: bytes) -> None:
        if isinstance(before := self._kept.get(path), bytes):
            self._in_memory -= len(before)
        if self._in_memory + len(content) <= IN_MEMORY:
            self._kept[path] = content
            self._in_memory += len(content)
        else:
            self._kept[path] = self._put_on_disk(content), len(content)

    def _put_on_disk(self, content: bytes) -> int:
        if self._file is None:
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - it is closed with the shelf
            finalize(self, self._file.close)
        start, rest = self._on_disk, memoryview(content)
        while rest:
            written = os.pwrite(self._file.fileno(), rest, self._on_disk)
            self._on_disk, rest = self._on_disk + written, rest[written:]
        return start

    def __delitem__(self, path: str) -> None:
        if isinstance(before := self._kept.pop(path), bytes):
            self._in_memory -= len(before)

    def __contains__(self, path: object) -> bool:
        return path in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
