"""The counter of syllables, held against words whose number is known."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.pages.readability.syllables import syllables

KNOWN = {
    word: count
    for count, words in yaml.safe_load(Path(__file__).with_name("syllables.yml").read_text("utf-8")).items()
    for word in words.split()
}


def test_nearly_every_word_is_right_and_none_is_far_off() -> None:
    wrong = {word: syllables(word) for word, count in KNOWN.items() if syllables(word) != count}
    assert len(KNOWN) > 200
    assert len(wrong) <= 0.025 * len(KNOWN), wrong
    assert all(abs(found - KNOWN[word]) == 1 for word, found in wrong.items())


def test_mistakes_do_not_add_up() -> None:
    """A grade moves by a tenth when one word in a hundred is a syllable off, all in one direction."""
    assert abs(sum(map(syllables, KNOWN)) - sum(KNOWN.values())) <= 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Patients,", 2),
        ("(skin)", 1),
        ("split-beam", 2),
        ("café-au-lait", 4),
        ("doctor’s", 2),
        ("1064", 4),
        ("8", 1),
        ("nm", 2),
        ("SPF", 3),
        ("Ångström", 2),
        ("–", 1),
        ("", 1),
        ("皮膚", 1),
    ],
)
def test_what_is_no_plain_word_is_counted_too(text: str, count: int) -> None:
    assert syllables(text) == count
