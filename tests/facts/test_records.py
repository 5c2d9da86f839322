"""The stories of record_cases/: edits to a copy of the fixture clinic's data, and exactly what `load` says about them.

A story has `edits` (`replace` text that stands once `in` a file `by` another; `write` or `remove` a file) and `says`, the messages.
The sign ‸ in an edit is where the editor should be sent; the first message belongs to the first sign, and so on, in the order of
paths, lines and columns. A message about a place without a sign starts with its own path. «2001 x» is that many x.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.facts.guide import Guide, load
from macros.facts.problem import EditorMistakes

CASES = Path(__file__).with_name("record_cases")
SLOWEST = 3  # seconds of work: what else the machine does meanwhile is not counted


def stories() -> list[Any]:
    files = sorted(CASES.glob("*.yml"))
    return [pytest.param(case, id=f"{file.stem}: {case['story']}") for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


@dataclass
class Clinic:
    """A copy of the data of the fixture clinic, and the places that edits have signed with ‸."""

    root: Path
    signs: list[tuple[str, int, int]] = field(default_factory=list)

    def edit(self, how: dict[str, str]) -> None:
        if "replace" in how:
            text = (self.root / how["in"]).read_text("utf-8")
            assert text.count(how["replace"]) == 1, f"{how['replace']!r} stands {text.count(how['replace'])} times in {how['in']}"
            self.write(how["in"], text.replace(how["replace"], how["by"]))
        elif "write" in how:
            self.write(how["write"], how["text"])
        else:
            gone = self.root / how["remove"]
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()

    def write(self, path: str, text: str) -> None:
        text = re.sub(r"«(\d+) (.)»", lambda found: int(found[1]) * found[2], text)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def take_signs(self) -> None:
        """Note where each ‸ stands, and take them all away."""
        for file in sorted(file for file in self.root.rglob("*.yml") if file.is_file()):
            text, path = file.read_text("utf-8"), file.relative_to(self.root).as_posix()
            for number, line in enumerate(text.split("\n"), 1):
                parts = line.split("‸")[:-1]
                self.signs += [(path, number, len("".join(parts[: index + 1])) + 1) for index in range(len(parts))]
            file.write_text(text.replace("‸", ""), "utf-8")
        self.signs.sort()

    def says(self) -> list[str]:
        """What `load` says."""
        start = time.process_time()
        try:
            load(self.root)
        except EditorMistakes as mistakes:
            return [str(problem) for problem in mistakes.problems]
        finally:
            assert time.process_time() - start < SLOWEST
        return []

    def placed(self, messages: list[str]) -> list[str]:
        """Messages with their places: those of the signs, in order, where a message does not name its own."""
        signs = iter(self.signs)
        placed = [one if one.startswith("data/") else "{}:{}:{}  {}".format(*next(signs), one) for one in messages]
        assert not list(signs), "a sign without a message"
        return placed


@pytest.fixture
def clinic(fixture_clinic: Path, tmp_path: Path) -> Clinic:
    shutil.copytree(fixture_clinic / "data", tmp_path / "data")
    return Clinic(tmp_path)


@pytest.mark.parametrize("case", stories())
def test_a_story_is_answered_as_told(case: dict[str, Any], clinic: Clinic) -> None:
    for how in case["edits"]:
        clinic.edit(how)
    clinic.take_signs()
    assert clinic.says() == clinic.placed(case["says"])


def test_a_folder_that_is_a_link_is_one_problem(clinic: Clinic) -> None:
    lamp = clinic.root / "data/treatments/lamp"
    lamp.rename(clinic.root / "elsewhere")
    lamp.symlink_to(clinic.root / "elsewhere")
    assert clinic.says() == ["data/treatments/lamp:1:1  this is a link to another place. Put the file or folder itself here."]


def test_a_concern_that_is_a_link_is_one_problem(clinic: Clinic) -> None:
    concerns = clinic.root / "data/treatments/lamp/concerns"
    (concerns / "dim.yml").symlink_to(concerns / "grey-dots.yml")
    path = "data/treatments/lamp/concerns/dim.yml"
    assert clinic.says() == [f"{path}:1:1  this is a link to another place. Put the file or folder itself here."]


def test_a_text_on_one_line_is_kept_once(guide: Guide) -> None:
    """In its record and in its document: most facts are texts."""
    document = guide.documents["data/treatments/lamp/treatment.yml"]
    assert guide.treatments["lamp"].record.summary is document.value["summary"]


def test_a_name_that_forges_a_line_of_output_is_shown_on_one_line(clinic: Clinic) -> None:
    (clinic.root / "data/a\n::error::hacked\x1b[31m").write_text("")
    do = "Check its name and folder; concerns end in .yml and lie in concerns/."
    assert clinic.says() == [f"data/a\\n::error::hacked\\x1b[31m:1:1  nothing reads this file. {do}"]


def test_five_hundred_equal_mistakes_are_fifty_problems_and_a_word(clinic: Clinic) -> None:
    path = "data/treatments/lamp/concerns/grey-dots.yml"
    clinic.edit({"in": path, "replace": "also_called: [dust, specks]", "by": "also_called:" + 500 * "\n  - 1"})
    said = clinic.says()
    assert said[0] == f"{path}:6:5  also_called: 1 is not text. Write words; put a number that is meant as text in quotes."
    assert said[50:] == [f"{path}:56:5  there are more problems like these. Correct these first."]


def test_concerns_come_in_the_order_of_the_clinic(clinic: Clinic) -> None:
    guide = load(clinic.root)
    treatments = guide.treatments.values()
    assert [list(one.concerns) for one in treatments] == [list(one.record.order_of_concerns) for one in treatments]


def test_every_file_is_remembered_with_its_places(clinic: Clinic) -> None:
    guide = load(clinic.root)
    files = {file.relative_to(clinic.root).as_posix() for file in clinic.root.rglob("*.yml")}
    assert set(guide.documents) == files - {"data/claims.yml"}  # which is for the checks
    assert all(document.places[()] for document in guide.documents.values())


def test_records_share_what_fields_they_were_given(guide: Guide) -> None:
    """And a copy of one of them changes it for none."""
    concerns = [concern for treatment in guide.treatments.values() for concern in treatment.concerns.values()]
    first, second = [row.sessions for concern in concerns for one in concern.descriptions for row in one.rows if row.sessions][:2]
    assert first.model_fields_set is second.model_fields_set
    first.model_copy(update={"never_given": 2})
    assert second.model_fields_set == {"at_least", "at_most"}
