"""What stands in for facts that cannot be read, so that everything else can still be checked, and no mistake is told twice.

A stand-in holds nothing, and is called as its file or entry is. No page is made from one: it is there while problems are looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.facts.kinds import checked_id
from macros.facts.problem import Slip
from macros.facts.records import Clinic, Concern, Source, Treatment

# What rules look at in passing.
_HOLDS: dict[Any, dict[str, Any]] = {
    Clinic: {"most_months_between_reviews": 36, "sample": True, "site_address": None},
    Concern: {"descriptions": []},
    Source: {"kind": "study"},
    Treatment: {"order_of_concerns": []},
}


class AnyName(dict[str, Any]):
    """Entries by name, where others could not be read: any name may be among them."""

    def __init__(self, make: Callable[[str], Any], known: Mapping[str, Any] | None = None) -> None:
        super().__init__(known or {})
        self.make = make

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __missing__(self, name: str) -> Any:
        return self.make(name)


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """What checks values of a shape. Made once: making one takes longer than reading a file."""
    return TypeAdapter(shape)


def stand_in(shape: Any, name: str, value: Any = None) -> Any:
    """Something of this shape with nothing in it. Of a file of named entries, whose `value` could be read, the entries that are right."""
    if get_origin(shape) is dict:
        return _entries(value, get_args(shape)[1])
    if get_origin(shape) is list:
        return []
    called = name.replace("-", " ")
    return shape.model_construct(set(), **{"name": called, "said_as": called, "summary": called} | _HOLDS.get(shape, {}))


def is_stand_in(record: BaseModel) -> bool:
    """Whether nobody wrote this record: nothing can be said about what it holds."""
    return not record.model_fields_set


def _entries(value: Any, shape: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        return AnyName(partial(stand_in, shape))
    found = {name: _entry(entry, shape, name) for name, entry in value.items()}
    return found if all(map(_is_name, found)) else AnyName(partial(stand_in, shape), found)


def _entry(value: Any, shape: Any, name: str) -> Any:
    try:
        return adapter(shape).validate_python(value, strict=True)
    except ValidationError:
        return stand_in(shape, name)


def _is_name(text: str) -> bool:
    try:
        return bool(checked_id(text))
    except Slip:
        return False
