"""The page of each concern: nothing that its data says is lost on the way, and nothing is said more often than it has to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lxml import html

from macros.facts.guide import Guide, load
from macros.facts.records import Concern
from macros.pages.concern_pages import concern_pages, concern_values
from macros.pages.kitchen import Kitchen
from tests.conftest import FIXTURE_CLINIC, PROJECT


@pytest.fixture(scope="module", params=[FIXTURE_CLINIC, PROJECT], ids=["made-up", "real"])
def any_guide(request: pytest.FixtureRequest) -> Guide:
    return load(request.param)


@pytest.fixture(scope="module")
def pages(any_guide: Guide, to_html: Callable[[str], str]) -> dict[tuple[str, str], str]:
    """Each concern's page as it reads, by treatment and concern."""
    kitchen = Kitchen(any_guide)
    found = {}
    for source in concern_pages(any_guide):
        values = concern_values(source)
        markdown = kitchen.cook(source.path, source.body, source.shown_as, **values)
        text = html.fragment_fromstring(to_html(markdown), create_parent="div").text_content()
        found[values["treatment"], values["concern"]] = " ".join(text.split())
    return found


def said(concern: Concern) -> Iterator[str]:
    """Every sentence that the data of a concern holds for its page; its summary is for the head and for cards."""
    yield from [concern.name, *concern.also_called, *concern.what_it_is, concern.about_the_descriptions, concern.why_they_differ]
    yield from [*concern.not_known, *(one.text for one in (*concern.recovery, *concern.maintenance))]
    yield from (one.what for one in concern.side_effects)
    for one in concern.descriptions:
        yield from filter(None, [one.name, one.meaning, one.because, one.how_sure])
        yield from (text for row in one.rows for text in (row.found, row.background) if text)


def test_no_sentence_of_the_data_is_lost(any_guide: Guide, pages: dict[tuple[str, str], str]) -> None:
    for (treatment, name), text in pages.items():
        lost = [one for one in said(any_guide.treatments[treatment].concerns[name]) if " ".join(one.split()) not in text]
        assert lost == [], name


def test_the_clinics_plan_is_said_once(any_guide: Guide, pages: dict[tuple[str, str], str]) -> None:
    before, _, _ = any_guide.wording.clinic_usual.partition("{sessions}")
    for text in pages.values():
        assert text.count(before) == 1
