"""data/reviews/README.md and the README say what the program does: the statement word for word, commands and options that exist."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from textwrap import dedent

import pytest

from macros.__main__ import _parser
from macros.commands.review import arguments
from macros.facts.ledger import MOST_MONTHS, Entry
from macros.facts.records import Clinic, Person
from macros.reviews.report import SIGN
from macros.reviews.statement import NAMESPACE, statement

PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "data/reviews/README.md").read_text("utf-8")
README = (PROJECT / "README.md").read_text("utf-8")


def options_of(command: str) -> set[str]:
    """Every option of `review <command>`."""
    parser = argparse.ArgumentParser()
    arguments(parser)
    (parts,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return set(parts.choices[command]._option_string_actions)


def test_the_statement_is_the_one_that_is_signed() -> None:
    shown = re.search(r"(?m)^    Clinic Guide, statement.*\n(    .*\n)+", GUIDE)
    assert shown
    entry = Entry(
        page="faq/index.md", reviewer="ian-tan", reviewed_by=Person(name="Dr. Ian Tan"),
        reviewed_on="2026-11-25", next_review_by="2027-11-25", fingerprint="8ae3-g4dv-kkjh-crr6-95sc-9y5x-8ka2-kxse",
    )  # fmt: skip
    assert dedent(shown[0]) == statement(entry, None)
    assert NAMESPACE in GUIDE


@pytest.mark.parametrize("text", [GUIDE, README], ids=["the guide for reviewers", "the README"])
def test_every_review_command_that_is_named_exists_with_its_options(text: str) -> None:
    named = re.findall(r"(?:macros|…) review (\w+)([^`\n#]*)", text)
    assert {command for command, _ in named} >= {"status", "packet", "sign"}
    for command, rest in named:
        assert set(re.findall(r"--[\w-]+", rest)) <= options_of(command), (command, rest)


@pytest.mark.parametrize("text", [GUIDE, README], ids=["the guide for reviewers", "the README"])
def test_the_way_to_publish_exists(text: str) -> None:
    assert "python -m macros build --publish --only-reviewed" in text and "make publish" in text
    assert _parser().parse_args(["build", "--publish", "--only-reviewed"]).only_reviewed
    assert "\npublish:" in (PROJECT / "Makefile").read_text("utf-8")


def test_every_state_is_explained() -> None:
    explained = re.findall(r"(?m)^\| ([^|]+?) \| [^|]+ \| [^|]+ \| (?:yes|no) \|$", GUIDE)
    assert {state for cell in explained for state in cell.split(", ")} == set(SIGN.values())


def test_the_limits_are_the_real_ones() -> None:
    field = Clinic.model_fields["most_months_between_reviews"]
    assert f"({field.default} if it is not there, {MOST_MONTHS} at most)" in GUIDE


def test_files_that_are_named_are_there() -> None:
    for name in re.findall(r"`((?:macros|tests|\.github|data)/[\w./-]+)`", GUIDE):
        assert (PROJECT / name).exists(), name
