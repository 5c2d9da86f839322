"""A clinic's own colours, and the tokens that follow from them."""

from __future__ import annotations

import re

import pytest

from macros.facts.guide import Guide
from macros.facts.records.clinic import Brand
from macros.pages.brand import DARK, LIGHT, brand_style, brand_tokens, mixed


@pytest.mark.parametrize(
    ("colour", "other", "share", "expected"),
    [
        ("#000000", "#ffffff", 0.5, "#808080"),  # 127.5, to the even number
        ("#102030", "#ffffff", 0.0, "#102030"),
        ("#102030", "#ffffff", 1.0, "#ffffff"),
        ("#640000", "#000000", 0.25, "#4b0000"),  # 100 less a quarter is 75
        ("#FF0000", "#0000ff", 0.2, "#cc0033"),  # four fifths of 255 are 204, one fifth is 51
    ],
)
def test_two_colours_mixed(colour: str, other: str, share: float, expected: str) -> None:
    assert mixed(colour, other, share) == expected


def test_a_clinic_without_colours_of_its_own_sets_nothing() -> None:
    assert brand_style(None) == ""
    assert brand_tokens(None) == {LIGHT: {}, DARK: {}}


def test_both_colours_are_used_as_they_are_written(guide: Guide) -> None:
    assert guide.clinic.brand
    tokens = brand_tokens(guide.clinic.brand)
    assert (tokens[LIGHT]["brand"], tokens[LIGHT]["clinic"]) == ("#5a3d00", "#5a3d00")
    assert (tokens[DARK]["brand"], tokens[DARK]["clinic"]) == ("#ffd98a", "#ffd98a")


def test_without_a_colour_for_the_dark_a_lighter_one_is_made() -> None:
    # 0x64 is 100; 55 parts of 255 and 45 of 100 are 185.25.
    assert brand_tokens(Brand(colour="#646464"))[DARK]["brand"] == "#b9b9b9"


def test_the_style_sets_the_same_tokens_in_light_and_in_dark() -> None:
    style = brand_style(Brand(colour="#0f5c53", colour_in_the_dark="#8fd0c4"))
    light, dark = re.fullmatch(r":root\{(.*?)\}@media screen and \(prefers-color-scheme:dark\)\{:root\{(.*)\}\}", style).groups()  # type: ignore[union-attr]
    assert "--cg-brand:#0f5c53" in light.split(";")
    assert "--cg-brand:#8fd0c4" in dark.split(";")
    assert [one.split(":")[0] for one in light.split(";")] == [one.split(":")[0] for one in dark.split(";")]
