"""The rules on sentences whose labels are known: our own, and a held-out set by somebody who had not seen the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from macros.checks.claims.judge import Judge
from macros.facts.claims import RuleName, read_claims
from tests.checks.scored import Labelled, Score, as_table, found_in, score

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
README = PROJECT / "macros/checks/README.md"
LEAST, LEAST_UNSEEN = 0.95, 0.90
RULES = get_args(RuleName)
ON_PAGES = {"no-risks"}  # a rule about whole pages: its cases are pages


def labelled(folder: str) -> list[Labelled]:
    files = sorted((HERE / folder).glob("*.yml"))
    entries: list[dict[str, Any]] = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    return [
        Labelled(text, frozenset(entry["rules"]), entry.get("profile", "sg"), "page" in entry, frozenset(entry.get("may", ())))
        for entry in entries
        if not entry.get("unsure")
        for text in entry.get("texts") or [entry.get("page") or entry["text"]]
    ]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(read_claims(PROJECT))


@pytest.fixture(scope="module")
def own(judge: Judge) -> Score:
    return score(judge, labelled("labelled"))


@pytest.fixture(scope="module")
def held_out(judge: Judge) -> Score:
    return score(judge, labelled("held_out"))


@pytest.fixture(scope="module")
def unseen(judge: Judge) -> Score:
    return score(judge, labelled("unseen"))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_right_about_our_own_sentences(rule: str, own: Score) -> None:
    about = "\n".join(line for line in own.wrong if f" {rule}:" in line)
    assert own.right[rule] + own.missed[rule] >= (2 if rule in ON_PAGES else 5), "too few sentences to say anything"
    assert own.precision(rule) >= LEAST, about
    assert own.recall(rule) >= LEAST, about


def test_the_held_out_sentences_are_judged_well(held_out: Score) -> None:
    precision, recall = held_out.overall()
    assert precision >= LEAST, "\n".join(held_out.wrong)
    assert recall >= LEAST, "\n".join(held_out.wrong)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Results may vary, and no one can tell how your skin will respond. For some people it does not work at all.", set()),
        ("Can six sessions clear my acne scars?", set()),
        ("Why have ten sessions when six will do?", {"bare-number"}),
        ("Allow a week for the skin to recover.", {"bare-number"}),
        ("Most tattoos look paler by session 8.", {"bare-number", "result-in-time"}),
        ("A surgeon on the specialist register visits once a month.", set()),
        ("Sim J, Ho K. Laser with hydroquinone versus hydroquinone alone. Dermatol Surg. 2021;47:112-118.", set()),
        ("A small trial found no clear difference between the laser and a hydroquinone cream (source 4).", set()),
        ("![The same woman, once the course was over](woman.jpg)", {"before-after"}),
    ],
)
def test_what_phrases_alone_cannot_tell(text: str, rules: set[str], judge: Judge) -> None:
    assert found_in(judge, Labelled(text, frozenset(rules))) == rules


def test_sentences_that_no_rule_was_mended_by_are_judged_well(unseen: Score) -> None:
    """Which ones are wrong is not said: they would be looked at, and used."""
    precision, recall = unseen.overall()
    assert precision >= LEAST_UNSEEN
    assert recall >= LEAST_UNSEEN


def test_there_are_enough_sentences_and_half_of_them_are_fine() -> None:
    found = labelled("labelled")
    assert len(found) >= 300
    assert sum(not one.rules for one in found) >= 150


def test_the_documentation_shows_these_figures(own: Score, held_out: Score, unseen: Score) -> None:
    """After a change of rules or sentences: copy the table from this failure into the file."""
    table = as_table([("never used", unseen), ("by others", held_out), ("own", own)], RULES)
    assert table in README.read_text("utf-8"), f"\n{table}\n"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_documented_with_why_and_where_it_comes_from(rule: str, judge: Judge) -> None:
    record = judge.lists.claims.rules[rule]  # type: ignore[index]
    assert f"`{rule}`" in README.read_text("utf-8")
    assert record.why
    assert record.rests_on
    assert record.instead
