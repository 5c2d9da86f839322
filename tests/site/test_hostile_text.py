"""Hostile text in data and content arrives in the built pages as exactly that text: in prose, titles, descriptions and menus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.site.project import Built, assemble, build
from tests.site.reading import read, read_all

# QQ and ZZ mark the ends, so that a text that was cut or changed on the way is seen.
HOSTILE = """QQ</title><b>&"'&amp;&lt;</i>{{ x }}{% y %}{# z #} *a* __b__ `c` [d](e) | </script><script>alert(1)</script>ZZ"""
MARKED = re.compile(r"QQ.*?(?:ZZ|$)", re.DOTALL)
CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
# Where hostile text is put: file, the line to replace, and the start of the line that takes its place.
PLANTED = {
    "clinic": ("data/clinic.yml", "name: Lantern House", "name: "),
    "notice": ("data/clinic.yml", "notice: This clinic exists only in tests.", "notice: "),
    "concern": (CONCERN, "name: Grey dots", "name: "),
    "said as": (CONCERN, "said_as: grey dots", "said_as: "),
    "summary": (CONCERN, "summary: Dots on a wall that a lamp may hide.", "summary: "),
    "description": (CONCERN, "    name: A few dots", "    name: "),
    "title": ("content/faq/index.md", "title: Questions", "title: "),
    "page description": ("content/faq/index.md", 'description: "Quoted: words"', "description: "),
    "question": ("data/questions.yml", "  ask: How large is the room?", "  ask: "),
}


@pytest.fixture(scope="module")
def hostile(lantern: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = assemble(lantern.root, tmp_path_factory.mktemp("hostile") / "project")
    for file, line, start in PLANTED.values():
        _replace_line(root / file, line, start + json.dumps(HOSTILE))
    _replace_line(root / "content/menu.yml", "- Questions: faq/index.md", f"- {json.dumps(HOSTILE)}: faq/index.md")
    return build(root)


def _replace_line(file: Path, old: str, new: str) -> None:
    lines = file.read_text("utf-8").split("\n")
    assert lines.count(old) == 1, old
    file.write_text("\n".join(new if line == old else line for line in lines), "utf-8")


def test_every_text_is_whole(hostile: Built) -> None:
    for page, tree in read_all(hostile.site).items():
        changed = {found for said in _said(tree) for found in MARKED.findall(said) if found != HOSTILE}
        assert changed == set(), page


def test_no_text_became_a_part_of_the_page(hostile: Built) -> None:
    for page, tree in read_all(hostile.site).items():
        assert tree.xpath("//b | //i[not(@*)]") == [], page
        assert [script for script in tree.iter("script") if "alert(1)" in (script.text or "") and not script.get("type")] == [], page


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("faq/index.html", "//head/title"),
        ("faq/index.html", "//head/meta[@name='description']/@content"),
        ("lamp/grey-dots.html", "//head/title"),
        ("lamp/grey-dots.html", "//head/meta[@name='description']/@content"),
        ("lamp/grey-dots.html", "//h1"),
        ("faq/index.html", "//table/caption"),
        ("lamp/grey-dots.html", "//*[@class='cg-sample']"),
        ("lamp/grey-dots.html", "//footer"),
        ("lamp/grey-dots.html", "//header//nav"),
        ("lamp/index.html", "//ul[@class='cg-cards cg-wide']"),
        ("lamp/estimate.html", "//form//legend"),
        ("lamp/estimate.html", "//form//label"),
        ("lamp/estimate.html", "//section[@class='cg-every']"),
    ],
)
def test_the_text_is_shown_in(hostile: Built, page: str, place: str) -> None:
    found = read(hostile.site / page).xpath(place)
    assert any(HOSTILE in (part if isinstance(part, str) else part.text_content()) for part in found)


def test_the_fixture_shows_its_own_hostile_words(lantern: Built) -> None:
    treatment = lantern.guide.treatments["lamp"]
    (means,) = (term.means for term in treatment.record.terms if term.word == "Hostile words")
    (do,) = (caution.do for caution in treatment.record.cautions if caution.id == "hostile-words")
    because = next(one.because for one in treatment.concerns["loose-threads"].descriptions if one.because)
    for page, words in {"index": [means], "safety": [do], "estimate": [do, because], "loose-threads": [because]}.items():
        article = read(lantern.site / f"lamp/{page}.html").find(".//article").text_content()
        assert [word for word in words if word not in article] == [], page


def test_quotation_marks_in_a_description_stay(lantern: Built) -> None:
    for treatment in lantern.guide.treatments.values():
        for name, concern in treatment.concerns.items():
            page = read(lantern.site / treatment.id / f"{name}.html")
            assert page.xpath("string(//meta[@name='description']/@content)") == concern.summary


def _said(tree: html.HtmlElement) -> Iterator[str]:
    """Every text of a page: of elements without a part of their own, of their ends, of attributes, and what the data of a script says."""
    for element in tree.iter("*"):
        yield from element.attrib.values()
        if element.tag == "script" and element.get("type") == "application/json":
            yield from _strings(json.loads(element.text))
        elif element.tag not in ("script", "style"):
            yield from element.xpath("text()")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from (key, *_strings(part))
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
