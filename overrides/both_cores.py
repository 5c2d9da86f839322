"""mkdocs on two cores: where there are many pages, another process makes half of them. What comes out is the same, byte for byte.

A page depends on the list of files and the menu, and no page on what stands in another; so each can be read and themed anywhere, at once.
Only the check of links to parts of other pages needs all of them: their anchors are handed back.
"""

import io
import logging
import os
import pickle
import sys

import mkdocs.commands.build as commands
from mkdocs.structure.files import File

FEWEST = 200  # pages: below that, starting a process costs about what it saves
ANCHORS = ("present_anchor_ids", "links_to_anchors")


class OtherProcess:
    """A copy of this process, from here on, that does some `work` and tells what came of it."""

    def __init__(self, work):
        reading, writing = os.pipe()
        sys.stdout.flush()
        if process := os.fork():
            os.close(writing)
            self.process, self.told = process, os.fdopen(reading, "rb")
            return
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as told:
                told.write(_pickled(_told_by(work)))
        finally:
            os._exit(0)  # whoever waits sees from what is missing that something went wrong

    def result(self, files):
        """What the work gave. What it logged is logged here; its failure ends the build as it would have there."""
        with self.told:
            said = self.told.read()
        os.waitpid(self.process, 0)
        if not said:
            raise RuntimeError("The process that made half of the pages has ended before its time.")
        result, failure, records = _Reading(io.BytesIO(said), files).load()
        for record in records:
            logging.getLogger(record.name).handle(record)
        if failure:
            raise failure
        return result


def _told_by(work):
    """The result of some work, how it failed if it did, and what it logged meanwhile."""
    log, records = logging.getLogger(commands.__name__.partition(".")[0]), _Records()
    log.handlers = [records]
    try:
        return work(), None, records.kept
    except Exception as error:
        return None, error if _can_be_told(error) else RuntimeError(str(error)), records.kept


def _can_be_told(error):
    try:
        return str(pickle.loads(pickle.dumps(error))) == str(error)
    except Exception:
        return False


class _Records(logging.Handler):
    def __init__(self):
        super().__init__()
        self.kept = []

    def emit(self, record):
        record.msg, record.args, record.exc_info = record.getMessage(), (), None
        self.kept.append(record)


class _Writing(pickle.Pickler):
    """Files are the same on both sides: their names are enough."""

    def persistent_id(self, one):
        return one.src_uri if isinstance(one, File) else None


class _Reading(pickle.Unpickler):
    def __init__(self, stream, files):
        super().__init__(stream)
        self.persistent_load = files.get_file_from_path


def _pickled(value):
    stream = io.BytesIO()
    _Writing(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


class Shared:
    """Each page is read right before it is themed, and forgotten right after, so one is held at a time; half beside this process."""

    def __init__(self):
        self.read_page, self.theme_page = commands._populate_page, commands._build_page
        self.theirs, self.last, self.other = frozenset(), None, None

    def use_it(self):
        """From now on, in the build that this process makes."""
        commands._populate_page, commands._build_page = self.later, self.make

    def later(self, page, config, files, dirty=False):
        """Instead of mkdocs' own reading of all pages first: nothing made before them looks into one, and the menu has labels."""
        self.files = files

    def make(self, page, config, doc_files, nav, env, dirty=False, excluded=False):
        """Instead of mkdocs' own theming of a page that was read."""
        if page.file is doc_files[0]:
            self._share(doc_files, lambda file: self._made(file.page, config, doc_files, nav, env, dirty, excluded))
        if page.file not in self.theirs:
            self._made(page, config, doc_files, nav, env, dirty, excluded)
        if page.file is self.last:
            for uri, told in self.other.result(self.files):
                vars(self.files.get_file_from_path(uri).page).update(told)

    def _made(self, page, config, doc_files, nav, env, dirty, excluded):
        """One page, read and themed. Its name, and what the check of links to parts of pages has to know of it."""
        self.read_page(page, config, self.files, dirty)
        self.theme_page(page, config, doc_files, nav, env, dirty, excluded)
        page.markdown = page.content = page.toc = None
        page.meta = {}
        return page.file.src_uri, {name: vars(page)[name] for name in ANCHORS if name in vars(page)}

    def _share(self, files, work):
        """Have half of `files` made beside this process, which comes back for them at the last one. In the order A, B, B, A: where pages
        of two kinds take turns, each side shall have as many of both."""
        if cores() < 2 or len(files) < FEWEST or any(file.page is None for file in files):
            return
        there = [file for index, file in enumerate(files) if index % 4 in (1, 2)]
        self.theirs, self.last = frozenset(there), files[-1]
        self.other = OtherProcess(lambda: [work(file) for file in there])


def cores():
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
