"""The colours that follow from a clinic's own: its brand in data/clinic.yml stands in for some tokens of overrides/style/tokens.css."""

from __future__ import annotations

from macros.facts.records.clinic import Brand

LIGHT, DARK = "light", "dark"
_DARK = "@media screen and (prefers-color-scheme:dark)"
_BLACK, _WHITE = "#000000", "#ffffff"


def brand_tokens(brand: Brand | None) -> dict[str, dict[str, str]]:
    """The tokens that a brand sets, by name without --cg-, in light and in dark. None of them without a brand."""
    if not brand:
        return {LIGHT: {}, DARK: {}}
    colour, in_the_dark = brand.colour, brand.colour_in_the_dark or mixed(brand.colour, _WHITE, 0.55)
    return {
        LIGHT: _of(colour, strong=mixed(colour, _BLACK, 0.28), soft=mixed(colour, _WHITE, 0.89), on=_WHITE),
        DARK: _of(
            in_the_dark, strong=mixed(in_the_dark, _WHITE, 0.4), soft=mixed(in_the_dark, _BLACK, 0.8), on=mixed(in_the_dark, _BLACK, 0.85)
        ),
    }


def brand_style(brand: Brand | None) -> str:
    """Those tokens as CSS, to stand behind tokens.css. Nothing without a brand."""
    light, dark = (_rule(tokens) for tokens in brand_tokens(brand).values())
    return f"{light}{_DARK}{{{dark}}}" if brand else ""


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another in it. Both, and the answer, like #0f5c53."""
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in zip(_parts(colour), _parts(other), strict=True))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _of(colour: str, *, strong: str, soft: str, on: str) -> dict[str, str]:
    """The clinic's plan is drawn in the clinic's colour."""
    return {"brand": colour, "brand-strong": strong, "brand-soft": soft, "on-brand": on, "clinic": colour, "clinic-soft": soft}


def _rule(tokens: dict[str, str]) -> str:
    return ":root{" + ";".join(f"--cg-{name}:{value}" for name, value in tokens.items()) + "}"
