"""python -m tests.bench [--quick] [--sizes 10,100] [--rounds 5] [--plain-at-any-size] [--markdown]"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench.measure import rounds
from tests.bench.others import others
from tests.bench.report import HEAD, Result, line, markdown, verdicts

PROJECT = Path(__file__).parents[2]
SIZES, QUICK = (10, 100, 1000, 5000), (10, 100)
PLAIN_UP_TO = 1000  # pages: it draws the whole menu on every page, so 5,000 take it 25 times as long, most of an hour
FEW_FROM = 1000  # pages: from there on a round takes minutes
INTRODUCTION = """Every path from nothing, one right after the other, on the same finished Markdown.
  ours, the first build of all:  python -m macros build, without build/, site/ and .cache/.
  ours:  the same, with what a build before has left in .cache/. The bars are for this one.
  ours, after one changed number:  the same with all of build/ and site/, as somebody works on a guide without a preview.
  plain Material:  mkdocs build with nothing but theme: material.
  Zensical:  theme and settings as plain Material.  Hugo, Eleventy: a bare page around each text, no menu, no search, no check.
Medians; ratios, median (least to most), are taken round by round. MB: the most that all processes of a path hold at once.
"""


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    options = _options()
    found = others()
    print(INTRODUCTION, *(f"{one.name}: {one.missing}." for one in found if one.missing), line(HEAD), sep="\n", flush=True)
    there, results = [one for one in found if not one.missing], []
    for pages in sorted(options.sizes or (QUICK if options.quick else SIZES)):
        count, with_plain = options.rounds or (2 if pages >= FEW_FROM else 5), pages <= PLAIN_UP_TO or options.plain_at_any_size
        if not with_plain:
            print(f"{pages:,} pages of plain Material are left out: its time grows with the square of the pages (--plain-at-any-size).")
        results.append(Result(pages, list(rounds(PROJECT, pages, count, there, with_plain=with_plain))))
        print(*map(line, results[-1].rows()), sep="\n", flush=True)
    said = list(verdicts(results))
    print("", *said, *(["", markdown(results)] if options.markdown else []), sep="\n")
    return 0 if all(one.met for one in said if one.counts) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="The whole path beside plain mkdocs-material, and others.")
    parser.add_argument("--sizes", type=_numbers, help="numbers of pages, like 10,100 (10,100,1000,5000)")
    parser.add_argument("--quick", action="store_true", help="10 and 100 pages only: two minutes instead of half an hour")
    parser.add_argument("--rounds", type=int, help="how often each size is measured (5, and 2 from 1,000 pages on)")
    parser.add_argument("--plain-at-any-size", action="store_true", help="plain Material above 1,000 pages, too: most of an hour at 5,000")
    parser.add_argument("--markdown", action="store_true", help="at the end, the table for the documentation")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
