"""Both formulas, worked out by hand."""

from __future__ import annotations

from macros.pages.readability.grade import Ease, ease_of, long_sentences
from macros.pages.readability.passages import sentences


def test_the_grades_are_the_known_formulas() -> None:
    """10 words, 2 sentences, 14 syllables, 43 letters.

    Flesch-Kincaid: 0.39 x 10 / 2 + 11.8 x 14 / 10 - 15.59 = 2.88. ARI: 4.71 x 43 / 10 + 0.5 x 10 / 2 - 21.43 = 1.32.
    """
    ease = ease_of(sentences("The laser breaks the colour. Your body clears it away."))
    assert ease == Ease(words=10, sentences=2, syllables=14, letters=43, longest=5)
    assert (ease.grade, ease.grade_by_letters, ease.words_a_sentence) == (2.9, 1.3, 5.0)


def test_a_hard_text_has_a_high_grade() -> None:
    """12 words of 6 syllables and 14 letters: 0.39 x 12 + 11.8 x 6 - 15.59 = 59.89, and 4.71 x 14 + 0.5 x 12 - 21.43 = 50.51."""
    ease = ease_of([" ".join(["responsibility"] * 12) + "."])
    assert (ease.grade, ease.grade_by_letters) == (59.9, 50.5)


def test_no_grade_is_below_the_first_year_and_no_text_has_none() -> None:
    assert ease_of(["The cat sat on us."]).grade == 0
    assert ease_of([]) == ease_of(["A label"]) == Ease()
    assert (Ease().grade, Ease().grade_by_letters, Ease().words_a_sentence) == (0, 0, 0)


def test_a_line_without_a_full_stop_counts_once_it_is_as_long_as_a_sentence() -> None:
    label = "One two three four five six seven eight"
    assert ease_of([label]).sentences == 0
    assert ease_of([label + " nine"]).sentences == 1
    assert ease_of(["Do not."]).sentences == 0
    assert ease_of(["Do not scratch it."]).sentences == 1


def test_the_longest_sentence_is_remembered() -> None:
    assert ease_of(["One two three four.", "One two three four five."]).longest == 5


def test_long_sentences_are_named_once_the_longest_first() -> None:
    short, long, longer = " ".join(["word"] * 20) + ".", " ".join(["other"] * 21) + ".", " ".join(["third"] * 22) + "."
    assert long_sentences([short, long, longer, long]) == [longer, long]
