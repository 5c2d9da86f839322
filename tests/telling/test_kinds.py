"""Each kind of problem has a name that stays, and every name is told in data/PROBLEMS.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.yaml_reader import parse_yaml
from macros.pages.kitchen import Kitchen
from macros.telling.kinds import PAGE, Kind, claims, generated, kinds

PROJECT = Path(__file__).parents[2]
TOLD = {name: kind for part in kinds().values() for name, kind in part.items()}
RULES = claims(PROJECT)

# Where the kind stands among the arguments of what makes a problem, if it is not named.
MAKERS = {"Problem": 5, "about_file": 3, "Slip": 2, "Fault": 2, "CallMistake": 2}
MAKERS |= {"refuse": 2, "_refuse": 3, "_refused": 2, "_of": 3, "_about": 3}


def texts(code: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def kinds_given(code: ast.AST) -> Iterator[str]:
    """The kinds that stand in calls of what makes a problem."""
    for call in (node for node in ast.walk(code) if isinstance(node, ast.Call)):
        place = MAKERS.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
        given = [argument.value for argument in call.keywords if argument.arg == "kind"]
        given += call.args[place : place + 1] if place else []
        yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


CODE = [ast.parse(file.read_text("utf-8")) for file in sorted((PROJECT / "macros").rglob("*.py"))]
NAMES = {name for code in CODE for name in kinds_given(code) if re.fullmatch("[a-z]+(-[a-z0-9]+)*", name)}


def test_every_kind_that_is_given_is_told() -> None:
    assert not NAMES - set(TOLD) - set(RULES), "tell them in macros/telling/kinds.yml, and run: python -m macros schema"
    assert len(NAMES) > 80  # it looks in the right places


def test_every_kind_that_is_told_is_given() -> None:
    assert not set(TOLD) - {text for code in CODE for text in texts(code)}


def test_no_kind_has_two_meanings() -> None:
    assert not set(TOLD) & set(RULES)
    assert sum(len(part) for part in kinds().values()) == len(TOLD)


def test_the_page_is_up_to_date() -> None:
    made = generated(PROJECT)[PAGE]
    assert (PROJECT / PAGE).read_text("utf-8") == made, "run: python -m macros schema"
    assert all(f"\n### {name}\n" in made for name in (*TOLD, *RULES))


def test_a_page_that_lacks_a_kind_would_be_seen(tmp_path: Path) -> None:
    assert "guarantee" not in generated(tmp_path)[PAGE]  # a project without rules for claims
    code = 'Problem("a", 1, 1, "b", "c", "new-kind"); document.problem(loc, "a", kind="other-kind")'
    assert set(kinds_given(ast.parse(code))) == {"new-kind", "other-kind"}


def problems_of(kind: Kind, text: str, guide: Guide) -> set[str]:
    """The kinds of problem in an example."""
    try:
        if kind.read_as == "yaml":
            parse_yaml(text + "\n", "f.yml")
        else:
            Kitchen(guide).cook("lamp/page.md", text, "content/lamp/page.md")
    except EditorMistakes as mistakes:
        return {problem.kind for problem in mistakes.problems}
    return set()


@pytest.mark.parametrize("name", [name for name, kind in TOLD.items() if kind.read_as])
def test_the_wrong_example_is_wrong_and_the_right_one_is_right(name: str, guide: Guide) -> None:
    assert problems_of(TOLD[name], TOLD[name].wrong, guide) == {name}
    assert problems_of(TOLD[name], TOLD[name].right, guide) == set()


@pytest.mark.parametrize("name", sorted(TOLD))
def test_it_is_told_in_whole_sentences(name: str) -> None:
    means = TOLD[name].means
    assert re.fullmatch(r"[A-Z].*[.]", means), means
    assert len(means) < 180


def test_a_problem_names_its_kind() -> None:
    with pytest.raises(TypeError):
        Problem("a.yml", 1, 1, "seen", "do")  # type: ignore[call-arg]
