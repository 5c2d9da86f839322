"""The script of the search as it is published: MiniSearch below its licence, then our own part, in one file."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
SCRIPT, STYLE, ENGINE = HERE / "search.js", HERE / "search.css", HERE / "vendor/minisearch"


def search_script() -> str:
    """All of it. The licence stands in a comment that begins with /*! and stays when the others are taken out."""
    licence, engine, ours = (file.read_text("utf-8") for file in (ENGINE / "LICENSE.txt", ENGINE / "minisearch.js", SCRIPT))
    return f"/*! MiniSearch\n\n{licence.strip()}\n*/\n{engine}\n{ours}"
