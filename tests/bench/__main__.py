"""python -m tests.bench [--sizes 10,100] [--pairs 5]"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench.measure import pairs
from tests.bench.report import HEAD, Result, verdicts

PROJECT = Path(__file__).parents[2]
SIZES = (10, 100, 1000)
INTRODUCTION = """Ours:  python -m macros build, from nothing: no build/, no site/, no .cache/.
Again: the same, with the compiled templates that a build before has left in .cache/.
       The bars are for this one: Python's own compiled modules are there for all three columns, too.
Plain: mkdocs build with nothing but theme: material, on the same finished Markdown.
Medians; ratios, median (least to most), are taken pair by pair. MB: the largest process of each.
"""
FEW_FROM = 1000  # pages: from there on a pair takes a minute or more


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    options = _options()
    print(INTRODUCTION, HEAD, sep="\n", flush=True)
    results = []
    for pages in sorted(options.sizes):
        count = options.pairs or (2 if pages >= FEW_FROM else 5)
        results.append(Result(pages, list(pairs(PROJECT, pages, count))))
        print(results[-1].row(), flush=True)
    found = list(verdicts(results))
    print("", *found, sep="\n")
    return 0 if all(one.met for one in found if one.counts) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="The whole path beside plain mkdocs-material.")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of pages, like 10,100")
    parser.add_argument("--pairs", type=int, help="how often each size is measured (5, and 2 from 1,000 pages on)")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
