"""Whole projects to run the real engine in, away from the developer's own build/ and site/."""

from __future__ import annotations

import atexit
import compileall
import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import mkdtemp

from macros.checks.content import check_content
from macros.facts.guide import Guide, load
from macros.pages.stage import Staged, with_reviews
from macros.reviews.states import reviews_of

PROJECT = Path(__file__).parents[2]
PROGRAM = ("macros", "overrides", "mkdocs.yml")
FACTS = ("data", "content")
KEPT = ("claims", "pictures")  # below .cache/: named by what they were made of, so that they are right in every project
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


def assemble(clinic: Path, root: Path, *, is_fresh: bool = False) -> Path:
    """A project at `root` with the data and content of `clinic`. A fresh one is as a clone has it: no build has left anything."""
    root.mkdir(parents=True, exist_ok=True)
    for source in [*(PROJECT / name for name in PROGRAM), *(clinic / name for name in FACTS)]:
        copy_into(root, source)
    (root / "build/pages").mkdir(parents=True)
    (root / "build/pages/.gitkeep").touch()
    if not is_fresh:
        spare_work(root)
    return root


def copy_into(root: Path, source: Path) -> None:
    """A file, or a folder without what Python has compiled there."""
    if source.is_dir():
        shutil.copytree(source, root / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, root)


def spare_work(root: Path) -> None:
    """Give a project whose program is a copy of ours what is the same for all of them: modules that are compiled, pages looked through."""
    shutil.copytree(_compiled(), root, dirs_exist_ok=True)
    for file in (file for name in KEPT for file in (PROJECT / ".cache" / name).rglob("*") if file.is_file()):
        (copy := root / file.relative_to(PROJECT)).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another process has put a newer one in its place
            shutil.copy(file, copy)


@cache
def _compiled() -> Path:
    """The modules of the program as Python keeps them: it takes them for files of the same time and size, wherever these are."""
    folder = Path(mkdtemp(prefix="clinic-guide-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in PROGRAM:
        copy_into(folder, PROJECT / name)
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.TIMESTAMP)
    for file in [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]:
        file.unlink()
    return folder


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


def built_once(clinic: Path, name: str, shared: Path) -> Built:
    """The site of `clinic`, built by whichever process comes first of those that share a folder. To read only."""
    root, said = shared / name / "project", shared / name / "said.txt"
    root.parent.mkdir(exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            shutil.rmtree(root, ignore_errors=True)
            said.write_text(build(assemble(clinic, root)).said, "utf-8")
    return Built(root, load(root), said.read_text("utf-8"))


def staged_for(built: Built) -> Staged:
    """What a preview was built from, with what each page says of its review."""
    checked = check_content(built.root, ON)
    return with_reviews(checked, reviews_of(built.root, checked, ON).by_page)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
