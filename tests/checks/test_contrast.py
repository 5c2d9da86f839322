"""Colours that are too close are found where they are written: in the tokens of the look, or in the clinic's brand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.checks.contrast import PAIRS, TOKENS, contrast, ratio
from macros.facts.guide import Guide, load
from macros.facts.problem import Problem

PROJECT = Path(__file__).parents[2]
LIGHT_BRAND = 'brand:\n  colour: "#f0c040"\n'  # yellow, which nobody can read on white


def look(root: Path, **edits: str) -> list[Problem]:
    """The problems of a project whose tokens are this project's, with each value of `edits` (old=new) replaced wherever it stands first."""
    text = (PROJECT / TOKENS).read_text("utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    (root / TOKENS).parent.mkdir(parents=True, exist_ok=True)
    (root / TOKENS).write_text(text, "utf-8")
    return list(contrast(root, load(root)))


def value_of(name: str, scheme: int = 0) -> str:
    """How a token is written: in light (0) or in dark (1)."""
    lines = [line.strip() for line in (PROJECT / TOKENS).read_text("utf-8").splitlines()]
    return [line for line in lines if line.startswith(f"--cg-{name}:")][scheme]


@pytest.fixture
def plain_clinic(clinic_copy: Path) -> Path:
    """The made-up clinic without colours of its own."""
    file = clinic_copy / "data/clinic.yml"
    before, _, _ = file.read_text("utf-8").partition("brand:\n")
    file.write_text(before, "utf-8")
    return clinic_copy


# Worked out by hand after WCAG 2.2, or well known: #767676 is the lightest grey that can be read on white.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#000", 21.0),
        ("#123456", "#123456", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#949494", "#FFFFFF", 3.03),
    ],
)
def test_the_contrast_of_two_colours(one: str, other: str, expected: float) -> None:
    assert round(ratio(one, other), 2) == round(ratio(other, one), 2) == expected


def test_this_look_can_be_read(plain_clinic: Path) -> None:
    assert look(plain_clinic) == []


def test_a_faint_colour_is_named_where_it_stands(plain_clinic: Path) -> None:
    before = value_of("ink-soft")
    found = look(plain_clinic, **{before: "--cg-ink-soft: #b0b0b0;"})
    text = (plain_clinic / TOKENS).read_text("utf-8").splitlines()
    (problem,) = found
    assert problem.path == TOKENS
    assert problem.kind == "low-contrast"
    assert text[problem.line - 1][problem.column - 1 :][: problem.width] == "#b0b0b0"
    # On the darkest of its grounds: white would have 2.17.
    assert problem.seen.startswith("--cg-ink-soft on --cg-")
    assert "to 1 in light, and 4.5 is needed" in problem.seen


def test_dark_is_looked_at_apart_from_light(plain_clinic: Path) -> None:
    before = value_of("ink", scheme=1)
    text = (PROJECT / TOKENS).read_text("utf-8")
    dark_line = text[: text.rindex(before)].count("\n") + 1
    (problem,) = look(plain_clinic, **{before: "--cg-ink: #3a3a3a;"})
    assert problem.line == dark_line
    assert "in dark" in problem.seen


def test_a_shape_needs_less_than_a_text(plain_clinic: Path) -> None:
    """The mark of what the keyboard is on: #949494 has 3.03 on white, and would be too faint for a text."""
    grounds = next(grounds for ink, grounds, _ in PAIRS if ink == "focus").split()
    white = {value_of(name): f"--cg-{name}: #ffffff;" for name in grounds}
    faint = [problem for problem in look(plain_clinic, **white, **{value_of("focus"): "--cg-focus: #949494;"}) if "focus" in problem.seen]
    assert faint == []
    (problem,) = [one for one in look(plain_clinic, **white, **{value_of("focus"): "--cg-focus: #999999;"}) if "focus" in one.seen]
    assert "2.85 to 1 in light, and 3 is needed" in problem.seen


def test_a_missing_colour_and_one_that_cannot_be_measured(plain_clinic: Path) -> None:
    edits = {value_of("ink"): "--cg-inc: #000;", value_of("paper"): "--cg-paper: papayawhip;", value_of("card"): "/* --cg-card: #fff; */"}
    found = [problem.seen for problem in look(plain_clinic, **edits)]
    assert found == ["the colour --cg-card is missing", "the colour --cg-ink is missing", '"papayawhip" is no colour that can be measured']


def test_a_brand_is_measured_with_the_rest(plain_clinic: Path) -> None:
    file = plain_clinic / "data/clinic.yml"
    file.write_text(file.read_text("utf-8") + LIGHT_BRAND, "utf-8")
    (problem,) = look(plain_clinic)
    line = file.read_text("utf-8").count("\n")
    assert (problem.path, problem.line, problem.column, problem.width) == ("data/clinic.yml", line, 11, 9)
    assert problem.seen.startswith("#f0c040 is too close to what lies behind it: the contrast is 1.")
    assert problem.do == "Choose a darker one"


def test_a_brand_for_the_dark_is_measured_in_the_dark(plain_clinic: Path) -> None:
    file = plain_clinic / "data/clinic.yml"
    file.write_text(file.read_text("utf-8") + 'brand: {colour: "#0f5c53", colour_in_the_dark: "#0f5c53"}\n', "utf-8")
    (problem,) = look(plain_clinic)
    assert (problem.column, problem.do) == (48, "Write a lighter one here")
    assert "in dark" in problem.seen


def test_a_project_without_a_look_has_none(guide: Guide, tmp_path: Path) -> None:
    assert list(contrast(tmp_path, guide)) == []


def test_the_whole_check_looks_at_it(plain_clinic: Path) -> None:
    from macros.checks.content import check_content
    from macros.facts.problem import EditorMistakes

    file = plain_clinic / TOKENS
    file.write_text(file.read_text("utf-8").replace(value_of("ink"), "--cg-ink: #eee;"), "utf-8")
    with pytest.raises(EditorMistakes) as told:
        check_content(plain_clinic)
    assert {problem.kind for problem in told.value.problems} == {"low-contrast"}
    assert replace(told.value.problems[0]).path == TOKENS
