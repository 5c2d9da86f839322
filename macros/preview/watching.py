"""Which files of a project changed. The look at the files decides; what the system tells of them only says when to look.

So nothing is lost where a folder is swapped for another, where events are dropped, or where nothing tells (then it looks often).
"""

from __future__ import annotations

import logging
import os
import re
import stat
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FOLDERS = ("data", "content", "macros", "overrides")
SETTINGS = "mkdocs.yml"
SETTLED = 0.025  # seconds: editors write a file in two or three steps
LOOK_ANYWAY, LOOK_OFTEN = 2.0, 0.25  # seconds between looks, with and without somebody who tells
COME_AND_GONE = {"created", "moved", "deleted"}
CHANGES = COME_AND_GONE | {"modified", "closed"}

# What editors, systems and Python leave beside the files that people write.
_PASSING = re.compile(r"\.|__pycache__$|4913$|#.*#$|.*(~|\.sw[a-z]|\.tmp|\.pyc|___jb_(tmp|old)___)$")

Signs = dict[str, tuple[int, ...]]


def is_passing(name: str) -> bool:
    """Whether a file or folder of this name is no work of a person: hidden, or left by an editor while it saves."""
    return bool(_PASSING.match(name))


def signs_of(root: Path) -> Signs:
    """What tells a file from its earlier self, by path from `root`. Opens nothing, follows no link, bears that files vanish meanwhile."""
    return {path: sign for place in (SETTINGS, *FOLDERS) for path, sign in _below(root / place, place)}


def _below(entry: Path, path: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    try:
        found = entry.lstat()
        if not stat.S_ISDIR(found.st_mode):
            yield path, sign_of(found)
            return
        names = [one.name for one in os.scandir(entry)]
    except OSError:
        return
    for name in names:
        if not is_passing(name):
            yield from _below(entry / name, f"{path}/{name}")


def sign_of(found: os.stat_result) -> tuple[int, ...]:
    """Of one file: another number in it, and it may have changed."""
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode


class Watch:
    """Calls `tell` with the paths that changed, from a thread of its own, until it is closed."""

    def __init__(self, root: Path, tell: Callable[[set[str]], None]) -> None:
        self.root, self.tell = root, tell
        self._touched: set[str] = set()
        self._lock, self._wake, self._closed = threading.Lock(), threading.Event(), threading.Event()
        self._ears = _Ears(root, self._heard)
        self._ears.follow()
        self._signs = signs_of(root)  # only now: what changes from here on is heard
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking and listening."""
        self._closed.set()
        self._wake.set()
        self._thread.join()
        self._ears.close()

    def _heard(self, path: str) -> None:
        with self._lock:
            self._touched.add(path)
        self._wake.set()

    def _look(self) -> None:
        while not self._closed.is_set():
            if self._ears.follow():
                self._wake.set()  # what came to a folder before anybody listened at it
            if self._wake.wait(LOOK_ANYWAY if self._ears.hear else LOOK_OFTEN):
                time.sleep(SETTLED)
            self._wake.clear()
            if changed := self._changed():
                self.tell(changed)

    def _changed(self) -> set[str]:
        """Also a file that was written again within one tick of the clock, which its sign does not show."""
        with self._lock:
            touched, self._touched = self._touched, set()
        before, self._signs = self._signs, signs_of(self.root)
        moved = {path for path in before.keys() | self._signs.keys() if before.get(path) != self._signs.get(path)}
        return moved | (touched & self._signs.keys())


class _Ears:
    """The system's own word that something changed, through watchdog, where that is there and works."""

    def __init__(self, root: Path, heard: Callable[[str], None]) -> None:
        self.root, self._heard = root, heard
        self._following: dict[Path, tuple[int, Any]] = {}
        self._swapped: set[Path] = set()  # folders that came or went: a new one may have the number of the old one
        self._observer = self._start()

    @property
    def hear(self) -> bool:
        return self._observer is not None

    def _start(self) -> Any:
        try:
            from watchdog.observers import Observer

            logging.getLogger("watchdog").addHandler(logging.NullHandler())
            logging.getLogger("watchdog").propagate = False  # it complains when it is closed
            warnings.filterwarnings("ignore", module="watchdog")  # and where folders are made faster than it follows them
            observer = Observer()
            observer.start()
        except (ImportError, OSError):
            return None
        return observer

    def close(self) -> None:
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def follow(self) -> bool:
        """Listen at each folder that is there; again where it is another one than before. Whether it began to anywhere."""
        has_begun = False
        for place in (self.root, *(self.root / name for name in FOLDERS)):
            was_swapped = place in self._swapped
            self._swapped.discard(place)
            number, known = _number(place), self._following.get(place, (0, None))
            if self._observer and (was_swapped or number != known[0]):
                try:
                    if known[1]:
                        self._observer.unschedule(known[1])
                    self._following[place] = number, number and self._listen_at(place)
                except (OSError, KeyError):  # no more of them allowed, or gone again: looking every now and then has to do
                    self._following[place] = number, None
                has_begun = True
        return has_begun

    def _listen_at(self, place: Path) -> Any:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler

        heard, root, swapped = self._heard, self.root, self._swapped

        class Ear(FileSystemEventHandler):
            def on_any_event(self, event: FileSystemEvent) -> None:
                if event.event_type in CHANGES:
                    for name in filter(None, (event.src_path, event.dest_path)):
                        path = Path(str(name)).relative_to(root)
                        if len(path.parts) == 1 and event.event_type in COME_AND_GONE:
                            swapped.add(root / path)
                        if path.parts and not any(map(is_passing, path.parts)) and (path.parts[0] in FOLDERS or path.name == SETTINGS):
                            heard(path.as_posix())

        return self._observer.schedule(Ear(), str(place), recursive=place != root)


def _number(place: Path) -> int:
    try:
        found = place.lstat()
    except OSError:
        return 0
    return found.st_ino if stat.S_ISDIR(found.st_mode) else 0
