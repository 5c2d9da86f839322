"""What a page says, passage by passage: nothing runs into its neighbour, and nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from macros.pages.readability.passages import Passage, passages, sentences, whole


def read(markup: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in passages(html.fragment_fromstring(markup, create_parent="div"))]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>Title</h2><p>Text.</p>", [("h2", "Title"), ("p", "Text.")]),
        ("<ul><li>One <ul><li>Two</li></ul> three</li></ul>", [("li", "One"), ("li", "Two"), ("li", "three")]),
        ("<p>One <strong>two</strong><a href='x'>three</a>.</p>", [("p", "One twothree.")]),
        ("<p>One<br>two</p>", [("p", "One"), ("p", "two")]),
        ("<p>Used by some [1][12].</p>", [("p", "Used by some.")]),
        ("<p>It heals. <span class='cg-basis cg-basis--studies'>Studies</span>[2] Wait.</p>", [("p", "It heals. Wait.")]),
        ("<ol class='cg-sources'><li>A title that nobody may shorten.</li></ol><p>After.</p>", [("p", "After.")]),
        ("<p>A<script>b</script><style>c</style><svg><text>d</text></svg></p>", [("p", "A")]),
        ("<table><tr><th>Head</th><td>1 <small>(few)</small></td></tr></table>", [("th", "Head"), ("td", "1 (few)")]),
        ("<!-- a note --><p>A<!-- b --> c</p>", [("p", "A c")]),
        ("<dl><div><dt>Word</dt><dd>What it means.</dd></div></dl>", [("dt", "Word"), ("dd", "What it means.")]),
        ("<template><p>Said later.</p></template>", [("p", "Said later.")]),
        ("plain<p> \n </p>", [("div", "plain")]),
    ],
)
def test_passages(markup: str, expected: list[tuple[str, str]]) -> None:
    assert read(markup) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Ask Dr. Tan. He knows.", ["Ask Dr. Tan.", "He knows."]),
        ("By J. Smith and others.", ["By J. Smith and others."]),
        ("In skin types IV and V. About 15 in 100 had it.", ["In skin types IV and V.", "About 15 in 100 had it."]),
        ("It fell from 1.8 to 1.1. That is less.", ["It fell from 1.8 to 1.1.", "That is less."]),
        ("Some creams (e.g. Vaseline) help.", ["Some creams (e.g. Vaseline) help."]),
        ('He said "no." Then he left.', ['He said "no.', "Then he left."]),
        ("Sessions help. {because} Ask.", ["Sessions help.", "{because} Ask."]),
        ("and so on. no capital here", ["and so on. no capital here"]),
        ("It is small. 12 people took part.", ["It is small.", "12 people took part."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_labels_are_no_sentences() -> None:
    assert list(whole(["Side effects", "3 to 6 sessions, 4 weeks apart", "Wait until it has healed."])) == ["Wait until it has healed."]


def test_headings_and_cells_are_told_from_prose(to_html: Callable[[str], str]) -> None:
    found = passages(html.fragment_fromstring(to_html("# Head\n\nProse.\n\n| A | B |\n|---|---|\n| c | d |\n"), create_parent="div"))
    assert [(one.text, one.is_prose) for one in found] == [("Head", False), ("Prose.", True), *((x, x in "cd") for x in "ABcd")]


def test_a_passage_knows_its_sentences() -> None:
    assert Passage("p", "One. Two.").sentences == ["One.", "Two."]
