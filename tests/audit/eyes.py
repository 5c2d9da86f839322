"""What a page looks like to somebody with little room, large letters, other colours, no motion, no screen, or no script."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent
FIT, FAINT, PAPER = ((HERE / f"{name}.js").read_text("utf-8") for name in ("fit", "contrast", "paper"))
LARGE = "html { font-size: 200% !important }"
MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  return style.scrollBehavior === "smooth" || style.animationName !== "none" || parseFloat(style.transitionDuration) > 0.01;
}).map(one => `moves: ${one.outerHTML.slice(0, 90)}`)"""
# Links of the frame count, too: without a script the menu must lead everywhere.
TEXT = """() => {
  for (const form of document.querySelectorAll(".cg-estimate")) form.hidden = true;
  return document.querySelector("article").innerText.split(/\\s+/).join(" ");
}"""


def add_style(page: Page, style: str) -> None:
    """Put a style on the page, in a way that its policy does not refuse."""
    page.evaluate("style => { const own = new CSSStyleSheet(); own.replaceSync(style); document.adoptedStyleSheets.push(own); }", style)


def does_not_fit(page: Page) -> list[str]:
    """What scrolls sideways, sticks out or is cut off."""
    found: list[str] = page.evaluate(FIT)
    return found


def does_not_fit_in_large_letters(page: Page) -> list[str]:
    """The same with letters of twice the size. The page stays so."""
    size = "parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    before = page.evaluate(size)
    add_style(page, LARGE)
    grew = page.evaluate(size) / before
    return [*does_not_fit(page), *([] if grew > 1.9 else [f"letters grow only {grew:.2f} times"])]


def is_faint(page: Page) -> list[str]:
    """Every text whose contrast with what is behind it is below 4.5, and every drawing that stays below 3."""
    found: list[str] = page.evaluate(FAINT)
    return found


def moves(page: Page) -> list[str]:
    """What moves by itself, for somebody who asked for less motion."""
    found: list[str] = page.evaluate(MOVING)
    return found


def is_lost_on_paper(page: Page) -> list[str]:
    """What cannot be read on paper; and whether it can be printed at all."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(PAPER)
    page.emulate_media(media="null")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    return [*found, *([] if sheets else ["the PDF has no page"])]


def text_of(page: Page) -> str:
    """The words of the article, without the form of an estimate, which is nothing without its script."""
    found: str = page.evaluate(TEXT)
    return found
