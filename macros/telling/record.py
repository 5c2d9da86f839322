"""A problem for programs. These names and meanings stay: macros/telling/README.md tells them."""

from __future__ import annotations

from typing import Any

from macros.facts.problem import Problem


def record(problem: Problem) -> dict[str, Any]:
    """One entry of the list that `--format json` writes."""
    names = ("path", "line", "column", "width", "kind", "severity", "seen", "do")
    return {name: getattr(problem, name) for name in names}
