"""The packet holds all that a doctor signs and what matters first, needs no network, and lets no text of an editor act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from macros.checks.content import check_content
from macros.facts.guide import Guide
from macros.reviews.history import Past
from macros.reviews.packet import packet
from macros.reviews.packet.numbers import numbers_of
from macros.reviews.packet.text import as_patients_read, said_only_by_the_script
from macros.reviews.reading import as_tree, read
from macros.reviews.signing import marks_of
from macros.reviews.states import Reviews
from macros.reviews.why import Why

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reviews(fixture_clinic: Path) -> Reviews:
    return Reviews(check_content(fixture_clinic), "2026-11-25")


@pytest.fixture(scope="module")
def whole(reviews: Reviews, fixture_clinic: Path) -> str:
    with Past(fixture_clinic) as past:
        return packet(reviews, list(reviews.by_page), past, Why())


@pytest.fixture(scope="module")
def tree(whole: str) -> html.HtmlElement:
    return html.document_fromstring(whole)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_it_needs_nothing_from_anywhere(tree: html.HtmlElement) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //@onclick | //*[@src]")
    style = text(tree.xpath("//style")[0])
    assert "url(" not in style and "@import" not in style


def test_every_word_of_every_page_is_in_it(reviews: Reviews, tree: html.HtmlElement) -> None:
    """Apart from marks for machines, and from the rows that the estimate's table says as well."""
    for number, page in enumerate(reviews.by_page, 1):
        sheet = squeezed(text(tree.get_element_by_id(f"sheet-{number}")))
        for line in reviews.reading(page).lines[2:]:
            said = re.sub(r"^⟨[^⟩]*⟩", "", line) if " / " in line.partition("⟩")[0] else line
            for part in re.split(r"⟨[^⟩]*⟩", said):
                if len(part.split()) > 1:
                    assert squeezed(part) in sheet, (page, part)


def test_every_answer_of_the_estimate_is_in_it(reviews: Reviews, tree: html.HtmlElement) -> None:
    number = list(reviews.by_page).index("lamp/estimate.md") + 1
    sheet = text(tree.get_element_by_id(f"sheet-{number}"))
    assert "In a large room and at a late hour: upper part, 5 to 6 sessions." in sheet
    assert "NO NUMBER for knotted threads." in sheet
    assert "A wet wick does not glow." in sheet
    assert "TOGETHER {sessions}, {gap} apart." in sheet, "what only the script says stands in a list of its own"


def test_it_quotes_the_fingerprint_of_each_page_and_of_all(reviews: Reviews, tree: html.HtmlElement) -> None:
    quoted = [text(mark) for mark in tree.find_class("mark")]
    joint = marks_of(reviews, list(reviews.by_page))
    assert quoted == [joint, *(reviews.fingerprint(page) for page in reviews.by_page), joint]
    assert f"--fingerprint {joint}" in text(tree)


def test_a_packet_of_one_page_quotes_that_page(reviews: Reviews, fixture_clinic: Path) -> None:
    with Past(fixture_clinic) as past:
        alone = html.document_fromstring(packet(reviews, ["faq/index.md"], past, Why()))
    assert {text(mark) for mark in alone.find_class("mark")} == {reviews.fingerprint("faq/index.md")}


def test_text_of_editors_arrives_as_text(tree: html.HtmlElement) -> None:
    assert """<b>&"'{{ x }} *a* | _b_ `code` </script>""" in text(tree)


def test_links_to_studies_are_written_out(tree: html.HtmlElement) -> None:
    addresses = tree.xpath("//div[@class='text']//a[@class='out']/@href")
    assert addresses and all(address.startswith(("https://", "http://", "mailto:", "tel:")) for address in addresses)


def body(markdown: str) -> html.HtmlElement:
    return as_tree(markdown)


BASIS, CITE = '<span class="cg-basis">Studies</span>', '<a class="cg-cite" href="#source-2">[2]</a>'


@pytest.mark.parametrize(
    ("markup", "sentence", "basis", "sources"),
    [
        (f"<p>It took 4 weeks. {BASIS}{CITE}</p>", "It took 4 weeks.", "Studies", ("[2]",)),
        ("<p>It took four weeks.</p>", "It took four weeks.", "", ()),
        (f"<div><p>4 sessions</p><p>{BASIS}{CITE}</p></div>", "4 sessions", "Studies", ("[2]",)),
        (f"<div><h4>One</h4><p>4 sessions</p><p>Else. {CITE}</p></div>", "4 sessions", "", ()),
        (f"<table><tr><td>Dots</td><td>3 to 6 {CITE}</td></tr></table>", "Dots · 3 to 6", "", ("[2]",)),
    ],
    ids=["in its block", "in words", "in the box around it", "not from a neighbour", "a row of a table"],
)
def test_a_number_stands_with_whose_word_it_is(markup: str, sentence: str, basis: str, sources: tuple[str, ...]) -> None:
    first = numbers_of(body(markup))[0]
    assert ("".join(part for part, _ in first.sentences[0]).strip(), first.basis, first.sources) == (sentence, basis, sources)


def test_numbers_are_marked_and_other_words_are_not() -> None:
    (found,) = numbers_of(body("In 7.5% of twelve people it took 3 to 4 weeks."))
    assert [part for part, is_number in found.sentences[0] if is_number] == ["7.5%", "twelve", "3", "4"]


def test_sentences_without_a_number_and_the_list_of_sources_are_left_out() -> None:
    assert numbers_of(body('No number here.\n\n<ol class="cg-sources"><li id="source-1">Study of 2019.</li></ol>')) == []


def test_every_number_of_the_real_pages_is_in_the_table() -> None:
    """Each digit that stands in prose is found again among the numbers of its page."""
    staged = check_content(PROJECT)
    for page in ("faq/index.md", "pico-laser/acne-scars.md", "pico-laser/estimate.md"):
        page_tree = as_tree(staged.files[page].decode().split("---\n", 2)[2])
        listed = squeezed(" ".join(part for one in numbers_of(page_tree) for sentence in one.sentences for part, _ in sentence))
        for part in page_tree.xpath("//script | //svg | //template | //*[@class='cg-cite' or @class='cg-sources']"):
            part.drop_tree()
        for block in page_tree.iter("p", "li", "dd"):
            for number in re.findall(r"\S*\d\S*", block.text_content()):
                assert number in listed, (page, number)


def test_it_says_how_hard_each_page_is_to_read(reviews: Reviews, tree: html.HtmlElement) -> None:
    """The figures themselves are tested with their formulas: tests/pages/readability."""
    sheets = [text(tree.get_element_by_id(f"sheet-{number}")) for number in range(1, len(reviews.by_page) + 1)]
    told = [re.search(r"Reading grade about (\S+) \(Flesch-Kincaid\), (\S+) words a sentence on average\.", sheet) for sheet in sheets]
    assert all(told)
    assert {one[2] for one in told if one} > {"0.0"}, "pages with sentences have a figure"


def test_what_a_script_shows_later_is_in_a_box_and_a_form_is_a_list() -> None:
    form = '<form hidden><fieldset><legend>Which?</legend><div><input type="radio"><label>A lamp</label></div></fieldset></form>'
    shown = html.fragment_fromstring(as_patients_read(body(form + "<template><p>Later</p></template>")))
    assert text(shown.find_class("later")[0]) == "Later"
    assert "Which?" in text(shown) and "A lamp" in text(shown)


def test_only_what_stands_nowhere_else_is_said_besides() -> None:
    markup = '<p>One two.</p>\n<script type="application/json">{"a": {"b": "One two.", "c": "Three four.", "d": "single"}}</script>'
    page = f"---\ntitle: T\ndescription: D\n---\n{markup}\n"
    assert said_only_by_the_script(body(markup), read("x.md", page.encode(), {})) == ["Three four."]


def test_the_clinic_of_the_tests_has_no_open_change(guide: Guide, whole: str) -> None:
    assert guide.reviews == {}
    assert "Part 1" not in whole
