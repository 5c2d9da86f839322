"""The stories of scenarios.yml. To add one, write it there: no code is needed here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.estimate.table import Row, every_answer, planning_questions
from macros.facts.guide import Guide
from macros.facts.yaml_reader import read_yaml

STORIES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("scenarios.yml"), "tests/estimate/scenarios.yml").value


def row_of(guide: Guide, story: dict[str, Any]) -> Row:
    options = [story["answers"][question.id] for question in planning_questions(guide)]
    assert len(options) == len(story["answers"])
    key = "|".join((story["concern"], story["description"], *options))
    (found,) = (row for row in every_answer(guide, guide.treatments[story["treatment"]]) if row.key == key)
    return found


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_story(story: dict[str, Any], guide: Guide) -> None:
    row = row_of(guide, story)
    assert (row.headline, row.points_to) == (story["headline"], story.get("points_to", ""))
    assert list(row.says) == story["says"]
    if "clinic" in story:
        assert list(row.beside) == story["clinic"]


def test_each_description_has_a_story(guide: Guide) -> None:
    told = {(story["treatment"], story["concern"], story["description"]) for story in STORIES}
    known = {
        (treatment.id, name, description.id)
        for treatment in guide.treatments.values()
        for name, concern in treatment.concerns.items()
        for description in concern.descriptions
    }
    assert told == known
