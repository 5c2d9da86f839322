"""Where a live preview makes its pages: the desk (macros/preview/desk.py), the theme, and the check of everything, for one asker."""

import contextlib
import gc
import os
import signal
import sys
import time
from multiprocessing.connection import Connection, wait
from pathlib import Path

from errors import summary

ROOT = Path(__file__).parents[1]
# Seconds without other work: until browsers ask for their page, and while one loads it.
SOON, MEANWHILE = 0.03, 0.15
HOME, SEARCH_INDEX = "index.html", "assets/search-index.js"


class Workshop:
    """Answers in turn: looks at an edit, gives an address, and between two questions makes what was not asked for yet."""

    def __init__(self, line):
        from macros.preview.desk import Desk

        self.line, self.desk, self.theme = line, Desk(ROOT), None
        self.child, self.is_checked, self.checked, self.found = None, False, [], {}
        self.good, self.asking_for_search, self.to_index, self.to_find = {}, [], set(), {}
        self.to_make, self.made, self.quiet_until = [], 0, 0.0
        self.is_new_theme = True

    def look(self):
        """Take in an edit. What was wrong before is told again only if it is found again."""
        from macros.commands.day import today

        self.found = {}
        with self._noting("data"):
            self.desk.look(today())
            self.to_index = set(self.desk.paths)
        self.to_make = list(self.desk.waiting)
        self.made = len(self.to_make)
        self.checked = []
        self._end_child()
        self.is_checked = False
        self._tell()

    @contextlib.contextmanager
    def _noting(self, what, tell=False):
        """Mistakes of editors and errors of the program are noted as problems of `what`."""
        from macros.facts.problem import EditorMistakes
        from macros.preview.faults import fault

        try:
            yield
            return
        except EditorMistakes as mistakes:
            problems = mistakes.problems
        except Exception as error:
            problems = [fault(ROOT, summary(error))]
        before, self.found[what] = self.found.get(what), problems
        if tell and before != problems:
            self._tell()

    def _tell(self):
        """What is known to be wrong by now. While the check still runs, nobody should believe that this is all."""
        from dataclasses import asdict

        problems = sorted({one for some in (self.checked, *self.found.values()) for one in some})
        self.line.send(("problems", not self.is_checked, [asdict(one) for one in problems], self.desk.assets_stamp))

    def _check(self):
        """The whole of `make check`, in a child that starts with all that is read already, and is ended by the next edit."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        if process := os.fork():
            os.close(writing)
            self.child = Connection(reading, writable=False), process
            return
        try:
            self.line.close()
            os.nice(10)  # the page that somebody waits for comes first
            from macros.commands.day import today
            from macros.preview.checking import all_problems

            Connection(writing, readable=False).send(all_problems(ROOT, today()))
        except BaseException as error:
            Connection(writing, readable=False).send(summary(error))
        finally:
            os._exit(0)

    def _end_child(self):
        if self.child:
            connection, process = self.child
            self.child = None
            connection.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)

    def hear_child(self):
        """What the check found."""
        from macros.preview.faults import fault

        connection, process = self.child
        try:
            said = connection.recv()
        except EOFError:
            said = []
        self.child, self.is_checked = None, True
        connection.close()
        os.waitpid(process, 0)
        self.checked = said if isinstance(said, list) else [fault(ROOT, said)]
        self.found.pop("data", None)  # the check found it too, and more
        self._tell()

    def get(self, address):
        """Status, kind of file and content at an address. A page that cannot be made is given as it was last."""
        with self._noting(address, tell=True):
            self._open_theme()
            if self.theme and (uri := self.theme.page_at(address)):
                self.good[address] = self.theme.themed(uri, self.desk.page(uri))
                return self._page(200, self.good[address])
            content = self.desk.file(address)
            if content is None and self.theme:
                content = self.theme.file_at(address)
            if content is not None:
                return 200, address, content
            return self._page(404, self.theme.missing()) if self.theme else (503, address, b"")
        return self._page(200 if address in self.good else 503, self.good.get(address, b""))

    def _page(self, status, content):
        return status, HOME, content

    def _open_theme(self):
        """The theme for the menu and the files of now. If it cannot be opened, the one before stays."""
        from theming import Refused, Theme

        from macros.facts.problem import EditorMistakes
        from macros.preview.faults import refusal

        if self.desk.staged is None:
            return
        if self.theme and not self.is_new_theme and self.theme.was_told == self.desk.for_engine():
            return
        self.is_new_theme = False
        with self._noting("theme", tell=True):
            try:
                self.theme = Theme(ROOT, *self.desk.for_engine())
                self.to_index = set(self.desk.paths)
            except Refused as refused:
                raise EditorMistakes([refusal(str(refused))]) from None

    def work(self):
        """One thing that nobody waits for, or that somebody waits for who can wait. False if there is nothing to do."""
        if self.to_make:
            with contextlib.suppress(Exception):  # the check tells of it, and whoever opens the page is told
                self.desk.signed(self.to_make.pop(0))
            if not self.to_make:
                self.line.send(("made", self.made))
            return True
        if not self.child and not self.is_checked:
            self._check()
        if self.asking_for_search and self.theme and self.to_index:
            with contextlib.suppress(Exception):
                self._index(self.to_index.pop())
        elif self.asking_for_search:
            self.line.send(("got", self.asking_for_search.pop(), *self._search_index()))
        return bool(self.asking_for_search)

    def _index(self, uri):
        """What can be found on a page, read again only if the page is another one."""
        from macros.search.reading import read_html

        content = self.theme.themed(uri, self.desk.page(uri))
        if self.to_find.get(uri, (b"",))[0] != content:
            self.to_find[uri] = content, read_html(content)

    def _search_index(self):
        from macros.pages.page import address_of
        from macros.search.index import index_of

        if not self.theme:
            return 503, SEARCH_INDEX, b""
        pages = {address_of(uri): self.to_find[uri][1] for uri in self.desk.paths if uri in self.to_find}
        return 200, SEARCH_INDEX, index_of(self.desk.staged.guide, pages)

    def run(self):
        """Until the asker hangs up."""
        busy = True
        while True:
            listening = [self.line, *([self.child[0]] if self.child else [])]
            ready = wait(listening, max(0, self.quiet_until - time.monotonic()) if busy or self.to_make else None)
            if self.line in ready:
                try:
                    question, *given = self.line.recv()
                except EOFError:
                    break
                self.answer(question, given)
            elif ready:
                self.hear_child()
            busy = self.work() if not ready else True
        self._end_child()

    def answer(self, question, given):
        if question == "look":
            self.is_new_theme = self.is_new_theme or given[0]
            self.look()
            self.quiet_until = time.monotonic() + SOON
            gc.freeze()  # what is there stays: no need to look for garbage in it again
        elif given[1] == SEARCH_INDEX:
            self.asking_for_search.append(given[0])
        else:
            self.line.send(("got", given[0], *self.get(given[1])))
            self.quiet_until = time.monotonic() + MEANWHILE
