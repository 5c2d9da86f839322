"""Folders that nobody here may look into. Each is told once; what lies in it is left alone, and taken for granted where others name it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from macros.facts.problem import Problem, about_file


@dataclass(frozen=True)
class ClosedFolders:
    """Paths from the root of the project."""

    folders: tuple[str, ...]

    def hold(self, path: str) -> bool:
        """Whether `path` is one of them, or would lie in one."""
        return f"{path}/".startswith(tuple(f"{folder}/" for folder in self.folders))

    def problems(self) -> list[Problem]:
        return [cannot_be_opened(folder) for folder in self.folders]


def closed_folders(root: Path, folder: str) -> ClosedFolders:
    """Those below `root`/`folder`, itself among them, the outer ones of each. Follows no link; hidden ones are left to other programs."""
    if is_closed(root / folder):
        return ClosedFolders((folder,))
    found = []
    for place, inside, _ in os.walk(root / folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        closed = [name for name in inside if is_closed(Path(place, name))]
        found += [Path(place, name).relative_to(root).as_posix() for name in closed]
        inside[:] = [name for name in inside if name not in closed]
    return ClosedFolders(tuple(found))


def is_closed(folder: Path) -> bool:
    """Whether this is a folder that cannot be listed, or whose files cannot be reached."""
    return folder.is_dir() and not folder.is_symlink() and not os.access(folder, os.R_OK | os.X_OK)


def cannot_be_opened(folder: str) -> Problem:
    seen = f"the folder cannot be read ({os.strerror(errno.EACCES)})"
    return about_file(folder, seen, "Check that you may open it", "unreadable-file")
