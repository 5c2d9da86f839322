"""Which fact moved which pages: each fact that changed since a review is put back by itself, and the pages that follow it are named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.facts.document import Document, Loc
from macros.facts.ledger import FOLDER
from macros.facts.problem import EditorMistakes
from macros.facts.yaml_reader import read_yaml
from macros.pages.stage import Staged, prepare
from macros.reviews.fingerprint import fingerprint
from macros.reviews.history import Past
from macros.reviews.reading import read
from macros.reviews.states import Reviews

MOST_FACTS = 60  # of one review: beyond that, whole files are put back, or it would take minutes


@dataclass(frozen=True)
class Fact:
    """One thing that changed since the review. `loc` is empty where the whole file did."""

    path: str
    line: int
    loc: Loc
    name: str
    was: str
    now: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}"
        return f"{where}  {self.name}: {self.was} is now {self.now}" if self.name else f"{where}  {self.now}"


@dataclass
class Why:
    """The pages that each fact moved, and those that nothing in data/ or content/ explains."""

    pages: dict[Fact, list[str]] = field(default_factory=dict)
    by_the_program: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def why(reviews: Reviews, root: Path, past: Past) -> Why:
    """For every page that changed since its review. `root` is the project; what was signed comes from `past`."""
    found, then = Why(), dict[Path, list[str]]()
    for page, review in reviews.by_page.items():
        if review.state == "changed":
            signed = past.signed(reviews.entries(page)[-1])
            if signed:
                then.setdefault(signed.project, []).append(page)
            else:
                found.unknown.append(page)
    for project, pages in then.items():
        _explain(found, reviews, root, project, pages, past.folder / "put-back")
    return found


def _explain(found: Why, reviews: Reviews, root: Path, then: Path, pages: list[str], scratch: Path) -> None:
    facts = list(_moved(root, then))
    if len(facts) > MOST_FACTS:
        facts = list({fact.path: _of_file(fact.path, "much of this file changed") for fact in facts}.values())
    explained = set()
    for fact in facts:
        if moved := _followers(fact, reviews, root, then, pages, scratch):
            found.pages.setdefault(fact, []).extend(moved)
            explained.update(moved)
    found.by_the_program += [page for page in pages if page not in explained]


def _followers(fact: Fact, reviews: Reviews, root: Path, then: Path, pages: list[str], scratch: Path) -> list[str]:
    """The pages that read otherwise when this fact alone is as it was. A file that then contradicts another is put back whole."""
    for whole in (False, True):
        shutil.rmtree(scratch, ignore_errors=True)
        for folder in ("data", "content"):
            shutil.copytree(root / folder, scratch / folder)
        shutil.rmtree(scratch / FOLDER, ignore_errors=True)
        _put_back(fact, then, scratch, whole=whole or not fact.loc)
        try:
            before = prepare(scratch)
        except EditorMistakes:
            continue
        return [page for page in pages if page not in before.files or _mark(before, page) != reviews.fingerprint(page)]
    return []


def _mark(staged: Staged, page: str) -> str:
    return fingerprint(read(page, staged.files[page], staged.files))


def _put_back(fact: Fact, then: Path, scratch: Path, *, whole: bool) -> None:
    old, new = then / fact.path, scratch / fact.path
    if whole:
        if old.is_file():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(old, new)
        else:
            new.unlink(missing_ok=True)
        return
    value = read_yaml(new, fact.path).value
    part = value
    for step in fact.loc[:-1]:
        part = part[step]
    before = _at(read_yaml(old, fact.path).value, fact.loc)
    if before is None:
        del part[fact.loc[-1]]
    else:
        part[fact.loc[-1]] = before
    new.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")  # which is YAML too


def _moved(root: Path, then: Path) -> Iterator[Fact]:
    """Every fact and every page of content/ that is not as it was."""
    for path in sorted({*_files(root), *_files(then)}):
        old, new = then / path, root / path
        if not (old.is_file() and new.is_file()):
            yield _of_file(path, "this file is new" if new.is_file() else "this file is gone")
        elif old.read_bytes() != new.read_bytes():
            before = _value(old, path) if path.startswith("data/") else None
            if before is not None:
                document = read_yaml(new, path)
                yield from _moved_inside(document, before, document.value, ())
            else:
                yield _of_file(path, "the text of this file changed")


def _value(file: Path, path: str) -> Any:
    """What an old data file holds; None if the reader of today would refuse it."""
    try:
        return read_yaml(file, path).value
    except EditorMistakes:
        return None


def _moved_inside(document: Document, old: Any, new: Any, loc: Loc) -> Iterator[Fact]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and not _is_range(old) and not _is_range(new):
        for name in {**old, **new}:
            yield from _moved_inside(document, old.get(name), new.get(name), (*loc, name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _moved_inside(document, before, after, (*loc, index))
    else:
        line, _ = document.place(loc)
        yield Fact(document.path, line, loc, _name(document.value, loc), _shown(old), _shown(new))


def _of_file(path: str, what: str) -> Fact:
    return Fact(path, 1, (), "", "", what)


def _name(value: Any, loc: Loc) -> str:
    """Where a fact stands, as its editor would say it: an item of a list by its id or source, not by its number."""
    names = []
    for step in loc:
        value = value.get(step) if isinstance(value, dict) else value[step]
        known = value.get("id") or value.get("source") if isinstance(value, dict) else None
        names.append(str(known) if known and isinstance(step, int) else str(step + 1) if isinstance(step, int) else step)
    return " › ".join(names)


def _is_range(value: dict[str, Any]) -> bool:
    """At least and at most are one fact: put back one by one they could contradict each other."""
    return value.keys() <= {"at_least", "at_most"}


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict) and _is_range(value):
        low, high = value.get("at_least"), value.get("at_most")
        return f"{low} to {high}" if low and high and low != high else f"{low or f'up to {high}'}"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:57].rstrip()}…”"


def _at(value: Any, loc: Loc) -> Any:
    for step in loc:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _files(project: Path) -> Iterator[str]:
    for folder, kind in (("data", "*.yml"), ("content", "*")):
        for file in (project / folder).rglob(kind):
            path = file.relative_to(project).as_posix()
            if file.is_file() and not path.startswith(FOLDER) and not file.name.startswith("."):
                yield path
