"""Facts at the edge of what data may hold: one person, a tiny rate, nothing to list, an open gap, no gap at all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from macros.facts.guide import Guide, load
from macros.facts.problem import EditorMistakes
from macros.pages.kitchen import Kitchen

Render = Callable[[Guide, str], html.HtmlElement]


@pytest.fixture
def render(to_html: Callable[[str], str]) -> Render:
    """A page with one call, as a browser gets it."""

    def rendered(guide: Guide, call: str) -> html.HtmlElement:
        text = Kitchen(guide).cook("lamp/example.md", call, "content/lamp/example.md")
        return html.fragment_fromstring(to_html(text), create_parent="div")

    return rendered


def test_one_person_is_no_people(guide: Guide, render: Render) -> None:
    text = render(guide, '{{ study_rows("mist", "dry-leaf") }}').text_content()
    assert "Leaves counted" in text
    assert "1 people" not in text


def test_a_tiny_rate_is_not_made_larger(guide: Guide, render: Render) -> None:
    """0.2% is 2 in 1000. "About 1 in 100" would be five times as many."""
    text = render(guide, '{{ side_effects("mist", "dry-leaf") }}').text_content()
    assert "0.2%" in text
    assert "about 1 in 100" not in text


def test_an_empty_list_is_not_shown(guide: Guide, render: Render) -> None:
    """All cautions of the mist are stops, so there is nothing to tell the clinic."""
    lists = list(render(guide, '{{ safety_box("mist") }}').iter("ul"))
    assert lists
    assert all(len(one) for one in lists)


def test_an_open_gap_is_a_known_gap(guide: Guide, render: Render) -> None:
    """The caption says "8 weeks or more apart", so the text below must not say that no study tells."""
    (figure,) = render(guide, '{{ course_timeline("lamp", "grey-dots", "many") }}').iter("figure")
    assert "8 weeks or more apart" in figure.text_content()
    assert "no study" not in figure.text_content()


def test_without_a_number_page_and_card_say_why(clinic_copy: Path, render: Render) -> None:
    file = clinic_copy / "data/treatments/mist/concerns/dry-leaf.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("estimate: range", "estimate: doctor decides\n    because: Leaves differ."), "utf-8")
    (card,) = render(load(clinic_copy), '{{ concern_cards("mist") }}').iter("li")
    assert "No number. Leaves differ." in card.text_content()
    answer = render(load(clinic_copy), '{{ concern_answer("mist", "dry-leaf") }}').text_content()
    assert "gives no number here, and says why" in answer and "Leaves differ." in answer
    assert "2 sessions" not in card.text_content() + answer


def test_a_usual_plan_without_a_gap_is_refused(clinic_copy: Path) -> None:
    """The sentence of the clinic's plan and the gap component need it, so it must not come that far."""
    file = clinic_copy / "data/treatments/lamp/treatment.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("  weeks_between: {at_least: 2, at_most: 3}\n", ""), "utf-8")
    with pytest.raises(EditorMistakes, match="weeks_between"):
        load(clinic_copy)
