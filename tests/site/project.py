"""Whole projects to run the real engine in, away from the developer's own build/ and site/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from macros.checks.content import check_content
from macros.facts.guide import Guide, load
from macros.pages.stage import Staged, with_reviews
from macros.reviews.states import reviews_of

PROJECT = Path(__file__).parents[2]
PROGRAM = ("macros", "overrides", "mkdocs.yml")
FACTS = ("data", "content")
ON = "2026-11-25"


@dataclass(frozen=True)
class Built:
    """A project after `python -m macros build`."""

    root: Path
    guide: Guide
    said: str

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def pages(self) -> list[str]:
        """Every page by its address from the root of the site, that for missing addresses left out."""
        found = (file.relative_to(self.site).as_posix() for file in sorted(self.site.rglob("*.html")))
        return [page for page in found if page != "404.html"]

    @property
    def estimates(self) -> dict[str, str]:
        """The page of each treatment's estimate; concern pages link to it by that name."""
        return {treatment: f"{treatment}/estimate.html" for treatment in self.guide.treatments}


def assemble(clinic: Path, root: Path) -> Path:
    """A project at `root` as a fresh clone has it, with the data and content of `clinic`."""
    root.mkdir(parents=True, exist_ok=True)
    for source in [*(PROJECT / name for name in PROGRAM), *(clinic / name for name in FACTS)]:
        if source.is_dir():
            shutil.copytree(source, root / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root)
    (root / "build/pages").mkdir(parents=True)
    (root / "build/pages/.gitkeep").touch()
    return root


def run(root: Path, *module: str) -> subprocess.CompletedProcess[str]:
    """python -m `module` in the project at `root`."""
    environment = {name: value for name, value in os.environ.items() if name != "CLINIC_GUIDE_STAGED"}
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def build(root: Path) -> Built:
    """Build the project at `root`; it must succeed."""
    done = run(root, "macros", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(root, load(root), done.stdout)


def staged_for(built: Built) -> Staged:
    """What a preview was built from, with what each page says of its review."""
    checked = check_content(built.root, ON)
    return with_reviews(checked, reviews_of(built.root, checked, ON).by_page)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
