"""write what is made from the records: help for editors while they type, and the pages of data/ that explain each field"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

# Each has a function generated(root), which gives texts by path from the project's root.
PRODUCERS = ("macros.facts.schema", "macros.facts.fields", "macros.pages.menu_schema", "macros.telling.kinds")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to write."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if something is not as it would be written")


def run(root: Path, options: argparse.Namespace) -> int:
    """Bring every generated file up to date, or name those that are not."""
    stale = {path: text for path, text in all_generated(root).items() if not _is(root / path, text)}
    for path in stale:
        print(f"{path} {'is out of date' if options.check else 'was written'}")
    if options.check:
        print("Run: python -m macros schema" if stale else "All is up to date.")
        return 1 if stale else 0
    from macros.facts.writing import write_all

    write_all({root / path: text for path, text in stale.items()})
    print(f"{len(stale)} written." if stale else "All was up to date.")
    return 0


def all_generated(root: Path) -> dict[str, str]:
    """Every generated text by its path from the project's root."""
    found: dict[str, str] = {}
    for name in PRODUCERS:
        found |= import_module(name).generated(root)
    return found


def _is(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()
