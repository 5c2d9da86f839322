"""Writing files that belong together: all of them or none."""

from __future__ import annotations

from pathlib import Path


def write_all(texts: dict[Path, str]) -> None:
    """All beside first, then each put in its place in one step: a disk that fills up half way leaves every file as it was."""
    beside = {file: file.with_name(f".{file.name}.new") for file in texts}
    new_folders = {folder for file in texts for folder in file.parents if not folder.exists()}
    try:
        for file, text in texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            beside[file].write_text(text, "utf-8")
        for file in texts:
            beside[file].replace(file)
    finally:
        for file in beside.values():
            file.unlink(missing_ok=True)
        for folder in sorted(new_folders, reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
