"""The language of phrases in data/claims.yml: what each way of writing finds, and what cannot be read."""

from __future__ import annotations

import pytest

from macros.facts.phrases import read_phrase
from macros.facts.problem import Slip
from macros.facts.words import sentences_of, tokens_of

NAMES = {"clinic": [read_phrase("skin clinic", {}).steps, read_phrase("clinic", {}).steps], "size": [read_phrase("big", {}).steps]}


def found(phrase: str, text: str) -> str | None:
    """The words that the phrase finds first, or None."""
    tokens, one = tokens_of(text), read_phrase(phrase, NAMES)
    for start in range(len(tokens)):
        if (end := one.ends(tokens, start)) is not None:
            return text[tokens[start].start : tokens[end - 1].end]
    return None


@pytest.mark.parametrize(
    ("phrase", "text", "finds"),
    [
        ("pain free", "A PAIN-free day", "PAIN-free"),
        ("pain free", "pain. Free us", None),
        ("pain free", "pain, free", None),
        ("(best|most loved) laser", "our most loved laser", "most loved laser"),
        ("[very] gentle", "gentle", "gentle"),
        ("[very] gentle", "a very gentle day", "very gentle"),
        ("transform*", "it transformed us", "transformed"),
        ("transform*", "a form", None),
        ("{number} sessions", "for twelve sessions", "twelve sessions"),
        ("{number} sessions", "5.5 sessions", "5.5 sessions"),
        ("{number} sessions", "many sessions", None),
        ("results ... weeks", "results come in about two weeks", "results come in about two weeks"),
        ("results ... weeks", "results come in about one or two weeks", None),
        ("results ... weeks", "results. Two weeks", None),
        ("results ... weeks", "results, in weeks", "results, in weeks"),
        ("best {clinic}", "the best skin clinic", "best skin clinic"),
        ("can't wait", "we can’t wait", "can’t wait"),
        ("{number} %", "20% less", "20%"),
        ("number 1", "the #1 here", "#1"),
        ("before and after", "before & after", "before & after"),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, finds: str | None) -> None:
    assert found(phrase, text) == finds


@pytest.mark.parametrize(
    ("phrase", "seen"),
    [
        ("(best laser", '"(" is not closed'),
        ("best] laser", '"]" closes nothing'),
        ("(best laser]", '"(" is not closed'),
        ("[very]", "a phrase begins and ends with a word"),
        ("... weeks", "a phrase begins and ends with a word"),
        ("weeks ...", "a phrase begins and ends with a word"),
        ("{klinic}", "there is no list of words called {klinic}"),
        ("a ... b ... c ... d ... e", "more than 3 gaps (...) in one phrase"),
        ("ab*", '"ab*" is no word'),
        ("be@st", '"be@st" is no word'),
        ("best {", '"{" cannot stand in a phrase here'),
        ("", "a phrase begins and ends with a word"),
    ],
)
def test_what_cannot_be_read_says_so(phrase: str, seen: str) -> None:
    with pytest.raises(Slip) as slip:
        read_phrase(phrase, NAMES)
    assert (slip.value.seen, slip.value.kind) == (seen, "phrase")


def test_a_slip_in_the_name_of_a_list_is_guessed() -> None:
    with pytest.raises(Slip) as slip:
        read_phrase("{klinic}", NAMES)
    assert slip.value.do == 'Did you mean "clinic"?'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Dr. Lim is in. Yes?", 2),
        ("It costs 3.5 units.", 1),
        ("No. 1 in town.", 1),
        ("e.g. this one.", 1),
        ("Really?! Yes", 2),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences_of(tokens_of(text))) == count


def test_no_phrase_takes_long() -> None:
    """Every gap and every missing word tried at once, on a long text of the same word."""
    tokens, phrase = tokens_of("a " * 3000), read_phrase("a ... [a] [a] ... (a|a a) ... b", {})
    assert all(phrase.ends(tokens, start) is None for start in range(0, 3000, 100))
