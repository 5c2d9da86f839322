"""What changed is shown word by word, in its place, each change once."""

from __future__ import annotations

import pytest

from macros.reviews.changes import Piece, around, changes, in_short


def said(before: list[str], after: list[str]) -> str:
    """The changes as text: [-old-] {+new+}, passages apart by a bar."""
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return " | ".join(" ".join(marks[piece.kind].format(piece.text) for piece in passage) for passage in changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (["A few dots", "3 to 6 sessions"], ["A few dots", "3 to 5 sessions"], "A few dots · 3 to [-6-] {+5+} sessions"),
        (["one", "two"], ["one", "two"], ""),
        (["one two"], ["one", "two"], ""),
        (["keep", "gone, with enough words to stand alone here"], ["keep"], "[-gone, with enough words to stand alone here-]"),
        (["keep"], ["keep", "new"], "keep · {+new+}"),
        (["x"], ["y"], "[-x-] {+y+}"),
        (["x 1", "x 1"], ["x 2", "x 2"], "x [-1-] {+2+}"),
    ],
    ids=["a number", "nothing", "a line that was split", "a line that went", "a line that came", "all of it", "the same twice"],
)  # fmt: skip
def test_changes_are_shown_as_a_person_would(before: list[str], after: list[str], shown: str) -> None:
    assert said(before, after) == shown


def test_each_of_several_lines_is_set_beside_its_own() -> None:
    before = ["the lamp burns for 3 hours each long night", "the wick lasts for 5 weeks or a little more"]
    after = ["the lamp burns for 4 hours each long night", "the wick lasts for 6 weeks or a little more"]
    assert said(before, after) == (
        "the lamp burns for [-3-] {+4+} hours each long night | the wick lasts for [-5-] {+6+} weeks or a little more"
    )


def test_what_only_the_script_looks_up_is_left_out_where_the_text_says_it_too() -> None:
    before = ["3 sessions in all, and no more than that at first", "⟨rows / dots|few / headline⟩ 3 sessions"]
    after = ["4 sessions in all, and no more than that at first", "⟨rows / dots|few / headline⟩ 4 sessions"]
    assert said(before, after) == "[-3-] {+4+} sessions in all, and no more than that at first"


def test_what_only_the_script_looks_up_is_shown_where_nothing_else_changed() -> None:
    assert said(["same", "⟨rows / a / sources⟩ 1"], ["same", "⟨rows / a / sources⟩ 2"]) == "same · ⟨rows / a / sources⟩ [-1-] {+2+}"


def test_where_a_link_leads_is_one_word() -> None:
    before, after = ["read more about it here and now ⟨→ lamp/safety⟩ please"], ["read more about it here and now ⟨→ lamp/index⟩ please"]
    assert said(before, after) == "read more about it here and now [-⟨→ lamp/safety⟩-] {+⟨→ lamp/index⟩+} please"


def test_in_short_names_the_first_and_counts_the_rest() -> None:
    before = [f"line {number} of many that are much alike here" for number in range(5)]
    after = [line.replace("alike", "the same") for line in before[:4]]
    assert in_short(changes(before, after), most=2) == "“alike” is now “the same”; “alike” is now “the same”; and 3 more"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a long line that says 3 and not less", "a long line that says 4 and not less", "“3” is now “4”"),
        ("a long line that says 3 and not less", "a long line that says and not less", "“3” is gone"),
        ("a long line that says and not less", "a long line that says 3 and not less", "“3” is new"),
        ("a long line that says " + "word " * 30, "a long line that says", "“" + ("word " * 30)[:57].rstrip() + "…” is gone"),
    ],
)
def test_in_short(before: str, after: str, shown: str) -> None:
    assert in_short(changes([before], [after])) == shown


def test_a_passage_is_cut_to_the_words_beside_the_change() -> None:
    long = " ".join(str(number) for number in range(100))
    cut = around([Piece("same", long), Piece("old", "x"), Piece("same", long), Piece("new", "y"), Piece("same", long)], words=2)
    assert [piece.text for piece in cut] == ["… 98 99", "x", "0 1 … 98 99", "y", "0 1 …"]


def test_thousands_of_words_are_compared_in_a_moment() -> None:
    """Beyond a length the passage is shown as old and new: comparing every word with every other would take minutes."""
    before, after = " ".join(f"w{number}" for number in range(20_000)), " ".join(f"v{number}" for number in range(20_000))
    ((old, new),) = changes([before], [after])
    assert (old, new) == (Piece("old", before), Piece("new", after))


ONE, OTHER = "⟨picture " + "a" * 32 + "⟩", "⟨picture " + "b" * 32 + "⟩"
END = " ⟨end of path⟩"


@pytest.mark.parametrize(
    ("before", "after", "shown", "short"),
    [
        (
            ["top", ONE + END, "It breaks."],
            ["top", OTHER + END, "It breaks."],
            "top · [-⟨drawing⟩-] {+⟨new drawing⟩+} · It breaks.",
            "a drawing changed beside “It breaks.”",
        ),
        (
            ["top", ONE + END, ONE + END, "It breaks."],
            ["top", ONE + END, OTHER + END, OTHER + END, "It breaks."],
            "top · [-⟨drawing⟩-] {+⟨new drawing⟩+} · It breaks.",
            "a drawing changed beside “It breaks.”",
        ),
        (
            ["top", "It breaks."],
            ["top", ONE + END, "It breaks."],
            "top · {+⟨new drawing⟩+} · It breaks.",
            "a drawing is new beside “It breaks.”",
        ),
        (["top", ONE + END], ["top"], "top · [-⟨drawing⟩-]", "a drawing is gone"),
        (
            [ONE + END, "It breaks."],
            [OTHER + END, "It clears."],
            "[-⟨drawing⟩-] {+⟨new drawing⟩+} · It clears. | It [-breaks.-] {+clears.+}",
            "a drawing changed beside “It clears.”; “breaks.” is now “clears.”",
        ),
        (
            [f"⟨alt: Two lamps⟩ {ONE} ⟨end of img⟩"],
            [f"⟨alt: Two lamps⟩ {OTHER} ⟨end of img⟩"],
            "⟨alt: Two lamps⟩ [-⟨picture⟩-] {+⟨new picture⟩+}",
            "a picture changed",
        ),
        ([ONE + END, "3 days"], [ONE + END, "4 days"], "⟨drawing⟩ · [-3-] {+4+} days", "“3” is now “4”"),
        (["Days", "1", "2", "3"], ["Days", "1", "2"], "Days · 1 2 [-3-]", "“3” is gone"),
    ],
    ids=["one", "of several lines", "new", "gone", "with its words", "a picture with words", "the same beside a number", "a scale"],
)  # fmt: skip
def test_a_changed_drawing_is_told_in_words(before: list[str], after: list[str], shown: str, short: str) -> None:
    assert said(before, after) == shown
    assert in_short(changes(before, after)) == short
