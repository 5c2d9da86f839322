"""What a doctor reads before signing: one HTML file that needs no network and prints well, with what matters first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import join

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup

from macros.pages.readability.grade import Ease, ease_of, long_sentences
from macros.pages.readability.passages import passages
from macros.pages.reviewed import OpenException, Review, day_in_words
from macros.reviews.changes import Passage, around, changes, tells_of_drawings_alone
from macros.reviews.fingerprint import joint_fingerprint
from macros.reviews.history import Past
from macros.reviews.packet.numbers import Numbers, numbers_of
from macros.reviews.packet.redrawn import Redrawn, redrawn
from macros.reviews.packet.text import as_patients_read, said_only_by_the_script
from macros.reviews.publishing import reason
from macros.reviews.reading import as_tree
from macros.reviews.states import Reviews
from macros.reviews.why import Why

WORDS_A_MINUTE = 200  # careful reading


@dataclass(frozen=True)
class Sheet:
    """One page in the packet. `changes` is None where the text that was signed is not at hand, or where nothing was."""

    review: Review
    title: str
    reason: str
    fingerprint: str
    minutes: int
    changes: list[Passage] | None
    redrawn: list[Redrawn]
    text: Markup
    is_drawn: bool
    also_said: list[str]
    numbers: list[Numbers]
    ease: Ease
    long: list[str]
    exceptions: tuple[OpenException, ...]


def packet(reviews: Reviews, pages: list[str], past: Past, moved: Why) -> str:
    """The HTML of a packet on these pages. `moved` are the facts behind what changed. What is not known is said in it."""
    sheets = [_sheet(reviews, page, past) for page in pages]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(day=day_in_words, around=around, in_drawings_alone=tells_of_drawings_alone)
    guide = reviews.staged.guide
    return environment.get_template("packet.html.jinja").render(
        clinic=guide.clinic.name,
        on=reviews.on,
        sheets=sheets,
        changed=[sheet for sheet in sheets if sheet.review.state == "changed"],
        moved=[(fact, shown) for fact, moves in moved.pages.items() if (shown := [page for page in moves if page in pages])],
        titles={page: reviews.reading(page).title for page in pages},
        joint=joint_fingerprint({sheet.review.page: sheet.fingerprint for sheet in sheets}),
        named=join(pages),
        months=guide.clinic.most_months_between_reviews,
    )


def _sheet(reviews: Reviews, page: str, past: Past) -> Sheet:
    review, reading = reviews.by_page[page], reviews.reading(page)
    tree = _tree(reviews.staged.files[page])
    signed = past.signed(reviews.entries(page)[-1]) if review.state == "changed" else None
    text = as_patients_read(tree)
    said = [sentence for passage in passages(tree) if passage.is_prose for sentence in passage.sentences]
    return Sheet(
        review=review,
        title=reading.title,
        reason=reason(review),
        fingerprint=reviews.fingerprint(page),
        minutes=max(1, round(len(Markup(text).striptags().split()) / WORDS_A_MINUTE)),
        changes=changes(signed.reading.lines, reading.lines) if signed else None,
        redrawn=redrawn(_tree(signed.content), tree) if signed else [],
        text=text,
        is_drawn=tree.find(".//svg") is not None,
        also_said=said_only_by_the_script(tree, reading),
        numbers=numbers_of(tree),
        ease=ease_of(said),
        long=long_sentences(said),
        exceptions=reviews.staged.exceptions.get(page, ()),
    )


def _tree(page: bytes) -> html.HtmlElement:
    return as_tree(page.decode().split("---\n", 2)[2])
