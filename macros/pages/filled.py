"""A page with its calls filled in: first every call is checked, then each becomes what its component shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from macros.facts.problem import EditorMistakes, Problem, first_of
from macros.pages.calls import Call, CallMistake
from macros.pages.components import Component
from macros.pages.parts import Frame, Part, Parts, read_parts

LONGEST = 4_000_000  # characters of a finished page; the largest real one has 150 thousand

Checked = Mapping[int, dict[str, Any]]  # the values of each call, by where it stands


def filled(text: str, shown_as: str, components: Mapping[str, Component], values: Mapping[str, str]) -> str:
    """The finished text of a page. Raises EditorMistakes with every slip in its calls.

    `values` are names that stand for a value in the pages that are generated; in pages that people write there are none.
    """
    checked: dict[int, dict[str, Any]] = {}
    parts, problems = _read(text, shown_as, components, values, checked)
    if problems:
        raise EditorMistakes(problems)
    done, length = [], 0
    for part in parts:
        done.append(_shown(part, components, checked))
        length += len(done[-1])
        if length > LONGEST:
            slip = CallMistake("the page grows too long here", "Split the page", "page-too-large", part.at if isinstance(part, Call) else 0)
            raise EditorMistakes([_problem(slip, text, shown_as)])
    return "".join(done)


def slips_in(text: str, shown_as: str, components: Mapping[str, Component]) -> list[Problem]:
    """Every slip in the calls of a page, which is not filled in: for facts that have mistakes themselves."""
    return _read(text, shown_as, components, {}, {})[1]


def questions_of(text: str, components: Mapping[str, Component], values: frozenset[str]) -> list[dict[str, Any]]:
    """The questions that a page answers, in their order: what its calls of faq_item are given. Only for a page without slips."""
    parts, _ = read_parts(text, frozenset(components), values)
    calls = (call for call, _ in _calls(parts) if call.name == "faq_item")
    return [components[call.name].checked(call, frames=True) for call in calls]


def _read(
    text: str, shown_as: str, components: Mapping[str, Component], values: Mapping[str, str], checked: dict[int, dict[str, Any]]
) -> tuple[Parts, list[Problem]]:
    parts, slips = read_parts(text, frozenset(components), frozenset(values))
    slips = (*slips, *_check(parts, components, values, checked))
    return parts, first_of(_problem(slip, text, shown_as) for slip in sorted(slips, key=lambda slip: slip.at))


def _check(
    parts: Iterable[Part], components: Mapping[str, Component], values: Mapping[str, str], checked: dict[int, dict[str, Any]]
) -> Iterator[CallMistake]:
    """Every call that its component refuses; of the others the values, into `checked`."""
    anchors = set()
    for call, frames in _calls(parts):
        try:
            found = checked[call.at] = components[call.name].checked(call.standing_for(values), frames=frames)
        except CallMistake as slip:
            yield slip
            continue
        if (anchor := found.get("id")) in anchors:
            given = next(one for one in call.given if one.value == anchor)
            yield CallMistake(f'the anchor "{anchor}" is taken by a call above', "Choose another", "taken-id", given.at, given.width)
        anchors |= {anchor} - {None}


def _calls(parts: Iterable[Part]) -> Iterator[tuple[Call, bool]]:
    """Each call, and whether it frames text."""
    for part in parts:
        if isinstance(part, Frame):
            yield part.call, True
            yield from _calls(part.inside)
        elif isinstance(part, Call):
            yield part, False


def _shown(part: Part, components: Mapping[str, Component], checked: Checked) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Call):
        return components[part.name](**checked[part.at])
    inside = part.inside

    def caller() -> Markup:
        return Markup("".join(_shown(one, components, checked) for one in inside))

    return components[part.call.name](**checked[part.call.at], caller=caller)


def _problem(slip: CallMistake, text: str, shown_as: str) -> Problem:
    line = text.count("\n", 0, slip.at) + 1
    column = slip.at - text.rfind("\n", 0, slip.at)
    return Problem(shown_as, line, column, slip.seen, slip.do, kind=slip.kind, width=slip.width)
