"""What gives every page its look, made ready for patients: one style that stands in each page, and files whose names tell their content.

The style stands in the page itself, so that the first paint needs no second request. What only some pages use, or nobody at first,
lies in files of its own. Another content has another name, so a browser may keep each file for ever.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path, PurePosixPath

from macros.pages.components import FOLDER
from macros.search.script import SCRIPT as SEARCH
from macros.search.script import STYLE as STYLE_OF_SEARCH
from macros.search.script import search_script

OVERRIDES = Path(__file__).parents[2] / "overrides"
FIRST, LAST = ("tokens.css", "base.css", "frame.css"), ("print.css",)
WITH_A_STYLE_OF_THEIR_OWN = ("estimate",)  # large, and on one page in twenty
# In our own scripts and styles a comment stands on lines of its own, or is one of /** these */ around a type.
# One that begins with /*! is a licence, and stays.
_COMMENT = re.compile(r"/\*(?!!).*?\*/\s?|^[ \t]*//[^\n]*\n|^[ \t]+", re.DOTALL | re.MULTILINE)
_NAME = r"assets/(?P<stem>[\w-]+)(?:\.[0-9a-f]{8})?(?P<suffix>\.(?:js|css))"  # plain in pages of before 2026-11-26
_OURS = re.compile(_NAME.encode())


def style_of_every_page() -> str:
    """The look of the frame and of all components, as it stands in each page: tokens first, paper last."""
    frame = OVERRIDES / "style"  # not there where pages are made again as they were signed: those need no look
    components = (style for style in sorted(FOLDER.glob("*/*.css")) if style.parent.name not in WITH_A_STYLE_OF_THEIR_OWN)
    styles = [*(file for name in FIRST for file in frame.glob(name)), *components, *(file for name in LAST for file in frame.glob(name))]
    return _lean("".join(map(_for_patients, styles)))


def files_by_name() -> dict[str, tuple[str, bytes]]:
    """Scripts, large styles and marks of the guide itself, by their plain name: where each lies in the site, and its content."""
    return {file.name: (_named_by(file.name, content), content) for file in _files() for content in [_content(file)]}


def is_ours(path: str) -> bool:
    """Whether a path is a script or style of the guide itself: the program's, and nothing that an editor wrote."""
    found = re.fullmatch(_NAME, path)
    return found is not None and found["stem"] + found["suffix"] in {file.name for file in _files()}


def with_names_of_now(page: bytes) -> bytes:
    """A page of an earlier day, asking for the guide's own files by the names that they have today."""
    names = {name: path.encode() for name, (path, _) in files_by_name().items()}
    return _OURS.sub(lambda found: names.get((found["stem"] + found["suffix"]).decode(), found[0]), page)


def _files() -> list[Path]:
    large = [FOLDER / name / f"{name}.css" for name in WITH_A_STYLE_OF_THEIR_OWN]
    of_components = [*sorted(FOLDER.glob("*/*.js")), *sorted(FOLDER.glob("*.css")), *large]
    return [*of_components, SEARCH, STYLE_OF_SEARCH, *sorted((OVERRIDES / "theme/assets").glob("*"))]


def _content(file: Path) -> bytes:
    if file.suffix == ".css":
        return _lean(_for_patients(file)).encode()
    return _for_patients(file).encode() if file.suffix == ".js" else file.read_bytes()


def _named_by(name: str, content: bytes) -> str:
    plain = PurePosixPath(name)
    return f"assets/{plain.stem}.{sha256(content).hexdigest()[:8]}{plain.suffix}"


def _for_patients(file: Path) -> str:
    """Without what only developers read: comments, types and indentation are a third of a script."""
    return _COMMENT.sub("", search_script() if file == SEARCH else file.read_text("utf-8"))


def _lean(style: str) -> str:
    """A style without the spaces and line ends that only developers need. Those around words in a value or a selector stay."""
    return re.sub(r";\}", "}", re.sub(r"\s*([{};])\s*|(?<=[:,])\s+(?=[\w#.(\"'-])", lambda found: found[1] or "", style)).strip()
