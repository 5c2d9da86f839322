"""An explanation as text for a terminal, 96 columns wide."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from macros.explaining.explanation import Explanation
from macros.explaining.whereabouts import Figure, Part, Whereabouts
from macros.facts.problem import printable, sentences
from macros.pages.reviewed import Review
from macros.reviews.publishing import reason

WIDTH, WHERE = 96, 16  # columns: of a line, and of the place at its begin


def in_text(one: Explanation, where: Whereabouts) -> str:
    """What it is, part by part; then its sources by number, and the pages with their reviews."""
    numbers = {name: number for number, name in enumerate(one.sources, 1)}
    lines = [one.title, one.path, ""]
    for part in one.parts:
        lines += [*_part(part, one.path, numbers), ""]
    if one.sources:
        lines += ["Sources", *(line for name, number in numbers.items() for line in _source(name, number, where)), ""]
    width = max((len(review.page) for review in one.pages), default=0)
    lines += ["Pages that show this, and their reviews", *(f"  {review.page:{width}}  {_review(review)}" for review in one.pages)]
    return "\n".join(map(printable, lines if one.pages else [*lines[:-1], "No page shows this."]))


def _part(part: Part, path: str, numbers: dict[str, int]) -> Iterator[str]:
    paths = {place.path for figure in part.figures for place in figure.places} - {path}
    yield " ".join([part.title, *(f"- {one}" for one in sorted(paths) if one not in part.title)])
    for figure in part.figures:
        yield from _figure(figure, numbers)
    for number, note in enumerate(part.notes):
        yield from _hanging("" if number else "beside the plan", note)
    if part.answers:
        told = ", ".join(f"{count} × {says}" for says, count in part.answers.items())
        yield from _hanging("in the estimate", f"{sum(part.answers.values())} answers: {told}")
    if pages := dict.fromkeys(page for figure in part.figures for page in figure.pages):
        yield from _hanging("shown on", ", ".join(pages))


def _figure(figure: Figure, numbers: dict[str, int]) -> Iterator[str]:
    lines = dict.fromkeys(place.line for place in figure.places)
    at = f"line{'s' if len(lines) > 1 else ''} {_listed(list(lines))}" if lines else ""
    rests_on = " ".join(filter(None, [figure.basis, "".join(f"[{numbers[name]}]" for name in figure.sources if name in numbers)]))
    says = figure.says + (f" (worked out from {at})" if figure.is_worked_out else "")
    yield from _hanging("" if figure.is_worked_out else at, f"{says}  {rests_on}".rstrip())


def _listed(lines: list[int]) -> str:
    """Lines that follow each other as a range: 36 to 38."""
    if len(lines) > 2 and lines == list(range(lines[0], lines[-1] + 1)):
        return f"{lines[0]} to {lines[-1]}"
    return ", ".join(map(str, lines))


def _hanging(at: str, text: str) -> Iterator[str]:
    first, *more = wrap(text, WIDTH - WHERE - 3, break_on_hyphens=False) or [""]
    if len(at) > WHERE:
        yield f"  {at}"
        at = ""
    yield f"  {at:{WHERE}} {first}"
    yield from (f"  {'':{WHERE}} {line}" for line in more)


def _source(name: str, number: int, where: Whereabouts) -> Iterator[str]:
    source = where.guide.sources[name]
    year = f" {source.year}." if source.year else ""
    (place,) = where.place("data/sources.yml", (name,))
    yield from _hanging(f"[{number}]", f"{sentences(source.title)}{year} ({name}, data/sources.yml:{place.line})")
    yield from _hanging("", source.address or "The clinic's own; no address")


def _review(review: Review) -> str:
    if review.state in ("current", "due"):
        late = "was due" if review.state == "due" else "is due"
        return f"{review.reviewer_id} reviewed it on {review.reviewed_on}; the next review {late} by {review.next_review_by}"
    return reason(review)
