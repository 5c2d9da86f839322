"""The pictures that are made of the guide's name and its mark: that of a shared link, and the icon on a phone's first screen.

They are drawn without a network, with the font that Pillow brings. It has plain Latin letters alone: words with others are left out,
and the picture is as good without them. The same words and colours give the same bytes.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from macros.pages.found.mark import SIDE, Colours, shapes

WIDTH, HEIGHT = 1200, 630  # what those who show links ask for
ICON = 180
_EDGE, _BAND, _MARK, _NAME = 96, 24, 132, 48
_ROOM = WIDTH - 2 * _EDGE
_LARGEST, _SMALLEST, _MOST_LINES = 84, 52, 4  # of the title
_FINER = 4  # the mark is drawn so many times larger, and made smaller: its edges are smooth then
_COLOURS = 48  # enough for smooth edges between the few that are used
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def share_picture(colours: Colours, title: str, name: str) -> bytes:
    """The picture that stands above a shared link, as a PNG: the guide's title, and below it the mark and the clinic's name."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours["paper"])
    pen, foot = ImageDraw.Draw(picture), HEIGHT - _BAND - _EDGE // 2 - _MARK
    pen.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=colours["brand"])
    _put_mark(picture, (_EDGE, foot), _MARK, colours["brand"])
    if can_be_drawn(title):
        lines, size = _lines(title)
        pen.multiline_text((_EDGE, _EDGE * 3 // 4), "\n".join(lines), fill=colours["ink"], font=_font(size), spacing=size // 5)
    if can_be_drawn(name):
        beside = _MARK * 5 // 4
        text = _cut(name, _ROOM - beside, _font(_NAME))
        pen.text((_EDGE + beside, foot + _MARK // 2), text, fill=colours["brand"], font=_font(_NAME), anchor="lm")
    return _as_png(picture)


def touch_icon(colours: Colours) -> bytes:
    """The icon on a phone's first screen, as a PNG. Phones round its corners themselves."""
    picture = Image.new("RGB", (ICON, ICON), colours["brand"])
    _put_mark(picture, (ICON // 6, ICON // 6), ICON * 2 // 3, colours["on-brand"])
    return _as_png(picture)


def can_be_drawn(text: str) -> bool:
    """Whether the font has every letter of a text."""
    font = _font(_SMALLEST)
    lacking = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != lacking for letter in set(text) - {" "})


def _font(size: int) -> Font:
    return ImageFont.load_default(size)


def _lines(title: str) -> tuple[list[str], int]:
    """A title in lines that fit, and the size of its letters: as large as leaves it whole, and cut if nothing does."""
    for size in range(_LARGEST, _SMALLEST - 1, -4):
        lines = _in_lines(title, _font(size))
        if len(lines) <= (3 if size > 64 else _MOST_LINES):
            return lines, size
    return [*lines[: _MOST_LINES - 1], _cut(" ".join(lines[_MOST_LINES - 1 :]), _ROOM, _font(size))], size


def _in_lines(text: str, font: Font) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _ROOM or not lines[-1]:
            lines[-1] = _cut(longer, _ROOM, font)
        else:
            lines.append(_cut(word, _ROOM, font))
    return lines


def _cut(text: str, room: int, font: Font) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _put_mark(picture: Image.Image, place: tuple[int, int], side: int, colour: str) -> None:
    scale = side * _FINER / SIDE
    for shape in shapes():
        mask = Image.new("L", (side * _FINER, side * _FINER))
        pen, points = ImageDraw.Draw(mask), [(x * scale, y * scale) for x, y in shape.points]
        (pen.ellipse if shape.is_circle else pen.polygon)(points, fill=round(255 * shape.opacity))
        mask = mask.resize((side, side), Image.Resampling.LANCZOS)
        picture.paste(colour, (place[0], place[1], place[0] + side, place[1] + side), mask)


def _as_png(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()
