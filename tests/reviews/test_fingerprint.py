"""A fingerprint is the same for everybody who works it out, and another as soon as the text is another."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from macros.facts.guide import Guide, load
from macros.pages.stage import prepare
from macros.reviews.fingerprint import answers_fingerprint, digest, fingerprint, is_quoted, joint_fingerprint
from macros.reviews.reading import Reading, read
from tests.site.project import assemble

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # https://www.crockford.com/base32.html
SHAPE = re.compile(rf"[{CROCKFORD}]{{4}}(-[{CROCKFORD}]{{4}}){{7}}")
LINES = ("Title: Dots", "Description: On a wall.", "It takes 3 lamps.", "Then wait.")
READING = Reading("lamp/dots.md", "Dots", LINES, frozenset({"dots"}), ("a.md",))
WHOLE = "0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz"

# In each, all is other that a fingerprint must not depend on: the folder, the order in which files are found, and these.
MACHINES = {
    "clinic": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    "a wall & a café": {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "America/Adak", "SOURCE_DATE_EPOCH": "0"},
}
SHUFFLED = """
import json, pathlib, random, sys
for name in ("rglob", "glob", "iterdir"):
    def shuffled(self, *arguments, find=getattr(pathlib.Path, name)):
        found = sorted(find(self, *arguments))
        random.Random(sys.argv[1]).shuffle(found)
        return iter(found)
    setattr(pathlib.Path, name, shuffled)
from pathlib import Path
from macros.pages.stage import prepare
from macros.reviews.fingerprint import answers_fingerprint, fingerprint
from macros.reviews.reading import read
"""


def marks_of(root: Path) -> dict[str, str]:
    """Every fingerprint of a project: of its pages, and of its answers."""
    staged = prepare(root)
    treatments = staged.guide.treatments.values()
    pages = {page: fingerprint(read(page, staged.files[page], staged.files)) for page in staged.pages}
    return pages | {f"{one.id}/{name}": answers_fingerprint(staged.guide, one.id, name) for one in treatments for name in one.concerns}


# A page


def test_a_known_fingerprint_worked_out_by_hand() -> None:
    """The first 160 bits of SHA-256, five at a time, written with Crockford's digits."""
    text = "clinic guide reading 1\nlamp/dots.md\nTitle: Dots Description: On a wall. It takes 3 lamps. Then wait."
    number = int(sha256(text.encode("utf-8")).hexdigest()[:40], 16)
    digits = ""
    while len(digits) < 32:
        number, rest = divmod(number, 32)
        digits = CROCKFORD[rest] + digits
    groups = "-".join(re.findall("....", digits))
    assert fingerprint(READING) == groups == "3rm0-xvbc-gwwz-akrk-x4vq-tgps-ygg5-q5v4"


def test_eight_groups_of_four(fixture_clinic: Path) -> None:
    marks = marks_of(fixture_clinic)
    assert [mark for mark in (*marks.values(), digest(""), joint_fingerprint(marks)) if not SHAPE.fullmatch(mark)] == []
    assert len(set(marks.values())) == len(marks)


def test_each_letter_of_the_alphabet_is_used() -> None:
    """No letter that a person takes for another, and none left out."""
    assert set("".join(digest(str(number)) for number in range(50))) == {*CROCKFORD, "-"}


@pytest.mark.parametrize(
    "other",
    [
        replace(READING, lines=(*LINES[:2], "It takes 4 lamps.", "Then wait.")),
        replace(READING, lines=(*LINES[:2], "Then wait.", "It takes 3 lamps.")),
        replace(READING, lines=(*LINES[:2], "It takes 3 lamps.Then wait.")),
        replace(READING, lines=LINES[:3]),
        replace(READING, page="lamp/spots.md"),
    ],
    ids=["a number", "the order", "a space", "less text", "the same text on another page"],
)
def test_another_text_has_another_fingerprint(other: Reading) -> None:
    assert fingerprint(other) != fingerprint(READING)


@pytest.mark.parametrize(
    "same",
    [
        replace(READING, lines=(*LINES[:2], "It takes", "3 lamps. Then  wait.")),
        replace(READING, ids=frozenset(), links=()),
    ],
    ids=["other lines", "other names of its parts"],
)
def test_the_same_words_have_the_same_fingerprint(same: Reading) -> None:
    assert fingerprint(same) == fingerprint(READING)


def test_every_machine_works_out_the_same_fingerprints(fixture_clinic: Path, tmp_path: Path) -> None:
    program = f"{SHUFFLED}\n{inspect.getsource(marks_of)}\nprint(json.dumps(marks_of(Path('.').resolve())))"
    at_work = []
    for name, settings in MACHINES.items():
        root = assemble(fixture_clinic, tmp_path / name)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
        command = [sys.executable, "-c", program, name]
        at_work.append(subprocess.Popen(command, cwd=root, env=kept | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    told = [one.communicate() for one in at_work]
    assert [error.decode() for _, error in told] == [""] * len(MACHINES)
    assert [json.loads(marks) for marks, _ in told] == [marks_of(fixture_clinic)] * len(MACHINES)


# What a person quotes


@pytest.mark.parametrize(
    "given",
    [
        WHOLE,
        "0123-4567-89ab-cdef",
        "0123-4567-89ab-cdef-ghjk",
        "0123-4567-89ab-cdef-g",
        "0123456789abcdefghjkmnpqrstvwxyz",
        "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
        "0123 4567 89ab cdef",
        "  0123-4567-89ab-cdef\n",
        "o123-4567-89ab-cdef",
        "Oi23-4567-89ab-cdef",
        "0L23-4567-89ab-cdef",
        "OI23-4567-89ab-cdef-ghjk",
    ],
)
def test_what_a_person_copied_is_recognised(given: str) -> None:
    assert is_quoted(given, WHOLE)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "-",
        "0",
        "0123-4567-89ab",
        "0123-4567-89ab-cde",
        "0123-4567-89ab-cdee",
        "1123-4567-89ab-cdef",
        "4567-89ab-cdef-ghjk",
        "0123-4567-89ab-cdef-gggg",
        WHOLE + "-0123",
        WHOLE[::-1],
        "----------------",
        "????????????????",
    ],
)
def test_what_is_too_short_or_of_another_text_is_refused(given: str) -> None:
    assert not is_quoted(given, WHOLE)


# Several pages


PAGES = {"a.md": digest("a"), "b.md": digest("b"), "c.md": digest("c")}


def test_a_joint_fingerprint_does_not_depend_on_the_order_of_pages() -> None:
    assert joint_fingerprint(dict(reversed(PAGES.items()))) == joint_fingerprint(PAGES)


def test_the_joint_fingerprint_of_one_page_is_its_own() -> None:
    assert joint_fingerprint({"a.md": PAGES["a.md"]}) == PAGES["a.md"]


@pytest.mark.parametrize("page", PAGES)
def test_a_joint_fingerprint_changes_with_any_page(page: str) -> None:
    others = {name: mark for name, mark in PAGES.items() if name != page}
    marks = {joint_fingerprint(pages) for pages in (PAGES, {**PAGES, page: digest("new")}, others, {**others, "new.md": PAGES[page]})}
    assert len(marks) == 4


def test_two_pages_that_swap_their_texts_have_another_joint_fingerprint() -> None:
    assert joint_fingerprint({**PAGES, "a.md": PAGES["b.md"], "b.md": PAGES["a.md"]}) != joint_fingerprint(PAGES)


# The answers of the estimate

DOTS = "treatments/lamp/concerns/grey-dots.yml"
SHINE = "treatments/lamp/concerns/dull-shine.yml"
LAMP = "treatments/lamp/treatment.yml"
RANGE = "estimate: range\n    studies:\n      sessions: {at_least: 1"
MOVING = {
    "a number of sessions": (DOTS, "sessions: {at_most: 5}", "sessions: {at_most: 4}"),
    "a gap": (DOTS, "weeks_between: {at_least: 8}", "weeks_between: {at_least: 9}"),
    "what a description is called": (DOTS, "said_as: a few grey dots", "said_as: some grey dots"),
    "whether there is a number": (DOTS, RANGE, RANGE.replace("range", "doctor decides\n    because: Who knows.")),
    "what the clinic does": (DOTS, "says: one session may be enough", "says: several sessions"),
    "why the clinic does it otherwise": (DOTS, "in its own way", "as it likes"),
    "what follows": (DOTS, "Dust the wall.", "Dust the wall twice."),
    "what is not known": (DOTS, "Nobody knows where dots go.", "Nobody asks where dots go."),
    "the title of a source": ("sources.yml", "title: A long count of lamps", "title: A wrong count of lamps"),
    "the year of a source": ("sources.yml", "year: 2001", "year: 1999"),
    "where a source is found": ("sources.yml", "doi: 10.9999/attic", "doi: 10.9999/cellar"),
    "the title of the review in which a study was read": ("sources.yml", "Lanterns of all kinds", "Candles of all kinds"),
    "a sentence of all answers": ("wording.yml", "{studies} used {sessions}", "{studies} took {sessions}"),
    "an answer to a question": ("questions.yml", "said_as: in a small room", "said_as: in a tiny room"),
    "the clinic's usual plan": (LAMP, "{at_least: 4, at_most: 8}", "{at_least: 4, at_most: 9}"),
}
STILL = {
    "a number of another concern": (SHINE, "sessions: {at_least: 9, at_most: 9}", "sessions: {at_least: 8, at_most: 8}"),
    "what follows another concern": (SHINE, "Polish it.", "Leave it."),
    "what is not known of another concern": (SHINE, "Nobody knows what shine is.", "Nobody asks."),
    "another treatment": ("treatments/mist/concerns/dry-leaf.yml", "The house sprays once.", "The house sprays."),
    "a source of another treatment": ("sources.yml", "title: A count of mist", "title: A count of fog"),
    "a source that is background only": ("sources.yml", "title: Candles only", "title: Candles"),
    "what the concern is": (DOTS, "Dots are small.", "Dots are tiny."),
    "side effects": (DOTS, "percent: 4.7", "percent: 4.8"),
    "what to tell the clinic": (LAMP, "Moths love lamps.", "Moths like lamps."),
    "a question that only adds notes": ("questions.yml", "Ask somebody with a compass.", "Ask somebody."),
    "who reviews": ("reviewers.yml", "Keeping lamps.", "Lighting lamps."),
    "when the guide was published": ("clinic.yml", "2026-01-02", "2026-03-04"),
}


def edited(fixture_clinic: Path, root: Path, edit: tuple[str, str, str]) -> Guide:
    """The facts of the made-up clinic after one edit, wherever the text stands in the file."""
    path, old, new = edit
    shutil.copytree(fixture_clinic / "data", root / "data")
    text = (root / "data" / path).read_text("utf-8")
    assert old in text
    (root / "data" / path).write_text(text.replace(old, new), "utf-8")
    return load(root)


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in MOVING.items()])
def test_the_answers_change_with_what_they_say(guide: Guide, fixture_clinic: Path, tmp_path: Path, edit: Any) -> None:
    after = edited(fixture_clinic, tmp_path, edit)
    assert answers_fingerprint(after, "lamp", "grey-dots") != answers_fingerprint(guide, "lamp", "grey-dots")


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in STILL.items()])
def test_the_answers_outlive_what_others_say(guide: Guide, fixture_clinic: Path, tmp_path: Path, edit: Any) -> None:
    after = edited(fixture_clinic, tmp_path, edit)
    assert answers_fingerprint(after, "lamp", "grey-dots") == answers_fingerprint(guide, "lamp", "grey-dots")
