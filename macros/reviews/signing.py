"""Writing a review into the ledger: only of the text that the reviewer saw, and only by adding to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from shlex import join

from pydantic import ValidationError

from macros.facts.characters import odd_characters
from macros.facts.ledger import FOLDER, Entry, ledger_of
from macros.facts.problem import EditorMistakes, about_file, did_you_mean
from macros.facts.records import Reviewer
from macros.facts.writing import write_all
from macros.facts.yaml_reader import parse_yaml
from macros.reviews.fingerprint import is_quoted, joint_fingerprint
from macros.reviews.statement import is_signed_by, sign, statement
from macros.reviews.states import Reviews, latest_next_review

REVIEWERS = "data/reviewers.yml"
LONGEST_NOTE = 500
HEADER = """# Who reviewed {page}, the newest last. Written by: python -m macros review sign
# Only ever add to this file. An entry that is edited, moved or removed is refused; a review that no longer holds is replaced by a new one.

"""


@dataclass(frozen=True)
class Order:
    """What a reviewer asks to be written down. `quoted` is the fingerprint from the packet that was read."""

    pages: list[str]
    reviewer: str
    reviewed_on: str
    next_review_by: str
    quoted: str
    note: str | None = None
    key: Path | None = None


def sign_pages(root: Path, reviews: Reviews, order: Order) -> list[Path]:
    """Add one entry for each page, all or none, and return the ledgers. Raises EditorMistakes with what is wrong with the order."""
    reviewer = _reviewer(reviews, order)
    _check_dates(reviews, order)
    _check_quoted(reviews, order)
    _check_note(order)
    texts = {}
    for page in order.pages:
        entry = _entry(reviews, order, page)
        if reviewer.ssh_key:
            entry = _with_signature(reviews, order, reviewer, entry)
        texts[ledger_of(page)] = _with_entry(root, reviews, entry)
    write_all({root / path: text for path, text in texts.items()})
    return [root / path for path in texts]


def marks_of(reviews: Reviews, pages: list[str]) -> str:
    """The fingerprint to quote for these pages: that of the one page, or one for all of them together."""
    return joint_fingerprint({page: reviews.fingerprint(page) for page in pages})


def _reviewer(reviews: Reviews, order: Order) -> Reviewer:
    known = reviews.staged.guide.reviewers
    if order.reviewer not in known:
        do = did_you_mean(order.reviewer, known)
        raise _refused(f'there is no reviewer called "{order.reviewer}"', do, "unknown-name", REVIEWERS)
    reviewer = known[order.reviewer]
    if reviewer.ssh_key and not order.key:
        do = "Give the private key: --key FILE (often ~/.ssh/id_ed25519)"
        raise _refused(f"{order.reviewer} has a key on file, so this review must be signed with it", do, "signing-key", REVIEWERS)
    if order.key and not reviewer.ssh_key:
        do = f"Add the one line of the .pub file as ssh_key below {order.reviewer}, or leave --key out"
        raise _refused(f"{order.reviewer} has no key on file, so nobody could check this signature", do, "signing-key", REVIEWERS)
    return reviewer


def _check_dates(reviews: Reviews, order: Order) -> None:
    if order.reviewed_on > reviews.on:
        do = "Give the day on which the text was read after --on"
        raise _refused(f"{order.reviewed_on} has not come yet; today is {reviews.on}", do, "date-to-come")
    if order.next_review_by <= order.reviewed_on:
        raise _refused(f"the next review ({order.next_review_by}) is not after this one", "Give a later day after --next", "review-dates")
    if order.next_review_by > (latest := latest_next_review(reviews.staged.guide, order.reviewed_on)):
        months = reviews.staged.guide.clinic.most_months_between_reviews
        seen = f"the next review ({order.next_review_by}) is more than {months} months after this one"
        do = f"Give --next {latest} or earlier; the limit is most_months_between_reviews in data/clinic.yml"
        raise _refused(seen, do, "review-dates")
    for page in order.pages:
        for before in reviews.entries(page)[-1:]:
            if order.reviewed_on < before.reviewed_on:
                do = "Give that day or a later one after --on"
                raise _refused(f"{page} was reviewed later than that, on {before.reviewed_on}", do, "review-dates")


def _check_note(order: Order) -> None:
    """What the ledger's reader would refuse later is refused now."""
    if order.note is not None and not 0 < len(order.note.strip()) <= LONGEST_NOTE:
        do = f"Write up to {LONGEST_NOTE} characters after --note, or leave it out"
        raise _refused("the note is empty or too long", do, "review-note")
    if odd := next(odd_characters(order.note or "", "--note"), None):
        raise _refused(f"the note: {odd.seen}", odd.do, odd.kind)


def _check_quoted(reviews: Reviews, order: Order) -> None:
    """What is signed is what was seen: the text of today must be the one that the quoted fingerprint names."""
    if is_quoted(order.quoted, marks_of(reviews, order.pages)):
        return
    pages = join(order.pages)
    seen = f"the fingerprint {order.quoted or '(none)'} is not that of {pages} as it reads now"
    do = f"Read the text of today and quote its fingerprint: python -m macros review packet {pages}"
    raise _refused(seen, do, "wrong-fingerprint")


def _entry(reviews: Reviews, order: Order, page: str) -> Entry:
    return Entry(
        page=page,
        reviewer=order.reviewer,
        reviewed_by=reviews.staged.guide.reviewers[order.reviewer].person,
        reviewed_on=order.reviewed_on,
        next_review_by=order.next_review_by,
        fingerprint=reviews.fingerprint(page),
        frame=reviews.frame(page),
        answers=reviews.answers(page),
        note=order.note,
    )


def _with_signature(reviews: Reviews, order: Order, reviewer: Reviewer, entry: Entry) -> Entry:
    assert order.key
    text = statement(entry, next(iter(reviews.entries(entry.page)[-1:]), None))
    signature = sign(text, order.key)
    if not is_signed_by(order.reviewer, reviewer, text, signature):
        do = f"Sign with the key whose .pub line stands below {order.reviewer}, or correct that line"
        raise _refused(f"this key is not the one on file for {order.reviewer}", do, "signing-key", REVIEWERS)
    return entry.model_copy(update={"signature": signature})


def _with_entry(root: Path, reviews: Reviews, entry: Entry) -> str:
    """The ledger with one entry more, as the loader will read it; refused where it would read anything else."""
    before, path = reviews.entries(entry.page), ledger_of(entry.page)
    if entry in before:
        raise _refused(f"{entry.page} holds this very review already", "Nothing is left to do", "signed-already", path)
    start = (root / path).read_text("utf-8").rstrip("\n") + "\n\n" if before else HEADER.format(page=entry.page)
    text = start + _as_yaml(entry)
    try:
        is_read_so = [Entry.model_validate(one, strict=True) for one in parse_yaml(text, path).value] == [*before, entry]
    except (EditorMistakes, ValidationError):
        is_read_so = False
    if not is_read_so:
        do = 'Write each entry on lines of its own that start with "- "'
        raise _refused("no entry can be added to the end of this file", do, "ledger-layout", path)
    return text


def _as_yaml(entry: Entry) -> str:
    """One entry as the ledger holds it: texts in quotation marks, the signature as it is."""
    lines = []
    for name, value in entry.model_dump(exclude_defaults=True).items():
        if name == "signature":
            lines += ["signature: |", *(f"  {line}" for line in str(value).splitlines())]
        elif name == "answers":
            lines.append("answers:")
            for treatment, marks in value.items():
                lines += [f"  {treatment}:", *(f"    {concern}: {json.dumps(mark)}" for concern, mark in marks.items())]
        else:
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return "- " + "\n  ".join(lines) + "\n"


def _refused(seen: str, do: str, kind: str, path: str = FOLDER) -> EditorMistakes:
    return EditorMistakes([about_file(path, seen, do, kind)])
