"""The answers of an estimate: what its script shows, what stands in the table without a script, and what the facts give are one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from macros.checks.site.fault import Fault
from macros.checks.site.pages import BuiltPage
from macros.checks.site.site import BuiltSite
from macros.checks.site.tables import TableRow
from macros.checks.site.text import data_of
from macros.estimate.table import Row

_CARRIES = "cg-estimate__data"
_DO = "Build again; if it stays, compare the page with its file in build/pages"


def answers(path: str, page: BuiltPage, site: BuiltSite) -> Iterator[Fault]:
    """Each answer of a page that is not the same in all three places, or is not in one of them."""
    for text in data_of(site.text(path)) if page.tables else ():
        try:
            rows = json.loads(text)["rows"]
        except (ValueError, KeyError, TypeError):
            yield Fault("the answers for the script cannot be read", _DO, "other-answer", _CARRIES)
            continue
        concerns = {_concern(key) for key in rows}
        given = site.staged.kitchen.estimates.get(site.sources.get(path, ""), [])
        alike = [one for one in given if concerns == set(site.staged.guide.treatments[one].concerns)]
        found = [list(_in_script(rows, _meant(one, site))) for one in alike] or [list(_in_script(rows, {}))]
        yield from min(found, key=len)  # two treatments on one page may have concerns of the same names
        yield from _in_tables(rows, [one for one in page.tables if concerns & set(map(_concern, one.keys))])


def _meant(treatment: str, site: BuiltSite) -> dict[str, Row]:
    """The answers that the facts give, by key."""
    concerns, rows = site.staged.guide.treatments[treatment].concerns, site.staged.kitchen.rows
    return {row.key: row for concern in concerns for row in rows(treatment, concern)}


def _concern(key: str) -> str:
    return key.partition("|")[0]


def _in_script(rows: dict[str, Any], meant: dict[str, Row]) -> Iterator[Fault]:
    """The rows of the script beside those of the facts; an answer that is held back gives no number."""
    for key in meant.keys() - rows.keys():
        yield Fault(f'the script lacks the answer "{key}"', _DO, "other-answer", _CARRIES)
    for key, told in rows.items():
        if key not in meant:
            yield _about(key, "no facts give it")
        elif _wrong(told, meant[key]) and _wrong(told, meant[key].held_back()):
            yield _about(key, f'the facts give "{" ".join((meant[key].headline, *meant[key].says))}"')


def _wrong(told: dict[str, Any], row: Row) -> bool:
    spans = (("sessions", row.sessions), ("whole", row.whole), ("weeks", row.weeks_between))
    words = told.get("headline"), tuple(told.get("says", ())), told.get("points_to", ""), told.get("gap", "")
    numbers = (told.get(name) != (list(span) if span and row.sessions else None) for name, span in spans)
    return words != (row.headline, row.says, row.points_to, row.gap) or any(numbers)


def _about(key: str, why: str) -> Fault:
    return Fault(f'the answer of the script to "{key}" is not right: {why}', _DO, "other-answer", f'"{key}":')


def _in_tables(rows: dict[str, Any], tables: list[TableRow]) -> Iterator[Fault]:
    """The tables beside the script: each answer stands in one row, in the same words, with the same sources."""
    for row in tables:
        for key in row.keys:
            told = rows.get(key)
            meant = " ".join(" ".join((told["headline"], *told["says"])).split()) if told else ""
            if not told or not row.said.startswith(meant) or list(row.sources) != told["sources"]:
                seen = f'the table says "{row.said[:80]}" where the script says "{meant[:80]}"'
                yield Fault(seen, _DO, "other-answer", " ".join(row.keys), "data-rows", row.line)
                break
    times = Counter(key for row in tables for key in row.keys)
    for key in rows:
        if times[key] != 1:
            yield Fault(f'the answer "{key}" stands {times[key]} times in the table beside the script', _DO, "other-answer", f'"{key}":')
