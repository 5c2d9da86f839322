"""What the search finds, and in which order: on a small library that is made for it, opened from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.facts.guide import Guide
from macros.facts.records import SearchWords
from tests.browser.searching import Search, library

WORDS = SearchWords(
    same_words=[["scar", "mark", "pit"], ["price", "cost", "fee"], ["how far apart", "weeks between"], ["healing", "time off"]],
    left_out=["a", "does", "how", "is", "it", "much", "of", "the", "to"],
)
LONG = "word " * 100
SECOND = "A second sentence follows, and it still has room here, at 1.5 times the length of others."
LANTERNS = [(f"q{n}", f"Question {n} on lanterns", "Lanterns glow.") for n in range(12)]
PAGES = {
    "about.html": ("About us", [("", "", "Who we are."), ("price", "What it costs", "Ask for the price. It feels fair to ask.")]),
    "acne.html": ("Acne scars", [("", "", "Dents after acne."), ("rest", "Healing", "Redness fades."), ("x", "Other", "Nothing to see.")]),
    "cafe.html": ("Café spots", [("", "", "Milk and coffee, in Hori’s words.")]),
    "faq.html": ("Questions", [*LANTERNS, ("gap", "Rhythm", "Leave four weeks between two visits.")]),
    "long.html": ("Long", [("", "", f"One. We found no study that says it needles scars away. {SECOND} A third does not fit in.")]),
    "longer.html": ("Longer", [("", "", f"Endless {LONG.strip()}. Next one.")]),
    "table.html": ("Table", [("", "", f"{LONG}· Shallow · 4 visits · a fortnight apart · Deep · No number")]),
    "twin-a.html": ("Twins", [("", "", "Same words here: gemini.")]),
    "twin-b.html": ("Twins", [("", "", "Same words here: gemini.")]),
    "lamp/grey-dots.html": ("Grey dots", [("", "", "Small. They shimmer."), ("risk", "Risks", "They may shimmer more.")]),
    "lamp/all.html": ("All about light", [("", "", "Everything."), ("risk", "Risks", "They may shimmer more than you like, all of them.")]),
    **{f"many-{n}.html": (f"Many {n}", [("", "", "Crowd.")]) for n in range(12)},
}


@pytest.fixture(scope="module")
def page_file(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    clinic = guide.clinic.model_copy(update={"phone": "+1 202 555 0100"})
    return library(tmp_path_factory.mktemp("library"), replace(guide, clinic=clinic, search=WORDS), PAGES)


@pytest.fixture(scope="module")
def search(chromium: Browser, page_file: Path) -> Iterator[Search]:
    page = chromium.new_page()
    page.goto(page_file.as_uri())
    yield Search(page).open()
    page.context.close()


def titles(found: list[dict[str, object]]) -> list[object]:
    return [page["title"] for page in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("acne scars", "Acne scars"),
        ("ACNE SCAR", "Acne scars"),
        ("acne marks", "Acne scars"),  # another word for the same
        ("acne pits", "Acne scars"),  # a form of another word
        ("scar", "Acne scars"),
        ("acn", "Acne scars"),  # half typed
        ("lantrens", "Questions"),  # two letters changed places
        ("cafe", "Café spots"),
        ("horis", "Café spots"),
        ("hori's", "Café spots"),
        ("fee", "About us"),
        ("the", "About us"),  # a small word counts where nothing else was typed
        ("how much does it cost", "About us"),
        ("how far apart", "Questions"),
        ("dust", "Grey dots"),  # also called so
    ],
)
def test_it_finds(search: Search, typed: str, first: str) -> None:
    assert titles(search.ask(typed))[:1] == [first]
    assert not search.said.startswith("Nothing")  # has all of these words: other words for the same count, and small ones do not


def test_a_part_leads_to_its_place_and_its_page_to_the_top(search: Search, page_file: Path) -> None:
    (found,) = search.ask("price")
    root = page_file.parent.as_uri()
    assert found["href"] == f"{root}/about.html"
    assert found["parts"] == [["What it costs", f"{root}/about.html#price", "Ask for the price. It feels fair to ask."]]
    assert found["excerpt"] == ""


def test_a_short_word_for_the_same_is_meant_as_it_is(search: Search) -> None:
    """Who looks for a cost, of which "fee" is another word, is not led to "feels"."""
    marks = search.page.locator("dialog mark")
    search.ask("cost")
    assert marks.all_inner_texts() == ["costs", "price"]


def test_a_part_is_not_listed_for_the_title_of_its_page_alone(search: Search) -> None:
    (found,) = search.ask("acne")
    assert (found["title"], found["excerpt"], found["parts"]) == ("Acne scars", "Dents after acne.", [])


def test_title_and_text_may_share_the_words(search: Search) -> None:
    (found,) = search.ask("acne redness")
    assert [heading for heading, *_ in found["parts"]] == ["Healing"]


def test_a_page_about_all_goes_before_one_about_a_concern(search: Search) -> None:
    """Grey dots are a concern of this clinic, and say it in fewer words, which would count for more."""
    assert titles(search.ask("shimmer risks")) == ["All about light", "Grey dots"]
    assert titles(search.ask("shimmer grey")) == ["Grey dots"]


def test_a_page_has_three_results_at_the_most_and_all_have_eight(search: Search) -> None:
    (found,) = search.ask("lanterns")
    assert [heading for heading, *_ in found["parts"]] == [f"Question {n} on lanterns" for n in range(3)]
    assert search.said == "3 results"
    assert titles(search.ask("crowd")) == [f"Many {n}" for n in (0, 1, 10, 11, 2, 3, 4, 5)]  # as the index has them
    assert search.said == "8 results"


def test_what_is_equally_good_keeps_its_order(search: Search) -> None:
    addresses = [page["href"] for page in search.ask("gemini")]
    assert [str(address).rsplit("/", 1)[-1] for address in addresses] == ["twin-a.html", "twin-b.html"]


def test_an_excerpt_is_of_whole_sentences(search: Search) -> None:
    """Half of "We found no study that says it needles scars away" would be a promise."""
    (found,) = search.ask("needle")
    assert found["excerpt"] == f"We found no study that says it needles scars away. {SECOND} …"
    assert search.page.locator("dialog mark").all_inner_texts() == ["needles"]


def test_an_excerpt_of_a_table_tells_the_row(search: Search) -> None:
    (found,) = search.ask("fortnight")
    assert found["excerpt"] == "Shallow · 4 visits · a fortnight apart · Deep · No number"


def test_a_sentence_that_is_too_long_is_still_whole(search: Search) -> None:
    (found,) = search.ask("endless")
    assert found["excerpt"] == f"Endless {LONG.strip()}. …"


def test_words_that_are_nowhere_together_are_told_of(search: Search) -> None:
    assert titles(search.ask("lanterns coffee")) == ["Questions", "Café spots"]
    assert search.said == "Nothing has all of these words. 4 results with some of them."


def test_nothing_found_says_what_to_do(search: Search) -> None:
    (found,) = search.ask("zzzz")
    assert (found["title"], found["href"]) == ("Call +1 202 555 0100", "tel:+12025550100")
    assert search.said == "Nothing found for “zzzz”. Try another word, or go on here."
    assert search.ask("") == []
    assert search.said == ""


def test_one_result_is_one(search: Search) -> None:
    search.ask("needle")
    assert search.said == "1 result"
