"""The Nu HTML checker of the W3C, which runs in Java: whether a page is what the standard says a page is."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tests.npm import installed

PROJECT = Path(__file__).parents[2]
INSTALLED = PROJECT / ".cache/nu"
JAR = INSTALLED / "node_modules/vnu-jar/build/dist/vnu.jar"


def find_checker() -> tuple[list[str], str]:
    """How to start the checker, or nothing and why there is none. Installed once, by npm, where Java and npm are there."""
    java = shutil.which("java")
    if not java or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        return [], "Java is not installed (Debian: default-jre-headless)"
    if reason := installed(Path(__file__).parent, INSTALLED, "--omit=dev"):
        return [], reason
    return [java, "-Xss4m", "-jar", str(JAR)], ""


def html_errors(checker: list[str], pages: Mapping[str, str]) -> list[str]:
    """Each error in some pages, which are given by name: the name, the line, what is wrong, and the part."""
    with TemporaryDirectory(prefix="nu-") as folder:
        names = {}
        for number, (name, text) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, "utf-8")
            names[file.stem] = name
        command = [*checker, "--format", "json", "--stdout", "--exit-zero-always", "--errors-only", folder]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = json.loads(done.stdout)["messages"]
    return [f"{names.get(PurePosixPath(one.get('url', '')).stem, 'the checker')}:{one.get('lastLine', 0)}  {_told(one)}" for one in found]


def _told(message: dict[str, str]) -> str:
    part = " ".join(message.get("extract", "").split())
    return f"{message['message']}  {part[:120]}"
