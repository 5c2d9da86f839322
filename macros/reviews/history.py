"""The project as it was, from git: whether a ledger lost anything, and the text that was signed.

Where there is no git, or only the newest commit of it, there is less to say, and callers say so.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml
from pydantic import ValidationError

from macros.facts.guide import Guide
from macros.facts.ledger import FOLDER, MOST_MONTHS, Entry, ledger_of, months_later
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.facts.yaml_reader import parse_yaml
from macros.pages.look import with_names_of_now
from macros.reviews.fingerprint import fingerprint
from macros.reviews.git import contents_of, unreadable
from macros.reviews.git import git as git
from macros.reviews.git import is_cut_short as is_cut_short
from macros.reviews.reading import Reading, read

# What a page is made of; the rest (tests, the theme) changes no word of it.
MAKERS = ("data", "content", "macros")


@dataclass(frozen=True)
class Signed:
    """A page as it was signed: its finished Markdown, how it reads, its pictures by path, and the folder of the whole project then."""

    content: bytes
    reading: Reading
    files: dict[str, bytes]
    project: Path


def lost_entries(root: Path, guide: Guide) -> Iterator[Problem]:
    """Each review that some commit holds and the ledger of today does not, word for word and in its place.

    Raises EditorMistakes where git is there and cannot read all of it: what cannot be compared is not taken for good.
    """
    if refusal := unreadable(root):
        raise _refused(refusal)
    told = set()
    for commit, path, entries in _ledgers_of_all_commits(root):
        now = guide.documents[path].value if path in guide.documents else []
        place = 0
        for number, entry in enumerate(entries, 1):
            if entry in now[place:]:
                place = now.index(entry, place) + 1
            elif (path, number, str(entry)) not in told:
                told.add((path, number, str(entry)))
                yield _lost(commit, path, number, entry)


def _refused(why: str) -> EditorMistakes:
    do = "Mend that first (git fsck says more), or fetch the project anew"
    return EditorMistakes([about_file(FOLDER, f"git cannot read the history of this project ({why})", do, "no-history")])


def _lost(commit: str, path: str, number: int, entry: Any) -> Problem:
    of = f" ({entry.get('reviewer')}, {entry.get('reviewed_on')})" if isinstance(entry, dict) else ""
    seen = f"entry {number}{of} was edited, moved or removed since commit {commit[:10]}"
    do = f'Put it back as it was: git show {commit[:10]}:"./{path}". Then add a new entry below it'
    return about_file(path, seen, do, "lost-review")


def _ledgers_of_all_commits(root: Path) -> Iterator[tuple[str, str, list[Any]]]:
    """Every version of every ledger that can be reached from today's commit, the newest first."""
    every = ("--full-history", "-m", "--no-renames")  # also what a merge dropped
    log = git(root, "-c", "log.showRoot=true", "log", *every, "--raw", "--no-abbrev", "--relative", "--format=%x01%H", "-z", "--", FOLDER)
    if log is None and git(root, "rev-parse", "--verify", "-q", "HEAD"):
        raise _refused("some of its commits are missing")
    versions: dict[tuple[str, str], str] = {}
    for version, commit in _versions((log or b"").decode("utf-8", "surrogateescape")):
        versions.setdefault(version, commit)
    contents = contents_of(root, {blob for _, blob in versions})
    for (path, blob), commit in versions.items():
        content = contents[blob] if blob in contents else git(root, "cat-file", "blob", blob)
        if content is None:
            raise _refused(f"an old version of {path} is missing")
        yield commit, path, _entries(content, path)


def _versions(log: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Path and blob of each version in a raw log, and the commit that it names last."""
    commit, parts = "", iter(log.split("\0"))
    for part in parts:
        if "\x01" in part:
            commit = part.rpartition("\x01")[2].split("\n")[0]
            part = part.rpartition("\n")[2]
        if part.strip().startswith(":"):
            blob, path = part.split()[3], next(parts)
            if set(blob) != {"0"} and path.endswith(".yml"):
                yield (path, blob), commit


def _entries(content: bytes, path: str) -> list[Any]:
    """The reviews of one version. What no version of this program would have accepted as one may be taken out again."""
    try:
        value = parse_yaml(content.decode("utf-8"), path).value
    except (EditorMistakes, UnicodeDecodeError, yaml.YAMLError):
        return []
    return list(_reviews_among(value if isinstance(value, list) else [], path))


def _reviews_among(values: list[Any], path: str) -> Iterator[Any]:
    before: list[Entry] = []
    for value in values:
        try:
            entry = Entry.model_validate(value, strict=True)
        except ValidationError:
            continue
        in_order = not before or before[-1].reviewed_on <= entry.reviewed_on
        in_time = entry.reviewed_on < entry.next_review_by <= months_later(entry.reviewed_on, MOST_MONTHS)
        if ledger_of(entry.page) == path and entry not in before and in_order and in_time:
            before.append(entry)
            yield value


@dataclass
class Past:
    """Earlier states of a project, each put into a folder of its own and staged by its own program. Use it in a `with` statement."""

    root: Path
    staged: dict[str, Path | None] = field(default_factory=dict)

    def __enter__(self) -> Past:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @cached_property
    def folder(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="clinic-guide-"))

    def signed(self, entry: Entry) -> Signed | None:
        """The page as it read when this entry was written, if git still holds that text to the word."""
        for commit in self._commits(entry):
            project = self._staged(commit)
            content = project / "build/pages" / entry.page if project else None
            if project and content and content.is_file():
                files = {file.relative_to(project / "content").as_posix(): file.read_bytes() for file in _pictures(project)}
                reading = read(entry.page, content.read_bytes(), files)
                if fingerprint(reading) == entry.fingerprint:
                    return Signed(with_names_of_now(content.read_bytes()), reading, files, project)
        return None

    def _commits(self, entry: Entry) -> list[str]:
        """Where the entry first stands, and the commit before: one of them has the text that was read."""
        found = git(self.root, "log", "--reverse", "--format=%H %P", f"-S{entry.fingerprint}", "--", ledger_of(entry.page))
        return (found or b"").decode().split("\n")[0].split()

    def _staged(self, commit: str) -> Path | None:
        if commit not in self.staged:
            self.staged[commit] = self._stage(commit)
        return self.staged[commit]

    def _stage(self, commit: str) -> Path | None:
        """The program of that commit makes its own pages: today's might put them into other words."""
        packed = git(self.root, "archive", "--format=zip", commit, "--", *MAKERS)
        if packed is None:
            return None
        project = self.folder / commit
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(project)
        command = [sys.executable, "-m", "macros", "stage", "--as-signed"]
        quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=project, env=quiet, capture_output=True, check=False)
        return project if done.returncode == 0 else None


def _pictures(project: Path) -> list[Path]:
    return [file for file in (project / "content").rglob("*") if file.is_file() and file.suffix != ".md"]


def missing_history(root: Path, guide: Guide) -> Iterator[Problem]:
    """Publishing with a ledger needs all commits: with the newest alone nobody can tell whether a review was edited."""
    if any(guide.reviews.values()) and is_cut_short(root):
        seen = "only the newest commits of the project are here, so nobody can tell whether a review was edited"
        do = "Fetch the whole history: git fetch --unshallow (in a workflow: fetch-depth: 0)"
        yield about_file(FOLDER, seen, do, "no-history")
