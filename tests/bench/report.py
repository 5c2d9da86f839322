"""Pairs of costs as a table, and what they say about the bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tests.bench.measure import Cost, Pair

MOST = 1.25  # of plain Material, at every size
AIMS = {1000: 0.25}  # of plain Material; missing an aim is no failure
HEAD = " pages     ours    plain    ratio (min to max)    CPU ratio (min to max)    ours      plain"
ROW = "{pages:6} {ours:6.2f} s {plain:6.2f} s   {ratio:16}     {cpu:16}   {mb:7.0f} MB {plain_mb:7.0f} MB"


@dataclass(frozen=True)
class Result:
    """All pairs of one size."""

    pages: int
    pairs: list[Pair]

    def ours(self, of: str) -> float:
        """The median of one kind of cost of ours."""
        return float(median(getattr(pair.ours, of) for pair in self.pairs))

    def plain(self, of: str) -> float:
        """The same of plain Material."""
        return float(median(getattr(pair.plain, of) for pair in self.pairs))

    def ratios(self, of: Callable[[Cost], float] = lambda cost: cost.seconds) -> list[float]:
        """Ours as a part of plain Material, pair by pair."""
        return [of(pair.ours) / of(pair.plain) for pair in self.pairs]

    def row(self) -> str:
        """One line of the table."""
        return ROW.format(
            pages=self.pages,
            ours=self.ours("seconds"),
            plain=self.plain("seconds"),
            ratio=_spread(self.ratios()),
            cpu=_spread(self.ratios(lambda cost: cost.cpu)),
            mb=self.ours("megabytes"),
            plain_mb=self.plain("megabytes"),
        )


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
        ratio = median(result.ratios())
        yield Verdict(ratio <= MOST, f"{result.pages} pages: {ratio:.2f} of plain Material, at most {MOST}")
        if aim := AIMS.get(result.pages):
            yield Verdict(ratio <= aim, f"{result.pages} pages: {ratio:.2f} of plain Material, aim {aim}", counts=False)
    for small, large in pairwise(results):
        yield _growth(small, large)


def _growth(small: Result, large: Result) -> Verdict:
    pages, cost = large.pages / small.pages, large.ours("seconds") / small.ours("seconds")
    each = (large.ours("seconds") - small.ours("seconds")) / (large.pages - small.pages) * 1000
    text = f"{small.pages} to {large.pages} pages: {pages:.1f} times the pages take {cost:.1f} times as long"
    grows = "grows no faster than the pages do" if cost <= pages else "grows faster than the pages do"
    return Verdict(cost <= pages, f"{text}, so it {grows} ({each:.1f} ms for each page more)")


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
