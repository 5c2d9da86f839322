"""A problem as GitHub shows it beside the line of a change: a "workflow command", one line each."""

from __future__ import annotations

from macros.facts.problem import Problem, printable


def annotation(problem: Problem) -> str:
    """`::error file=…,line=…::…`. A file as a whole has no line."""
    where = {"file": problem.path}
    if problem.width:
        where |= {"line": str(problem.line), "col": str(problem.column), "endColumn": str(problem.column + problem.width)}
    told = ",".join(f"{name}={_in_property(value)}" for name, value in {**where, "title": problem.kind}.items())
    return f"::{problem.severity} {told}::{_in_message(problem.message)}"


def _in_message(text: str) -> str:
    """A line cannot be ended early: what is not printed is a code by now, and the runner turns only %25 back."""
    return printable(text).replace("%", "%25")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
