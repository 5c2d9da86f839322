"""Waivers: what they let through, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.claims.paths import check_paths
from macros.facts.waiver import waivers_in, without_waivers

ON = "2026-11-25"
CLAIM = "It is painless."


def told(folder: Path, text: str, name: str = "a.md", on: str = ON) -> list[str]:
    (folder / name).write_text(text, "utf-8")
    return [f"{one.line}:{one.column} {one.kind}" for one in check_paths(folder, [folder / name], "sg", on)]


LET_THROUGH = {
    "above the paragraph": f"<!-- allow painless until 2027-06-01: a quotation -->\n{CLAIM}\n",
    "on its line": f"{CLAIM} <!-- allow painless until 2027-06-01: a quotation -->\n",
    "right below": f"{CLAIM}\n<!-- allow painless until 2027-06-01: a quotation -->\n",
    "above two lines of one paragraph": f"<!-- allow painless until 2027-06-01: a quotation -->\nA first line.\n{CLAIM}\n",
    "over two lines": f"<!-- allow painless until 2027-06-01:\n     a quotation -->\n{CLAIM}\n",
    "in capitals": f"<!-- Allow Painless until 2027-06-01: a quotation -->\n{CLAIM}\n",
}


@pytest.mark.parametrize("text", LET_THROUGH.values(), ids=LET_THROUGH)
def test_a_waiver_lets_its_rule_through_beside_it(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


def test_in_yaml_a_waiver_is_a_comment(tmp_path: Path) -> None:
    comment = "# allow painless until 2027-06-01: a quotation"
    assert told(tmp_path, f"{comment}\na: {CLAIM}\n", "a.yml") == []
    assert told(tmp_path, f"a: {CLAIM}  {comment}\n", "a.yml") == []
    assert told(tmp_path, f"{comment}\na: >\n  A first line.\n  {CLAIM}\n", "a.yml") == []
    assert told(tmp_path, f"# allow me to say so\na: {CLAIM}\n", "a.yml") == ["2:10 painless"]


WRONG = {
    "of another rule": (f"<!-- allow offer until 2027-06-01: x -->\n{CLAIM}\n", ["1:1 unused-waiver", "2:7 painless"]),
    "of another paragraph": (f"<!-- allow painless until 2027-06-01: x -->\nFine.\n\n{CLAIM}\n", ["1:1 unused-waiver", "4:7 painless"]),
    "that nothing needs": ("<!-- allow painless until 2027-06-01: x -->\nFine.\n", ["1:1 unused-waiver"]),
    "whose day has come": (f"<!-- allow painless until 2026-11-24: x -->\n{CLAIM}\n", ["1:1 expired-waiver"]),
    "for more than a year": (f"<!-- allow painless until 2027-12-01: x -->\n{CLAIM}\n", ["1:1 waiver"]),
    "with a day that is none": (f"<!-- allow painless until 2027-02-30: x -->\n{CLAIM}\n", ["1:1 waiver"]),
    "with an unknown rule": (f"<!-- allow painles until 2027-06-01: x -->\n{CLAIM}\n", ["1:1 waiver", "2:7 painless"]),
    "without a reason": (f"<!-- allow painless until 2027-06-01 -->\n{CLAIM}\n", ["1:1 waiver", "2:7 painless"]),
    "without a day": (f"<!-- allow painless: x -->\n{CLAIM}\n", ["1:1 waiver", "2:7 painless"]),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_a_waiver_that_is_wrong_is_a_problem(text: str, says: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, text) == says


def test_on_its_last_day_a_waiver_still_holds(tmp_path: Path) -> None:
    text = f"<!-- allow painless until {ON}: x -->\n{CLAIM}\n"
    assert told(tmp_path, text) == []
    assert told(tmp_path, text, on="2026-11-26") == ["1:1 expired-waiver"]


def test_no_waiver_is_published_and_no_line_moves() -> None:
    text = "A\n<!-- allow offer until 2027-06-01:\nx -->\nB <!-- allow offer until 2027-06-01: y -->\nC <!-- kept -->\n"
    assert without_waivers(text) == "A\n\n\nB\nC <!-- kept -->\n"
    assert [one.line for one in waivers_in(text, "a.md")] == [2, 4]
