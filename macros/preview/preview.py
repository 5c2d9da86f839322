"""A live preview: edits come in, a workshop makes pages of them, browsers are told. Nothing that an editor or developer writes ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.facts.problem import Problem
from macros.preview.faults import fault, silence, sudden_end
from macros.preview.shop import PATIENCE, Answer, Shop
from macros.preview.watching import SETTINGS, Watch

FOUND, NOT_NOW = 200, 503
Problems = tuple[Problem, ...]


@dataclass(frozen=True)
class State:
    """What browsers are told. Another `number`, and there is something new; `is_checking`: there may be more problems than these."""

    number: int = 0
    is_checking: bool = True
    problems: tuple[Problem, ...] = ()
    assets: str = ""


class Preview:
    """The preview of the project at `root`. `say` gets each line for the terminal, `show` the problems when they are others than before."""

    def __init__(self, root: Path, say: Callable[[str], None], show: Callable[[Problems], None]) -> None:
        self.root, self._say, self._show = root, say, show
        self.news = threading.Condition()
        self.state = State()
        self.is_closed, self._turn = False, threading.RLock()
        self._shelf: dict[str, Answer] = {}
        self._fault: Problem | None = None
        self._shown: tuple[Problem, ...] = ()
        self._edited, self._since = "", time.perf_counter()
        self._open = threading.Event()
        self._shop: Shop | None = None
        self._coming: Shop | None = None
        with self._turn:
            self._coming = Shop(root, self._hear)
            self._limit_waiting(self._coming)
        self._watch = Watch(root, self.edited)

    def close(self) -> None:
        """End every process and thread of it."""
        self.is_closed = True
        self._watch.close()
        for shop in (self._shop, self._coming):
            if shop:
                shop.close()
        with self.news:
            self.news.notify_all()

    def edited(self, paths: set[str]) -> None:
        """Take in an edit of these files, by path from the root."""
        first, *others = sorted(paths)
        self._edited, self._since = first + (f" and {len(others)} more" if others else ""), time.perf_counter()
        with self._turn:
            if any(map(_is_program, paths)) or not (self._shop or self._coming):
                given_up, self._coming = self._coming, Shop(self.root, self._hear)
                self._limit_waiting(self._coming)
                if given_up:
                    given_up.close()
            for shop in (self._shop, self._coming):
                if shop:
                    shop.look(is_new_theme=any(map(_is_theme, paths)))

    def page(self, address: str) -> Answer:
        """What is at an address, as fresh as can be; as it was last, while nothing better can be made."""
        self._open.wait(PATIENCE)
        answer = self._shop.get(address) if self._shop else None
        if answer is None or answer[0] == NOT_NOW:
            return self._shelf.get(address, answer or (NOT_NOW, address, b""))
        if answer[0] == FOUND:
            self._shelf[address] = answer
        return answer

    def stamp(self, address: str) -> str:
        """Another one as soon as a browser that shows this address has to load it again."""
        status, _, content = self.page(address)
        return self.stamp_of(status, content)

    def stamp_of(self, status: int, content: bytes) -> str:
        """The stamp of what was just given."""
        return sha256(b"%d %s " % (status, self.state.assets.encode()) + content).hexdigest()[:16]

    def has_news_since(self, number: int) -> bool:
        """Whether browsers that know the state of this number have to be told something, be it that this is the end."""
        return self.is_closed or self.state.number != number

    def _hear(self, shop: Shop, said: tuple[Any, ...]) -> None:
        with self._turn:
            self._take(shop, *said)

    def _take(self, shop: Shop, word: str, *values: Any) -> None:
        if word == "ready":
            self._move_in(shop)
        elif word == "problems" and shop in (self._shop, self._coming):
            shop.said = list(values)
            if shop is self._shop:
                self._tell(*values)
        elif word == "made" and shop is self._shop:
            self._say_made(*values)
        elif word in ("broken", "ended"):
            self._lose(shop, fault(self.root, values[0]) if values else None)

    def _move_in(self, shop: Shop) -> None:
        before, self._shop, self._coming, self._fault = self._shop, shop, None, None
        self._open.set()
        if before:
            before.close()
        if shop.said:
            self._tell(*shop.said)

    def _lose(self, shop: Shop, problem: Problem | None) -> None:
        if self.is_closed or shop not in (self._shop, self._coming):
            return
        if shop is self._coming:
            self._coming = None
        else:
            self._shop = None
        self._fault = problem or self._fault or (silence(PATIENCE) if shop.was_silent else sudden_end())
        self._open.set()
        if self._shop and self._shop.said:
            self._tell(*self._shop.said)
        else:
            self._tell(False, [], self.state.assets)

    def _limit_waiting(self, shop: Shop) -> None:
        """A workshop that never gets ready (a pipe among the program's files) is given up."""

        def give_up() -> None:
            if shop is self._coming and not self.is_closed:
                shop.give_up()

        timer = threading.Timer(PATIENCE, give_up)
        timer.daemon = True
        timer.start()

    def _tell(self, is_checking: bool, problems: Iterable[dict[str, Any]], assets: str) -> None:
        found = tuple(sorted({*(Problem(**one) for one in problems), *filter(None, [self._fault])}))
        with self.news:
            self.state = State(self.state.number + 1, is_checking, found, assets)
            self.news.notify_all()
        if not is_checking and found != self._shown:
            self._shown = found
            self._show(found)

    def _say_made(self, count: int) -> None:
        pages = {0: "no page changed", 1: "1 page"}.get(count, f"{count} pages")
        took = f" in {time.perf_counter() - self._since:.2f} s" if count else ""
        self._say(f"{self._edited or 'everything'} → {pages}{took}")


def _is_program(path: str) -> bool:
    """Files that Python holds on to once it has read them: only another process sees an edit. Templates of components are kept, too."""
    return path.startswith("macros/") or (path.startswith("overrides/") and path.endswith(".py"))


def _is_theme(path: str) -> bool:
    return path == SETTINGS or path.startswith("overrides/")
