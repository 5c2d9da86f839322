"""pydantic's complaints, said again for a person who does not program."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.facts.problem import Problem, did_you_mean
from macros.facts.yaml_reader import Document, Loc


def problems_of(error: ValidationError, document: Document, shape: Any) -> list[Problem]:
    """Every complaint of one file, each at its line and column."""
    return [_problem(detail, document, shape) for detail in error.errors()]


def _problem(detail: ErrorDetails, document: Document, shape: Any) -> Problem:
    loc, kind, context = tuple(detail["loc"]), detail["type"], detail.get("ctx", {})
    seen, do = _said(kind, detail, context)
    if kind == "extra_forbidden":
        known = _fields_at(shape, loc[:-1])
        return document.problem(loc, f'there is no field "{loc[-1]}" here', did_you_mean(str(loc[-1]), known), at_key=True)
    if kind == "missing":
        return document.problem(loc[:-1], f'"{loc[-1]}" is missing{_inside(loc[:-1])}', "Add it")
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
        return document.problem(loc, seen, do, at_key=True)
    return document.problem(loc, f"{_name(loc)}{seen}", do)


def _said(kind: str, detail: ErrorDetails, context: dict[str, Any]) -> tuple[str, str]:
    value = _shown(detail["input"])
    if kind == "value_error":
        seen, _, do = str(context["error"]).partition("||")
        return seen, do
    if kind == "literal_error":
        choices = [choice.strip("' ") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        return f"{value} is not one of the choices here", did_you_mean(str(detail["input"]), choices)
    limit = next((context[key] for key in ("ge", "gt", "le", "lt", "min_length", "max_length") if key in context), "")
    known = {
        "int_type": (f"{value} is not a whole number", "Write digits only, without quotes, like 4"),
        "float_type": (f"{value} is not a number", "Write digits, like 4 or 4.5, without quotes"),
        "string_type": (f"{value} is not text", "Write words; put a number that is meant as text in quotes"),
        "bool_type": (f"{value} is neither true nor false", "Write true or false"),
        "list_type": (f"{value} is not a list", 'Start each item on its own line with "- "'),
        "dict_type": (f"{value} is not a group of fields", "Write fields below it, each as name: value"),
        "model_type": (f"{value} is not a group of fields", "Write fields below it, each as name: value"),
        "greater_than_equal": (f"{value} is too small", f"The smallest allowed is {limit}"),
        "greater_than": (f"{value} is too small", f"It must be more than {limit}"),
        "less_than_equal": (f"{value} is too large", f"The largest allowed is {limit}"),
        "string_too_short": ("the text is empty or too short", f"Write at least {limit} characters"),
        "string_too_long": ("the text is too long", f"Keep it to {limit} characters"),
        "too_short": ("the list has too few items", f"Give at least {limit}"),
        "too_long": ("the list has too many items", f"Give at most {limit}"),
    }
    return known.get(kind, (detail["msg"], "Compare with another file of this kind"))


def _shown(value: Any) -> str:
    if value is None:
        return "an empty value"
    if isinstance(value, dict | list):
        return "a group of fields" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f'"{text[:60]}{"…" if len(text) > 60 else ""}"' if isinstance(value, str) else text


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
