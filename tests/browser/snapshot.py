"""python -m tests.browser.snapshot: take the pictures of the main pages anew, after a change of the look that is meant.

Look at each picture that changed before it is committed: `git diff --stat` names them. They are small: the top of a page, few colours,
and half the size for a desk.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.find import find_browser
from tests.browser.kinds import page_of_each_kind
from tests.site.project import PROJECT, Built, assemble, build

FOLDER = Path(__file__).with_name("snapshots")
DRAWN_BY = FOLDER / "drawn-by.txt"
KINDS = ("home", "questions", "overview", "concern", "estimate")
SCHEMES = ("light", "dark")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 640}},
    "desk": {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 0.5},
}
COLOURS, LARGEST = 64, 40_000  # of a picture, and bytes
CLOSE = 48  # of 255: colours that are nearer count as the same
MOST = 0.01  # the share of a picture's pixels that may differ
# Letters are drawn by the system's fonts: their widths tell whether these are the same.
FONTS = """() => {
  const brush = document.createElement("canvas").getContext("2d");
  return ["system-ui", "sans-serif", "serif", "ui-serif"].map(family => {
    brush.font = `100px ${family}`;
    return Math.round(brush.measureText("How many sessions? 3 to 6, & why").width);
  }).join(" ");
}"""


def drawn_by(browser: Browser) -> str:
    """The browser, the system and its letters: with others a page looks a little different, and no fault of ours."""
    page = browser.new_page()
    letters = page.evaluate(FONTS)
    page.context.close()
    return f"Chromium {browser.version} on {sys.platform}, letters {letters}"


def take(browser: Browser, built: Built) -> Iterator[tuple[str, Image.Image]]:
    """Every picture with its name."""
    paths = page_of_each_kind(built)
    for scheme in SCHEMES:
        for size, options in SIZES.items():
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", **options)
            page = context.new_page()
            for kind in KINDS:
                page.goto((built.site / paths[kind]).as_uri())
                page.wait_for_load_state("networkidle")
                yield f"{kind}-{size}-{scheme}.png", Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            context.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the pixels that differ to the eye, from 0 to 1. Pictures of different sizes differ in all."""
    if one.size != other.size:
        return 1.0
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[CLOSE:]) / (one.width * one.height)


def save(picture: Image.Image, file: Path) -> None:
    """As a small PNG. Raises AssertionError if it is not small."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.stat().st_size <= LARGEST, f"{file.name} has {file.stat().st_size:,} bytes, and {LARGEST:,} at most are wanted"


def main() -> int:
    """Take all of them, and say which of them changed."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="snapshots-") as folder, sync_playwright() as playwright:
        built = build(assemble(PROJECT, Path(folder) / "project"))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name, picture in take(browser, built):
            file = FOLDER / name
            changed = difference(picture, Image.open(file)) if file.exists() else 1.0
            print(f"{name}  {changed:.1%} of it changed")
            save(picture, file)
        DRAWN_BY.write_text(f"{drawn_by(browser)}\n", "utf-8")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
