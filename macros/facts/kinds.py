"""The small kinds of value that records are made of: texts, ids, links, dates, ranges, courses."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Record(BaseModel):
    """A part of a data file. Strict (no "3" for 3), frozen, and no field that is not listed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


def _on_one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f'"{value}" is not a name for links||Use small letters a to z, digits and single hyphens, like "acne-scars"')
    return value


def _link(value: str) -> str:
    relative = re.fullmatch(r"[\w./#?=&%-]+", value) and not value.startswith(("/", "\\"))
    if relative or re.fullmatch(r"(https?://[^\s<>\"'\\]+|mailto:[^\s<>\"'\\]+@[^\s<>\"'\\]+|tel:\+?[0-9 -]+)", value):
        return value
    raise ValueError(f'"{value}" is not a safe link||Start it with https://, http://, mailto: or tel:, or name a page of this site')


def _doi(value: str) -> str:
    if not re.fullmatch(r"10\.\d{4,9}/[^\s<>\"]+", value):
        raise ValueError(f'"{value}" is not a DOI||Write it like 10.1002/lsm.23103, without https://doi.org/')
    return value


def _date(value: str) -> str:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" is not a date||Write it like 2026-11-23') from None
    return value


Text = Annotated[str, BeforeValidator(_on_one_line), Field(min_length=1, max_length=2000)]
Id = Annotated[str, AfterValidator(_id), Field(max_length=60)]
Link = Annotated[str, AfterValidator(_link)]
Doi = Annotated[str, AfterValidator(_doi)]
Date = Annotated[str, AfterValidator(_date), Field(min_length=10, max_length=10)]
Sessions = Annotated[int, Field(ge=1, le=60)]
Weeks = Annotated[int, Field(ge=1, le=104)]

CLINIC, STUDIES = "clinic", "studies"
# clinic: what this clinic plans. studies: what the cited studies used or found. guidance: what a hospital or professional body
# tells patients. precaution: a question that sends a patient to the doctor, which needs no source to be asked.
Basis = Literal["clinic", "studies", "guidance", "precaution"]


class SessionRange(Record):
    """A number of sessions. Without `at_least` it reads "up to 5", and counts from 1."""

    at_least: Sessions | None = None
    at_most: Sessions

    @model_validator(mode="after")
    def _in_order(self) -> SessionRange:
        return _in_order(self)

    @property
    def low(self) -> int:
        return self.at_least or 1


class WeekRange(Record):
    """Weeks between two sessions. Without `at_most` it reads "8 weeks or more"."""

    at_least: Weeks
    at_most: Weeks | None = None

    @model_validator(mode="after")
    def _in_order(self) -> WeekRange:
        return _in_order(self)


Span = TypeVar("Span", SessionRange, WeekRange)


def _in_order(span: Span) -> Span:
    low, high = span.at_least, span.at_most
    if low is not None and high is not None and low > high:
        raise ValueError(f"at_most ({high}) is smaller than at_least ({low})||Swap them, or correct one")
    return span


class Course(Record):
    """How many sessions, how far apart, on whose word."""

    sessions: SessionRange
    weeks_between: WeekRange | None = None
    basis: Literal["clinic", "studies"]
    sources: Annotated[list[Id], Field(min_length=1)]


class Statement(Record):
    """A sentence or two with whose word they are. A precaution needs no source; anything else does."""

    text: Text
    basis: Basis
    sources: list[Id] = []

    @model_validator(mode="after")
    def _sourced(self) -> Statement:
        if self.basis != "precaution" and not self.sources:
            raise ValueError(f'basis "{self.basis}" without a source||Add sources: [name of a source in data/sources.yml]')
        return self
