"""Documents that were read and are seldom asked for again, each in a few bytes."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from macros.facts.document import Document

_AT_HAND = 64  # documents that were taken out last; pages that are made next to each other ask for the same


class PutAway(Mapping[str, Document]):
    """The same documents by path. Whole, those of thousands of files would fill more memory than the facts in them."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._packed = {path: zlib.compress(pickle.dumps(one, pickle.HIGHEST_PROTOCOL), 1) for path, one in documents.items()}
        self.__setstate__(self._packed)

    def __getitem__(self, path: str) -> Document:
        return self._at_hand(path)

    def _taken_out(self, path: str) -> Document:
        found: Document = pickle.loads(zlib.decompress(self._packed[path]))
        return found

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __getstate__(self) -> dict[str, bytes]:
        return self._packed

    def __setstate__(self, packed: dict[str, bytes]) -> None:
        self._packed, self._at_hand = packed, lru_cache(_AT_HAND)(self._taken_out)
