"""The made-up clinic as a project in git, with pages that a lamp keeper signed with a real key: to work with, and to tamper with.

Making one takes seconds, so each kind is made once in a run of the tests and copied for every test.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import yaml

from macros.__main__ import main
from macros.checks.content import check_content
from macros.facts.document import Document
from macros.facts.guide import load
from macros.facts.ledger import FOLDER, Entry, ledger_of
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.yaml_reader import parse_yaml, read_text
from macros.pages.stage import Staged
from macros.reviews.history import lost_entries
from macros.reviews.publishing import for_patients
from macros.reviews.signing import Order, marks_of, sign_pages
from macros.reviews.statement import NAMESPACE
from macros.reviews.states import Reviews
from tests.conftest import FIXTURE_CLINIC
from tests.site.project import assemble

needs_git_and_keys = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("ssh-keygen")),
    reason="git or ssh-keygen (OpenSSH) is not installed here",
)

TODAY = "2026-11-25"
FIRST, FIRST_NEXT = "2026-06-01", "2027-05-31"
SECOND, SECOND_NEXT = "2026-09-01", "2027-03-01"
KEEPER, PLAIN_KEEPER = "lamp-keeper", "mist-keeper"  # who has a key, and who has none

# Of the signed clinic: how each page was signed.
KEYED = "lamp/safety.md"
NEXT_TO_IT = "lamp/index.md"
ESTIMATE = "lamp/estimate.md"
TWICE = "faq/index.md"  # changed and signed again
PLAIN = "mist/safety.md"  # without a key, as its reviewer has none
PLAIN_TWICE = "about/contact.md"
BY_PLAIN_KEEPER = (PLAIN, PLAIN_TWICE)

MOST_STAGED = 4  # at a time: all of them would fill the memory
_STAGED: dict[tuple[Callable[[Path], Staged], tuple[tuple[str, bytes], ...]], Staged] = {}
_IGNORED = "/build/\n/site/\n/.cache/\n__pycache__/\n"
_SETTINGS = ("user.name=Somebody", "user.email=somebody@lantern.example", "commit.gpgsign=false", "core.hooksPath=/dev/null")


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Verdict:
    """What the program makes of a page: its state, if it comes to one, why it may not be published, and what its ledger lost."""

    state: str | None
    problems: tuple[Problem, ...] = ()
    lost: tuple[Problem, ...] = ()

    @property
    def said(self) -> str:
        return "\n".join(map(str, (*self.problems, *self.lost)))

    @property
    def is_published(self) -> bool:
        return not self.problems and not self.lost

    @property
    def says_what_to_do(self) -> bool:
        return all(problem.do for problem in (*self.problems, *self.lost))


@dataclass(frozen=True)
class Scratch:
    """A project to do anything with. `keys` is a folder beside it: `keeper` is the reviewer's own, `stranger` somebody else's.

    `stage` reads what stands in it: with every check, unless a test is about what the checks would not let through.
    """

    root: Path
    keys: Path
    stage: Callable[[Path], Staged] = check_content

    # Files

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def entries(self, page: str) -> list[dict[str, Any]]:
        """The ledger of a page, to change."""
        found: list[dict[str, Any]] = yaml.safe_load(self.read(ledger_of(page)))
        return found

    def write_entries(self, page: str, entries: list[dict[str, Any]]) -> None:
        text = "".join(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1000) for entry in entries)
        self.write(ledger_of(page), text or "[]\n")

    def contents(self) -> dict[str, bytes]:
        """Every file that an editor or a reviewer could have written, by path."""
        folders = (self.root / "data", self.root / "content")
        files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}

    # Commands

    def git(self, *arguments: str) -> str:
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
        command = ["git", *settings, *arguments]
        done = subprocess.run(command, cwd=self.root, env={**os.environ, **alone}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def commit(self, message: str = "Edit") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments: str, on: str = TODAY, **environment: str) -> Done:
        """python -m macros `arguments` on the day `on`, in this process."""
        out, err = io.StringIO(), io.StringIO()
        day = {"SOURCE_DATE_EPOCH": seconds(on), **environment}
        with contextlib.chdir(self.root), patch.dict(os.environ, day), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(list(arguments))
            except SystemExit as left:
                code = int(left.code or 0)
        return Done(code, out.getvalue(), err.getvalue())

    def process(self, *arguments: str, on: str = TODAY, **environment: str) -> Done:
        """The same in a process of its own, with the program of this project: as a person runs it."""
        known = {name: value for name, value in os.environ.items() if name != "CLINIC_GUIDE_STAGED"}
        day = {"SOURCE_DATE_EPOCH": seconds(on), "PYTHONDONTWRITEBYTECODE": "1", **environment}
        command = [sys.executable, "-m", "macros", *arguments]
        done = subprocess.run(command, cwd=self.root, env=known | day, capture_output=True, text=True, encoding="utf-8", check=False)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    # Reviews

    def staged(self) -> Staged:
        """What `stage` says. No page depends on a ledger, so the same data and content are staged once in a run."""
        with patch("macros.facts.guide.read_yaml", _read_once):
            return self._staged()

    def _staged(self) -> Staged:
        written = self.contents()
        same = self.stage, tuple((path, content) for path, content in written.items() if not path.startswith(FOLDER))
        if same not in _STAGED:
            while len(_STAGED) >= MOST_STAGED:
                _STAGED.pop(next(iter(_STAGED)))
            _STAGED[same] = self.stage(self.root)
        return replace(_STAGED[same], guide=load(self.root))

    def reviews(self, *pages: str, on: str = TODAY) -> Reviews:
        """Those of all pages, or of a few: reading a page takes time."""
        return Reviews(only(self.staged(), *pages), on)

    def state(self, page: str, on: str = TODAY) -> str:
        return self.reviews(page, on=on).by_page[page].state

    def open_pages(self) -> dict[str, str]:
        """Every page that is not reviewed as it reads, with its state."""
        return {page: review.state for page, review in self.reviews().by_page.items() if review.state != "current"}

    def judged(self, page: str, on: str = TODAY) -> Verdict:
        """What publishing would say of this page. What git says of its ledger stands apart, so that both can be looked at."""
        try:
            staged = self.staged()
        except EditorMistakes as mistakes:
            return Verdict(None, tuple(mistakes.problems))
        lost, state = tuple(lost_entries(self.root, staged.guide)), None
        try:
            reviews = Reviews(only(staged, page), on)
            state = reviews.by_page[page].state
            for_patients(reviews)
        except EditorMistakes as mistakes:
            return Verdict(state, tuple(mistakes.problems), lost)
        return Verdict(state, (), lost)

    def sign(self, *pages: str, on: str = TODAY, by: str = "", reviewer: str = KEEPER, note: str | None = None) -> None:
        """Write reviews as `review sign` does, by the day `by`, or half a year later."""
        key = self.keys / "keeper" if reviewer == KEEPER else None
        reviews = self.reviews(*pages, on=max(on, TODAY))
        wanted = list(pages) or list(reviews.by_page)
        order = Order(wanted, reviewer, on, by or f"{int(on[:4]) + 1}-02-01", marks_of(reviews, wanted), note, key)
        sign_pages(self.root, reviews, order)


def only(staged: Staged, *pages: str) -> Staged:
    """What was staged with these pages alone, or with all."""
    if not pages:
        return staged
    return replace(staged, files={path: content for path, content in staged.files.items() if path in pages or not path.endswith(".md")})


def seconds(day: str) -> str:
    """SOURCE_DATE_EPOCH for a day, or for a moment like 2026-11-24T10:00."""
    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


def sign_with(key: Path, text: str, namespace: str = NAMESPACE) -> str:
    """A signature as OpenSSH makes it, under any text."""
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", namespace]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def as_entry(values: dict[str, Any]) -> Entry:
    return Entry.model_validate(values, strict=True)


def _read_once(file: Path, shown_as: str) -> Document:
    """As the reader of facts does, but one text is parsed once in a run."""
    return _parsed(read_text(file, shown_as), shown_as)


_parsed = lru_cache(maxsize=500)(parse_yaml)


@cache
def unsigned_clinic(base: Path) -> Scratch:
    """Lantern House before any review, as one commit. To copy."""
    clinic = Scratch(assemble(FIXTURE_CLINIC, base / "unsigned-clinic/project"), base / "keys")
    clinic.keys.mkdir()
    for name in ("keeper", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", str(clinic.keys / name)]
        subprocess.run(command, check=True)
    key = (clinic.keys / "keeper.pub").read_text("utf-8").strip()
    clinic.replace("data/reviewers.yml", "  known_for: Keeping lamps.\n", f"  known_for: Keeping lamps.\n  ssh_key: {key}\n")
    clinic.write(".gitignore", _IGNORED)
    clinic.git("init", "-q", "--template=", "--initial-branch=main")
    clinic.commit("Open the clinic")
    return clinic


@cache
def signed_clinic(base: Path) -> Scratch:
    """Lantern House with every page signed, two of them a second time after a change. To copy."""
    return _signed(base, base / "signed-clinic", list(unsigned_clinic(base).reviews().by_page))


@cache
def clinic_of_few_reviews(base: Path) -> Scratch:
    """The same with a review of six pages alone, so that its history is soon looked through. To copy."""
    return _signed(base, base / "clinic-of-few-reviews", [KEYED, NEXT_TO_IT, ESTIMATE, TWICE, *BY_PLAIN_KEEPER])


def _signed(base: Path, folder: Path, pages: list[str]) -> Scratch:
    clinic = copy_of(unsigned_clinic(base), folder)
    clinic.sign(*(page for page in pages if page not in BY_PLAIN_KEEPER), on=FIRST, by=FIRST_NEXT)
    clinic.sign(*BY_PLAIN_KEEPER, on=FIRST, by=FIRST_NEXT, reviewer=PLAIN_KEEPER)
    clinic.commit("Sign the pages")
    clinic.replace("content/faq/index.md", "Is one lamp enough?", "Is one lamp really enough?")
    clinic.replace("content/about/contact.md", "# Contact", "# Contact us")
    clinic.commit("Change two pages")
    clinic.sign(TWICE, on=SECOND, by=SECOND_NEXT)
    clinic.sign(PLAIN_TWICE, on=SECOND, by=SECOND_NEXT, reviewer=PLAIN_KEEPER)
    clinic.commit("Sign them again")
    clinic.git("gc", "-q")
    return clinic


def copy_of(clinic: Scratch, to: Path) -> Scratch:
    """Another project just like it, in a folder of its own; the keys are shared."""
    return Scratch(shutil.copytree(clinic.root, to / "project", symlinks=True), clinic.keys)


def facts_of(clinic: Scratch, to: Path) -> Scratch:
    """The same without a program of its own, which is soon copied: for what runs in this process and builds nothing."""
    left_out = shutil.ignore_patterns("macros", "overrides", "build")
    return Scratch(shutil.copytree(clinic.root, to / "project", symlinks=True, ignore=left_out), clinic.keys)


@contextlib.contextmanager
def lending(clinic: Scratch) -> Iterator[Scratch]:
    """A project to edit that gets its data and content back, which takes less time than a copy. Its git must stay as it is."""
    before = clinic.contents()
    yield clinic
    after = clinic.contents()
    for path in after.keys() - before.keys():
        (clinic.root / path).unlink()
    for path, content in before.items():
        if after.get(path) != content:
            (clinic.root / path).parent.mkdir(parents=True, exist_ok=True)
            (clinic.root / path).write_bytes(content)


def base_of(factory: pytest.TempPathFactory) -> Path:
    """Where what is made once lies."""
    return factory.getbasetemp()


@contextlib.contextmanager
def programs(*names: str, folder: Path) -> Iterator[None]:
    """Only these programs can be found meanwhile."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name) or name)
    with patch.dict(os.environ, {"PATH": str(folder)}):
        yield
