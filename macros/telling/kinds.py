"""The kinds of problem by name, and the page about them for those who write: data/PROBLEMS.md."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from macros.facts.kinds import Record
from macros.facts.problem import sentences
from macros.facts.yaml_reader import read_yaml

FILE = Path(__file__).with_name("kinds.yml")
PAGE, CLAIMS = "data/PROBLEMS.md", "data/claims.yml"
_HEAD = """\
<!-- Made by: python -m macros schema. Edit macros/telling/kinds.yml, not this file. -->

# What a message means

Each message ends with a name in brackets, like `[unknown-field]`. Here is what each of them means.

    data/clinic.yml:12:1  there is no field "sampel" here. Did you mean "sample"?  [unknown-field]
      12 | sampel: true
         | ^^^^^^

It starts with the file, the line and the column. The signs ^^ stand under the part to correct. Correct it, save, and run `make check`.
All mistakes are shown in one run, sorted by file and line.
"""


class Kind(Record):
    """One kind of problem. With `read_as` the examples are tried out in a test: as "yaml", or as a "page" of the clinic of the tests."""

    means: str
    wrong: str = ""
    right: str = ""
    read_as: str = ""


@cache
def kinds() -> dict[str, dict[str, Kind]]:
    """Every kind by its name, in the parts of the page. The rules for claims are not among them: see `claims`."""
    parts: dict[str, dict[str, Any]] = read_yaml(FILE, FILE.name).value
    return {part: {name: Kind.model_validate(one, strict=True) for name, one in found.items()} for part, found in parts.items()}


def claims(root: Path) -> dict[str, Any]:
    """The rules of data/claims.yml by name, each with its reason, what it rests on, and what to write instead."""
    found: dict[str, Any] = read_yaml(root / CLAIMS, CLAIMS).value["rules"] if (root / CLAIMS).exists() else {}
    return found


def generated(root: Path) -> dict[str, str]:
    """The page, by its path from the project's root."""
    return {PAGE: "\n".join([_HEAD, *_page(root)])}


def _page(root: Path) -> Iterator[str]:
    for part, found in kinds().items():
        yield f"## {part}\n"
        for name, kind in sorted(found.items()):
            yield f"### {name}\n\n{kind.means}\n"
            yield from _example("Wrong", kind.wrong)
            yield from _example("Right", kind.right)
    if rules := claims(root):
        yield "## Rules for what a page may say\n\nThey stand with their words in [claims.yml](claims.yml).\n"
    for name, rule in rules.items():
        yield f"### {name}\n\n{sentences(rule['why'])} It rests on: {sentences(rule['rests_on'])}\n\n{sentences(rule['instead'])}\n"


def _example(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"{label}:\n\n" + "\n".join(f"    {line}" for line in text.split("\n")) + "\n"
