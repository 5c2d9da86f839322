"""The sample keeps its own bars: grade 8 or lower on average, and no sentence of more than 25 words, wherever a patient may read one.

Real content is held against a rule here and is no fixture. It is read crudely and on its own, as somebody else would measure it:
labels count, and so does what runs together without a full stop.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

from lxml import html

from macros.checks.readability.places import Places
from macros.checks.readability.texts import page_text
from macros.pages.stage import Staged, prepare, with_reviews
from macros.reviews.reading import as_tree
from macros.reviews.states import Reviews

PROJECT = Path(__file__).parents[3]
MOST_WORDS, MOST_GRADE = 25, 8
BLOCKS = "//p | //li[not(p)] | //dd | //dt | //td | //th | //caption | //figcaption | //h1 | //h2 | //h3 | //h4 | //legend | //label"
BLOCKS += " | //summary"
SAID_LATER = ("data-why", "data-do", "data-note", "data-stopped", "aria-label", "alt", "title")


@cache
def staged() -> Staged:
    """The finished pages of the guide in this project, with their notices about reviews."""
    found = prepare(PROJECT)
    return with_reviews(found, Reviews(found, "2026-11-25").by_page)


def texts(page: str) -> Iterator[str]:
    """Everything that a page says, block by block, apart from citations and the menu."""
    _, head, body = staged().files[page].decode().split("---\n", 2)
    yield from (json.loads(line.partition(": ")[2]) for line in head.splitlines() if line.startswith(("title: ", "description: ")))
    tree = as_tree(body)
    for element in tree.xpath("//*[contains(@class, 'cg-sources')] | //svg | //style"):
        element.drop_tree()
    for script in tree.xpath("//script"):
        yield from strings(json.loads(script.text or "null")) if script.get("type") == "application/json" else ()
        script.drop_tree()
    yield from (element.get(name) for element in tree.iter() for name in SAID_LATER if isinstance(element.tag, str) and element.get(name))
    yield from (element.text_content() for element in tree.xpath(BLOCKS) if isinstance(element, html.HtmlElement))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield filled(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def filled(sentence: str) -> str:
    """A sentence that the script completes, with the longest that it may put there."""
    together = [row for one in staged().guide.treatments.values() for row in one.concerns.values()]
    longest = {"sessions": "10 to 60 sessions", "gap": "52 to 104 weeks (about 12 to 24 months)"}
    longest["concerns"] = " and ".join(sorted((one.said_as for one in together), key=len)[-3:])
    return re.sub(r"\{(\w+)\}", lambda slot: longest[slot[1]], sentence)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", " ".join(re.sub(r"\[\d+\]", "", text).split()))


def test_no_sentence_is_too_long() -> None:
    long = {one: page for page in staged().pages for text in texts(page) for one in sentences(text) if len(one.split()) > MOST_WORDS}
    assert not long


def test_the_pages_are_easy_enough() -> None:
    places = Places(PROJECT, staged())
    eases = [page_text(staged(), source, places).ease for source in staged().sources]
    assert all(one.sentences for one in eases)
    assert mean(one.grade for one in eases) <= MOST_GRADE
    assert mean(one.grade_by_letters for one in eases) <= MOST_GRADE
    assert max(one.longest for one in eases) <= MOST_WORDS


def test_the_measure_would_see_a_long_sentence_in_each_of_these_places() -> None:
    """Or the first test could pass because it looks at nothing."""
    every = {page: list(texts(page)) for page in staged().pages}
    guide = staged().guide
    treatment = next(iter(guide.treatments.values()))
    concern = next(iter(treatment.concerns.values()))
    said = " ".join(" ".join(part.split()) for found in every.values() for part in found)
    for text in (
        concern.summary,
        concern.descriptions[0].meaning,
        concern.why_they_differ,
        concern.maintenance[0].text,
        treatment.record.cautions[0].do,
        treatment.record.terms[0].means,
        guide.wording.rule,
        filled(guide.wording.together),
        next(row.found for one in concern.descriptions for row in one.rows if row.found),
    ):
        assert text in said, text
