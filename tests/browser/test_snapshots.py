"""The main pages look as they did when somebody last looked at them: light and dark, on a phone and on a desk.

After a change that is meant, `make snapshots` takes the pictures anew; look at them before they are committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browser.snapshot import DRAWN_BY, FOLDER, KINDS, LARGEST, MOST, SCHEMES, SIZES, difference, drawn_by, save, take
from tests.site.project import Built

NAMES = {f"{kind}-{size}-{scheme}.png" for kind in KINDS for size in SIZES for scheme in SCHEMES}


def test_each_page_looks_as_it_did(chromium: Browser, real: Built, tmp_path: Path) -> None:
    before, now = DRAWN_BY.read_text("utf-8").strip(), drawn_by(chromium)
    if before != now:
        pytest.skip(f"the pictures were drawn by {before}; here is {now}")
    changed = {}
    for name, picture in take(chromium, real):
        picture.save(tmp_path / name)
        if (share := difference(picture, Image.open(FOLDER / name))) > MOST:
            changed[name] = f"{share:.1%} of it changed; now it is {tmp_path / name}"
    assert changed == {}, "Look at them. If the change is meant: make snapshots"


def test_there_is_a_small_picture_of_each(chromium: Browser) -> None:
    assert {file.name for file in FOLDER.glob("*.png")} == NAMES
    assert [file.name for file in FOLDER.glob("*.png") if file.stat().st_size > LARGEST] == []


def drawn(*boxes: tuple[tuple[int, int, int, int], str]) -> Image.Image:
    picture = Image.new("RGB", (100, 100), "white")
    for box, colour in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=colour)
    return picture


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (drawn(), 0.0),
        (drawn(((0, 0, 9, 9), "black")), 0.01),
        (drawn(((0, 0, 49, 99), "#d1d1d1")), 0.0),  # 46 of 255 from white: the edge of a letter
        (drawn(((0, 0, 49, 99), "#ffcc99")), 0.5),  # in one colour of three alone
        (Image.new("RGB", (100, 99), "white"), 1.0),
    ],
)
def test_how_much_two_pictures_differ(other: Image.Image, share: float) -> None:
    assert difference(drawn(), other) == difference(other, drawn()) == pytest.approx(share)


def test_what_is_saved_is_nearly_what_was_seen(tmp_path: Path) -> None:
    picture = drawn(((10, 10, 30, 30), "#0f5c53"), ((50, 50, 80, 80), "#8a4b13"))
    save(picture, tmp_path / "a.png")
    assert difference(picture, Image.open(tmp_path / "a.png")) == 0


def test_a_large_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="bytes"):
        save(Image.effect_noise((400, 400), 100).convert("RGB"), tmp_path / "a.png")
