"""The types in the scripts' comments hold, as far as TypeScript can tell. It is no tool of this project's, so it is used where it is."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from macros.pages.components import FOLDER
from macros.search.script import SCRIPT

TSC = shutil.which("tsc")
OPTIONS = ["--allowJs", "--checkJs", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]


@pytest.mark.skipif(TSC is None, reason="TypeScript is not installed here (npm install --global typescript@5)")
def test_types_hold() -> None:
    assert TSC
    checked = subprocess.run([TSC, *OPTIONS, *map(str, [*FOLDER.glob("*/*.js"), SCRIPT])], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
