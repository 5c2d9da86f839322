"""Where a sentence of a page was written, whole or with something filled in or joined to another."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import pytest

from macros.checks.readability.places import Places
from macros.pages.content import Source
from macros.pages.stage import Staged, prepare

DOTS, WORDING = "data/treatments/lamp/concerns/grey-dots.yml", "data/wording.yml"


@pytest.fixture(scope="module")
def staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


@pytest.fixture(scope="module")
def places(fixture_clinic: Path, staged: Staged) -> Places:
    return Places(fixture_clinic, staged)


def page(staged: Staged, path: str) -> Source:
    return next(source for source in staged.sources if source.path == path)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Dots are grey.", (DOTS, 10)),
        ("Lamps on one porch.", (DOTS, 63)),  # written small, without a full stop
        ("A few dots You can count them on one hand.", (DOTS, 18)),  # a label
        ("RANGE a faint shine: the 3 studies used 2 to 5 sessions, 4 weeks apart.", (WORDING, 3)),
        ("In a small room: the whole range.", (WORDING, 8)),
        ("A guide to lamps & mist.", ("content/index.md", 3)),
        ("Nobody wrote this.", ("content/faq/index.md", 1)),
    ],
)
def test_place(places: Places, staged: Staged, sentence: str, place: tuple[str, int]) -> None:
    assert places.find(sentence, page(staged, "faq/index.md")) == place


@pytest.mark.parametrize("name", ["grey-dots", "dull-shine"])
def test_of_two_that_are_alike_the_one_of_the_page_is_meant(places: Places, staged: Staged, name: str) -> None:
    found = places.find("Lamps counted twice.", page(staged, f"lamp/{name}.md"))
    assert found[0] == f"data/treatments/lamp/concerns/{name}.yml"


def test_of_several_that_fit_the_one_with_most_words_is_meant(places: Places, staged: Staged) -> None:
    worn = [(["", "isworn"], ("short.yml", 1)), (["thelamp", "isworn"], ("long.yml", 2)), (["", "worn"], ("short.yml", 3))]
    own = copy(places)
    own.open = worn
    assert own.find("The lamp that burns is worn.", page(staged, "index.md")) == ("long.yml", 2)
