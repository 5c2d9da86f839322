"""Pictures of the guide's own making: icons, and the picture of a shared link. Each is named by what it is made of, before it is drawn."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from macros.facts.records.clinic import Brand
from macros.pages.found.mark import MARK, Colours, colours, tab_icon

HERE = Path(__file__).parent
CACHE = HERE.parents[2] / ".cache/pictures"


@dataclass(frozen=True)
class Made:
    """A picture: where it lies in the site, and what makes it."""

    path: str
    make: Callable[[], bytes]


def made(title: str, name: str, brand: Brand | None) -> dict[str, Made]:
    """Each picture of a guide with this title, by a clinic of this name. None where pages are made again as they were signed."""
    if not MARK.is_file():
        return {}
    icon, (light, _) = tab_icon(brand), colours(brand)
    return {
        "icon": Made(_named("icon", "svg", icon), lambda: icon),
        "touch_icon": _drawn("touch-icon", light),
        "shared": _drawn("shared", light, title, name),
    }


def _drawn(stem: str, colours: Colours, *words: str) -> Made:
    program = [file.read_bytes() for file in (MARK, HERE / "mark.py", HERE / "picture.py")]
    path = _named(stem, "png", *program, *(f"{name} {value}".encode() for name, value in colours.items()), *map(str.encode, words))

    def draw() -> bytes:
        from macros.pages.found import picture  # only now: loading what draws takes as long as a small build

        return picture.share_picture(colours, *words) if words else picture.touch_icon(colours)

    return Made(path, lambda: _kept(path, draw))


def _named(stem: str, suffix: str, *made_of: bytes) -> str:
    return f"assets/{stem}.{sha256(bytes([0]).join(made_of)).hexdigest()[:8]}.{suffix}"


def _kept(path: str, draw: Callable[[], bytes]) -> bytes:
    """A picture that was drawn before, by the same program; else a new one, kept where that is allowed."""
    kept = CACHE / version("pillow") / Path(path).name
    with suppress(OSError):
        return kept.read_bytes()
    content = draw()
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(f".{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(kept)
    return content
