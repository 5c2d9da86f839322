"""How the review of each page stands on a given day. Every state but "current" has its reason here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from macros.both_cores import MANY_PAGES, on_both_cores
from macros.facts.guide import Guide
from macros.facts.ledger import Entry, ledger_of, months_later
from macros.facts.problem import EditorMistakes, Problem
from macros.pages.reviewed import Answers, Review, State
from macros.pages.stage import Staged
from macros.reviews.fingerprint import answers_fingerprint, fingerprint
from macros.reviews.history import lost_entries
from macros.reviews.reading import Reading, read
from macros.reviews.statement import is_signed_by, statement

_AT_HAND = 100  # pages that were read last; of all others the fingerprint alone is kept


@dataclass(frozen=True)
class Reviews:
    """The reviews of every page that was staged, as they stand on the day `on` (year-month-day)."""

    staged: Staged
    on: str

    def __post_init__(self) -> None:
        """Raises EditorMistakes where an entry is dated after that day: nobody can have read a page tomorrow."""
        if problems := list(_from_the_future(self.staged.guide, self.on)):
            raise EditorMistakes(problems)

    @cached_property
    def by_page(self) -> dict[str, Review]:
        for half in on_both_cores(self._fingerprints_of, [page for page in self.staged.pages if self.entries(page)], MANY_PAGES):
            self._fingerprints.update(half)
        return {page: self.review(page) for page in self.staged.pages}

    def reading(self, page: str) -> Reading:
        """The page as it reads today, without any word about its review."""
        return self._reading(page)

    @cached_property
    def _reading(self) -> Callable[[str], Reading]:
        return lru_cache(_AT_HAND)(lambda page: read(page, self.staged.files[page], self.staged.files))

    def fingerprint(self, page: str) -> str:
        if page not in self._fingerprints:
            self._fingerprints[page] = fingerprint(self.reading(page))
        return self._fingerprints[page]

    def _fingerprints_of(self, pages: Sequence[str]) -> dict[str, str]:
        return {page: self.fingerprint(page) for page in pages}

    @cached_property
    def _fingerprints(self) -> dict[str, str]:
        return {}

    def frame(self, page: str) -> str | None:
        """The fingerprint of a page with an estimate when every answer is held back. None for any other page."""
        if not (treatments := self.staged.kitchen.estimates.get(page)):
            return None
        every = frozenset((name, concern) for name in treatments for concern in self.staged.guide.treatments[name].concerns)
        return fingerprint(read(page, self.staged.cooked_again(page, None, every), self.staged.files))

    def answers(self, page: str) -> dict[str, dict[str, str]]:
        """The fingerprints of the answers of each concern on a page with an estimate, by treatment."""
        guide = self.staged.guide
        return {
            name: {concern: answers_fingerprint(guide, name, concern) for concern in guide.treatments[name].concerns}
            for name in self.staged.kitchen.estimates.get(page, ())
        }

    def entries(self, page: str) -> list[Entry]:
        return self.staged.guide.reviews.get(page, [])

    def review(self, page: str) -> Review:
        """How the review of one page stands."""
        if not (entries := self.entries(page)):
            return Review(page, "never", answers=self._answers(page, None, "never"))
        entry = entries[-1]
        reviewer = self.staged.guide.reviewers[entry.reviewer]
        seal = seal_of(self.staged.guide, entries)
        state: State = seal if seal != "current" else self._state_of_text(page, entry)
        return Review(
            page, state, entry.reviewer, entry.reviewed_by, entry.reviewed_on, entry.next_review_by, entry.fingerprint,
            entry.note or "", is_signed=bool(reviewer.ssh_key), answers=self._answers(page, entry, seal),
        )  # fmt: skip

    def _state_of_text(self, page: str, entry: Entry) -> State:
        if entry.fingerprint != self.fingerprint(page):
            return "changed"
        return self._due_or_current(entry)

    def _due_or_current(self, entry: Entry) -> State:
        return "due" if self.on > entry.next_review_by else "current"

    def _answers(self, page: str, entry: Entry | None, seal: State) -> Answers:
        """Each concern's answers by themselves: one that changed takes its own number away, not those of all others."""
        treatments = self.staged.kitchen.estimates.get(page, ())
        all_answers = [(name, concern) for name in treatments for concern in self.staged.guide.treatments[name].concerns]
        if entry is None or seal != "current":
            return dict.fromkeys(all_answers, seal)
        return {answer: self._of_answers(entry, *answer) for answer in all_answers}

    def _of_answers(self, entry: Entry, treatment: str, concern: str) -> State:
        signed = entry.answers.get(treatment, {}).get(concern)
        if signed is None:
            return "never"
        is_same = signed == answers_fingerprint(self.staged.guide, treatment, concern)
        return self._due_or_current(entry) if is_same else "changed"


def reviews_of(root: Path, staged: Staged, on: str) -> Reviews:
    """The reviews of a project. Raises EditorMistakes if its ledger lost an entry that git still holds, or is ahead of the day `on`."""
    if lost := list(lost_entries(root, staged.guide)):
        raise EditorMistakes(lost)
    return Reviews(staged, on)


def ledger_problems(root: Path, guide: Guide, on: str) -> Iterator[Problem]:
    """What `reviews_of` would refuse, without a page being looked at."""
    yield from lost_entries(root, guide)
    yield from _from_the_future(guide, on)


def seal_of(guide: Guide, entries: list[Entry]) -> State:
    """Whether the newest entry bears the signature that its reviewer owes: "current" if so, or if none is owed.

    Without a key nothing but the list of reviewers binds the name in an entry, so it stands there as it does in the list.
    """
    entry, before = entries[-1], entries[-2] if len(entries) > 1 else None
    reviewer = guide.reviewers[entry.reviewer]
    if not reviewer.ssh_key:
        return "forged" if entry.signature or entry.reviewed_by != reviewer.person else "current"  # what nothing can check proves nothing
    if not entry.signature:
        return "unsigned"
    return "current" if is_signed_by(entry.reviewer, reviewer, statement(entry, before), entry.signature) else "forged"


def due_pages(reviews: Iterable[Review], until: str) -> list[Review]:
    """Pages whose next review falls on or before the day `until`, the first due first."""
    found = [one for one in reviews if one.next_review_by and one.may_be_published and one.next_review_by <= until]
    return sorted(found, key=lambda one: (one.next_review_by, one.page))


def _from_the_future(guide: Guide, on: str) -> Iterator[Problem]:
    for page, entries in guide.reviews.items():
        for number, entry in enumerate(entries):
            if entry.reviewed_on > on:
                do = "Correct the date, or the clock of this machine; a review cannot be dated ahead"
                seen = f"this review is dated {entry.reviewed_on}, and today is {on}"
                yield guide.documents[ledger_of(page)].problem((number, "reviewed_on"), seen, do, kind="date-to-come")


def latest_next_review(guide: Guide, reviewed_on: str) -> str:
    """The last day that the clinic allows for the next review."""
    return months_later(reviewed_on, guide.clinic.most_months_between_reviews)
