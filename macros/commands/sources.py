"""ask over the network whether the sources can still be found at their addresses; exit code 1 if one cannot"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from macros.commands.verify import seconds

if TYPE_CHECKING:
    from macros.checks.still_there import Answer
    from macros.facts.document import Document
    from macros.facts.problem import Problem

FILE = "data/sources.yml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long to wait, and how to tell."""
    parser.add_argument("--seconds", type=seconds, default=20.0, metavar="NUMBER", help="how long to wait for each answer; 20 if left out")
    parser.add_argument("--markdown", action="store_true", help="as the text of an issue")


def run(root: Path, options: argparse.Namespace) -> int:
    """Exit code 1 only where a server says that a source is not there: no network, or a server that refuses programs, fails nothing."""
    from macros.checks.still_there import answers
    from macros.facts.guide import load

    guide = load(root)
    found = list(answers(guide.sources, options.seconds))
    gone, unknown = ([one for one in found if one.is_gone is is_gone] for is_gone in (True, None))
    if options.markdown:
        print(_as_markdown(gone))
        return 1 if gone else 0
    options.tell([_problem(guide.documents[FILE], one) for one in gone])
    if options.format != "json":
        print(f"{len(found) - len(gone) - len(unknown)} of {len(found)} addresses answer.")
        print(*(f"Nobody can say: {one.name}  {one.address}  ({one.words})\n" for one in unknown), sep="", end="")
    return 1 if gone else 0


def _problem(document: Document, one: Answer) -> Problem:
    loc = (one.name, "url" if one.address == document.value[one.name].get("url") else "doi")
    do = "Look where it has moved to, and write its new address"
    return document.problem(loc, f"{one.address} answers {one.words}", do, kind="source-gone")


def _as_markdown(gone: list[Answer]) -> str:
    lines = [f"- [ ] `{one.name}`: <{one.address}> answers {one.words}" for one in gone]
    return "\n".join([f"Not found at the address in `{FILE}`. Look where it has moved to, and write its new address there:", "", *lines])
