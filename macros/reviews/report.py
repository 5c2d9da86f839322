"""How the reviews stand, for a terminal, for programs, and for the issue that a scheduled run opens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shlex import join
from typing import Any

from macros.pages.reviewed import Review
from macros.reviews.changes import Passage, changes, in_short
from macros.reviews.history import Past, is_cut_short
from macros.reviews.publishing import command_that_helps, reason
from macros.reviews.states import Reviews
from macros.reviews.why import Why

SIGN = {"current": "reviewed", "due": "due", "changed": "changed", "never": "never", "unsigned": "not signed", "forged": "bad signature"}


def changed_passages(reviews: Reviews, page: str, past: Past) -> list[Passage] | None:
    """What changed on a page since its review; None where the text that was signed is not at hand."""
    signed = past.signed(reviews.entries(page)[-1])
    return changes(signed.reading.lines, reviews.reading(page).lines) if signed else None


def as_text(reviews: Reviews, past: Past, root: Path) -> str:
    """One line a page, what changed below it, and what to do next."""
    width = max(map(len, reviews.by_page))
    lines = [f"Reviews on {reviews.on}", ""]
    for page, review in reviews.by_page.items():
        lines.append(f"{page:{width}}  {SIGN[review.state]:13}  {_details(review)}".rstrip())
        if review.state in ("unsigned", "forged"):
            lines.append(f"{'':{width}}  {reason(review)}")
        if review.state == "changed":
            lines.append(f"{'':{width}}  {_what_changed(reviews, page, past, root)}")
    if gone := sorted(reviews.staged.guide.reviews.keys() - reviews.by_page.keys()):
        lines += ["", f"Reviews of pages that are no longer there (they stay, as a record): {', '.join(gone)}"]
    open_pages = [review for review in reviews.by_page.values() if not review.may_be_published]
    lines += ["", f"{len(reviews.by_page) - len(open_pages)} of {len(reviews.by_page)} pages can be published."]
    if open_pages:
        lines.append(command_that_helps(open_pages[0]) if len(open_pages) == 1 else "Make a packet of them: python -m macros review packet")
    return "\n".join(lines)


def as_json(reviews: Reviews, past: Past, moved: Why | None) -> dict[str, Any]:
    """The same for programs. `moved` is there if it was asked why."""
    found: dict[str, Any] = {"on": reviews.on, "pages": [_as_json(reviews, review, past) for review in reviews.by_page.values()]}
    if moved:
        facts = [
            {"path": fact.path, "line": fact.line, "field": list(fact.loc), "was": fact.was, "now": fact.now, "pages": pages}
            for fact, pages in moved.pages.items()
        ]
        found["why"] = {"facts": facts, "by_the_program": moved.by_the_program, "unknown": moved.unknown}
    return found


def why_as_text(moved: Why) -> str:
    """The pages that changed, below the fact that moved them."""
    lines = []
    for fact, pages in moved.pages.items():
        lines += [str(fact), *(f"    {page}" for page in pages)]
    if moved.by_the_program:
        lines += ["The program (macros/), or several facts together", *(f"    {page}" for page in moved.by_the_program)]
    if moved.unknown:
        lines += ["Unknown: the text that was signed is not in the history that is here", *(f"    {page}" for page in moved.unknown)]
    return "\n".join(lines) or "No page changed since its review."


def due_as_text(found: Iterable[Review], on: str, until: str) -> str:
    """The pages to review again until a day, the first one due first."""
    lines = [f"{one.next_review_by}  {'overdue' if on > one.next_review_by else 'due    '}  {one.page}" for one in found]
    return "\n".join(lines) if lines else f"No review falls due until {until}."


def due_as_markdown(found: list[Review], on: str) -> str:
    """The text of an issue that lists them."""
    lines = [f"As of {on}, {len(found)} {'page needs' if len(found) == 1 else 'pages need'} a doctor's review:", ""]
    lines += [f"- [ ] `{one.page}`: {'**overdue** since' if on > one.next_review_by else 'by'} {one.next_review_by}" for one in found]
    pages = join(one.page for one in found)
    return "\n".join([*lines, "", f"Make the packet for the doctor: `python -m macros review packet {pages}`"])


def _details(review: Review) -> str:
    if review.state == "never":
        return ""
    how = "signed" if review.is_signed else "without a key"
    return f"{review.reviewed_on} by {review.reviewer_id}, {how}; next review by {review.next_review_by}"


def _what_changed(reviews: Reviews, page: str, past: Past, root: Path) -> str:
    passages = changed_passages(reviews, page, past)
    if passages is not None:
        return in_short(passages) or "the order of its parts changed"
    if is_cut_short(root):
        return "what changed is not known: fetch the whole history with git fetch --unshallow"
    return "what changed is not known: git does not hold the text that was signed"


def _as_json(reviews: Reviews, review: Review, past: Past) -> dict[str, Any]:
    found: dict[str, Any] = {"page": review.page, "state": review.state, "may_be_published": review.may_be_published}
    found["fingerprint"] = reviews.fingerprint(review.page)
    if review.state != "never":
        found |= {"reviewer": review.reviewer_id, "reviewed_on": review.reviewed_on, "next_review_by": review.next_review_by}
        found |= {"reviewed_fingerprint": review.fingerprint, "has_key": review.is_signed}
    if review.state != "current":
        found["reason"] = reason(review)
    if review.state == "changed" and (passages := changed_passages(reviews, review.page, past)) is not None:
        found["changes"] = [[{piece.kind: piece.text} for piece in passage if piece.kind != "same"] for passage in passages]
    return found
