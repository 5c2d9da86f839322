"""compare a published copy, an address or a folder, with what was built"""

from __future__ import annotations

import argparse
from pathlib import Path

NOT_COMPARED = 2  # the exit code if nobody can say whether the copy differs


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to compare with what."""
    parser.add_argument("copy", metavar="URL-or-folder", help="the published site, like https://guide.example/, or a folder that holds it")
    parser.add_argument("--manifest", type=Path, metavar="FILE", help="the manifest of the build; build/manifest.json if left out")
    parser.add_argument("--seconds", type=seconds, default=20.0, metavar="NUMBER", help="how long to wait for each file; 20 if left out")


def run(root: Path, options: argparse.Namespace) -> int:
    """Exit code 0 if every file is there as it was built, 1 if not, 2 if that cannot be said."""
    from macros.building import manifest
    from macros.building.deployed import differences_of_address, differences_of_folder, missing_headers
    from macros.facts.problem import EditorMistakes

    is_address, warnings = "://" in options.copy, []
    try:
        files = manifest.read(options.manifest) if options.manifest else manifest.of_the_last_build(root)
        if is_address:
            found = differences_of_address(files, options.copy, options.seconds)
            warnings = missing_headers(files, options.copy, options.seconds)
        else:
            found = differences_of_folder(files, Path(options.copy))
    except EditorMistakes as mistakes:
        options.tell(mistakes.problems)
        return NOT_COMPARED
    options.tell([*found, *warnings])
    if found:
        return NOT_COMPARED if all(problem.kind == "no-answer" for problem in found) else 1
    if options.format != "json":
        print(f"All {len(files)} files are there as they were built." + (" What else is there cannot be seen from outside." * is_address))
    return 0


def seconds(text: str) -> float:
    """An argument that is a time to wait. Raises argparse.ArgumentTypeError."""
    if text.isascii() and text.isdecimal() and 0 < int(text) <= 3600:
        return float(text)
    raise argparse.ArgumentTypeError(f'"{text}" is no number of seconds from 1 to 3600')
