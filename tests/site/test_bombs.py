"""The worst files that we know: each is refused with a message, with half a gigabyte and three seconds for each."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.bombs import BOMBS
from tests.site.project import PROJECT, assemble

MEMORY, SECONDS = 512 * 1024 * 1024, 3
Answers = dict[str, tuple[int, float, str]]


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.fixture(scope="module")
def answers(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    root = assemble(fixture_clinic, tmp_path_factory.mktemp("bombs") / "project")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("of last week", "utf-8")
    command = [sys.executable, "-m", "tests.site.bombs", str(root)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert (root / "site/index.html").read_text("utf-8") == "of last week"
    found: Answers = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounds(answers: Answers, name: str) -> None:
    path, _, expected = BOMBS[name]
    code, seconds, said = answers[name]
    assert seconds < SECONDS
    assert code == 1 or not expected, "a page that is only odd may pass"
    assert f"{path}:" in said or not code
    assert re.search(expected, said), said[:400]
