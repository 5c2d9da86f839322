"""What counts as a change of a page and what does not, told as stories in reading_cases/; and that a page reads as the engine shows it.

A story has `before` and `after`, the finished Markdown of one page; a text without a title of its own gets TOP. Its pictures are in
`files`, and in `files_after` once they have changed.
"""
# Longer than other files: stories, engine and text to be signed are three looks at one thing, and share what they read.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from macros.pages.reviewed import Review, State
from macros.pages.stage import Staged, prepare, with_reviews
from macros.reviews.elements import TECHNICAL, WORDS
from macros.reviews.fingerprint import fingerprint
from macros.reviews.reading import EXTENSIONS, Reading, as_tree, read
from tests.conftest import PROJECT
from tests.site.project import Built
from tests.site.reading import read as read_built

CASES = Path(__file__).with_name("reading_cases")
PAGE = "lamp/dots.md"
TOP = '---\ntitle: "Grey dots"\ndescription: "Dots on a wall."\n---\n\n'

# Attributes that are no words and yet no technical matter: where something leads or comes from, whether it is hidden, whether an answer
# stops the estimate; then what ties a label to its field, and what the estimate's script goes by when it chooses what to show.
# A new attribute of a component belongs here, or into one of the two sets of macros/reviews/reading.py.
COUNTED = set("href src d hidden aria-hidden data-stop value for aria-labelledby aria-describedby".split())
COUNTED |= set("data-slot data-needs data-part data-with-script data-link data-descriptions-of".split())

# Settings of Markdown that are known to change no word, or to be the same; any other needs a look at macros/reviews/reading.py.
KNOWN_SETTINGS = {"tables": {"use_align_attribute"}, "toc": {"permalink", "toc_depth"}}
MARKDOWN_OF_ALL_KINDS = """[TOC]

# One

Two *three* **four** `five` [six](x.md) ![seven](x.svg) <https://eight.example> 9 < 10 & "11" -- ... 12^2 ~~13~~ ==14== H~2~O :smile:

## Fifteen {: #sixteen title="seventeen" }

- eighteen
    1. nineteen

#### Twenty

Name | Sessions
:--- | ---:
few | 3

```text
thirty   one
```

    thirty two

Thirty
:   three

Thirty four[^1]

[^1]: Thirty five

!!! note "Thirty six"
    Thirty seven

*[HTML]: Thirty eight

HTML

<div markdown="1">*Thirty nine*</div>

- [ ] Forty
"""

# Around any other element a browser leaves a space between words.
WITHIN_A_LINE = set("a abbr b bdi cite code em i label mark small span strong sub sup tspan".split())
STATES: tuple[State, ...] = ("current", "due", "changed", "never", "unsigned", "forged")
# Some words of each sentence that a page can say of its review, and of what stands around them.
OF_REVIEWS = (
    "Reviewed by", "Next review by", "The review of this page is overdue.", "This page has changed since a doctor reviewed it",
    "No doctor has reviewed this page yet.", "The review of this page could not be confirmed.", "A doctor reviewed this answer on",
    "The next review was due by", "This answer has changed since", "No doctor has reviewed this answer yet.",
    "The review of this answer could not be confirmed.", "Published 2026-01-02", "Has reviewed no page of it", "as they read now",
    "cg-review", "data-review", "data-next-review",
)  # fmt: skip


def stories(name: str) -> list[Any]:
    return [pytest.param(case, id=case["story"]) for case in yaml.safe_load((CASES / name).read_text("utf-8"))]


def page_of(text: str) -> bytes:
    return (text if text.startswith("---\n") else TOP + text).encode()


def read_twice(case: dict[str, Any]) -> tuple[Reading, Reading]:
    """The page of a story, before and after."""
    files = {path: text.encode() for path, text in case.get("files", {}).items()}
    later = {path: text.encode() for path, text in case["files_after"].items()} if "files_after" in case else files
    return read(PAGE, page_of(case["before"]), files), read(PAGE, page_of(case["after"]), later)


@pytest.fixture(scope="module")
def staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


@pytest.fixture(scope="module")
def both_clinics(staged: Staged) -> list[Staged]:
    """The made-up clinic and the real one."""
    return [staged, prepare(PROJECT)]


# Stories


@pytest.mark.parametrize("case", stories("must_change.yml"))
def test_what_a_doctor_must_see_changes_the_fingerprint(case: dict[str, Any]) -> None:
    before, after = read_twice(case)
    assert fingerprint(before) != fingerprint(after), before.lines


@pytest.mark.parametrize("case", stories("must_not_change.yml"))
def test_what_no_patient_reads_leaves_the_fingerprint(case: dict[str, Any]) -> None:
    before, after = read_twice(case)
    assert before.words == after.words
    assert fingerprint(before) == fingerprint(after)


def test_every_story_tells_of_a_change_and_is_told_once() -> None:
    told = [param.values[0] for name in ("must_change.yml", "must_not_change.yml") for param in stories(name)]
    assert [case["story"] for case in told if case["before"] == case["after"] and "files_after" not in case] == []
    assert len({case["story"] for case in told}) == len(told)
    assert len({(case["before"], case["after"], str(case.get("files"))) for case in told}) == len(told)


def test_a_page_reads_like_this() -> None:
    text = "# Dots\n\nIt takes **3** lamps [1](risks.md#burns), or see [below](#end).\n\n## The end {: #end }\n\n![A lamp](lamp.svg)\n"
    reading = read(PAGE, page_of(text), {})
    whole = " ".join(reading.words)
    assert without_marks(whole).endswith("Dots It takes 3 lamps 1 , or see below . The end")
    marks = ("⟨→ lamp/risks#burns⟩", "⟨→ here: The end ", "⟨alt: A lamp⟩", "⟨picture lamp.svg⟩")
    assert [mark for mark in marks if mark not in whole] == []
    assert (reading.page, reading.title, reading.links) == (PAGE, "Grey dots", ("risks.md#burns", "#end"))
    assert reading.ids == {"dots", "end"}


def test_the_line_of_a_drawing_counts_and_is_nothing_to_read() -> None:
    reading = read(PAGE, page_of('<p>A lamp <svg aria-hidden="true"><path d="M0 4h8"/></svg></p>'), {})
    assert re.search(r"⟨picture [0-9a-f]{32}⟩", reading.lines[-1])
    assert "M0" not in " ".join(reading.words)


def without_marks(text: str) -> str:
    return " ".join(re.sub("⟨[^⟩]*⟩", " ", text).split())


# The same Markdown, and every attribute known


def test_markdown_is_read_with_the_extensions_of_the_engine() -> None:
    named: list[Any] = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    options = {name: found for one in named if isinstance(one, dict) for name, found in one.items()}
    assert set(EXTENSIONS) == {"toc", "tables", "fenced_code", *options, *(one for one in named if isinstance(one, str))}
    assert {name: known for name, found in options.items() if (known := set(found) - KNOWN_SETTINGS.get(name, set()))} == {}


def test_markdown_of_all_kinds_has_the_words_that_the_engine_makes_of_it(to_html: Callable[[str], str]) -> None:
    theirs = html.fragment_fromstring(to_html(MARKDOWN_OF_ALL_KINDS), create_parent="div")
    assert words_of(as_tree(MARKDOWN_OF_ALL_KINDS)) == words_of(theirs)


def test_every_attribute_of_the_pages_is_known(both_clinics: list[Staged]) -> None:
    found = {name: page for staged in both_clinics for page in staged.pages for name in unknown_attributes(tree_of(staged, page))}
    assert found == {}, "does a doctor have to see a change of it? Say so in macros/reviews/reading.py, or here"


def test_a_new_attribute_would_be_seen() -> None:
    assert unknown_attributes(as_tree('<p class="a" data-new="6 sessions">Text.</p>')) == {"data-new"}


def test_every_attribute_that_counts_stands_on_some_page(both_clinics: list[Staged]) -> None:
    found = {name for staged in both_clinics for page in staged.pages for name in attributes(tree_of(staged, page))}
    assert COUNTED - found == set()


def test_a_finished_page_has_nothing_at_its_top_but_what_is_read(both_clinics: list[Staged]) -> None:
    """The engine would act on any other entry there."""
    tops = [staged.files[page].decode().split("---\n", 2)[1] for staged in both_clinics for page in staged.pages]
    assert {tuple(yaml.safe_load(top)) for top in tops} == {("title", "description")}


def attributes(tree: html.HtmlElement) -> set[str]:
    return {str(name) for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}


def unknown_attributes(tree: html.HtmlElement) -> set[str]:
    return attributes(tree) - WORDS - TECHNICAL - COUNTED


def tree_of(staged: Staged, page: str) -> html.HtmlElement:
    return as_tree(staged.files[page].decode().split("---\n", 2)[2])


# What the engine shows


def article(built: Built, page: str) -> html.HtmlElement:
    (found,) = read_built(built.site / page.replace(".md", ".html")).iter("article")
    return found


def test_the_engine_shows_the_words_of_the_reading(lantern: Built, staged: Staged) -> None:
    """Of each page as the engine was given it, with its review: all that stands in <article>, what is hidden too."""
    pages = lantern.root / "build/pages"
    shown = {page: words_of(article(lantern, page)) for page in staged.pages}
    assert shown == {page: words_read(page, (pages / page).read_bytes()) for page in staged.pages}


def test_the_words_that_are_signed_stand_on_the_built_page(lantern: Built, staged: Staged) -> None:
    """Nothing comes between them but the box on the review; on pages that speak of reviews some sentences do, and none goes."""
    for page in staged.pages:
        tree = article(lantern, page)
        for box in tree.find_class("cg-review"):
            box.drop_tree()
        shown, signed = words_of(tree), words_read(page, staged.files[page])
        if page in staged.kitchen.speaking_of_reviews:
            rest = iter(shown)
            assert all(word in rest for word in signed), page
        else:
            assert shown == signed, page


def test_the_engine_hands_on_the_rows_of_the_estimate(lantern: Built, staged: Staged) -> None:
    """A reading holds these too, and a patient's browser gets them as they were read."""
    carried = {page: rows for page in staged.pages if (rows := rows_in(tree_of(staged, page)))}
    assert carried
    assert carried == {page: rows_in(article(lantern, page)) for page in carried}


def words_read(page: str, content: bytes) -> list[str]:
    """The words of a reading without title and description, its marks, and the rows that only the estimate's script reads."""
    without_rows = re.sub("<script.*?</script>", "", content.decode(), flags=re.DOTALL)
    return words_in(without_marks(" ".join(read(page, without_rows.encode(), {}).lines[2:])))


def words_of(tree: html.HtmlElement) -> list[str]:
    """The words of a tree in their order, signs by themselves. Inside a line words stand apart only where a space does."""
    return words_in("".join(_text(tree)))


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def _text(element: html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        around = "" if element.tag in WITHIN_A_LINE else " "
        yield around + (element.text or "")
        for child in element:
            yield from _text(child)
            yield child.tail or ""
        yield around


def rows_in(tree: html.HtmlElement) -> list[str]:
    return [str(one.text) for one in tree.iter("script") if one.get("type") == "application/json"]


# Not a word of reviews in the text that is signed


@pytest.fixture(scope="module")
def shown(fixture_clinic: Path) -> dict[State, Staged]:
    """The made-up clinic with every review in one state, for each state."""
    staged = prepare(fixture_clinic)
    name, reviewer = next(iter(staged.guide.reviewers.items()))
    one = Review("", "never", name, reviewer, "2026-01-03", "2026-12-03", "0000-" * 7 + "0000")
    answers = [(treatment.id, concern) for treatment in staged.guide.treatments.values() for concern in treatment.concerns]
    return {
        state: with_reviews(
            staged, {page: replace(one, page=page, state=state, answers=dict.fromkeys(answers, state)) for page in staged.pages}
        )
        for state in STATES
    }


def test_the_text_to_be_signed_holds_no_word_of_its_review(both_clinics: list[Staged]) -> None:
    texts = {page: staged.files[page].decode() for staged in both_clinics for page in staged.pages}
    assert {page: found for page, text in texts.items() if (found := [words for words in OF_REVIEWS if words in text])} == {}


def test_the_words_that_are_looked_for_are_those_that_pages_say(shown: dict[State, Staged]) -> None:
    """Or the test above would look for words that nobody uses any more."""
    said = "".join(one.files[page].decode() for one in shown.values() for page in one.pages)
    assert [words for words in OF_REVIEWS if words not in said] == []


def test_to_show_reviews_changes_no_text_to_be_signed(shown: dict[State, Staged], staged: Staged) -> None:
    """Cooked once more after they were shown with reviews, pages are as they were at first, to the byte."""
    for state, one in shown.items():
        assert [page for page in one.pages if one.files[page] == staged.files[page]] == [], state
        assert [page for page in one.pages if one.cooked_again(page, None, frozenset()) != staged.files[page]] == [], state


def test_a_review_in_the_ledger_changes_no_text_to_be_signed(clinic_copy: Path, staged: Staged) -> None:
    """Or to sign a page would be to change it."""
    for page in staged.pages:
        ledger = clinic_copy / "data/reviews" / page.replace(".md", ".yml")
        ledger.parent.mkdir(parents=True, exist_ok=True)
        mark = fingerprint(read(page, staged.files[page], staged.files))
        entry = {"page": page, "reviewer": "lamp-keeper", "fingerprint": mark, "reviewed_on": "2026-01-03", "next_review_by": "2026-12-03"}
        lines = [*(f'{name}: "{value}"' for name, value in entry.items()), "reviewed_by: {name: A. Lamp Keeper}"]
        ledger.write_text("- " + "\n  ".join(lines), "utf-8")
    again = prepare(clinic_copy)
    assert len(again.guide.reviews) == len(staged.pages)
    assert [page for page in again.pages if again.files[page] != staged.files[page]] == []


def test_the_day_of_publication_changes_no_text_to_be_signed(clinic_copy: Path, staged: Staged) -> None:
    clinic = clinic_copy / "data/clinic.yml"
    clinic.write_text(clinic.read_text("utf-8").replace("2026-01-02", "2026-03-04"), "utf-8")
    again = prepare(clinic_copy)
    assert again.guide.clinic.published == "2026-03-04"
    assert [page for page in again.pages if again.files[page] != staged.files[page]] == []
