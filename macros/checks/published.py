"""Claims in what will be published: every page as it reads, its menu, and the clinic's own lines, each problem where it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.both_cores import on_both_cores
from macros.checks.claims.locating import Here, Locator
from macros.checks.claims.remembered import Found, Remembered, name_of
from macros.facts.problem import EditorMistakes, Problem
from macros.pages.content import MENU
from macros.pages.reviewed import OpenException
from macros.pages.stage import Staged

if TYPE_CHECKING:  # they judge what changed; where nothing did, which is most builds, loading them would take longer than all the rest
    from macros.checks.claims.judge import Judge
    from macros.checks.claims.passage import Finding, Passage
    from macros.checks.claims.waivers import Waivers
    from macros.facts.claims import Lists

_BY_HAND = ("bare-number", "no-source")  # asked of what editors typed: what comes from data has a row and a source
_CLINIC = "data/clinic.yml"
_MANY = 100  # pages, that are new or changed: fewer are judged before another process would have begun
_AT_HAND = 10_000  # passages, whose judgement is kept for the next pages: those of thousands of pages would fill the memory
_SAID_ON_PAGES = ("data/treatments/", "data/questions.yml", "data/wording.yml")
_One = tuple[str, str, str, str]  # rule, sentence, phrase, what was seen


def published_claims(staged: Staged, root: Path, on: str | None = None) -> tuple[Staged, list[Problem]]:
    """The problems, and the same pages with the exceptions that are open on each. Without the day `on`, waivers do not expire."""
    try:
        return _Published(staged, root).problems(on)
    except EditorMistakes as mistakes:
        return staged, mistakes.problems


@dataclass
class _Published:
    staged: Staged
    root: Path

    def __post_init__(self) -> None:
        self.remembered = Remembered(self.root)
        self.waivers: dict[str, Waivers] = {}
        self.judged: dict[tuple[bool, str, str, bool, str], list[_One]] = {}
        self.open: dict[str, dict[OpenException, None]] = {}

    @cached_property
    def lists(self) -> Lists:
        from macros.facts.claims import read_claims

        return read_claims(self.root)

    @cached_property
    def judge(self) -> Judge:
        from macros.checks.claims.judge import Judge

        return Judge(self.lists)

    @cached_property
    def locator(self) -> Locator:
        return Locator(self.root, [path for path in self.staged.guide.documents if path.startswith("data/")])

    def problems(self, on: str | None) -> tuple[Staged, list[Problem]]:
        self._read_in_advance()
        found = dict.fromkeys(problem for page, shown_as, one in self._findings() if (problem := self._problem(page, shown_as, one)))
        self.remembered.keep()
        for path in self._files_with_waivers():
            found |= dict.fromkeys(self._waivers(path).problems(on))
        return replace(self.staged, exceptions={page: tuple(ones) for page, ones in self.open.items()}), list(found)

    def _read_in_advance(self) -> None:
        """The pages that are not remembered, on both cores where they are many. `_findings` then finds each of them remembered."""
        files = self.staged.files
        new = [path for path in self.staged.pages if self.remembered.get(self._name(path, files[path])) is None]
        if len(new) < _MANY:
            return
        _ = self.judge  # for both

        def judged(some: Sequence[str]) -> dict[str, Found]:
            return {self._name(path, files[path]): self._on_page(path, files[path]) for path in some}

        for half in on_both_cores(judged, new, _MANY):
            for name, found in half.items():
                self.remembered.put(name, found)

    def _findings(self) -> Iterator[tuple[str, str, _One]]:
        """Page, the file that an editor opens for it, and rule, sentence, phrase and what was seen."""
        for source in self.staged.sources:
            content = self.staged.files.get(source.path)
            found = self._on_page(source.path, content) if content else []
            typed = self._as_typed(source.shown_as, is_made=content is not None)
            yield from ((source.path, source.shown_as, one) for one in (*found, *typed))
        for path, texts in self._beside_pages():
            lines = list(texts)
            found = self._remembered(name_of(path, *lines), partial(self._in_lines, lines))
            yield from (("", path, one) for one in found)
        if not self.staged.pages:  # some facts have mistakes: what they would say is judged as it is written
            for path in (path for path in self.staged.guide.documents if path.startswith(_SAID_ON_PAGES)):
                yield from (("", path, one) for one in self._in_facts(path))

    def _on_page(self, path: str, content: bytes) -> Found:
        is_treatment = self._is_treatment(path)
        return self._remembered(self._name(path, content), partial(self._as_finished, content.decode(), is_treatment))

    def _name(self, path: str, content: bytes) -> str:
        return name_of("a treatment's page" if self._is_treatment(path) else "page", content)

    def _is_treatment(self, path: str) -> bool:
        return path.partition("/")[0] in self.staged.guide.treatments

    def _as_typed(self, path: str, *, is_made: bool) -> Found:
        """What an editor typed. A page that could not be made, because some facts have mistakes, is judged by nothing else."""
        if not path.startswith("content/"):
            return []
        text, rules = Here(self.root, path).text, _BY_HAND if is_made else ()
        found = (one for one in self._in_text(text) if one[0] in rules or not rules)
        return self._remembered(name_of("typed", *rules, text), lambda: found)

    def _in_facts(self, path: str) -> Found:
        text = Here(self.root, path).text
        return self._remembered(name_of("facts", path, text), partial(self._in_data, path, text))

    def _beside_pages(self) -> Iterator[tuple[str, Iterator[str]]]:
        """What the theme shows on every page: the labels of the menu, and the clinic's lines at the foot."""
        yield MENU, _labels(self.staged.menu)
        if (document := self.staged.guide.documents.get(_CLINIC)) and document.fits:
            yield _CLINIC, _texts({name: value for name, value in document.value.items() if name != "brand"})  # colours, as codes

    def _remembered(self, name: str, work: Callable[[], Iterator[_One]]) -> Found:
        found = self.remembered.get(name)
        if found is None:
            found = list(work())
            self.remembered.put(name, found)
        return found

    def _as_finished(self, text: str, is_treatment: bool) -> Iterator[_One]:
        from macros.checks.claims.markup import passages_of
        from macros.checks.claims.no_risks import page_without_risks

        passages = passages_of(text)
        yield from (one for one in self._of_each(passages, is_finished=True) if one[0] not in _BY_HAND)
        if is_treatment:
            yield from (_plain(one) for one in page_without_risks(passages, text))

    def _in_text(self, text: str) -> Iterator[_One]:
        from macros.checks.claims.markup import passages_of

        yield from self._of_each(passages_of(text))

    def _in_data(self, path: str, text: str) -> Iterator[_One]:
        from macros.checks.claims.files import passages_of_document

        passages = passages_of_document(self.staged.guide.documents[path], text)
        yield from (one for one in self._of_each(passages) if one[0] not in _BY_HAND)

    def _in_lines(self, lines: list[str]) -> Iterator[_One]:
        from macros.checks.claims.passage import Passage

        yield from self._of_each(Passage(line) for line in lines)

    def _of_each(self, passages: Iterable[Passage], *, is_finished: bool = False) -> Iterator[_One]:
        """Many pages show the same passages: each is judged once."""
        from macros.checks.claims.sources import names_a_source

        for passage in passages:
            question = passage.before if passage.before.endswith("?") else ""
            same = (is_finished, passage.text, passage.kind, passage.has_source or names_a_source(passage), question)
            if same not in self.judged:
                if len(self.judged) >= _AT_HAND:
                    self.judged.clear()
                self.judged[same] = [_plain(one) for one in self.judge.in_passage(passage, is_finished=is_finished)]
            yield from self.judged[same]

    def _problem(self, page: str, shown_as: str, found: _One) -> Problem | None:
        from macros.checks.claims.told import problem_of

        rule, sentence, phrase, seen = found
        path, place, width = self.locator.find(shown_as, sentence, phrase)
        problem = problem_of(rule, phrase, seen, self.lists, self.staged.guide.clinic.advertising_rules, path, place, width)
        if problem and (waiver := self._waivers(path).allowing(problem)):
            exception = OpenException(rule, phrase, waiver.reason, waiver.until)
            self.open.setdefault(page, {})[exception] = None
            return None
        return problem

    def _waivers(self, path: str) -> Waivers:
        from macros.checks.claims.waivers import Waivers

        if path not in self.waivers:
            self.waivers[path] = Waivers(self.locator.text(path), path)
        return self.waivers[path]

    def _files_with_waivers(self) -> Iterator[str]:
        """Files of content/ and data/ in which the word stands that begins a waiver; of those that could be read."""
        pages = (source.shown_as for source in self.staged.sources if source.shown_as.startswith("content/"))
        for path in (*pages, *self.staged.guide.documents, *([MENU] if self.staged.menu else [])):
            if b"allow " in (self.root / path).read_bytes():
                yield path


def _plain(one: Finding) -> _One:
    return one.rule, one.sentence, one.phrase, one.seen


def _labels(menu: Iterable[Any]) -> Iterator[str]:
    for entry in menu:
        for label, target in entry.items():
            yield label
            if isinstance(target, list):
                yield from _labels(target)


def _texts(value: Any) -> Iterator[str]:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(part, str):
            yield part
        yield from _texts(part)

