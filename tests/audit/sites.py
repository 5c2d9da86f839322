"""The sites that are measured, each built in a folder of its own: as patients get it, as a preview, and by plain Material."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from macros.facts.guide import load
from tests.bench.measure import build_plain
from tests.reviews.scratch import Scratch
from tests.site.project import PROJECT, Built, assemble, build

REVIEWER = "somebody-made-up"
_ENTRY = {REVIEWER: {"name": "A Made-up Reviewer", "known_for": "Nothing: nobody has this name.", "asked_to_review": True}}


class Sites(NamedTuple):
    """Ours, twice, and plain Material's from the finished Markdown of the first."""

    patients: Built
    preview: Built
    plain: Path


def build_all(folder: Path) -> Sites:
    """Build all three below `folder`, which goes when the audit ends. Nothing is written into the project itself."""
    patients = as_patients_get_it(folder / "patients")
    return Sites(patients, build(assemble(PROJECT, folder / "preview")), build_plain(patients.root))


def as_patients_get_it(folder: Path) -> Built:
    """A publishing build of a copy whose every page somebody made up has signed: no real page was reviewed by anybody."""
    today = date.today().isoformat()
    clinic = Scratch(assemble(PROJECT, folder / "project"), folder)
    clinic.write("data/reviewers.yml", f"{clinic.read('data/reviewers.yml')}\n{yaml.safe_dump(_ENTRY)}")
    clinic.git("init", "-q", "--template=", "--initial-branch=main")
    clinic.commit("Open the clinic")
    clinic.sign(on=today, reviewer=REVIEWER)
    clinic.commit("Sign the pages")
    done = clinic.process("build", "--publish", on=today)
    assert done.code == 0, done.said
    return Built(clinic.root, load(clinic.root), done.out)
