"""check data, content and the ledger of reviews, or any files by name, and write nothing"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from macros.commands.day import add_on, today

PROFILES = ("sg", "uk", "au", "us")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, and by whose rules."""
    about = "files or folders to read for claims; the whole project if left out"
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=about)
    parser.add_argument("--profile", choices=PROFILES, help="whose rules on advertising count; those of data/clinic.yml if left out")
    add_on(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """Read and check everything, write nothing."""
    return _paths(root, options) if options.paths else _project(root, options)


def _project(root: Path, options: argparse.Namespace) -> int:
    from macros.checks.content import check_content
    from macros.reviews.states import reviews_of

    start = time.perf_counter()
    on = options.on or today()
    staged = check_content(root, on)
    reviews_of(root, staged, on)
    options.tell(staged.warnings)
    if options.format != "json":
        print(f"All is well. ({time.perf_counter() - start:.1f} s)")
    return 0


def _paths(root: Path, options: argparse.Namespace) -> int:
    """Any files: one line a problem on standard output. Returns 1 if one of them is more than a warning."""
    from macros.checks.claims.paths import check_paths
    from macros.facts.problem import printable

    problems = check_paths(root, options.paths, options.profile or "sg", options.on or today())
    if options.format != "text":
        options.tell(problems)
    for problem in problems if options.format == "text" else ():
        note = " (warning)" if problem.severity == "warning" else ""
        print(printable(f"{problem.path}:{problem.line}:{problem.column}: {problem.kind}: {problem.message}{note}"))
    return 1 if any(problem.severity == "error" for problem in problems) else 0
