"""python -m macros <command>: one module of macros/commands each, whose docstring is its line in the help."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from macros.facts.problem import EditorMistakes
from macros.telling import FORMATS, format_here, tell

# pydantic would look through every installed package for plugins, which takes longer than reading a small guide. There are none here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = (
    "check", "stage", "build", "index", "serve", "readability", "review", "explain", "schema", "headers", "verify", "differences",
    "sources", "new",
)  # fmt: skip
NOBODY_READS = 141  # what a shell says of a command that a closed pipe has ended


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit code, 1 after telling every problem, or 141 if nobody reads on, as in `check | head -1`."""
    try:
        try:
            return _carried_out(arguments)
        finally:
            print(end="", flush=True)  # now: a reader who left would otherwise be found out after all of this, at Python's end
    except BrokenPipeError:
        _print_no_more()
        return NOBODY_READS
    except OSError as error:
        print(f"{error.filename or Path.cwd()}: {error.strerror}. Check free space and permissions; site/ is as it was.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _carried_out(arguments: list[str] | None) -> int:
    chosen = _parser().parse_args(arguments)
    root = Path.cwd()
    chosen.format = chosen.format or format_here()
    chosen.tell = partial(tell, root=root, how=chosen.format)
    try:
        return int(chosen.run(root, chosen))
    except EditorMistakes as mistakes:
        chosen.tell(mistakes.problems)
        return 1


def _print_no_more() -> None:
    """What could not be printed goes nowhere. Python would try once more at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description="Builds a clinic's patient guide.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    for name in COMMANDS:
        module = import_module(f"macros.commands.{name}")
        command = commands.add_parser(name, help=module.__doc__, description=module.__doc__)
        command.add_argument("--format", choices=FORMATS, help="how to show problems; text if left out, github where GitHub runs this")
        if hasattr(module, "arguments"):
            module.arguments(command)
        command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
