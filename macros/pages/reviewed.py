"""What a page may say of its own review. Worked out by `reviews`, which knows the ledger; here is only what components show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from macros.facts.records import Person

# due: the text is as signed, but the date of the next review has passed. unsigned: a signature is owed. forged: it does not fit.
State = Literal["current", "due", "changed", "never", "unsigned", "forged"]
Answers = dict[tuple[str, str], State]  # of a page with an estimate, by treatment and concern

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class OpenException:
    """A phrase that breaks a rule and was let through: by what reason, and until which day."""

    rule: str
    phrase: str
    reason: str
    until: str


@dataclass(frozen=True)
class Review:
    """The review of one page as it stands. Three flags say what stands in the place of a changed page:

    it without some answers (`is_partly_held_back`), its last signed version (`newer_is_waiting`), a line that it waits (`is_waiting`).
    """

    page: str
    state: State
    reviewer_id: str = ""
    reviewer: Person | None = None
    reviewed_on: str = ""
    next_review_by: str = ""
    fingerprint: str = ""
    note: str = ""
    is_signed: bool = False
    answers: Answers = field(default_factory=dict)
    is_partly_held_back: bool = False
    newer_is_waiting: bool = False
    is_waiting: bool = False

    @property
    def anchor(self) -> str:
        """The name of its line on the page that says who checks the site."""
        return "review-" + re.sub(r"[^a-z0-9]+", "-", self.page.removesuffix(".md").lower())

    @property
    def may_be_published(self) -> bool:
        """A due page may: its text is the one that was signed."""
        return self.state in ("current", "due")


def day_in_words(date: str) -> str:
    """2026-11-25 -> 25 November 2026."""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
