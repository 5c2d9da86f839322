"""The stories of content_cases/: what editors put into content/, and exactly what the whole check says about it.

A story has a `page` (what stands below the title of content/about/contact.md), or `edits`, as in record_cases/: `replace` text that
stands once `in` a file `by` another; `write` a file (as `text`, or as `bytes`, a character each); `remove` something; put a `link` `to`
another place, or a `pipe`. A story that `says` nothing is right.
The sign ‸ is where the editor should be sent; the first message belongs to the first sign, and so on, in the order of paths, lines and
columns. A message about a place without a sign starts with its own path. Of very many, only what it `says_first` and `says_last` counts.
«2001 x» is that many x; «macros» are the names of all macros. Where it `says_names`, each file has a name that cannot be an address.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.checks.content import check_content
from macros.facts.problem import EditorMistakes, Problem, quoted
from macros.pages.assets import KINDS
from macros.pages.calls import HOW
from macros.pages.components import component_names
from macros.pages.parts import HOW_TO_FRAME
from tests.conftest import FIXTURE_CLINIC

CASES = Path(__file__).parents[1] / "content_cases"
SLOWEST = 3  # seconds of work: what else the machine does meanwhile is not counted
PAGE, TOP = "content/about/contact.md", "---\ntitle: Contact\ndescription: How to reach us.\n---\n\n# Contact\n\n"
HAS_PLACE = re.compile(r"(content|data|overrides)\b.*:\d+:\d+  ")
PAGES = sorted(file.relative_to(FIXTURE_CLINIC / "content").as_posix() for file in FIXTURE_CLINIC.glob("content/**/*.md"))
PAGES = sorted([*PAGES, "lamp/dull-shine.md", "lamp/grey-dots.md", "lamp/loose-threads.md", "mist/dry-leaf.md"])
Place = tuple[str, int, int]


def stories() -> list[Any]:
    files = sorted(CASES.glob("*.yml"))
    return [pytest.param(case, id=f"{file.stem}: {case['story']}") for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


def edited(root: Path, how: dict[str, str]) -> None:
    """Carry out one edit."""
    path = root / many(next(how[name] for name in ("in", "write", "remove", "link", "pipe") if name in how))
    path.parent.mkdir(parents=True, exist_ok=True)
    if "in" in how:
        text = path.read_text("utf-8")
        assert text.count(how["replace"]) == 1, f"{how['replace']!r} stands {text.count(how['replace'])} times in {how['in']}"
        path.write_text(text.replace(how["replace"], many(how["by"])), "utf-8")
    elif "write" in how:
        path.write_bytes(how["bytes"].encode("latin-1") if "bytes" in how else many(how["text"]).encode("utf-8"))
    elif "link" in how:
        path.symlink_to(how["to"])
    elif "pipe" in how:
        os.mkfifo(path)
    else:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def many(text: str) -> str:
    return re.sub(r"«(\d+) ([^»]*)»", lambda found: int(found[1]) * found[2], text)


def in_full(message: str) -> str:
    """A message with what many messages share written out."""
    how = f"{HOW}, or frame text: {HOW_TO_FRAME}"
    named = {"macros": ", ".join(component_names()), "kinds": ", ".join(KINDS), "pages": ", ".join(PAGES), "how to frame": how}
    return re.sub("«([a-z ]+)»", lambda found: named[found[1]], message)


def about_name(path: str) -> str:
    """What is said of a name that cannot be an address."""
    name = path.rpartition("/")[2].removesuffix(".md")
    if path.startswith("content/assets/"):
        do = "Use letters a to z, digits, hyphens and underscores, 80 at most, without accents or spaces"
        return str(Problem(path, 1, 1, "this name does not read the same in every address", do, "odd-name"))
    do = 'Use small letters a to z, digits and single hyphens, like "acne-scars", 60 at most'
    return str(Problem(path, 1, 1, f"{quoted(name)} is not a name for links", do, "odd-name"))


def signs_of(root: Path) -> list[Place]:
    """Where each ‸ stood; all are taken away."""
    signs: list[Place] = []
    for file in sorted(file for file in (root / "content").rglob("*") if file.is_file() and not file.is_symlink()):
        text, path = file.read_bytes().decode("utf-8", "surrogateescape"), file.relative_to(root).as_posix()
        if "‸" not in text:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            parts = line.split("‸")[:-1]
            signs += [(path, number, len("".join(parts[: index + 1])) + 1) for index in range(len(parts))]
        file.write_bytes(text.replace("‸", "").encode("utf-8", "surrogateescape"))
    return sorted(signs)


def placed(messages: list[str], signs: list[Place]) -> list[str]:
    left = iter(signs)
    found = [one if HAS_PLACE.match(one) else "{}:{}:{}  {}".format(*next(left), one) for one in messages]
    assert not list(left), "a sign without a message"
    return found


def said(root: Path) -> list[str]:
    start = time.process_time()
    try:
        check_content(root)
    except EditorMistakes as mistakes:
        assert all(problem.kind for problem in mistakes.problems), "a problem without the name of its kind"
        return [str(problem) for problem in mistakes.problems]
    finally:
        assert time.process_time() - start < SLOWEST
    return []


@pytest.fixture
def clinic(fixture_clinic: Path, tmp_path: Path) -> Path:
    root = tmp_path / "clinic"
    shutil.copytree(fixture_clinic, root)
    return root


@pytest.mark.parametrize("case", stories())
def test_a_story_is_answered_as_told(case: dict[str, Any], clinic: Path) -> None:
    edits = [{"write": PAGE, "text": TOP + case["page"]}] if "page" in case else case["edits"]
    for how in edits:
        edited(clinic, how)
    signs, told = signs_of(clinic), said(clinic)
    if "says_names" in case:
        assert sorted(told) == sorted(about_name(many(how["write"])) for how in edits)
    elif "says_first" in case:
        assert [told[0], told[-1]] == [in_full(case["says_first"]), in_full(case["says_last"])]
    else:
        assert told == placed([in_full(one) for one in case.get("says", [])], signs)
