"""Pairs of costs as a table, and what they say about the bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tests.bench.measure import Pair

MOST = 1.25  # of plain Material, at every size
AIMS = {1000: 0.25}  # of plain Material; missing an aim is no failure
TITLE = "{:>6}  {:>9} {:>9} {:>9}   {:22} {:22} {:22} {:>5} {:>5}"
HEAD = TITLE.format("pages", "ours", "again", "plain", "ours / plain", "again / plain", "CPU of ours / plain", "MB", "plain")
ROW = "{:>6}  {:>7.2f} s {:>7.2f} s {:>7.2f} s   {:22} {:22} {:22} {:>5.0f} {:>5.0f}"


@dataclass(frozen=True)
class Result:
    """All pairs of one size."""

    pages: int
    pairs: list[Pair]

    def median(self, path: str, of: str = "seconds") -> float:
        """The median of one kind of cost of one path."""
        return float(median(getattr(getattr(pair, path), of) for pair in self.pairs))

    def ratios(self, path: str, of: str = "seconds") -> list[float]:
        """This path as a part of plain Material, pair by pair."""
        return [getattr(getattr(pair, path), of) / getattr(pair.plain, of) for pair in self.pairs]

    def row(self) -> str:
        """One line of the table."""
        seconds = [self.median(path) for path in ("ours", "again", "plain")]
        spreads = [_spread(self.ratios(*what)) for what in (("ours",), ("again",), ("ours", "cpu"))]
        return ROW.format(self.pages, *seconds, *spreads, self.median("ours", "megabytes"), self.median("plain", "megabytes"))


@dataclass(frozen=True)
class Verdict:
    """A bar, and whether it is met."""

    met: bool
    text: str
    counts: bool = True

    def __str__(self) -> str:
        return f"{('met   ' if self.met else 'MISSED') if self.counts else ('aim met   ' if self.met else 'aim missed')}  {self.text}"


def verdicts(results: list[Result]) -> Iterator[Verdict]:
    """Each bar that these sizes can tell of."""
    for result in results:
        ratio, first = median(result.ratios("again")), median(result.ratios("ours"))
        yield Verdict(ratio <= MOST, f"{result.pages} pages: {ratio:.2f} of plain Material, at most {MOST}")
        text = f"{result.pages} pages, the first build of all: {first:.2f} of plain Material, aim {MOST}"
        yield Verdict(first <= MOST, text, counts=False)
        if aim := AIMS.get(result.pages):
            yield Verdict(ratio <= aim, f"{result.pages} pages: {ratio:.2f} of plain Material, aim {aim}", counts=False)
    for small, large in pairwise(results):
        yield _growth(small, large)


def _growth(small: Result, large: Result) -> Verdict:
    pages, cost = large.pages / small.pages, large.median("again") / small.median("again")
    each = (large.median("again") - small.median("again")) / (large.pages - small.pages) * 1000
    text = f"{small.pages} to {large.pages} pages: {pages:.1f} times the pages take {cost:.1f} times as long"
    grows = "grows no faster than the pages do" if cost <= pages else "grows faster than the pages do"
    return Verdict(cost <= pages, f"{text}, so it {grows} ({each:.1f} ms for each page more)")


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
