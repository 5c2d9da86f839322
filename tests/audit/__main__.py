"""python -m tests.audit [--only weight,colours,pages,markup,lighthouse] [--runs 5]"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.audit import bars
from tests.audit.sites import Sites, build_all
from tests.bench.report import Verdict
from tests.browser.conftest import FLAGS
from tests.browser.find import find_browser

INTRODUCTION = """The look, measured. Three sites, built now and served from this machine, with gzip, as a static host does:
patients  as patients get it: a publishing build of a copy, whose every page somebody made up has signed
preview   what `make site` builds
plain     mkdocs with nothing but theme: material, on the finished Markdown of the first, without letters from Google
"""
PARTS: dict[str, Callable[[Browser, Sites, int], Iterator[Verdict | str]]] = {
    "weight": bars.weight,
    "colours": bars.colours,
    "pages": bars.pages,
    "markup": bars.markup,
    "lighthouse": bars.lighthouse,
}


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    options = _options()
    print(INTRODUCTION, flush=True)
    missed = []
    with tempfile.TemporaryDirectory(prefix="audit-") as folder, sync_playwright() as playwright:
        sites = build_all(Path(folder))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name in options.only:
            for told in PARTS[name](browser, sites, options.runs):
                print(told, flush=True)
                missed += [told] if isinstance(told, Verdict) and told.counts and not told.met else []
        browser.close()
    print("", f"{len(missed)} missed:" if missed else "Every bar is met.", *missed, sep="\n")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description="Every bar of the look, with what was measured.")
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=f"some of: {','.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="how often Lighthouse looks at a page of ours; the median counts (5)")
    return parser.parse_args()


def _parts(text: str) -> list[str]:
    if unknown := set(text.split(",")) - PARTS.keys():
        raise argparse.ArgumentTypeError(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return text.split(",")


if __name__ == "__main__":
    sys.exit(main())
