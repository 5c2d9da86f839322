"""A doctor sees which drawings changed since the last review, in words and drawn, in their place."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from macros.checks.content import check_content
from macros.facts.ledger import Entry
from macros.reviews.history import Past, Signed
from macros.reviews.packet import packet
from macros.reviews.packet.redrawn import Redrawn, redrawn
from macros.reviews.reading import as_tree, read
from macros.reviews.states import Reviews
from macros.reviews.why import Why
from tests.conftest import FIXTURE_CLINIC
from tests.reviews.drawn import BAR, BITS, BY_HAND, PULSE, STEPS, TABLE


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def moved(before: str, after: str) -> list[Redrawn]:
    return redrawn(as_tree(before), as_tree(after))


def test_nothing_is_told_where_nothing_moved() -> None:
    page = STEPS.format(BY_HAND.format(PULSE), "") + TABLE.format(BAR.format(20), "")
    assert moved(page, page) == []
    assert moved(page, page.replace("Light goes in.", "Light goes out.")) == []


def test_a_changed_drawing_is_shown_with_its_words_and_with_the_old_one() -> None:
    (one,) = moved(STEPS.format(BY_HAND.format(PULSE), ""), STEPS.format(BY_HAND.format(BITS), ""))
    assert one.says == "A drawing changed, but not the words beside it"
    shown = html.fragment_fromstring(one.shown)
    assert text(shown) == "Light goes in." and shown.xpath(".//path/@class") == ["cg-bits"]
    assert html.fragment_fromstring(one.was or "").xpath(".//path/@class") == ["cg-light"]


def test_words_that_changed_too_are_not_said_to_have_stayed() -> None:
    (one,) = moved(f"<p>One lamp {BY_HAND.format(PULSE)}</p>", f"<p>Two lamps {BY_HAND.format(BITS)}</p>")
    assert (one.says, text(html.fragment_fromstring(one.shown))) == ("A drawing changed", "Two lamps")


def test_drawings_that_came_and_went() -> None:
    without, with_one = STEPS.format(BY_HAND.format(PULSE), ""), STEPS.format(BY_HAND.format(PULSE), BY_HAND.format(BITS))
    (new,), (gone,) = moved(without, with_one), moved(with_one, without)
    assert (new.says, gone.says) == ("A drawing is new", "A drawing is gone")
    assert all(text(html.fragment_fromstring(one.shown)) == "It breaks." and "cg-bits" in one.shown for one in (new, gone))
    assert new.was is None


def test_a_page_of_a_time_without_drawings_is_no_obstacle() -> None:
    (one,) = moved("<div>Lamps</div>", f"<div>Lamps {BY_HAND.format(PULSE)} and more</div>")
    assert one.says == "A drawing is new" and "cg-light" in one.shown
    assert text(html.fragment_fromstring(one.shown)) == "", "not the whole page is shown again"


def test_a_bar_is_shown_below_its_scale_in_its_row() -> None:
    (one,) = moved(TABLE.format(BAR.format(20), BAR.format(30)), TABLE.format(BAR.format(20), BAR.format(60)))
    assert one.says == "Bars in a table changed, but not the words beside them"
    shown = html.fragment_fromstring(one.shown)
    assert [text(row) for row in shown.iter("tr")] == ["WhatDays1", "Threads", "Ash3 days"]
    assert shown.xpath(".//rect/@width") == ["60%"] and "How long it took" in text(shown)
    assert one.was is None, "a bar without its scale says nothing"


def test_rows_of_one_table_are_told_together() -> None:
    (one,) = moved(TABLE.format(BAR.format(20), BAR.format(30)), TABLE.format(BAR.format(40), BAR.format(60)))
    assert html.fragment_fromstring(one.shown).xpath(".//rect/@width") == ["40%", "60%"]


def test_a_drawing_that_is_not_known_is_told_of_when_it_changes() -> None:
    odd = '<svg viewBox="0 0 9 9"><path fill="red" d="{}"/></svg>'
    (one,) = moved(f"<p>A lamp {odd.format('M0 0')}</p>", f"<p>A lamp {odd.format('M1 1')}</p>")
    assert one.says.startswith("A drawing changed") and "cannot be shown here" in one.shown


PAGE = "lamp/grey-dots.md"


class Then(Past):
    """A past in which PAGE read as `content` says."""

    content = b""

    def signed(self, entry: Entry) -> Signed | None:
        return Signed(self.content, read(PAGE, self.content, {}), {}, self.root)


def changed_packet(old: str, new: str) -> html.HtmlElement:
    """The first part of a packet on a page that had `old` in it and has `new` now."""
    staged = check_content(FIXTURE_CLINIC)
    keeper = staged.guide.reviewers["lamp-keeper"]
    some = Reviews(staged, "2026-11-25").fingerprint(PAGE)
    days = {"reviewed_on": "2026-11-20", "next_review_by": "2027-05-20"}
    entry = Entry(page=PAGE, reviewer="lamp-keeper", reviewed_by=keeper.person, fingerprint=some, **days)
    past = Then(FIXTURE_CLINIC)
    past.content = staged.files[PAGE] + old.encode()
    files = {**staged.files, PAGE: staged.files[PAGE] + new.encode()}
    reviews = Reviews(replace(staged, files=files, guide=replace(staged.guide, reviews={PAGE: [entry]})), "2026-11-25")
    whole = html.document_fromstring(packet(reviews, [PAGE], past, Why()))
    return whole.xpath("//ul[@class='passages']")[0]


def test_part_one_names_and_shows_a_changed_drawing_and_no_digest() -> None:
    part = changed_packet(f"\n{STEPS.format(BY_HAND.format(PULSE), '')}\n", f"\n{STEPS.format(BY_HAND.format(BITS), '')}\n")
    (item,) = part
    assert text(item) == "A drawing changed, but not the words beside it. Light goes in. As it was reviewed:"
    assert item.xpath(".//path[@class]/@class") == ["cg-bits", "cg-light"]
    assert not re.search("[0-9a-f]{16}", text(part))


def test_part_one_shows_a_bar_that_moved_with_its_number() -> None:
    before, after = (f"\n<table><tr><td>{number} days{BAR.format(width)}</td></tr></table>\n" for number, width in ((2, 20), (3, 30)))
    words, bar = changed_packet(before, after)
    assert [text(one) for one in words.xpath("./del | ./ins")] == ["2", "3"]
    assert text(bar) == "Bars in a table changed. 3 days" and bar.xpath(".//rect/@width") == ["30%"]
