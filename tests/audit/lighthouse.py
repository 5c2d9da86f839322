"""Lighthouse as its authors run it for phones: a slow network and a slow processor, worked out from what a real browser did."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser.conftest import FLAGS
from tests.browser.find import find_browser
from tests.npm import installed
from tests.site.serving import serving

PROJECT = Path(__file__).parents[2]
INSTALLED = PROJECT / ".cache/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LCP, CLS, TBT = 1.0, 0.0, 0.0  # seconds, a share of the window, milliseconds: the most of each
# How many times slower a usual phone is than a machine of at least this power, by Lighthouse's own measure of it (its "benchmarkIndex").
# Its standard, 4, is meant for a fast desktop. Source: "Calibrating the CPU slowdown" in docs/throttling.md of GoogleChrome/lighthouse.
SLOWER = {1500: 4, 800: 2, 0: 1}


@dataclass(frozen=True)
class Lighthouse:
    """What it says of one page. Scores from 0 to 100, in the order of CATEGORIES; `lost` names what cost points."""

    scores: tuple[int, ...]
    lcp: float
    cls: float
    tbt: float
    lost: tuple[str, ...]
    power: float = 0  # of this machine, as it was measured right before

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


def power(lighthouse: list[str], site: Path, path: str) -> float:
    """How fast this machine is, as Lighthouse measures it before it looks at a page: the median of three."""
    return median(_report(lighthouse, site, path, slower=1)["environment"]["benchmarkIndex"] for _ in range(3))


def slower_than(power: float) -> int:
    """How many times slower than a machine of that power a usual phone is."""
    return next(slower for least, slower in SLOWER.items() if power >= least)


def look_at(lighthouse: list[str], site: Path, path: str, slower: int, times: int) -> list[Lighthouse]:
    """Open a page of a site as a first visitor on a phone that is so many times slower than this machine.

    A look counts only if the machine had its power meanwhile: a shared one loses half of it for seconds, and then the phone would be twice
    as slow. So there are up to two looks for each that is asked for; where too few count, all do.
    """
    looks: list[Lighthouse] = []
    counted: list[Lighthouse] = []
    while len(counted) < times and len(looks) < 2 * times:
        looks.append(_read(_report(lighthouse, site, path, slower)))
        counted = [one for one in looks if slower_than(one.power) == slower]
    return counted if len(counted) == times else looks


def _report(lighthouse: list[str], site: Path, path: str, slower: int) -> dict[str, Any]:
    """All that Lighthouse says. A failure ends the audit with its reason."""
    options = ["--output=json", "--output-path=stdout", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    options.append(f"--throttling.cpuSlowdownMultiplier={slower}")
    chrome = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    with serving(site) as address:
        command = [*lighthouse, address + path, *options, chrome]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {path}: {done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


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
    scores = tuple(round(categories[name]["score"] * 100) for name in CATEGORIES)
    return Lighthouse(scores, lcp / 1000, cls, tbt, tuple(lost), report["environment"]["benchmarkIndex"])
