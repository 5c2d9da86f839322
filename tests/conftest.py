"""What every test may ask for. Real content is never a fixture: the clinic of the tests is made up, in fixture_clinic/."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings
from markdown import Markdown

from macros.both_cores import cores
from macros.facts.guide import Guide, load
from tests.fuzz import TIMES, TRIED
from tests.site.project import PROGRAM, PROJECT, Built, built_once, copy_into, spare_work

FIXTURE_CLINIC = PROJECT / "tests/fixture_clinic"
LONG = re.compile("tests/(browser|building|reviews|site|preview)/")  # where files of tests are that take half a minute

# What a machine or a person asks for elsewhere: messages look the same wherever the tests run.
for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)

# A busy machine is no fault of the program: hypothesis would fail an example that takes more than 200 ms.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: much of the time a test waits for a browser, or for a build of its own."""
    return cores() + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, in whatever order they are: one that comes last would keep one core busy and the others idle."""
    items.sort(key=lambda item: not LONG.match(item.nodeid))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After `make fuzz`: how many broken files each test has tried."""
    for name, count in sorted(TRIED.items() if TIMES else ()):
        terminalreporter.write_line(f"{count:>9,} {name}")


@pytest.fixture(scope="session")
def fixture_clinic() -> Path:
    """The made-up clinic, to read only."""
    return FIXTURE_CLINIC


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The facts of the made-up clinic."""
    return load(FIXTURE_CLINIC)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run of the tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def lantern(shared: Path) -> Built:
    """The site of the made-up clinic, built once by the real engine. Read only: a test that edits takes `clinic_copy`."""
    return built_once(FIXTURE_CLINIC, "lantern", shared)


@pytest.fixture(scope="session")
def real(shared: Path) -> Built:
    """The site of this project, built in the same way."""
    return built_once(PROJECT, "real", shared)


@pytest.fixture
def clinic_copy(tmp_path: Path) -> Path:
    """A project that holds the made-up clinic: to edit, and to run the engine in."""
    root = tmp_path / "clinic"
    shutil.copytree(FIXTURE_CLINIC, root)
    for name in PROGRAM:
        copy_into(root, PROJECT / name)
    spare_work(root)
    return root


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Markdown as the engine reads it: Python-Markdown with the extensions of mkdocs.yml."""
    named: list[Any] = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    options = {name: found for one in named if isinstance(one, dict) for name, found in one.items()}
    # mkdocs adds these three on its own.
    names = dict.fromkeys(["toc", "tables", "fenced_code", *options, *(one for one in named if isinstance(one, str))])
    return lambda text: Markdown(extensions=list(names), extension_configs=options).convert(text)
