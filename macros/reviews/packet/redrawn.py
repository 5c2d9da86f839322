"""The drawings that are not as they were signed, each with the words that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from lxml import etree, html
from markupsafe import Markup

from macros.reviews.packet.drawings import drawn, has_its_own_size
from macros.reviews.packet.text import as_patients_read


@dataclass(frozen=True)
class Redrawn:
    """What happened, in words, and the drawing where it stands: as it is now or, if it is gone, was. `was` is what it replaces."""

    says: str
    shown: Markup
    was: Markup | None


@dataclass(frozen=True)
class _Move:
    how: str
    drawing: html.HtmlElement
    was: html.HtmlElement | None = None


def redrawn(before: html.HtmlElement, after: html.HtmlElement) -> list[Redrawn]:
    """In the order of the page. Rows of one table are told together: a bar says nothing without the scale above it."""
    told = groupby(_moves(list(before.iter("svg")), list(after.iter("svg"))), key=lambda move: (move.how, _holder(move.drawing)))
    return [_told(how, holder, list(moves)) for (how, holder), moves in told]


def _moves(before: list[html.HtmlElement], after: list[html.HtmlElement]) -> Iterator[_Move]:
    for how, low, high, start, end in SequenceMatcher(None, _written(before), _written(after), autojunk=False).get_opcodes():
        old, new = ([], []) if how == "equal" else (before[low:high], after[start:end])
        yield from (_Move("changed", now, was) for was, now in zip(old, new, strict=False))
        yield from (_Move("new", drawing) for drawing in new[len(old) :])
        yield from (_Move("gone", drawing) for drawing in old[len(new) :])


def _written(drawings: list[html.HtmlElement]) -> list[bytes]:
    return [html.tostring(drawing, with_tail=False) for drawing in drawings]


def _place(drawing: html.HtmlElement) -> html.HtmlElement:
    """What holds a drawing and its words."""
    block = next(drawing.iterancestors("li", "figure", "p"), drawing)
    return next(drawing.iterancestors("tr"), block)


def _holder(drawing: html.HtmlElement) -> html.HtmlElement:
    return next(drawing.iterancestors("table"), _place(drawing))


def _told(how: str, holder: html.HtmlElement, moves: list[_Move]) -> Redrawn:
    is_table = holder.tag == "table"
    does = how if how == "changed" else f"{'are' if is_table else 'is'} {how}"
    alone = f", but not the words beside {'them' if is_table else 'it'}" if all(map(_keeps_its_words, moves)) else ""
    shown = _rows(holder, [_place(move.drawing) for move in moves]) if is_table else _alone(holder) if holder.tag == "svg" else holder
    was = [drawn(move.was) for move in moves if move.was is not None and has_its_own_size(move.was)]
    says = f"{'Bars in a table' if is_table else 'A drawing'} {does}{alone}"
    return Redrawn(says, as_patients_read(shown), _markup(was) if was else None)


def _keeps_its_words(move: _Move) -> bool:
    return move.was is not None and _place(move.was).text_content().split() == _place(move.drawing).text_content().split()


def _rows(table: html.HtmlElement, wanted: list[html.HtmlElement]) -> html.HtmlElement:
    """The table with these rows, and with those that head them."""
    rows = list(table.iter("tr"))
    parts = {row.getparent() for row in wanted}
    kept = [row in wanted or row.getparent().tag == "thead" or (row.getparent() in parts and _heads(row)) for row in rows]
    root = _alone(table)
    for row, is_kept in zip(list(root.iter("tr")), kept, strict=True):
        if not is_kept:
            row.drop_tree()
    return root


def _alone(element: html.HtmlElement) -> html.HtmlElement:
    root = html.Element("div")
    root.append(deepcopy(element))
    root[0].tail = None
    return root


def _heads(row: html.HtmlElement) -> bool:
    return any(cell.get("scope") == "rowgroup" for cell in row)


def _markup(drawings: Iterable[etree._Element]) -> Markup:
    return Markup("".join(etree.tostring(one, encoding="unicode", method="html") for one in drawings))
