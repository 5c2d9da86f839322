"""What is worked out when somebody looks at it: the pages of a staged project, and how the reviews of each stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from macros.pages.reviewed import Review
from macros.reviews.states import Reviews


class Pages(dict[str, bytes]):
    """The files of a staged project, whose pages are made when somebody looks at them."""

    def __init__(self, make: Callable[[str], bytes], pages: list[str], assets: dict[str, bytes]) -> None:
        super().__init__(dict.fromkeys(pages, b"") | assets)
        self._make, self._assets = make, assets

    def __getitem__(self, path: str) -> bytes:
        return self._assets[path] if path in self._assets else self._make(path)

    def get(self, path: str, default: Any = None) -> Any:
        try:
            return self[path]
        except KeyError:
            return default


class OneByOne(Mapping[str, Review]):
    """How reviews stand, each looked at when it is asked for."""

    def __init__(self, reviews: Reviews) -> None:
        self._all, self._known = reviews, dict[str, Review]()

    def __getitem__(self, page: str) -> Review:
        if page not in self._known:
            self._all.staged.files[page]  # cooked first: whether it has an estimate shows only then
            self._known[page] = self._all.review(page)
        return self._known[page]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all.staged.pages)

    def __len__(self) -> int:
        return len(self._all.staged.pages)
