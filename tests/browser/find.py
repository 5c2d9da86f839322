"""python -m tests.browser.find: see to it that the tests have a browser, or say in one line what to install.

Only tests use it: a clinic needs no browser to build its site.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CHOSEN = "CLINIC_GUIDE_BROWSER"
CHECKER = {"java": "default-jre-headless", "npm": "npm"}  # what the checker of HTML runs in and comes by: the program, and its package
ON_PATH = "chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge microsoft-edge-stable msedge".split()
MAC = ["Google Chrome", "Chromium", "Microsoft Edge"]
WINDOWS = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"]


def find_browser() -> str | None:
    """An installed Chromium, Chrome or Edge. Who names one in CLINIC_GUIDE_BROWSER gets that one or none."""
    if chosen := os.environ.get(CHOSEN):
        return shutil.which(chosen)
    found = (path for name in (*ON_PATH, *map(str, _usual_places())) if (path := shutil.which(name)))
    return next(found, None)


def main() -> int:
    """Nothing to say where a browser is found. Returns an exit code.

    In CI the checker of HTML must run, too; elsewhere its tests are skipped where it cannot.
    """
    if os.environ.get("CI") == "true":
        _see_to_checker()
    if find_browser():
        return 0
    if not os.environ.get(CHOSEN) and _can_install() and _install("Chromium for the browser tests", "chromium") and find_browser():
        return 0
    print(_what_to_do(), file=sys.stderr)
    return 1


def _usual_places() -> Iterator[Path]:
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{name}.app/Contents/MacOS/{name}" for name in MAC)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (Path(folder) / program for program in WINDOWS)


def _can_install() -> bool:
    return _is_debian() and getattr(os, "geteuid", lambda: 1)() == 0 and bool(shutil.which("apt-get"))


def _is_debian() -> bool:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    return "debian" in (system["ID"], *system.get("ID_LIKE", "").split())


def _see_to_checker() -> None:
    missing = [package for program, package in CHECKER.items() if not shutil.which(program)]
    if missing and _can_install():
        _install("what the checker of HTML needs", *missing)


def _install(what: str, *packages: str) -> bool:
    print(f"Installing {what} (once) ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            return False
    return True


def _what_to_do() -> str:
    if chosen := os.environ.get(CHOSEN):
        return f"{CHOSEN} is {chosen}, but no such program is there. Correct it, or unset it to use an installed browser."
    return f"The tests need a browser: install Chromium, Chrome or Edge, or set {CHOSEN}=/path/to/it."


if __name__ == "__main__":
    sys.exit(main())
