"""Going through a page by the Tab key alone: each stop can be seen, shows that it is one, and is large enough to be hit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

STOP = Path(__file__).with_name("stop.js").read_text("utf-8")
MOST = 600  # stops of a page; more of them are a trap


@dataclass(frozen=True)
class Walk:
    """The stops of a page in their order, what is wrong with them, and the smallest side of a target in pixels."""

    stops: tuple[str, ...]
    wrong: tuple[str, ...]
    smallest: float


def walk(page: Page) -> Walk:
    """From the top of the page to its end. Smooth scrolling must be off: a stop on its way is no stop out of sight."""
    stops, wrong, sides = list[str](), list[str](), [99.0]
    page.evaluate("document.activeElement.blur()")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if not found:
            break
        stops.append(found["name"])
        sides.append(found["side"])
        wrong += [f"{found['name']} {one}" for one in found["wrong"]]
    else:
        wrong.append(f"the keyboard does not come out after {MOST} stops")
    return Walk(tuple(stops), tuple(wrong), min(sides))
