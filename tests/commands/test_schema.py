"""What is generated is up to date, and generating it disturbs nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.commands.schema import all_generated
from macros.facts.fields import README
from macros.facts.schema import FOLDER, KINDS, MODELINE
from macros.pages.menu_schema import SCHEMA_FILE
from tests.editor.server import schemas_by_setting

PROJECT = Path(__file__).parents[2]
CLINIC = "data/clinic.yml"
GENERATED = all_generated(PROJECT)


@pytest.fixture
def project(fixture_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up clinic, which has no generated file yet."""
    root = tmp_path / "clinic"
    shutil.copytree(fixture_clinic, root)
    monkeypatch.chdir(root)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.mark.parametrize("path", sorted(GENERATED))
def test_a_generated_file_is_up_to_date(path: str) -> None:
    """If not: python -m macros schema"""
    assert (PROJECT / path).read_text("utf-8") == GENERATED[path]


def test_nothing_else_lies_among_the_schemas() -> None:
    known = {kind.schema_file for kind in KINDS} | {SCHEMA_FILE}
    assert {file.relative_to(PROJECT).as_posix() for file in (PROJECT / FOLDER).iterdir()} == known


def test_every_data_file_but_the_ledger_names_its_schema(project: Path) -> None:
    assert main(["schema"]) == 0
    for file in [*(project / "data").rglob("*.yml"), project / "content/menu.yml"]:
        named = file.read_text("utf-8").split("\n")[0]
        assert named.startswith(MODELINE)
        schema = (file.parent / named.removeprefix(MODELINE)).resolve()
        assert schema.is_relative_to(project / FOLDER)
        assert json.loads(schema.read_text("utf-8"))["title"].split("/")[-1] in (file.name, "*.yml")


def test_only_the_first_line_of_a_data_file_changes(project: Path) -> None:
    before = contents(project)
    assert main(["schema"]) == 0
    after = contents(project)
    assert {path: after[path].split(b"\n", 1)[1] for path in before if path.endswith(".yml")} == {
        path: raw for path, raw in before.items() if path.endswith(".yml")
    }
    assert all(after[path] == raw for path, raw in before.items() if not path.endswith(".yml"))


def test_a_second_run_has_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])
    before = contents(project)
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == "All was up to date.\n"
    assert contents(project) == before


def test_check_writes_nothing_and_says_what_is_out_of_date(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])
    (project / CLINIC).write_text("# yaml-language-server: $schema=nowhere.json\nname: A\n", "utf-8")
    (project / README).unlink()
    before = contents(project)
    capsys.readouterr()
    assert main(["schema", "--check"]) == 1
    assert capsys.readouterr().out == f"{CLINIC} is out of date\n{README} is out of date\nRun: python -m macros schema\n"
    assert contents(project) == before
    assert main(["schema"]) == 0
    assert (project / CLINIC).read_text("utf-8") == f"{MODELINE}.schema/clinic.json\nname: A\n"
    assert main(["schema", "--check"]) == 0


def test_a_file_that_cannot_be_read_is_left_alone(project: Path) -> None:
    (project / CLINIC).write_bytes(b"name: caf\xe9\n")
    assert main(["schema"]) == 0
    assert (project / CLINIC).read_bytes() == b"name: caf\xe9\n"


def test_reviews_are_left_alone(project: Path) -> None:
    ledger = project / "data/reviews/faq/index.yml"
    ledger.parent.mkdir(parents=True)
    ledger.write_text("# signed\n\n[]\n", "utf-8")
    assert main(["schema"]) == 0
    assert ledger.read_text("utf-8") == "# signed\n\n[]\n"


def test_the_page_of_fields_has_no_dead_link() -> None:
    page = GENERATED[README]
    headings = [re.sub(r"[^\w-]", "", line.lstrip("# ").lower().replace(" ", "-")) for line in page.split("\n") if line.startswith("#")]
    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= set(headings)


def test_every_line_of_a_table_has_five_cells() -> None:
    lines = [line for line in GENERATED[README].split("\n") if line.startswith("| `")]
    assert len(lines) > 100
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {6}


def test_visual_studio_code_knows_every_schema() -> None:
    expected = {kind.schema_file: kind.files for kind in KINDS} | {SCHEMA_FILE: "content/menu.yml"}
    assert schemas_by_setting() == expected


def test_the_task_reads_what_check_says() -> None:
    """The list of problems in the editor is made from the lines that `make check` prints."""
    tasks = json.loads((PROJECT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], 'content/faq/index.md:21:34  there is no concern called "acne-scar". Did you mean "acne-scars"?')
    assert found is not None
    place = [found[pattern[part]] for part in ("file", "line", "column", "message")]
    assert place == ["content/faq/index.md", "21", "34", 'there is no concern called "acne-scar". Did you mean "acne-scars"?']
    assert re.match(pattern["regexp"], "   21 | Most plans: {{ sessions() }}  and so on") is None
