"""low-contrast: two colours of the look that are too close for eyes that see less well.

Why: a patient reads on a phone, in the sun, at any age. WCAG 2.2 asks for 4.5 to 1 between text and its ground (1.4.3), and for 3 to 1
where a shape alone says something (1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, Problem, about_file, quoted
from macros.facts.yaml_reader import read_text
from macros.pages.brand import DARK, LIGHT, brand_tokens

TOKENS, CLINIC = "overrides/style/tokens.css", "data/clinic.yml"
TEXT, SHAPE = 4.5, 3.0

# What is written or drawn in which colour, on which grounds, and how much they must differ. A new pair in a style belongs here, too.
PAIRS: list[tuple[str, str, float]] = [
    ("ink", "paper card brand-soft warm-soft clinic-soft studies-soft", TEXT),
    ("ink-soft", "paper card brand-soft warm-soft clinic-soft studies-soft", TEXT),
    ("brand", "paper card brand-soft", TEXT),
    ("brand-strong", "paper card brand-soft warm-soft", TEXT),
    ("on-brand", "brand brand-strong", TEXT),
    ("warm", "paper card warm-soft", TEXT),
    ("clinic", "paper card clinic-soft", TEXT),
    ("studies", "paper card studies-soft", TEXT),
    ("guidance", "paper card", TEXT),
    ("focus", "paper card brand-soft warm-soft clinic-soft studies-soft", SHAPE),
]

_NAMES = {name for ink, grounds, _ in PAIRS for name in (ink, *grounds.split())}
_DECLARED = re.compile(r"--cg-(?P<name>[\w-]+)\s*:\s*(?P<value>[^;}]*[^;}\s])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK_FROM = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark")


class Token(NamedTuple):
    """A colour as it is written, and where."""

    value: str
    line: int
    column: int


@dataclass(frozen=True)
class Look:
    """The colours of one scheme: those of the tokens, and those that the clinic's brand puts in their place."""

    scheme: str
    tokens: dict[str, Token]
    brand: dict[str, str]

    def colour(self, name: str) -> str:
        """A colour as it is shown, in the notation of its author."""
        return self.brand.get(name) or self.tokens[name].value

    def pairs(self) -> list[tuple[float, str, str, float]]:
        """Every pair with its contrast, the lowest first: the contrast, the ink, its ground, and the least that is needed."""
        pairs = [(ink, ground, least) for ink, grounds, least in PAIRS for ground in grounds.split()]
        return sorted((ratio(self.colour(ink), self.colour(ground)), ink, ground, least) for ink, ground, least in pairs)


def contrast(root: Path, guide: Guide) -> Iterator[Problem]:
    """Yield the pairs of colours that cannot be told apart well enough, in light and in dark. A project without a look has none."""
    if not (root / TOKENS).exists():
        return
    try:
        for look in looks(root, guide):
            yield from _faint(look, guide)
    except EditorMistakes as mistakes:
        yield from mistakes.problems


def looks(root: Path, guide: Guide) -> tuple[Look, Look]:
    """The colours in light and in dark. Raises EditorMistakes if one is missing, or written so that it cannot be measured."""
    light, dark = _tokens(read_text(root / TOKENS, TOKENS))
    if unusable := [*_missing(light), *_odd([*light.items(), *dark.items()])]:
        raise EditorMistakes(unusable)
    brand = brand_tokens(guide.clinic.brand)
    return Look(LIGHT, light, brand[LIGHT]), Look(DARK, light | dark, brand[DARK])


def ratio(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, from 1 to 21. Both like #0f5c53 or #fff."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(full[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tokens(text: str) -> tuple[dict[str, Token], dict[str, Token]]:
    """Every token of the light scheme and of the dark one, by name. Comments count for nothing."""
    light: dict[str, Token] = {}
    dark: dict[str, Token] = {}
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    found = _DARK_FROM.search(bare)
    middle = found.start() if found else len(bare)
    for one in _DECLARED.finditer(bare):
        at = one.start("value")
        place = Token(one["value"], bare.count("\n", 0, at) + 1, at - bare.rfind("\n", 0, at))
        (light if at < middle else dark)[one["name"]] = place
    return light, dark


def _missing(light: dict[str, Token]) -> Iterator[Problem]:
    for name in sorted(_NAMES - light.keys()):
        yield about_file(TOKENS, f"the colour --cg-{name} is missing", "Write it there, like --cg-ink: #1f2b29", "odd-colour")


def _odd(tokens: list[tuple[str, Token]]) -> Iterator[Problem]:
    """The colours in a notation that cannot be measured here."""
    for name, token in tokens:
        if name in _NAMES and not re.fullmatch("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", token.value):
            seen, do = f"{quoted(token.value)} is no colour that can be measured", "Write it like #1f2b29"
            yield Problem(TOKENS, token.line, token.column, seen, do, "odd-colour", len(token.value))


def _faint(look: Look, guide: Guide) -> Iterator[Problem]:
    """Of each colour that can be changed its worst pair alone: the others are mended with it, or told the next time."""
    told: set[str] = set()
    for seen, ink, ground, least in look.pairs():
        to_change = "brand" if {ink, ground} & look.brand.keys() else ink
        if seen < least and to_change not in told:
            told.add(to_change)
            measured = f"{seen:.2f} to 1 in {look.scheme}, and {least:g} is needed"
            yield _of_brand(look, guide, measured) if to_change == "brand" and look.brand else _of_token(look, ink, ground, measured)


def _of_brand(look: Look, guide: Guide, measured: str) -> Problem:
    field, do = {LIGHT: ("colour", "Choose a darker one"), DARK: ("colour_in_the_dark", "Write a lighter one here")}[look.scheme]
    seen = f"{look.brand['brand']} is too close to what lies behind it: the contrast is {measured}"
    return guide.documents[CLINIC].problem(("brand", field), seen, do, kind="low-contrast")


def _of_token(look: Look, ink: str, ground: str, measured: str) -> Problem:
    token = look.tokens[ink]
    seen, do = f"--cg-{ink} on --cg-{ground} has a contrast of {measured}", "Make one of them darker or the other lighter"
    return Problem(TOKENS, token.line, token.column, seen, do, "low-contrast", len(token.value))
