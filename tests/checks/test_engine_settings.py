"""The stories of engine_settings.yml: this project's mkdocs.yml with `replace` once replaced `by` another text, or a `text` in its place.

Each line of `says` starts with the line, the column and the width of the exact part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.checks.engine_settings import FILE, KNOWN, engine_settings
from macros.facts.problem import Problem

PROJECT = Path(__file__).parents[2]
CASES = yaml.safe_load(Path(__file__).with_name("engine_settings.yml").read_text("utf-8"))


def told(problem: Problem) -> str:
    assert problem.path == FILE and problem.kind
    return f"{problem.line}:{problem.column} {problem.width}  {problem.message}"


@pytest.mark.parametrize("case", CASES, ids=[case["story"] for case in CASES])
def test_a_setting_is_looked_at_as_told(case: dict[str, Any], tmp_path: Path) -> None:
    text = case.get("text")
    if text is None:
        before = (PROJECT / FILE).read_text("utf-8")
        assert before.count(case["replace"]) == 1
        text = before.replace(case["replace"], case["by"])
    (tmp_path / FILE).write_text(text, "utf-8")
    found = [told(problem) for problem in engine_settings(tmp_path)]
    assert (found[: len(case["says"])] if case.get("ignore_rest") else found) == case["says"]


def test_a_project_without_settings(tmp_path: Path) -> None:
    assert engine_settings(tmp_path) == []
    (tmp_path / "overrides").mkdir()
    assert [str(problem) for problem in engine_settings(tmp_path)] == [f"{FILE}:1:1  there is no such file. Add it, or correct its name."]


def test_every_setting_of_the_engine_is_known() -> None:
    from mkdocs.config.defaults import MkDocsConfig

    taken_away = {"pages", "google_analytics", "config_file_path", "theme", "mdx_configs", "edit_uri"} - {"theme", "edit_uri"}
    ours = {key for key, _ in MkDocsConfig._schema} - taken_away
    assert ours <= KNOWN | {"config_file_path", "mdx_configs", "pages", "google_analytics"}
