"""What pages need beside text: the components' scripts and styles, and the clinic's own files."""

from __future__ import annotations

import re
from pathlib import Path

from macros.facts.problem import Problem
from macros.pages.components import FOLDER

# In our own scripts and styles a comment stands on lines of its own, or is one of /** these */ around a type.
_PAGES = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht"}
_COMMENT = re.compile(r"/\*.*?\*/\s?|^[ \t]*//[^\n]*\n|^[ \t]+", re.DOTALL | re.MULTILINE)


def assets_of(root: Path, problems: list[Problem]) -> dict[str, bytes]:
    """Files by path from the root of the pages: each component's script, all styles as one sheet, and content/assets."""
    styles = "\n".join(_for_patients(style) for style in sorted(FOLDER.glob("*/*.css")))
    files = {"assets/components.css": styles.encode()}
    files |= {f"assets/{script.name}": _for_patients(script).encode() for script in sorted(FOLDER.glob("*/*.js"))}
    for file in sorted((root / "content/assets").rglob("*")):
        path = file.relative_to(root / "content").as_posix()
        if path in files:
            problems.append(Problem(f"content/{path}", 1, 1, "this name belongs to a file of the guide itself", "Rename the file"))
        elif file.suffix.lower() in _PAGES:
            do = "Write it as a page of content/, in Markdown, so that a doctor can review it"
            problems.append(Problem(f"content/{path}", 1, 1, "this is a finished page, which no doctor would be shown", do))
        elif file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            files[path] = file.read_bytes()
    return files


def is_ours(path: str) -> bool:
    """Whether a path is a script or the style of the components: the program's, and nothing that an editor wrote."""
    return path == "assets/components.css" or path in {f"assets/{script.name}" for script in FOLDER.glob("*/*.js")}


def _for_patients(file: Path) -> str:
    """A script or style without what only developers read: comments, types and indentation are a third of it."""
    return _COMMENT.sub("", file.read_text("utf-8"))
