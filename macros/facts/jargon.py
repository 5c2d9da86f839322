"""data/jargon.yml: words that a patient may not know, and what to say instead. A clinic may do without the file."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from macros.facts.kinds import Text
from macros.facts.messages import problems_of
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.yaml_reader import read_yaml

FILE = "data/jargon.yml"
Jargon = dict[Text, Text]


def read_jargon(root: Path) -> dict[str, str]:
    """Each word with its plain words; empty where there is no such file. Raises EditorMistakes."""
    if not os.access(root / FILE, os.F_OK):  # no such file; or nobody may look where it lies, which is told already
        return {}
    document = read_yaml(root / FILE, FILE)
    try:
        return TypeAdapter(Jargon).validate_python(document.value, strict=True)
    except ValidationError as error:
        raise EditorMistakes(problems_of(error, document, Jargon)) from None


def jargon_problems(root: Path) -> list[Problem]:
    """What is wrong in that file, for the checks: no page shows it, so nothing else would say."""
    try:
        read_jargon(root)
    except EditorMistakes as mistakes:
        return mistakes.problems
    return []
