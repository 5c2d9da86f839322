"""What a page says of its review in dates and addresses."""

from __future__ import annotations

import pytest

from macros.pages.reviewed import Review, day_in_words


@pytest.mark.parametrize(
    ("date", "words"), [("2026-01-05", "5 January 2026"), ("2024-02-29", "29 February 2024"), ("2026-12-31", "31 December 2026")]
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert day_in_words(date) == words


def test_each_page_has_an_anchor_of_its_own_on_the_page_about_reviews() -> None:
    pages = ["index.md", "faq/index.md", "lamp/grey-dots.md", "About/Größe.md"]
    anchors = [Review(page, "never").anchor for page in pages]
    assert anchors[:3] == ["review-index", "review-faq-index", "review-lamp-grey-dots"]
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)
