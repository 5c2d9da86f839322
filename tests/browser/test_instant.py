"""The theme can change pages without loading them anew ("instant navigation"). A clinic that turns it on must not lose the estimate."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.asking import FORM, STATUS
from tests.browser.conftest import OpenTab, complaints_of, serving
from tests.site.project import assemble, build

# The menu may have folded the link away, so one is made and followed.
FOLLOW = """address => {
  const link = document.querySelector("article").appendChild(document.createElement("a"));
  link.href = address;
  link.click();
}"""


def test_the_estimate_starts_without_a_new_page(fixture_clinic: Path, tmp_path: Path, open_tab: OpenTab) -> None:
    root = assemble(fixture_clinic, tmp_path / "project")
    (root / "site").mkdir()
    with serving(tmp_path / "project/site") as address:
        settings = (root / "mkdocs.yml").read_text("utf-8").replace("features: [", "features: [navigation.instant, ")
        (root / "mkdocs.yml").write_text(f"{settings}\nsite_url: {address}\n", "utf-8")
        built = build(root)
        page = open_tab(viewport={"width": 1280, "height": 800})
        said = complaints_of(page)
        page.goto(address + "index.html")
        page.evaluate("window.stays = true")
        (name, *_) = built.guide.treatments
        page.evaluate(FOLLOW, f"{address}{name}/estimate.html")
        expect(page.locator(FORM)).to_be_visible()
        assert page.evaluate("window.stays")
        page.locator("[name=concern]").first.check()
        expect(page.locator(STATUS)).not_to_be_empty()
        assert said == []
