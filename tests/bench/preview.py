"""python -m tests.bench.preview: how long a saved edit takes to be in a page that is open in a real browser."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.bench.clinic import copy_program, write_clinic
from tests.browser.conftest import FLAGS
from tests.browser.find import find_browser
from tests.preview.running import running

PROJECT = Path(__file__).parents[2]
FIELD = "why_they_differ: "  # a sentence in every concern, which its page shows
PAUSE = 1000  # milliseconds between two edits; in a large guide the check of the edit before still runs then
# As soon as the document holds the words, whichever document it is by then.
SEEN = "words => document.body?.textContent.includes(words)"


@dataclass(frozen=True)
class Guide:
    """What is measured: a clinic of a size, and the bar for its median in seconds."""

    name: str
    pages: int  # 0 is the real guide
    most: float


GUIDES = (Guide("this guide", 0, 0.5), Guide("100 pages", 100, 1.0), Guide("1,000 pages", 1000, 1.0))


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.preview", description="From a saved edit to the new page in a browser.")
    parser.add_argument("--edits", type=int, default=15, help="how many edits of each guide")
    edits: int = parser.parse_args().edits
    print(f"From os.replace of a file of data/ to its new words in the open page, {edits} edits each.")
    print(f"{'':12} {'median':>8} {'worst':>8}   bar for the median", flush=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        results = [_report(guide, list(_times(guide, browser.new_page(bypass_csp=True), edits))) for guide in GUIDES]
        browser.close()
    return 0 if all(results) else 1


def _report(guide: Guide, times: list[float]) -> bool:
    middle = median(times)
    met = middle <= guide.most
    print(f"{guide.name:12} {middle:>6.2f} s {max(times):>6.2f} s   {'met   ' if met else 'MISSED'} {guide.most:.1f} s", flush=True)
    return met


def _times(guide: Guide, page: Page, edits: int) -> Iterator[float]:
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as folder:
        root = Path(folder)
        _write(guide, root)
        file = sorted((root / "data/treatments").glob("*/concerns/*.yml"))[0]
        before, beside = file.read_text("utf-8"), file.with_name(".beside")
        with running(root) as preview:
            preview.wait(lambda: bool(preview.said), "the pages were not made")
            page.goto(f"{preview.address}{file.parts[-3]}/{file.stem}.html")
            preview.get("assets/search-index.js")  # every page made, as it is after the first minute of work
            for number in range(edits):
                words = f"Made-up sentence {chr(ord('a') + number)}{chr(ord('a') + number)}"
                beside.write_text(before.replace(FIELD, f"{FIELD}{words}. ", 1), "utf-8")
                start = time.perf_counter()
                os.replace(beside, file)  # noqa: PTH105 - the moment that is measured
                page.wait_for_function(SEEN, arg=words, timeout=60_000)
                yield time.perf_counter() - start
                page.wait_for_timeout(PAUSE)
    page.close()


def _write(guide: Guide, root: Path) -> None:
    copy_program(PROJECT, root)
    if guide.pages:
        write_clinic(root, guide.pages)
        return
    for place in ("data", "content"):
        shutil.copytree(PROJECT / place, root / place, dirs_exist_ok=True)


if __name__ == "__main__":
    sys.exit(main())
