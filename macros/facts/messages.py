"""pydantic's complaints, said again for a person who does not program."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.facts.document import Document, Loc
from macros.facts.problem import Problem, Slip, did_you_mean, first_of, nearest, quoted


def problems_of(error: ValidationError, document: Document, shape: Any) -> list[Problem]:
    """Every complaint of one file, each at its line and column. A field that is missing because it is misspelt is told once."""
    details = error.errors(include_url=False)
    misspelt = {_meant(tuple(one["loc"]), shape) for one in details if one["type"] == "extra_forbidden"}
    told = (one for one in details if one["type"] != "missing" or tuple(one["loc"]) not in misspelt)
    return first_of(_problem(detail, document, shape) for detail in told)


def _meant(loc: Loc, shape: Any) -> Loc:
    """Where a field would stand if it were spelt as it was probably meant."""
    return *loc[:-1], nearest(str(loc[-1]), _fields_at(shape, loc[:-1])) or loc[-1]


def _problem(detail: ErrorDetails, document: Document, shape: Any) -> Problem:
    loc, complaint, context = tuple(detail["loc"]), detail["type"], detail.get("ctx", {})
    if complaint == "extra_forbidden":
        seen, do = f"there is no field {quoted(str(loc[-1]))} here", did_you_mean(str(loc[-1]), _fields_at(shape, loc[:-1]))
        return document.problem(loc, seen, do, at_key=True, kind="unknown-field")
    if complaint == "missing":
        return document.problem(loc[:-1], f'"{loc[-1]}" is missing{_inside(loc[:-1])}', "Add it", kind="missing-field")
    seen, do, kind = _said(complaint, detail, context)
    if loc and loc[-1] == "[key]":
        return document.problem(loc[:-1], seen, do, at_key=True, kind=kind)
    return document.problem(loc, f"{_name(loc)}{seen}", do, kind=kind)


def _said(complaint: str, detail: ErrorDetails, context: dict[str, Any]) -> tuple[str, str, str]:
    value = shown(detail["input"])
    if complaint == "value_error" and isinstance(slip := context["error"], Slip):
        return slip.seen, slip.do, slip.kind
    if complaint == "literal_error":
        choices = [choice.strip("' ") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        return f"{value} is not one of the choices here", did_you_mean(str(detail["input"]), choices), "unknown-choice"
    limit = next((context[key] for key in ("ge", "gt", "le", "lt", "min_length", "max_length") if key in context), 0)
    seen, do, kind = SAID.get(complaint, UNFIT)
    return seen.replace("VALUE", value, 1), do.replace("LIMIT", f"{limit:g}", 1), kind


def shown(value: Any) -> str:
    if value is None:
        return "an empty value"
    if isinstance(value, dict | list):
        return "a group of fields" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


def _name(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return f"{names[-1]}: " if names else ""


def _inside(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return f' in "{names[-1]}"' if names else ""


def _fields_at(shape: Any, loc: Loc) -> list[str]:
    """The field names that may stand at `loc` of a value of this shape."""
    for part in loc:
        shape = _unwrapped(shape)
        origin, inner = get_origin(shape), get_args(shape)
        if origin in (list, dict):
            shape = inner[-1]
        elif isinstance(shape, type) and issubclass(shape, BaseModel) and part in shape.model_fields:
            shape = shape.model_fields[str(part)].annotation
    shape = _unwrapped(shape)
    return list(shape.model_fields) if isinstance(shape, type) and issubclass(shape, BaseModel) else []


def _unwrapped(shape: Any) -> Any:
    """The shape inside Annotated[...] and Optional[...]."""
    while True:
        if get_origin(shape) is Annotated:
            shape = get_args(shape)[0]
        elif get_origin(shape) in (Union, types.UnionType):
            shape = next(arm for arm in get_args(shape) if arm is not type(None))
        else:
            return shape


UNFIT = ("VALUE does not fit here", "Write it as another file of this kind does", "unfit-value")

# pydantic's name of a complaint -> what we saw, what to do, and the kind of problem.
SAID = {
    "int_type": ("VALUE is not a whole number", "Write digits only, without quotes, like 4", "not-a-number"),
    "float_type": ("VALUE is not a number", "Write digits, like 4 or 4.5, without quotes", "not-a-number"),
    "string_type": ("VALUE is not text", "Write words; put a number that is meant as text in quotes", "not-text"),
    "bool_type": ("VALUE is neither true nor false", "Write true or false", "not-true-or-false"),
    "list_type": ("VALUE is not a list", 'Start each item on its own line with "- "', "not-a-list"),
    "dict_type": ("VALUE is not a group of fields", "Write fields below it, each as name: value", "not-a-group"),
    "model_type": ("VALUE is not a group of fields", "Write fields below it, each as name: value", "not-a-group"),
    "greater_than_equal": ("VALUE is too small", "The smallest allowed is LIMIT", "too-small"),
    "greater_than": ("VALUE is too small", "It must be more than LIMIT", "too-small"),
    "less_than_equal": ("VALUE is too large", "The largest allowed is LIMIT", "too-large"),
    "string_too_short": ("the text is empty", "Write something, or leave the field out", "empty-text"),
    "string_too_long": ("the text is too long", "Keep it to LIMIT characters", "long-text"),
    "too_short": ("the list is too short", "Give at least LIMIT", "short-list"),
    "too_long": ("the list is too long", "Give at most LIMIT", "long-list"),
}
