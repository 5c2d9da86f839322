"""mkdocs on two cores: where there are many pages, another process makes half of them. What comes out is the same, byte for byte.

A page depends on the list of files and the menu, and no page on what stands in another; so each can be read and themed anywhere. Only the
check of links to parts of other pages needs all of them: what was read is handed back.
"""

import io
import logging
import os
import pickle
import sys

import mkdocs.commands.build as commands
from mkdocs.structure.files import File

FEWEST = 200  # pages: below that, starting a process costs about what it saves
READ = ("markdown", "meta", "content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")


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
    """mkdocs goes through the pages twice, to read them and to theme them. Each time this begins with the other half beside it."""

    def __init__(self):
        self.read_page, self.theme_page = commands._populate_page, commands._build_page
        self.files, self.theirs, self.last, self.other = None, frozenset(), None, None

    def use_it(self):
        """From now on, in the build that this process makes."""
        if cores() > 1:
            commands._populate_page, commands._build_page = self.read, self.theme

    def read(self, page, config, files, dirty=False):
        """Instead of mkdocs' own."""
        if self.files is None:
            self.files = files
            self._share(files.documentation_pages(), lambda file: self._read_there(file, config))
        if page.file not in self.theirs:
            self.read_page(page, config, files, dirty)
        if page.file is self.last:
            for uri, read in self.other.result(files):
                vars(files.get_file_from_path(uri).page).update(read)
            self.last = None

    def _read_there(self, file, config):
        self.read_page(file.page, config, self.files)
        return file.src_uri, {name: vars(file.page)[name] for name in READ if name in vars(file.page)}

    def theme(self, page, config, doc_files, nav, env, dirty=False, excluded=False):
        """Instead of mkdocs' own."""
        if page.file is doc_files[0]:
            self._share(doc_files, lambda file: self.theme_page(file.page, config, doc_files, nav, env, dirty, excluded))
        if page.file not in self.theirs:
            self.theme_page(page, config, doc_files, nav, env, dirty, excluded)
        if page.file is self.last:
            self.other.result(self.files)
            self.last = None

    def _share(self, files, work):
        """Have every other page of `files` made beside this process, which comes back for them at the last one."""
        if len(files) < FEWEST or any(file.page is None for file in files):
            return
        there = files[1::2]
        self.theirs, self.last = frozenset(there), files[-1]
        self.other = OtherProcess(lambda: [work(file) for file in there])


def cores():
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
