"""What a page says of its review in dates and to search engines."""

from __future__ import annotations

import pytest

from macros.facts.records import Person, Registration
from macros.pages.reviewed import Review, day_in_words, structured

KEEPER = Person(name="A. Lamp Keeper", qualification="Master of Lamps", registration=Registration(body="Lamp Board", number="LB-1"))


@pytest.mark.parametrize(
    ("date", "words"), [("2026-01-05", "5 January 2026"), ("2024-02-29", "29 February 2024"), ("2026-12-31", "31 December 2026")]
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert day_in_words(date) == words


def test_search_engines_are_told_who_and_when() -> None:
    review = Review("lamp/index.md", "current", "lamp-keeper", KEEPER, "2026-02-28", "2027-02-28")
    assert structured(review, "Lamps & mist") == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Lamps & mist",
        "lastReviewed": "2026-02-28",
        "reviewedBy": {
            "@type": "Person",
            "name": "A. Lamp Keeper",
            "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "Master of Lamps"},
            "identifier": {"@type": "PropertyValue", "propertyID": "Lamp Board", "value": "LB-1"},
        },
    }


def test_what_is_not_known_of_a_reviewer_is_not_told() -> None:
    review = Review("lamp/index.md", "current", "mist-keeper", Person(name="M. Mist Keeper"), "2026-02-28", "2027-02-28")
    assert structured(review, "Lamps")["reviewedBy"] == {"@type": "Person", "name": "M. Mist Keeper"}


@pytest.mark.parametrize("state", ["due", "changed", "never", "unsigned", "forged"])
def test_nothing_is_told_of_a_review_that_is_not_current(state: str) -> None:
    with pytest.raises(AssertionError):
        structured(Review("lamp/index.md", state, "lamp-keeper", KEEPER, "2026-02-28", "2027-02-28"), "Lamps")  # type: ignore[arg-type]


def test_each_page_has_an_anchor_of_its_own_on_the_page_about_reviews() -> None:
    pages = ["index.md", "faq/index.md", "lamp/grey-dots.md", "About/Größe.md"]
    anchors = [Review(page, "never").anchor for page in pages]
    assert anchors[:3] == ["review-index", "review-faq-index", "review-lamp-grey-dots"]
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)
