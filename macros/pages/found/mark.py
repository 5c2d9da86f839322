"""The mark of the guide: drawn once, in the theme, and shown in its head, on tabs, on phones and in the picture of a shared link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from macros.facts.records.clinic import Brand
from macros.pages.brand import DARK, LIGHT, brand_tokens
from macros.pages.look import OVERRIDES

MARK, TOKENS = OVERRIDES / "theme/partials/mark.svg", OVERRIDES / "style/tokens.css"
SIDE = 32  # of its canvas: the numbers in the drawing are parts of this
Point = tuple[float, float]
Colours = dict[str, str]
_COLOUR = re.compile(r"--cg-([\w-]+):\s*(#[0-9a-fA-F]+)\s*[;}]")
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark")
_STEPS = 24  # straight lines for one curve: more would show in no picture


@dataclass(frozen=True)
class Shape:
    """A filled part of the mark. A circle is told by the two corners around it."""

    points: tuple[Point, ...]
    opacity: float
    is_circle: bool = False


def colours(brand: Brand | None) -> tuple[Colours, Colours]:
    """The colours of the guide by name, in light and in dark: those of its style, and the clinic's own in place of some."""
    light, dark = _DARK.split(TOKENS.read_text("utf-8"), maxsplit=1)
    own = brand_tokens(brand)
    in_light = dict(_COLOUR.findall(light))
    return in_light | own[LIGHT], in_light | dict(_COLOUR.findall(dark)) | own[DARK]


def tab_icon(brand: Brand | None) -> bytes:
    """The mark as a file of its own, in the brand's colours."""
    light, dark = (scheme["brand"] for scheme in colours(brand))
    style = f"<style>svg{{color:{light}}}@media(prefers-color-scheme:dark){{svg{{color:{dark}}}}}</style>"
    start, end, rest = MARK.read_text("utf-8").strip().partition(">")
    return (start.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"') + end + style + rest).encode()


def shapes() -> Iterator[Shape]:
    """The parts of the mark, from back to front. The drawing is made of circles and of paths with curves (M and C) alone."""
    for part in etree.fromstring(MARK.read_bytes()):
        opacity = float(part.get("opacity", "1"))
        if part.tag == "circle":
            x, y, radius = (float(part.attrib[name]) for name in ("cx", "cy", "r"))
            yield Shape(((x - radius, y - radius), (x + radius, y + radius)), opacity, is_circle=True)
        else:
            yield Shape(tuple(_outline(str(part.attrib["d"]))), opacity)


def _outline(path: str) -> Iterator[Point]:
    """The points of a path of curves: its start, then three points for each curve."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    for start in range(0, len(points) - 1, 3):
        yield from (_on_curve(points[start : start + 4], step / _STEPS) for step in range(_STEPS))


def _on_curve(curve: list[Point], share: float) -> Point:
    """The point of a cubic curve (of Bézier) at a share of its way, from 0 to 1."""
    rest = 1 - share
    weights = rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y
