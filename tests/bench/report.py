"""Rounds of costs as a table, and what they say about the bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tests.bench.measure import AGAIN, CHANGED_NUMBER, OURS, PLAIN, Round

MOST = 1.25  # of plain Material, up to 100 pages
LARGE, MOST_OF_LARGE = 1000, 0.25  # pages, from which on the menu on every page costs plain Material most of its time
AIM_OF_HUGO = 1.0
MOST_AFTER_ONE_NUMBER, SOON = 0.1, 1.0  # of a whole build of plain Material, and in seconds: an aim, for a preview shows it by itself
MOST_MEMORY = 512  # MB, at every size
SAID = {OURS: "ours, the first build of all", AGAIN: "ours", CHANGED_NUMBER: "ours, after one changed number", PLAIN: "plain Material"}


@dataclass(frozen=True)
class Result:
    """All rounds of one size."""

    pages: int
    rounds: list[Round]

    @property
    def paths(self) -> list[str]:
        """What was measured, in its order."""
        return list(self.rounds[0])

    def median(self, path: str, of: str = "seconds") -> float:
        """The median of one kind of cost of one path."""
        return float(median(getattr(one[path], of) for one in self.rounds))

    def ratios(self, path: str, to: str = PLAIN, of: str = "seconds") -> list[float]:
        """This path as a part of another, round by round; none where the other was not measured."""
        return [getattr(one[path], of) / getattr(one[to], of) for one in self.rounds if to in one]

    def rows(self) -> Iterator[list[str]]:
        """The lines of the table."""
        for path in self.paths:
            seconds, cpu, megabytes = (self.median(path, of) for of in ("seconds", "cpu", "megabytes"))
            cells = [f"{self.pages:,}", SAID.get(path, path), f"{seconds:.2f}", f"{cpu:.2f}", f"{megabytes:.0f}"]
            yield [*cells, _spread(self.ratios(path)), _spread(self.ratios(path, of="cpu"))]


HEAD = ["pages", "", "seconds", "CPU s", "MB", "of plain Material", "CPU of plain Material"]
WIDTHS = [6, 31, 8, 8, 6, 22, 22]


def line(cells: list[str]) -> str:
    """A row of the table for a terminal."""
    return " ".join(cell.ljust(width) if at == 1 else cell.rjust(width) for at, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True)))


def markdown(results: list[Result]) -> str:
    """The whole table for a page of documentation."""
    rows = [HEAD, ["--:", "---", "--:", "--:", "--:", "--:", "--:"], *(row for result in results for row in result.rows())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


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
        yield from _beside_others(result)
        memory = max(result.median(path, "megabytes") for path in (OURS, AGAIN, CHANGED_NUMBER))
        yield Verdict(memory <= MOST_MEMORY, f"{result.pages} pages: {memory:.0f} MB at the most, bar {MOST_MEMORY}")
    for small, large in pairwise(results):
        yield _growth(small, large)


def _beside_others(result: Result) -> Iterator[Verdict]:
    if ratios := result.ratios(AGAIN):
        ratio, first, most = median(ratios), median(result.ratios(OURS)), MOST_OF_LARGE if result.pages >= LARGE else MOST
        yield Verdict(ratio <= most, f"{result.pages} pages: {ratio:.2f} of plain Material, at most {most}")
        text = f"{result.pages} pages, the first build of all: {first:.2f} of plain Material, aim {most}"
        yield Verdict(first <= most, text, counts=False)
        if result.pages >= LARGE:
            part, seconds = median(result.ratios(CHANGED_NUMBER)), result.median(CHANGED_NUMBER)
            text = f"{result.pages} pages, one number changed: {part:.2f} of plain Material ({seconds:.1f} s), aim {MOST_AFTER_ONE_NUMBER}"
            yield Verdict(part <= MOST_AFTER_ONE_NUMBER and seconds <= SOON, f"{text} and {SOON:.0f} s", counts=False)
    if ratios := result.ratios(AGAIN, "Hugo"):
        yield Verdict(median(ratios) <= AIM_OF_HUGO, f"{result.pages} pages: {median(ratios):.2f} of Hugo, aim {AIM_OF_HUGO}", counts=False)


def _growth(small: Result, large: Result) -> Verdict:
    pages, cost = large.pages / small.pages, large.median(AGAIN) / small.median(AGAIN)
    each = (large.median(AGAIN) - small.median(AGAIN)) / (large.pages - small.pages) * 1000
    text = f"{small.pages} to {large.pages} pages: {pages:.1f} times the pages take {cost:.1f} times as long"
    grows = "grows no faster than the pages do" if cost <= pages else "grows faster than the pages do"
    return Verdict(cost <= pages, f"{text}, so it {grows} ({each:.1f} ms for each page more)")


def _spread(ratios: list[float]) -> str:
    if not ratios:
        return "not measured"
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if len(ratios) > 1 else f"{ratios[0]:.2f}"
