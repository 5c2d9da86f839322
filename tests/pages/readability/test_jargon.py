"""Which words of the list a text leaves unexplained. The cases are in jargon_cases.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.pages.readability.jargon import Jargon

LIST = {word: f"say {word}" for word in ("ablative", "keloid", "melanin", "meta-analysis", "Q-switched", "PIH")}
CASES = yaml.safe_load(Path(__file__).with_name("jargon_cases.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["says"]))
def test_case(case: dict[str, Any]) -> None:
    assert [word for word, _, _ in Jargon(LIST).unexplained([case["says"]])] == case.get("unexplained", [])


def test_it_says_where_and_what_to_say_instead() -> None:
    found = list(Jargon(LIST).unexplained([["Hello."], ["You may get a keloid.", "It itches."]]))
    assert found == [("keloid", "You may get a keloid.", "say keloid")]


def test_each_word_is_told_once_on_a_page() -> None:
    assert len(list(Jargon(LIST).unexplained([["A keloid may grow."], ["Keloids may itch."]]))) == 1


def test_what_comes_first_decides() -> None:
    """An explanation further down is too late for who reads from the top."""
    assert list(Jargon(LIST).unexplained([["A keloid may grow."], ["A keloid is a scar that grows."]]))
    assert not list(Jargon(LIST).unexplained([["A keloid is a scar that grows."], ["A keloid may grow."]]))


@pytest.mark.parametrize("term", ["Keloid", "Nanosecond or Q-switched laser", "Thick scars (keloid)"])
def test_a_term_of_the_treatment_is_explained_there(term: str) -> None:
    left = [word for word, _, _ in Jargon(LIST, [term]).unexplained([["A keloid and a Q-switched laser."]])]
    assert left == [word for word in ("keloid", "Q-switched") if word.lower() not in term.lower()]


def test_two_terms_beside_each_other_make_no_third() -> None:
    assert list(Jargon({"spot size": "say width"}, ["Spot", "Size"]).unexplained([["The spot size varies."]]))


@pytest.mark.parametrize("word", ["", "...", "(", "[a", "a|b", ".*", "\\"])
def test_an_odd_word_in_the_list_finds_only_itself(word: str) -> None:
    assert list(Jargon({word: "x", "lamp": "y"}, ["Wick"]).unexplained([["Nothing odd stands here."]])) == []
