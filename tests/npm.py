"""Programs from npm that tests use: what a lock file names, checked against its hashes, in a folder of its own below .cache/."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

OLDEST_NODE = 18
_QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=10000"]


def installed(wanted: Path, into: Path, *options: str) -> str:
    """See to it that what the lock file in `wanted` names lies in `into`. Returns the reason if it cannot be, or nothing.

    `options` go to npm; another set of them belongs into another folder.
    """
    if reason := _no_node():
        return reason
    mark, lock = into / "complete", wanted / "package-lock.json"  # the mark is set when all of it is there
    if mark.is_file() and mark.read_bytes() == lock.read_bytes():
        return ""
    into.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(wanted / name, into)
    if not (reason := _install(into, *options)):
        shutil.copy(lock, mark)
    return reason


def _no_node() -> str:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return f"Node.js {OLDEST_NODE} or newer with npm is not installed"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if int(version.removeprefix("v").split(".")[0] or 0) < OLDEST_NODE:
        return f"Node.js is {version}, older than {OLDEST_NODE}"
    return ""


def _install(folder: Path, *options: str) -> str:
    """No script of a package is run."""
    command = [shutil.which("npm") or "npm", "ci", *_QUIETLY, *options]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    except subprocess.TimeoutExpired:
        return "npm took more than three minutes to install what the tests need"
    if not done.returncode:
        return ""
    first, *_ = done.stderr.strip().splitlines() or ["it did not say why"]
    return f"npm could not install what the tests need: {first}"
