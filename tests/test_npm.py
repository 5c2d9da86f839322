"""What comes from npm is installed once for each lock file; where it cannot be, the reason is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.npm import installed


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are those that a test makes, and a lock file."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "wanted").mkdir()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "wanted" / name).write_text("{}", "utf-8")
    return tmp_path


def program(machine: Path, name: str, does: str) -> None:
    file = machine / "bin" / name
    file.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    file.chmod(0o755)


def tried(machine: Path) -> str:
    """What comes of it: npm adds a line to a file whenever it is called."""
    return installed(machine / "wanted", machine / "into", "--omit=dev")


def calls(machine: Path) -> list[str]:
    file = machine / "into/calls"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def test_no_node(machine: Path) -> None:
    assert tried(machine) == "Node.js 18 or newer with npm is not installed"


def test_an_old_node(machine: Path) -> None:
    program(machine, "node", "echo v16.20.2")
    program(machine, "npm", "exit 0")
    assert tried(machine) == "Node.js is v16.20.2, older than 18"


def test_npm_that_fails_is_asked_again(machine: Path) -> None:
    program(machine, "node", "echo v20.0.0")
    program(machine, "npm", "echo 'no network' >&2; exit 1")
    assert tried(machine) == tried(machine) == "npm could not install what the tests need: no network"


def test_one_install_for_each_lock_file(machine: Path) -> None:
    program(machine, "node", "echo v20.0.0")
    program(machine, "npm", 'echo "$@" >> calls')
    assert tried(machine) == tried(machine) == ""
    (call,) = calls(machine)
    assert call.startswith("ci --ignore-scripts ") and call.endswith(" --omit=dev")
    (machine / "wanted/package-lock.json").write_text('{"changed": 1}', "utf-8")
    assert tried(machine) == ""
    assert len(calls(machine)) == 2
