"""Additions to files that somebody else wrote, and words that become values of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.facts.problem import EditorMistakes
from macros.facts.yaml_reader import parse_yaml
from macros.new.answers import inside_a_sentence, name_for_links, plain
from macros.new.drafts import as_yaml
from macros.new.edits import at_the_end, with_item


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("order:\n  - a\n  - b\n", "order:\n  - a\n  - b\n  - new\n"),
        ("order:\n  - a  # first\n# end\nmore: 1\n", "order:\n  - a  # first\n  - new\n# end\nmore: 1\n"),
        ("order:\n- a\nmore: 1\n", "order:\n- a\n- new\nmore: 1\n"),
        ("order:\n    -   a", "order:\n    -   a\n    -   new"),
        ("order: [a]\n", "order: [a, new]\n"),
        ("order: [a, b]  # all\n", "order: [a, b, new]  # all\n"),
        ("order: [a, 'b' ]\n", "order: [a, 'b', new ]\n"),
        ("order:\n  [\n    a,\n    b\n  ]\n", "order:\n  [\n    a,\n    b, new\n  ]\n"),
    ],
)
def test_a_name_comes_to_the_end_of_its_list(before: str, after: str) -> None:
    assert with_item("order", "new")(before) == after


def test_what_is_added_at_the_end_stands_below_an_empty_line() -> None:
    add = at_the_end("b: 1\n")
    assert add("a: 1") == add("a: 1\n") == add("a: 1\n\n\n") == "a: 1\n\nb: 1\n"


@pytest.mark.parametrize("words", ["Acne scars", "Crow’s feet", "5 to 10", "IPL & co", "naïve"])
def test_plain_words_stay_bare(words: str) -> None:
    assert as_yaml(words) == words


@pytest.mark.parametrize(
    "words",
    [
        *["no", "Yes", "null", "~", "3", "1.5", "010", "3:30", "2026-11-23", "<<", "---"],
        *["a: b", "a:", "a #b", "# a", "- a", "? a", "'a", '"a" b', "[a", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", "> a", "a, b]"],
    ],
)
def test_words_that_yaml_takes_for_something_else_are_quoted(words: str) -> None:
    assert parse_yaml(f"key: {as_yaml(words)}\nnext: 1\n", "").value == {"key": words, "next": 1}


@given(st.text(min_size=1, max_size=40))
def test_any_words_arrive_as_they_are(words: str) -> None:
    try:
        words = plain(words)
    except Exception as refused:
        assert isinstance(refused, ValueError | EditorMistakes)
        return
    assert parse_yaml(f"key: {as_yaml(words)}\nnext: 1\n", "").value == {"key": words, "next": 1}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Crow's feet", "crows-feet"),
        ("  Café au lait -- spots! ", "cafe-au-lait-spots"),
        ("Is it 100% safe?", "is-it-100-safe"),
        ("皮肤", ""),
        (80 * "a", 60 * "a"),
        (59 * "a" + " b", 59 * "a"),
    ],
)
def test_a_name_for_links_is_made_of_words(words: str, name: str) -> None:
    assert name_for_links(words) == name


@pytest.mark.parametrize(("title", "inside"), [("Acne scars", "acne scars"), ("IPL marks", "IPL marks"), ("A", "a"), ("", "")])
def test_a_title_inside_a_sentence(title: str, inside: str) -> None:
    assert inside_a_sentence(title) == inside
