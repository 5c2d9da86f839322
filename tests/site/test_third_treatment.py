"""A clinic that offers something new writes data and content, and nothing else."""

from __future__ import annotations

import json

import pytest

from macros.estimate.table import every_answer
from tests.site.project import Built, assemble, build
from tests.site.reading import dead_links, read, text

SOURCES = """
breeze-leaflet:
  kind: clinic
  title: How we open a window
  only_about: breeze

breeze-count:
  kind: study
  title: A count of breezes
  doi: 10.9999/breeze
  only_about: breeze
"""
MENU = """
- Fresh breeze:
    - concerns_of: breeze
    - Your estimate: breeze/estimate.md
    - Safety: breeze/safety.md
"""
CONCERN = """
name: Stale air
said_as: stale air
summary: Air that has stood for long.
what_it_is: [Air does not move.]
about_the_descriptions: Take a breath.
descriptions:
  - id: warm
    name: Warm air
    said_as: warm stale air
    meaning: It feels warm.
    estimate: range
    studies:
      sessions: {at_least: 3, at_most: 9}
      weeks_between: {at_least: 1, at_most: 2}
      basis: studies
      sources: [breeze-count]
    rows:
      - source: breeze-count
        sessions: {at_least: 3, at_most: 9}
        weeks_between: {at_least: 1, at_most: 2}
        design: windows counted
        laser: a window
why_they_differ: The house has more windows.
maintenance:
  - text: Open it again.
    basis: precaution
not_known: [Nobody counts breaths.]
"""


@pytest.fixture(scope="module")
def extended(lantern: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The made-up clinic, to which an editor added a treatment."""
    root = assemble(lantern.root, tmp_path_factory.mktemp("extended") / "project")
    for folder in ("data/treatments/breeze/concerns", "content/breeze"):
        (root / folder).mkdir(parents=True)
    for file in ("data/treatments/{}/treatment.yml", "content/{}/estimate.md", "content/{}/safety.md"):
        words = (root / file.format("mist")).read_text("utf-8")
        new = words.replace("mist", "breeze").replace("Mist", "Breeze").replace("[dry-leaf]", "[stale-air]")
        (root / file.format("breeze")).write_text(new, "utf-8")
    (root / "data/treatments/breeze/concerns/stale-air.yml").write_text(CONCERN, "utf-8")
    for file, addition in {"data/sources.yml": SOURCES, "content/menu.yml": MENU}.items():
        with (root / file).open("a", encoding="utf-8") as grown:
            grown.write(addition)
    return build(root)


def test_data_and_content_are_enough(extended: Built, lantern: Built) -> None:
    assert extended.guide.treatments.keys() == {*lantern.guide.treatments, "breeze"}
    assert {*lantern.pages, "breeze/stale-air.html", "breeze/estimate.html", "breeze/safety.html"} == set(extended.pages)
    assert list(dead_links(extended.site)) == []


def test_the_new_concern_is_in_the_menu_and_among_the_sources(extended: Built) -> None:
    assert read(extended.site / "breeze/safety.html").xpath("//header//nav//a[@href='stale-air.html']")
    assert "A count of breezes" in text(read(extended.site / "about/sources.html"))


def test_the_new_estimate_has_every_answer(extended: Built) -> None:
    page = read(extended.site / "breeze/estimate.html")
    said, (data,) = text(page.find(".//article")), page.find_class("cg-estimate__data")
    rows = every_answer(extended.guide, extended.guide.treatments["breeze"])
    assert len({row.points_to for row in rows}) == 3
    assert {key: row["headline"] for key, row in json.loads(data.text)["rows"].items()} == {row.key: row.headline for row in rows}
    assert [sentence for row in rows for sentence in (row.headline, *row.says, *row.beside) if sentence not in said] == []


def test_the_answers_of_other_treatments_stay(extended: Built, lantern: Built) -> None:
    for name, treatment in lantern.guide.treatments.items():
        assert every_answer(extended.guide, extended.guide.treatments[name]) == every_answer(lantern.guide, treatment)
