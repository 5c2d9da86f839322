"""What git knows of this project, where there is git."""

from __future__ import annotations

import os
import shutil
import subprocess
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


def git(root: Path, *arguments: str) -> bytes | None:
    """What git says in the project at `root`; None where there is no git, no repository, or no such thing in it."""
    if not shutil.which("git"):
        return None
    done = _run(root, *arguments)
    return done.stdout if done.returncode == 0 else None


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """In the language of machines, whatever the person's settings are."""
    plain = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return subprocess.run(["git", "-C", str(root), *arguments], env=plain, capture_output=True, check=False)


def is_cut_short(root: Path) -> bool:
    """Whether only the newest commits are here, as a machine that builds often fetches them."""
    return (git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
