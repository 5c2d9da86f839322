"""Every file of a site by its SHA-256 and size: what was built, told beside it and never published."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from macros.facts.problem import EditorMistakes, about_file

NAME = "build/manifest.json"
COMING = "build/manifest-new.json"  # of a site that is about to be swapped in
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644  # for everybody to read, whatever the habits of the machine that builds
SITE = "site"
Files = dict[str, "Known"]


@dataclass(frozen=True, order=True)
class Known:
    """What is known of one file: its SHA-256, and its size in bytes."""

    sha256: str
    size: int


_NO_FILE = Known("", 0)  # a pipe, or a link that leads nowhere or to a folder


def known(content: bytes) -> Known:
    """What is known of a file that holds `content`."""
    return Known(hashlib.sha256(content).hexdigest(), len(content))


def files_of(folder: Path) -> Files:
    """Every file below `folder` by its path, in one order everywhere. Raises OSError."""
    start = len(os.fspath(folder)) + 1
    files = {one.path[start:].replace(os.sep, "/"): one for one in _below(folder) if not one.is_dir(follow_symlinks=False)}
    return {path: known(Path(files[path]).read_bytes()) if files[path].is_file() else _NO_FILE for path in sorted(files)}


def set_modes(folder: Path) -> None:
    """Let everybody read what is below `folder`, and only its owner write. Raises OSError."""
    folder.chmod(_FOLDER_MODE)
    for one in _below(folder):
        mode = _FOLDER_MODE if one.is_dir() else _FILE_MODE
        if stat.S_IMODE(one.stat().st_mode) != mode:
            Path(one).chmod(mode)


def _below(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for one in entries:
            yield one
            if one.is_dir(follow_symlinks=False):
                yield from _below(Path(one))


def as_text(files: Files) -> str:
    """The manifest as it is written: one file a line, the same bytes for the same site."""
    lines = (f" {json.dumps(path)}: {json.dumps({'sha256': one.sha256, 'size': one.size})}" for path, one in sorted(files.items()))
    return '{"files": {\n' + ",\n".join(lines) + "\n}}\n"


def of_the_last_build(root: Path) -> Files:
    """The manifest of the site that stands in the project at `root`. Raises EditorMistakes or OSError if it cannot be read."""
    with suppress(EditorMistakes):
        coming = read(root / COMING)  # of a build that was killed right before it gave the manifest its name
        if is_of(coming, root / SITE):
            return coming
    return read(root / NAME)


def read(file: Path) -> Files:
    """The manifest in `file`. Raises EditorMistakes if it is none, OSError if it cannot be read."""
    if not file.exists():
        do = "Build the site first, or name the manifest of its build with --manifest"
        raise EditorMistakes([about_file(str(file), "there is no such file", do, "no-manifest")])
    try:
        found = json.loads(file.read_bytes())["files"]
        files = {_path(path): Known(_text(one["sha256"]), _number(one["size"])) for path, one in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        files = {}
    if not files:
        do = "Take the build/manifest.json that was written by the build of this site"
        raise EditorMistakes([about_file(str(file), "this is no manifest of a build", do, "no-manifest")])
    return files


def _path(value: str) -> str:
    if value.startswith("/") or not value.isprintable() or {"", ".", ".."} & set(value.split("/")):
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if isinstance(value, str) and len(value) == 64:
        return value
    raise ValueError(value)


def _number(value: object) -> int:
    if type(value) is int and value >= 0:
        return value
    raise ValueError(value)


def is_of(files: Mapping[str, Known], folder: Path) -> bool:
    """Whether `folder` holds exactly these files."""
    return folder.is_dir() and files_of(folder) == files
