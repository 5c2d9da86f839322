"""What axe says of a page as it stands, its rules of good practice among them."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""


def complaints(page: Page) -> list[str]:
    """One line for each part of the page that breaks a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))  # not as a script of the page, whose policy refuses it
    found: list[str] = page.evaluate(RUN)
    return found
