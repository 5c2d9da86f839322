"""What will be written, checked as part of the whole guide before anything of it is."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from macros.checks.content import check_content
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.facts.writing import write_all
from macros.facts.yaml_reader import parse_yaml

TEMPLATES = Path(__file__).with_name("templates")
TO_WRITE = "# to write"  # marks a line whose words say only that they are still missing
READ_BY_THE_CHECKS = ("data", "content", "mkdocs.yml")


@dataclass(frozen=True)
class Draft:
    """Texts by path from the project's root, the page that shows them, and what else its author should know."""

    texts: dict[str, str]
    page: str
    notes: list[str] = field(default_factory=list)

    def to_write(self) -> list[str]:
        """Each marked line of a new file as `path:line`."""
        return [
            f"{path}:{number}"
            for path, text in self.texts.items()
            for number, line in enumerate(text.split("\n"), 1)
            if TO_WRITE in line and not line.startswith("#")
        ]


def filled(template: str, **values: str) -> str:
    """A template with its values filled in. Values of YAML come from `as_yaml`."""
    return Template((TEMPLATES / template).read_text("utf-8")).substitute(values)


def as_yaml(words: str) -> str:
    """Words as one value of a YAML file: bare where they mean the same bare, else in quotes."""
    with suppress(EditorMistakes):
        if parse_yaml(f"- {words}", "").value == [words] and parse_yaml(f"[{words}]", "").value == [words]:
            return words
    return json.dumps(words, ensure_ascii=False)


def write(root: Path, draft: Draft) -> None:
    """Write all of it, if the guide with it passes the checks. Raises EditorMistakes, and then nothing is written."""
    with TemporaryDirectory() as folder:
        trial = Path(folder)
        for name in READ_BY_THE_CHECKS:
            if (root / name).is_dir():
                shutil.copytree(root / name, trial / name, symlinks=True)
            elif (root / name).is_file():
                shutil.copy(root / name, trial / name)
        write_all({trial / path: text for path, text in draft.texts.items()})
        try:
            check_content(trial)
        except EditorMistakes as mistakes:
            raise EditorMistakes(_of_nothing_written(problem) for problem in mistakes.problems) from None
    write_all({root / path: _with_its_line_endings(root / path, text) for path, text in draft.texts.items()})


def _of_nothing_written(problem: Problem) -> Problem:
    """The same problem, without the line of a file that is not there."""
    return about_file(problem.path, f"this would not pass the checks: {problem.seen}", problem.do, problem.kind)


def _with_its_line_endings(file: Path, text: str) -> str:
    return text.replace("\n", "\r\n") if file.is_file() and b"\r\n" in file.read_bytes() else text
