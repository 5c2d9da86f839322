"""Finding a browser, on a machine that each test makes up. Nothing is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import find


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser: nothing on the PATH, nothing in the usual places, and apt-get must not run."""
    for variable in (find.CHOSEN, "CI", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(find, "_usual_places", lambda: iter(()))
    monkeypatch.setattr(subprocess, "run", _forbidden)
    monkeypatch.setattr(find, "_can_install", lambda: False)
    return tmp_path


def _forbidden(*_: object, **__: object) -> None:
    raise AssertionError("a test must not install anything")


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", find.ON_PATH)
def test_a_browser_on_the_path_is_found(machine: Path, name: str) -> None:
    assert find.find_browser() is None
    installed = program(machine / "bin" / name)
    assert find.find_browser() == str(installed)


def test_the_chosen_browser_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine / "bin/chromium")
    chosen = program(machine / "my own/chrome")
    monkeypatch.setenv(find.CHOSEN, str(chosen))
    assert find.find_browser() == str(chosen)


def test_a_chosen_browser_that_is_not_there_is_not_replaced(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(machine / "bin/chromium")
    monkeypatch.setenv(find.CHOSEN, "/nowhere/chrome")
    monkeypatch.setattr(find, "_can_install", lambda: True)
    assert find.find_browser() is None
    assert find.main() == 1
    assert "/nowhere/chrome" in _one_line(capsys)


def test_a_browser_in_a_usual_place_is_found(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = program(machine / "Programs/Google Chrome")
    monkeypatch.setattr(find, "_usual_places", lambda: iter([machine / "not there", installed]))
    assert find.find_browser() == str(installed)


@pytest.mark.parametrize("app", find.MAC)
def test_the_usual_places_of_a_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    for folder in (Path("/Applications"), tmp_path / "Applications"):
        assert folder / f"{app}.app/Contents/MacOS/{app}" in find._usual_places()


@pytest.mark.parametrize("variable", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
@pytest.mark.parametrize("place", find.WINDOWS)
def test_the_usual_places_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv(variable, str(tmp_path))
    assert tmp_path / place in find._usual_places()


def test_nothing_is_said_when_a_browser_is_there(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(machine / "bin/chromium")
    assert find.main() == 0
    assert capsys.readouterr() == ("", "")


def test_one_line_says_what_to_install(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find.main() == 1
    assert find.CHOSEN in _one_line(capsys)


def test_root_on_debian_gets_one_installed(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commands = _pretend_apt(monkeypatch, installs=machine / "bin/chromium")
    assert find.main() == 0
    assert [command[:3] for command in commands] == [["apt-get", "-qq", "update"], ["apt-get", "-qq", "install"]]
    assert commands[1][3:] == ["-y", "--no-install-recommends", "chromium"]
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.err == ""


def test_an_install_that_fails_says_what_to_do(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commands = _pretend_apt(monkeypatch, installs=None)
    assert find.main() == 1
    assert len(commands) == 1
    assert find.CHOSEN in capsys.readouterr().err


@pytest.mark.parametrize(
    ("there", "installed"),
    [((), ["default-jre-headless", "npm"]), (("java",), ["npm"]), (("npm",), ["default-jre-headless"]), (("java", "npm"), [])],
)
def test_ci_gets_what_the_checker_of_html_needs(
    machine: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], installed: list[str]
) -> None:
    commands = _pretend_apt(monkeypatch, installs=None)
    for name in ("chromium", *there):
        program(machine / "bin" / name)
    assert find.main() == 0
    assert commands == []  # elsewhere its tests are skipped
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(subprocess, "run", _always(commands))
    assert find.main() == 0
    assert [command[5:] for command in commands[1:]] == ([installed] if installed else [])


@pytest.mark.parametrize(
    ("system", "user", "expected"),
    [
        ({"ID": "debian"}, 0, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, 0, True),
        ({"ID": "debian"}, 1000, False),
        ({"ID": "fedora"}, 0, False),
    ],
)
def test_only_root_on_debian_may_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: dict[str, str], user: int, expected: bool
) -> None:
    program(tmp_path / "apt-get")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(find.platform, "freedesktop_os_release", lambda: system)
    monkeypatch.setattr(find.os, "geteuid", lambda: user, raising=False)
    assert find._can_install() is expected


def _pretend_apt(monkeypatch: pytest.MonkeyPatch, installs: Path | None) -> list[list[str]]:
    """apt-get, made up. Returns the commands that it was given, filled as they come."""
    given: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        given.append(command)
        if installs and "install" in command:
            program(installs)
        return subprocess.CompletedProcess(command, 0 if installs else 100)

    monkeypatch.setattr(find, "_can_install", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)
    return given


def _always(given: list[list[str]]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A program that does as it is told, and keeps in `given` what that was."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        given.append(command)
        return subprocess.CompletedProcess(command, 0)

    return run


def _one_line(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err
