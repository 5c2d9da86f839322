"""What git knows of this project, where there is git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path

from macros.facts.ledger import FOLDER


def unreadable(root: Path) -> str:
    """Why git refuses a history that is there: it is damaged, or belongs to somebody else. Nothing where all is well or there is none."""
    if not shutil.which("git") or not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return ""
    if refusal := _refusal(root, "rev-parse", "--git-dir"):
        return refusal
    has_commits = git(root, "rev-parse", "--verify", "-q", "HEAD") is not None
    return _refusal(root, "log", "-1", "--format=%H", "--", FOLDER) if has_commits else ""


def _refusal(root: Path, *arguments: str) -> str:
    done = _run(root, *arguments)
    return (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"])[0] if done.returncode else ""


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """What git says in the project at `root`, `given` this; None where there is no git, no repository, or no such thing in it."""
    if not shutil.which("git"):
        return None
    done = _run(root, *arguments, given=given)
    return done.stdout if done.returncode == 0 else None


def contents_of(root: Path, blobs: Collection[str]) -> dict[str, bytes]:
    """What git holds under these names, as far as it can be read. Asked once for all: a process for each takes long."""
    if not blobs:
        return {}
    told = git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()) or b""
    found, start = {}, 0
    while start < len(told):
        name, kind, *size = told[start : (begin := told.index(b"\n", start) + 1)].split()  # "missing" has no size, and no content
        end = begin + int(size[0]) if size else begin - 1
        if kind == b"blob":
            found[name.decode()] = told[begin:end]
        start = end + 1
    return found


def _run(root: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """In the language of machines, whatever the person's settings are."""
    plain = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return subprocess.run(["git", "-C", str(root), *arguments], env=plain, input=given, capture_output=True, check=False)


def is_cut_short(root: Path) -> bool:
    """Whether only the newest commits are here, as a machine that builds often fetches them."""
    return (git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
