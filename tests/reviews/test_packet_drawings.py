"""A doctor sees each drawing that the patient sees, where it stands, and no drawing can do or load anything in the packet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree, html

from macros.checks.content import check_content
from macros.pages import look
from macros.reviews.history import Past
from macros.reviews.packet import packet
from macros.reviews.packet.drawings import drawn
from macros.reviews.packet.numbers import numbers_of
from macros.reviews.packet.text import as_patients_read
from macros.reviews.reading import as_tree
from macros.reviews.states import Reviews
from macros.reviews.why import Why
from tests.conftest import FIXTURE_CLINIC, PROJECT
from tests.reviews.drawn import BAR, BITS, BY_HAND, PULSE, STEPS, TABLE

COMPONENTS = PROJECT / "macros/components"


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def on_paper(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(as_patients_read(as_tree(markup)))


def drawings(page: bytes) -> list[html.HtmlElement]:
    return list(as_tree(page.decode().split("---\n", 2)[2]).iter("svg"))


# Where it stands


def test_a_drawing_stands_beside_the_words_of_its_step() -> None:
    first, second = on_paper(STEPS.format(BY_HAND.format(PULSE), BY_HAND.format(BITS))).iter("li")
    assert [text(first), text(second)] == ["Light goes in.", "It breaks."]
    assert first.xpath("./svg/path/@d")[1] == "M60 1v8"
    assert second.xpath("./svg/path/@d")[1] == "M60 50h0m-10-5h0"
    assert second.xpath("./svg/path/@class") == ["cg-bits"]


def test_a_table_with_bars_stays_a_table() -> None:
    shown = on_paper(TABLE.format(BAR.format(20), BAR.format(30)))
    rows = [[text(cell) for cell in row] for row in shown.iter("tr")]
    assert rows == [["What", "Days1"], ["Dots", ""], ["Soot", "2 days"], ["Threads", ""], ["Ash", "3 days"]]
    assert shown.xpath(".//tr[3]/td/svg/rect/@width | .//tbody[1]/tr[2]/td/svg/rect/@width") == ["20%"]
    assert shown.xpath(".//table/@class") == ["bars"]
    assert shown.xpath(".//tr/th[1]/@scope") == ["col", "rowgroup", "row", "rowgroup", "row"]


def test_the_numbers_of_a_scale_are_no_number_of_their_row() -> None:
    said = ["".join(part for part, _ in sentence) for one in numbers_of(as_tree(TABLE.format("", ""))) for sentence in one.sentences]
    assert said == ["Soot · 2 days", "Ash · 3 days"]


@pytest.mark.parametrize("root", [FIXTURE_CLINIC, PROJECT], ids=["made up", "real"])
def test_every_drawing_of_a_page_is_drawn_in_its_text(root: Path) -> None:
    pages = {path: content for path, content in check_content(root).files.items() if path.endswith(".md")}
    counts = {path: len(drawings(content)) for path, content in pages.items()}
    assert sum(counts.values()) > 5
    for path, content in pages.items():
        shown = on_paper(content.decode().split("---\n", 2)[2])
        assert len(list(shown.iter("svg"))) == counts[path], path


@pytest.mark.parametrize("name", re.findall(r'name == "(\w+)"', (COMPONENTS / "how_it_works/drawings.jinja").read_text("utf-8")))
def test_every_drawing_by_hand_is_known(name: str) -> None:
    environment = Environment(loader=FileSystemLoader(COMPONENTS), autoescape=True)
    markup = str(environment.get_template("how_it_works/drawings.jinja").module.drawing(name))  # type: ignore[attr-defined]
    shown = drawn(next(as_tree(markup).iter("svg")))
    assert (shown.tag, shown.get("class"), shown.get("viewBox")) == ("svg", "drawing", "0 0 120 80")
    assert len(shown) == markup.count("<path") > 1


# What it may not do

UNKNOWN = {
    "a script": ("<svg><script>alert(1)</script></svg>", "<script>"),
    "an event": ('<svg><path d="M0 0" onclick="alert(1)"/></svg>', "onclick"),
    "an event on the drawing": ('<svg onload="alert(1)"></svg>', "onload"),
    "a picture from elsewhere": ('<svg><image href="https://evil.example/a.png"/></svg>', "<image>"),
    "a part of another drawing": ('<svg><use href="#other"/></svg>', "<use>"),
    "a link": ('<svg><a href="https://evil.example"><text x="1" y="1">Look</text></a></svg>', "Look"),
    "a style": ('<svg><rect style="fill:url(https://evil.example)" width="1"/></svg>', "style"),
    "a style sheet": ("<svg><style>p{display:none}</style></svg>", "<style>"),
    "a colour of its own": ('<svg><rect fill="#fff" width="1"/></svg>', "fill “#fff”"),
    "a look that nobody knows": ('<svg><path class="cg-hidden" d="M0 0"/></svg>', "cg-hidden"),
    "a look of the packet": ('<svg class="later"></svg>', "later"),
    "a shape that nobody knows": ('<svg><polygon points="0,0 1,1"/></svg>', "<polygon>"),
    "words in a group": ('<svg><g><text x="1" y="1">One lamp cures</text></g></svg>', "One lamp cures"),
    "words in no shape": ("<svg>One lamp cures</svg>", "One lamp cures"),
    "words behind a shape": ('<svg><path d="M0 0"/>One lamp cures</svg>', "One lamp cures"),
    "a page in a drawing": ("<svg><foreignObject><p>One lamp cures</p></foreignObject></svg>", "One lamp cures"),
    "a name for those who listen": ('<svg aria-label="One lamp cures"></svg>', "One lamp cures"),
    "a comment": ("<svg><!-- <p> --></svg>", "a comment"),
    "a place that moves it": ('<svg><rect width="1" transform="scale(0)"/></svg>', "transform"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_drawing_with_something_unknown_is_told_of_in_words(case: str) -> None:
    markup, told = UNKNOWN[case]
    shown = on_paper(f"<div>Before {markup} after</div>")
    assert not list(shown.iter("svg")), "half a drawing misleads"
    assert told in text(shown)
    assert "Look at it on the page itself before you sign." in text(shown)
    assert text(shown).startswith("Before [A drawing") and text(shown).endswith("] after")
    assert {element.tag for element in shown.iter()} == {"div", "strong"}


def test_words_of_a_drawing_arrive_as_text() -> None:
    shown = drawn(next(as_tree('<svg><text x="1" y="1">&lt;b onclick=x&gt;</text></svg>').iter("svg")))
    assert etree.tostring(shown, encoding="unicode", method="html").count("&lt;b onclick=x&gt;") == 1


# Whose look it has


def whole(root: Path) -> str:
    reviews = Reviews(check_content(root), "2026-11-25")
    with Past(root) as past:
        return packet(reviews, list(reviews.by_page), past, Why())


def test_no_file_of_the_theme_changes_the_packet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole(FIXTURE_CLINIC)
    (tmp_path / "style").mkdir()
    (tmp_path / "style/tokens.css").write_text(":root { --cg-studies: #fff; } svg { display: none; }\n", "utf-8")
    monkeypatch.setattr(look, "OVERRIDES", tmp_path)
    assert whole(FIXTURE_CLINIC) == before
    assert "<circle" in before


def test_its_drawings_are_light_and_load_nothing() -> None:
    style = html.document_fromstring(whole(FIXTURE_CLINIC)).xpath("string(//style)")
    assert ".bar" in style and ".drawing" in style
    assert not re.search(r"prefers-color-scheme|var\(--|url\(|@import|&lt;|&#", style)
    assert "color-scheme: light;" in style
