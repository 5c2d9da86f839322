"""Lighthouse as its authors run it for phones: a slow network and a slow processor, worked out from what a real browser did."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.conftest import FLAGS
from tests.browser.find import find_browser
from tests.npm import installed
from tests.site.serving import serving

PROJECT = Path(__file__).parents[2]
INSTALLED = PROJECT / ".cache/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LCP, CLS, TBT = 1.0, 0.0, 0.0  # seconds, a share of the window, milliseconds: the most of each


@dataclass(frozen=True)
class Lighthouse:
    """What it says of one page. Scores from 0 to 100, in the order of CATEGORIES; `lost` names what cost points."""

    scores: tuple[int, ...]
    lcp: float
    cls: float
    tbt: float
    lost: tuple[str, ...]

    @property
    def is_all_well(self) -> bool:
        return all(score == 100 for score in self.scores)

    def __str__(self) -> str:
        return f"{' '.join(f'{score:>3}' for score in self.scores)}   LCP {self.lcp:.2f} s  CLS {self.cls:.3f}  TBT {self.tbt:.0f} ms"


def find_lighthouse() -> tuple[list[str], str]:
    """How to start it, or nothing and why it is not there. Installed once, by npm."""
    if reason := installed(Path(__file__).parent, INSTALLED):
        return [], reason
    return [shutil.which("node") or "node", str(INSTALLED / "node_modules/lighthouse/cli/index.js")], ""


def look_at(lighthouse: list[str], site: Path, path: str) -> Lighthouse:
    """Open a page of a site as a first visitor on a phone. A failure ends the audit with what Lighthouse said."""
    options = ["--output=json", "--output-path=stdout", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    chrome = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    with serving(site) as address:
        command = [*lighthouse, address + path, *options, chrome]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {path}: {done.stderr[-2000:]}")
    return _read(json.loads(done.stdout))


def _read(report: dict[str, Any]) -> Lighthouse:
    categories, audits = report["categories"], report["audits"]
    lost = [
        f"{name}: {audits[part['id']]['title']} ({audits[part['id']].get('displayValue') or part['id']})"
        for name in CATEGORIES
        for part in categories[name]["auditRefs"]
        if part["weight"] and (audits[part["id"]]["score"] or 0) < 1 and audits[part["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    ]
    measured = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
    lcp, cls, tbt = (audits[name]["numericValue"] for name in measured)
    return Lighthouse(tuple(round(categories[name]["score"] * 100) for name in CATEGORIES), lcp / 1000, cls, tbt, tuple(lost))
