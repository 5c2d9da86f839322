"""Which pages a patient may see. A page goes out only as a doctor signed it; one that waits never holds up another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from shlex import quote
from typing import Any

from macros.facts.ledger import FOLDER
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.pages.kitchen import HeldBack
from macros.pages.reviewed import Review
from macros.pages.safe_text import plain
from macros.pages.stage import Staged, finished, with_reviews
from macros.reviews.history import Past, Signed
from macros.reviews.reading import Reading
from macros.reviews.states import Reviews

BEING_REVIEWED = "This page is being reviewed by a doctor. It will be back when the review is done."
_START = "Make a packet for the doctor: python -m macros review packet"
_OWN_ANCHOR = "being-reviewed"


def for_patients(reviews: Reviews) -> Staged:
    """Every page as it was signed. Raises EditorMistakes that name each page which was not, and what helps."""
    if problems := [_refusal(reviews, review) for review in reviews.by_page.values() if not review.may_be_published]:
        raise EditorMistakes(problems)
    return with_reviews(reviews.staged, reviews.by_page, is_preview=False)


def for_patients_without_waiting(reviews: Reviews, past: Past) -> Staged:
    """The pages that were signed, and of each other one what may stand in its place, the best first:

    the page without the answers that changed, if the rest of it is as signed; its last signed version, if git still has it;
    a page that says that it is being reviewed. Raises EditorMistakes if no page at all is as it was signed.
    """
    if not any(review.may_be_published for review in reviews.by_page.values()):
        raise EditorMistakes([about_file(FOLDER, "no page is as a doctor signed it, so there is nothing to publish", _START, "not-signed")])
    shown, instead, held_back = dict(reviews.by_page), {}, {}
    for page, review in reviews.by_page.items():
        if review.may_be_published:
            continue
        if unsigned := _answers_to_hold_back(reviews, review):
            shown[page], held_back[page] = replace(review, is_partly_held_back=True), unsigned
        elif signed := _last_signed(reviews, review, past):
            shown[page], instead[page] = _as_then(reviews, review), signed.content
        else:
            shown[page], instead[page] = replace(review, is_waiting=True), _waiting_page(reviews.staged, reviews.reading(page))
    return with_reviews(reviews.staged, shown, is_preview=False, instead=instead, held_back=held_back)


def what_is_published(reviews: Reviews, published: Staged) -> Iterator[str]:
    """For each page that is not published as it is: what stands in its place, in one line."""
    for page, review in reviews.by_page.items():
        if review.may_be_published:
            continue
        content = published.files[page].decode()
        if BEING_REVIEWED in content:
            what = "says that it is being reviewed"
        elif _answers_to_hold_back(reviews, review):
            what = "gives no number for the answers that changed"
        else:
            what = f"stays as it was signed on {review.reviewed_on}"
        yield f"{page}: {reason(review)}; it {what}"


def reason(review: Review) -> str:
    """Why a page may not be published, as part of a sentence."""
    return {
        "never": "no doctor has reviewed it",
        "changed": f"it changed since it was reviewed on {review.reviewed_on}",
        "unsigned": f"its review of {review.reviewed_on} lacks the signature of {review.reviewer_id}",
        "forged": f"the signature or the name of its review of {review.reviewed_on} does not fit (it was changed, or what is on file)",
        "due": f"its next review was due by {review.next_review_by}",
        "current": "it is reviewed as it reads",
    }[review.state]


def command_that_helps(review: Review) -> str:
    """What to run next, as a sentence."""
    who = f"Let {review.reviewer_id} read and sign it again" if review.state in ("unsigned", "forged") else "Show it to the doctor"
    return f"{who}: python -m macros review packet {quote(review.page)}"


def _refusal(reviews: Reviews, review: Review) -> Problem:
    source = next(source for source in reviews.staged.sources if source.path == review.page)
    where = source.shown_as if source.shown_as.startswith("content/") else _facts_of(review.page)
    return about_file(where, f"{review.page} cannot be published: {reason(review)}", command_that_helps(review), "not-signed")


def _facts_of(page: str) -> str:
    treatment, _, concern = page.removesuffix(".md").partition("/")
    return f"data/treatments/{treatment}/concerns/{concern}.yml"


def _answers_to_hold_back(reviews: Reviews, review: Review) -> HeldBack:
    """The answers that changed on a page whose text is otherwise as signed; none if there is no such page, or nothing would be left."""
    entries = reviews.entries(review.page)
    if review.state != "changed" or not entries[-1].frame or entries[-1].frame != reviews.frame(review.page):
        return frozenset()
    unsigned = frozenset(answer for answer, state in review.answers.items() if state not in ("current", "due"))
    return unsigned if len(unsigned) < len(review.answers) else frozenset()


def _last_signed(reviews: Reviews, review: Review, past: Past) -> Signed | None:
    """The page as it was signed, if it can stand in today's site: its links lead somewhere, its pictures and answers are the same."""
    if review.state != "changed":
        return None
    signed = past.signed(reviews.entries(review.page)[-1])
    if signed is None or any(state not in ("current", "due") for state in review.answers.values()):
        return None
    pictures = (path for path in signed.files if f"/{posixpath.basename(path)}".encode() in signed.content)
    if any(reviews.staged.files.get(path) != signed.files[path] for path in pictures):
        return None
    return signed if all(_leads_somewhere(reviews, signed.reading, link) for link in signed.reading.links) else None


def _leads_somewhere(reviews: Reviews, reading: Reading, link: str) -> bool:
    if ":" in link.partition("/")[0]:
        return True
    path, _, fragment = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(reading.page), path)) if path else reading.page
    target = target.removesuffix(".html") + ".md" if target.endswith(".html") else target
    if not path:
        return not fragment or fragment in reading.ids
    return target in reviews.staged.files and (not fragment or fragment in reviews.reading(target).ids)


def _as_then(reviews: Reviews, review: Review) -> Review:
    """The review of a last signed version: as current as its date says, and with a word on the newer one."""
    state = "due" if reviews.on > review.next_review_by else "current"
    return replace(review, state=state, newer_is_waiting=True)  # type: ignore[arg-type]


def _waiting_page(staged: Staged, reading: Reading) -> bytes:
    """A page that says that it is being reviewed. Its parts keep their anchors, so that links from elsewhere still arrive."""
    label = _label(staged.menu, reading.page) or "This page"
    anchors = "".join(f'<span id="{escape(name)}"></span>' for name in sorted(reading.ids - {_OWN_ANCHOR}))
    body = f"# {plain(label)} {{: #{_OWN_ANCHOR} }}\n\n{BEING_REVIEWED}\n\n<div>{anchors}</div>\n"
    return finished(label, BEING_REVIEWED, body)


def _label(menu: list[Any], page: str) -> str | None:
    """What the menu calls a page: the only name of it that stands on every other page anyway."""
    for entry in menu:
        for label, target in entry.items():
            found = _label(target, page) if isinstance(target, list) else label if target == page else None
            if found:
                return str(found)
    return None
