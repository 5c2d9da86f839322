"""data/reviews/<page>.yml: who reviewed a page, when, and which text. One file a page, only ever added to.

Shapes and what one entry says about others are here. Whether an entry fits the text of today, and whether its date has come, is for
`reviews`: facts know neither pages nor the day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from macros.facts.kinds import Date, Id, Record, Text
from macros.facts.problem import Problem, Slip, did_you_mean, quoted, sentences
from macros.facts.records import Person

if TYPE_CHECKING:
    from macros.facts.guide import Guide

FOLDER = "data/reviews"
MOST_MONTHS = 36  # between a review and the next one, whatever a clinic allows itself
_GROUP = "[0-9a-hjkmnp-tv-z]{4}"  # no i, l, o, u: nobody mistakes one for another


def _fingerprint(value: str) -> str:
    if not re.fullmatch(rf"{_GROUP}(-{_GROUP}){{7}}", value):
        do = "It has eight groups of four letters and digits; copy it from the packet"
        raise Slip(f"{quoted(value)} is no fingerprint", do, kind="odd-fingerprint")
    return value


def _signature(value: str) -> str:
    """The armour alone: nothing may stand before or behind it."""
    if not re.fullmatch(r"-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+\n-----END SSH SIGNATURE-----", value.strip()):
        raise Slip("this is no SSH signature", "Sign again with: python -m macros review sign", kind="odd-signature")
    return value.strip() + "\n"


_TOLD = {"$comment": "fingerprint", "patternErrorMessage": "It has eight groups of four letters and digits; copy it from the packet."}
Fingerprint = Annotated[
    str, AfterValidator(_fingerprint), WithJsonSchema({"type": "string", "pattern": rf"^{_GROUP}(-{_GROUP}){{7}}$", **_TOLD})
]
Signature = Annotated[str, AfterValidator(_signature)]
_SOME = "-".join(["0000"] * 8)


class Entry(Record):
    """One review, written by the command for signing and by nothing else. Never edit it: a changed entry counts for nothing."""

    page: Text = Field(description="The page that was reviewed.", examples=["faq/index.md"])
    reviewer: Id = Field(description="Who reviewed it: a name from data/reviewers.yml.", examples=["ian-tan"])
    # As of that day: a name that is edited later must not stand under an older review.
    reviewed_by: Person = Field(description="The reviewer as of that day.")
    reviewed_on: Date = Field(description="The day on which the text was read.", examples=["2026-11-25"])
    next_review_by: Date = Field(description="The day by which to read it again.", examples=["2027-11-25"])
    fingerprint: Fingerprint = Field(description="Stands for the text that was read. One changed word changes it.", examples=[_SOME])
    # With these two, one changed number takes the answers of its concern away, and not the whole estimate.
    frame: Fingerprint | None = Field(None, description="On a page with an estimate: its text without any answer.", examples=[_SOME])
    answers: dict[Id, dict[Id, Fingerprint]] = Field(
        {}, description="On a page with an estimate: the answers of each concern.", examples=[{"cool-mist": {"dry-leaf": _SOME}}]
    )
    note: Text | None = Field(None, description="A remark that patients may read.", examples=["I read the page and its sources."])
    signature: Signature | None = Field(
        None,
        description="The reviewer's SSH signature over all of this.",
        examples=["-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----"],
    )


def ledger_of(page: str) -> str:
    """Where the reviews of a page stand: `faq/index.md` -> `data/reviews/faq/index.yml`."""
    return f"{FOLDER}/{page.removesuffix('.md')}.yml"


def months_later(date: str, months: int) -> str:
    """The same day some months on, or the last day of that month where it has no such day."""
    begin = datetime.date.fromisoformat(date)
    years, month = divmod(begin.month - 1 + months, 12)
    for day in range(begin.day, 0, -1):
        try:
            return begin.replace(year=begin.year + years, month=month + 1, day=day).isoformat()
        except ValueError:
            continue
    return datetime.date.max.isoformat()


def ledgers_hold_together(guide: Guide) -> Iterator[Problem]:
    """Each entry is of its page and of a listed reviewer, dates go forward and not too far, and none is there twice."""
    for page, entries in guide.reviews.items():
        if not entries:
            continue  # it could not be read, or holds no review
        document = guide.documents[ledger_of(page)]
        for number, entry in enumerate(entries):
            if entry.page != page:
                do = f"Each page has its own file; sign {page} with: python -m macros review sign {page}"
                seen = f"this entry is a review of {quoted(entry.page)}, not of {page}"
                yield document.problem((number, "page"), seen, do, kind="review-misplaced")
            if entry.reviewer not in guide.reviewers:
                do = sentences(did_you_mean(entry.reviewer, guide.reviewers), "Reviewers stand in data/reviewers.yml")
                seen = f'there is no reviewer called "{entry.reviewer}"'
                yield document.problem((number, "reviewer"), seen, do, kind="unknown-name")
            yield from _bad_dates(guide, entry, is_last=number == len(entries) - 1, page=page, number=number)
        for number, (before, entry) in enumerate(pairwise(entries), 1):
            if entry.reviewed_on < before.reviewed_on:
                do = "Entries stand in the order of their dates, the newest last; add a new one with: python -m macros review sign"
                seen = f"this review is dated before the one above it ({before.reviewed_on})"
                yield document.problem((number, "reviewed_on"), seen, do, kind="review-dates")
            if entry in entries[:number]:
                seen = f"this entry repeats entry {entries.index(entry) + 1}"
                do = "Remove it: only a doctor who has read the text of today can sign it"
                yield document.problem((number,), seen, do, kind="review-repeated")


def _bad_dates(guide: Guide, entry: Entry, *, is_last: bool, page: str, number: int) -> Iterator[Problem]:
    document = guide.documents[ledger_of(page)]
    where = (number, "next_review_by")
    if entry.next_review_by <= entry.reviewed_on:
        yield document.problem(where, "the next review is not after this one", "Sign again with a later --next", kind="review-dates")
    # Older entries cannot be mended any more, so a clinic that shortens its limit is held to it for the newest alone.
    limit = guide.clinic.most_months_between_reviews if is_last else MOST_MONTHS
    if entry.next_review_by > (latest := months_later(entry.reviewed_on, limit)):
        seen = f"the next review is more than {limit} months after this one"
        do = f"Sign again with --next {latest} or earlier; the limit is most_months_between_reviews in data/clinic.yml"
        yield document.problem(where, seen, do, kind="review-dates")
