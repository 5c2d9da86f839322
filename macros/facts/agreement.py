"""What one fact says about another: names that must exist, ranges that must lie inside their studies.

Each function is one rule and yields its problems. Shapes were checked before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from macros.facts.document import Document, Loc
from macros.facts.ledger import ledgers_hold_together
from macros.facts.problem import Problem, did_you_mean, first_of, nearest
from macros.facts.recovery import recovery_times_agree
from macros.facts.stand_ins import is_stand_in
from macros.facts.studies import concern_path, courses_rest_on_studies

if TYPE_CHECKING:
    from macros.facts.guide import Guide

# Names that nobody can own: RFC 2606.
_MADE_UP = re.compile(r"^https://([a-z0-9.-]+\.)?(example|test|invalid|localhost|example\.(com|net|org))/")
_NAMING = ("source", "read_in")  # fields that name one source


def disagreements(guide: Guide) -> Iterator[Problem]:
    """Every contradiction between facts."""
    for rule in RULES:
        yield from first_of(rule(guide))


def sources_exist(guide: Guide) -> Iterator[Problem]:
    """Each source that is named stands in data/sources.yml, and no list names one twice: patients read how many there are."""
    for document in guide.documents.values():
        for loc, name in _named_sources(document):
            if name not in guide.sources:
                yield document.problem(loc, f'there is no source called "{name}"', did_you_mean(name, guide.sources), kind="unknown-name")
        for loc, names in document.parts:
            for index in _repeated(names) if loc and loc[-1] == "sources" and isinstance(names, list) else ():
                yield document.problem((*loc, index), f'the source "{names[index]}" is here twice', "Remove one", kind="named-twice")


def sources_name_treatments(guide: Guide) -> Iterator[Problem]:
    """What a source is about is a treatment of this clinic."""
    for name, source in guide.sources.items():
        document = guide.documents["data/sources.yml"]
        for field in ("only_about", "also_about"):
            about = getattr(source, field)
            if about is not None and about not in guide.treatments:
                do = did_you_mean(about, guide.treatments)
                yield document.problem((name, field), f'there is no treatment called "{about}"', do, kind="unknown-name")


def statements_name_concerns(guide: Guide) -> Iterator[Problem]:
    """What a statement is only for is a concern of its treatment."""
    for treatment in guide.treatments.values():
        if not (document := guide.documents.get(f"data/treatments/{treatment.id}/treatment.yml")):
            continue
        for loc, names in document.parts:
            for index, name in enumerate(names) if loc and loc[-1] == "only_for" and isinstance(names, list) else ():
                if isinstance(name, str) and name not in treatment.concerns:
                    seen = f'there is no concern called "{name}"'
                    yield document.problem((*loc, index), seen, did_you_mean(name, treatment.concerns), kind="unknown-name")


def reading_chains_end(guide: Guide) -> Iterator[Problem]:
    """What `read_in` names is another source, and never leads back to itself."""
    for name in guide.sources:
        document = guide.documents["data/sources.yml"]
        chain, current = [name], guide.sources[name].read_in
        while current in guide.sources and current not in chain:
            chain.append(current)
            current = guide.sources[current].read_in
        if current == name:
            circle = " → ".join([*chain, name])
            seen = f"read_in goes round in a circle: {circle}"
            yield document.problem((name, "read_in"), seen, "Name where you really read it", kind="circle")


def the_clinic_speaks_for_itself(guide: Guide) -> Iterator[Problem]:
    """Basis `clinic` rests on a source of kind `clinic`, and no other basis does."""
    for document in guide.documents.values():
        for loc, part in document.parts if document.fits else ():
            if not isinstance(part, dict) or "basis" not in part:
                continue
            for index, name in enumerate(part.get("sources") or ()):
                if name not in guide.sources or is_stand_in(guide.sources[name]):
                    continue  # said by others
                own = guide.sources[name].kind == "clinic"
                if own != (part["basis"] == "clinic"):
                    seen = f'"{name}" is {"" if own else "not "}the clinic\'s own, but the basis is {part["basis"]}'
                    yield document.problem((*loc, "sources", index), seen, "Correct the basis or the source", kind="wrong-basis")


def ids_are_unique(guide: Guide) -> Iterator[Problem]:
    """No two questions, options, descriptions or cautions of one list share an id."""
    for document in guide.documents.values():
        for loc, items in document.parts:
            ids = [item.get("id") if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
            for index in _repeated(ids):
                seen = f'the id "{ids[index]}" is taken already in this list'
                yield document.problem((*loc, index, "id"), seen, "Choose another", kind="taken-id")


def concerns_are_listed(guide: Guide) -> Iterator[Problem]:
    """The clinic's order names each concern once, and no other."""
    for treatment in guide.treatments.values():
        if is_stand_in(treatment.record):
            continue
        path = f"data/treatments/{treatment.id}/treatment.yml"
        document, order = guide.documents[path], treatment.record.order_of_concerns
        for index, name in enumerate(order):
            if name not in treatment.concerns:
                add = f"Add {concern_path(treatment, name)}, or take the name out"
                do = did_you_mean(name, treatment.concerns) if nearest(name, treatment.concerns) else add
                seen = f'there is no concern called "{name}"'
                yield document.problem(("order_of_concerns", index), seen, do, kind="unknown-name")
        for index in _repeated(order):
            yield document.problem(("order_of_concerns", index), f'"{order[index]}" is listed twice', "Remove one", kind="named-twice")
        for name in sorted(treatment.concerns.keys() - set(order)):
            if concern_path(treatment, name) not in guide.documents:
                continue  # it could not be read at all
            do = f"Add - {name} where it belongs"
            yield document.problem(("order_of_concerns",), f'the concern "{name}" is not listed', do, kind="not-listed")


def _named_sources(document: Document) -> Iterator[tuple[Loc, str]]:
    """Every name under `sources`, `source` and `read_in`, wherever it stands."""
    for loc, part in document.parts:
        if isinstance(part, dict):
            yield from (((*loc, field), part[field]) for field in _NAMING if isinstance(part.get(field), str))
        elif loc and loc[-1] == "sources":
            yield from (((*loc, index), name) for index, name in enumerate(part) if isinstance(name, str))


def _repeated(names: list[Any]) -> Iterator[int]:
    """Where something stands that stood before."""
    before: set[str] = set()
    for index, name in enumerate(names):
        if isinstance(name, str):
            if name in before:
                yield index
            before.add(name)


def a_real_site_has_a_real_address(guide: Guide) -> Iterator[Problem]:
    """Search engines would look for the pages of a real clinic where nobody can publish."""
    clinic = guide.clinic
    if clinic.site_address and not clinic.sample and _MADE_UP.search(clinic.site_address):
        do = "Write where the guide is published, or leave the field out"
        seen = f'"{clinic.site_address}" is a made-up address, and this is no sample'
        yield guide.documents["data/clinic.yml"].problem(("site_address",), seen, do, kind="odd-link")


RULES: list[Callable[[Guide], Iterator[Problem]]] = [
    sources_exist,
    sources_name_treatments,
    statements_name_concerns,
    reading_chains_end,
    the_clinic_speaks_for_itself,
    ids_are_unique,
    concerns_are_listed,
    a_real_site_has_a_real_address,
    courses_rest_on_studies,
    recovery_times_agree,
    ledgers_hold_together,
]
