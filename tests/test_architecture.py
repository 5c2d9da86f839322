"""The arrows of macros/ never turn back, nothing there knows the engine, and nothing there knows which treatments this clinic has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
MACROS = PROJECT / "macros"

# Each may use itself and those before it. The build comes after them, and only a command may start it.
ORDER = "facts estimate components search headers pages reviews explaining checks new building telling preview commands".split()
LAYERS = [name for name in ORDER if (MACROS / name).is_dir()]
ENGINES = {"mkdocs", "material", "mkdocs_material", "properdocs", "zensical"}


def imported(code: str) -> Iterator[str]:
    """The full name of every module that code imports, wherever the import stands."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports inside macros/ are written in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("import_module", "__import__"):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def layer_of(module: str) -> str | None:
    """`macros.facts.guide` -> `facts`; None for what is not in macros/."""
    parts = [*module.split("."), ""]
    return parts[1] if parts[0] == "macros" and parts[1] in ORDER else None


def turned_back(layer: str, code: str) -> list[str]:
    """The imports of a module of `layer` that belong to a later one."""
    later = ORDER[ORDER.index(layer) + 1 :]
    last = {"macros.build", "macros.__main__"} - ({"macros.build"} if layer == "commands" else set())
    return sorted(module for module in imported(code) if layer_of(module) in later or module in last)


@pytest.mark.parametrize("layer", LAYERS)
def test_no_arrow_turns_back(layer: str) -> None:
    found = {file.name: turned_back(layer, file.read_text("utf-8")) for file in modules(MACROS / layer)}
    assert not {name: turned for name, turned in found.items() if turned}


def test_nothing_in_macros_imports_the_engine() -> None:
    found = {(file.name, module) for file in modules(MACROS) for module in imported(file.read_text("utf-8"))}
    assert not {(name, module) for name, module in found if module.split(".")[0] in ENGINES}


def test_every_folder_of_code_has_its_place_in_the_order() -> None:
    with_code = {file.relative_to(MACROS).parts[0] for file in modules(MACROS) if file.parent != MACROS}
    assert with_code <= set(ORDER)


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("facts", "from macros.estimate.rule import Span"),
        ("facts", "def late():\n    import macros.pages.stage"),
        ("estimate", "from macros import checks"),
        ("pages", "from macros.checks import content"),
        ("pages", 'importlib.import_module("macros.checks.site")'),
        ("checks", "from macros.build import build_site"),
    ],
)
def test_an_arrow_that_turns_back_would_be_seen(layer: str, code: str) -> None:
    assert turned_back(layer, code)


@pytest.mark.parametrize("code", ["import macros.facts.guide", "from macros.facts import problem", "import json"])
def test_an_arrow_in_the_right_direction_is_let_through(code: str) -> None:
    assert not turned_back("pages", code)


def test_no_code_and_no_template_names_a_treatment() -> None:
    """A treatment is data. Code that names one breaks for the next; only decisions/ may tell where it all began. A picosecond is a time."""
    files = (file for file in sorted(MACROS.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    lines = (
        f"{file.relative_to(PROJECT)}:{number}: {line.strip()}"
        for file in files
        if file.relative_to(MACROS).parts[0] != "decisions"
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search("pico(?!second)", f"{file.name} {line}", re.IGNORECASE)
    )
    assert not list(lines)
