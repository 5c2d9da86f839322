"""One number is corrected in one concern's file: every place that says it says the new one, and none says the old one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.site.project import Built, assemble, build
from tests.site.reading import read, read_all, text

CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
NAME, KEY = "A few dots", "grey-dots|few|"
# Numbers that stand nowhere else in the made-up clinic, and whose halves and multiples do not meet.
OLD, NEW = "22", "31"


@pytest.fixture(scope="module")
def before(lantern: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _with_at_most(OLD, lantern, tmp_path_factory.mktemp("before") / "project")


@pytest.fixture(scope="module")
def after(lantern: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _with_at_most(NEW, lantern, tmp_path_factory.mktemp("after") / "project")


def _with_at_most(number: str, lantern: Built, root: Path) -> Built:
    """The made-up clinic with a course of 17 to `number` sessions, inside a study that used 17 to 41."""
    file = assemble(lantern.root, root) / CONCERN
    study, course = "sessions: {at_least: 3, at_most: 3}", "sessions: {at_least: 3, at_most: 6}"
    facts = file.read_text("utf-8")
    assert facts.count(study) == facts.count(course) == 1
    facts = facts.replace(study, "sessions: {at_least: 17, at_most: 41}")
    file.write_text(facts.replace(course, f"sessions: {{at_least: 17, at_most: {number}}}"), "utf-8")
    return build(root)


def _places(site: Path) -> dict[str, str]:
    """What the site says of this description, place by place."""
    concern, estimate = read(site / "lamp/grey-dots.html"), read(site / "lamp/estimate.html")
    return {
        "the answer": _holding(concern, "cg-answer", NAME),
        "the plan beside the studies": _holding(concern, "cg-beside__pair", NAME),
        "the card of the concern": _holding(read(site / "lamp/index.html"), "cg-cards", NAME),
        "the table on another page": _row(read(site / "faq/index.html")),
        "the timeline in words": _holding(concern, "cg-timeline", NAME),
        "the rows of the script": _rows_of_the_script(estimate),
        "the table without a script": _holding(estimate, "cg-every__description", NAME),
        "the worked example": _holding(read(site / "about/how-we-count.html"), "cg-example", ""),
        "what search finds": (site / "assets/search-index.js").read_text("utf-8"),
    }


PLACES = [
    "the answer", "the plan beside the studies", "the card of the concern", "the table on another page", "the timeline in words",
    "the rows of the script", "the table without a script", "the worked example", "what search finds",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_new_number_stands_in(before: Built, after: Built, place: str) -> None:
    then, now = _places(before.site)[place], _places(after.site)[place]
    assert (_says(then, OLD), _says(then, NEW)) == (True, False)
    assert (_says(now, OLD), _says(now, NEW)) == (False, True)


def test_no_place_is_forgotten(before: Built) -> None:
    assert list(_places(before.site)) == PLACES


def test_each_row_of_the_script_has_the_new_bounds(after: Built) -> None:
    rows = json.loads(_rows_of_the_script(read(after.site / "lamp/estimate.html")))
    low, high = 17, int(NEW)
    halves = {(low, high), (low, (low + high) // 2), ((low + high + 1) // 2, high)}
    assert {tuple(row["sessions"]) for row in rows.values()} == halves


def test_the_timeline_has_a_mark_for_each_session(before: Built, after: Built) -> None:
    assert _marks(before.site) == [17, int(OLD)]
    assert _marks(after.site) == [17, int(NEW)]


def test_no_page_at_all_says_the_old_number(before: Built, after: Built) -> None:
    def saying(built: Built) -> list[str]:
        return [page for page, tree in read_all(built.site).items() if _says(text(tree), OLD)]

    assert {"lamp/grey-dots.html", "lamp/estimate.html", "faq/index.html", "about/how-we-count.html"} <= set(saying(before))
    assert saying(after) == []


def _says(said: str, number: str) -> bool:
    return bool(re.search(rf"\b{number}\b", said))


def _holding(tree: html.HtmlElement, name: str, words: str) -> str:
    """The text of the one element of a class that holds the words."""
    (found,) = [said for element in tree.find_class(name) if words in (said := text(element))]
    return found


def _row(tree: html.HtmlElement) -> str:
    (row,) = (row for table in tree.find_class("cg-table") for row in table.iter("tr") if text(row[0]) == NAME)
    return text(row)


def _rows_of_the_script(tree: html.HtmlElement) -> str:
    (data,) = tree.find_class("cg-estimate__data")
    rows = json.loads(data.text)["rows"]
    return json.dumps({key: row for key, row in rows.items() if key.startswith(KEY)})


def _marks(site: Path) -> list[int]:
    """The marks of each lane, the first lane first."""
    (figure,) = (figure for figure in read(site / "lamp/grey-dots.html").find_class("cg-timeline") if NAME in text(figure))
    return [len(list(lane.iter("circle"))) for lane in figure.iter("svg")]
