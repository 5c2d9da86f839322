"""Checks projects as somebody to whom files can be closed, which they never are to root. Prints what is said of each, as JSON.

    python -m tests.checks.somebody_else FOLDER-OF-PROJECTS
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import macros
from macros.checks.content import check_content
from macros.facts.problem import EditorMistakes
from tests.conftest import FIXTURE_CLINIC, PROJECT

NOBODY = 65534
DAY = "2026-11-25"


def said(root: Path) -> list[str]:
    """What the check says about a project."""
    try:
        check_content(root, DAY)
    except EditorMistakes as mistakes:
        return [str(problem) for problem in mistakes.problems]
    except OSError as error:
        return [f"a traceback: {error}"]
    return []


def load_everything() -> None:
    """While it can be read: Python itself may lie where only root may look."""
    for module in walk_packages(macros.__path__, "macros."):
        import_module(module.name)
    codecs.lookup("unicode-escape")  # Jinja's
    said(FIXTURE_CLINIC)


def become_somebody_else() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


if __name__ == "__main__":
    load_everything()
    become_somebody_else()
    can_see_the_program = os.access(PROJECT / "macros/components", os.R_OK | os.X_OK)
    projects = sorted(Path(sys.argv[1]).iterdir()) if can_see_the_program else []
    print(json.dumps({project.name: said(project) for project in projects}))
