"""What pages need beside text: the guide's own scripts and styles, and the clinic's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.facts.problem import Problem, about_file
from macros.pages.look import files_by_name

# What patients can use and a doctor need not read twice: pictures, films, sounds, leaflets. No page, script, style or archive.
KINDS = (
    ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico",
    ".pdf", ".mp4", ".webm", ".vtt", ".mp3", ".ogg", ".woff2",
)  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".md", ".markdown")
LARGEST, LARGEST_IN_ALL = 8 * 1024 * 1024, 100 * 1024 * 1024  # bytes: a patient on a phone waits for each of them
# What a drawing may not hold: it is shown as a picture, and opened alone it would be a page of this site that runs.
_RUNS = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignobject|iframe|object|embed|handler|style\b[^>]*>[^<]*@import)|\son\w+\s*="
    rb"|(?:java|vb)script\s*:|<!entity|(?:href|src)\s*=\s*[\"']?\s*(?:https?:|//|data:text)|url\(\s*[\"']?\s*(?:https?:|//)",
    re.IGNORECASE,
)


def assets_of(root: Path, files: Iterable[str], problems: list[Problem]) -> dict[str, bytes]:
    """By path from the root of the pages: what the guide itself needs, and `files`, which lie in content/assets."""
    found, total = dict(files_by_name().values()), 0
    taken: dict[str, str] = {}
    for shown_as in files:
        path = shown_as.removeprefix("content/")
        file = root / shown_as
        if refused := _refused(file, path, taken):
            problems.append(about_file(shown_as, *refused))
            continue
        taken[path.lower()] = path
        try:
            found[path] = file.read_bytes()
        except OSError as error:
            seen = f"the file cannot be read ({error.strerror})"
            problems.append(about_file(shown_as, seen, "Check that you may open it", "unreadable-file"))
            continue
        problems.extend(_in_drawing(shown_as, found[path]))
        total += len(found[path])
        if total > LARGEST_IN_ALL:
            seen = f"the files up to this one have more than {LARGEST_IN_ALL // 1024 // 1024} MiB together"
            problems.append(about_file(shown_as, seen, "Make pictures smaller, and put films elsewhere", "large-file"))
            break
    return found


def _refused(file: Path, path: str, taken: dict[str, str]) -> tuple[str, str, str] | None:
    """Why a file cannot be published, what to do, and the kind of problem."""
    if (same := taken.get(path.lower())) is not None:
        return f'some computers take this name for that of "{same}"', "Rename one of them", "taken-name"
    suffix = file.suffix.lower()
    if suffix in _PAGES:
        do = "Write it as a page of content/, in Markdown, so that a doctor can review it"
        return "this is a page, which no doctor would be shown", do, "page-among-assets"
    if suffix not in KINDS:
        return "no page can show a file of this kind", f"Save it as one of: {', '.join(KINDS)}", "odd-asset"
    if file.lstat().st_size > LARGEST:
        return f"the file has more than {LARGEST // 1024 // 1024} MiB", "Make it smaller: patients load it on a phone", "large-file"
    return None


def _in_drawing(shown_as: str, content: bytes) -> Iterator[Problem]:
    """What would run in a drawing, or be loaded by it from somebody else."""
    if not shown_as.lower().endswith(".svg"):
        return
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")):
        yield about_file(shown_as, "this drawing is not saved as UTF-8 text", 'Save it as a plain SVG in "UTF-8"', "odd-asset")
    elif found := _RUNS.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        before = content[content.rfind(b"\n", 0, found.start()) + 1 : found.start()].decode("utf-8", "replace")
        shown = found[0].decode("utf-8", "replace").strip()
        column = len(before) + 1 + (len(found[0]) - len(found[0].lstrip()))
        seen = f'"{shown[:40]}" in a drawing can run, or load from somebody else'
        yield Problem(shown_as, line, column, seen, "Save the drawing as a plain SVG, or as a PNG", "odd-asset", len(shown))
