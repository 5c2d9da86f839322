"""The small kinds of value that records are made of: texts, ids, links, dates, ranges, courses."""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from macros.facts.problem import Slip, quoted


class Record(BaseModel):
    """A part of a data file. Strict (no "3" for 3), frozen, and no field that is not listed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


def _on_one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def checked_id(value: str) -> str:
    """A name that can stand in an address. Raises Slip."""
    if len(value) > 60 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        do = 'Use small letters a to z, digits and single hyphens, like "acne-scars", 60 at most'
        raise Slip(f"{quoted(value)} is not a name for links", do, kind="odd-name")
    return value


_WEB = r"https?://[\w.-]+(:[0-9]+)?([/?#][^\s<>\"'\\]*)?"
_EMAIL = r"mailto:[^\s<>\"'\\:/?#]+@[\w.-]+"


def _link(value: str) -> str:
    is_page = re.fullmatch(r"[\w./#?=&%-]+", value) and not value.startswith("/")
    if is_page or re.fullmatch(rf"{_WEB}|{_EMAIL}|tel:\+?[0-9 -]+", value):
        return value
    do = "Start it with https://, http://, mailto: or tel:, or name a page of this site"
    raise Slip(f"{quoted(value)} is not a safe link", do, kind="odd-link")


def _website(value: str) -> str:
    if not re.fullmatch(_WEB, value):
        do = "Start it with https:// or http://, and leave no spaces in it"
        raise Slip(f"{quoted(value)} is not an address on the web", do, kind="odd-link")
    return value


def _email(value: str) -> str:
    if not re.fullmatch(_EMAIL, value):
        raise Slip(f"{quoted(value)} is not an address for mail", "Write it like mailto:hello@clinic.example", kind="odd-mail")
    return value


def _doi(value: str) -> str:
    if not re.fullmatch(r"10\.[0-9]{4,9}/[^\s<>\"]+", value):
        do = "Write it like 10.1002/lsm.23103, without https://doi.org/"
        raise Slip(f"{quoted(value)} is not a DOI", do, kind="odd-doi")
    return value


def _date(value: str) -> str:
    try:
        if datetime.date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise Slip(f"{quoted(value)} is not a date", "Write year, month and day like 2026-11-23", kind="odd-date")


_KEY = r"((?:sk-)?(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa)(?:@openssh\.com)?) ([A-Za-z0-9+/]{40,2000}={0,2})(?: [^\n]*)?"


def _ssh_key(value: str) -> str:
    """The key alone, without the comment behind it: its type stands before it in clear, and again inside it."""
    if "PRIVATE KEY" in value:
        do = "Take it out at once and make a new one; only the .pub file, one line, belongs here"
        raise Slip("this is a private key", do, kind="private-key")
    try:
        if (found := re.fullmatch(_KEY, value)) and base64.b64decode(found[2], validate=True)[4:].startswith(found[1].encode()):
            return f"{found[1]} {found[2]}"
    except binascii.Error:
        pass
    do = "Paste the one line of the .pub file, like ssh-ed25519 AAAA…"
    raise Slip(f"{quoted(value)} is no public SSH key", do, kind="odd-key")


Text = Annotated[str, Field(min_length=1, max_length=2000), BeforeValidator(_on_one_line)]
Id = Annotated[str, AfterValidator(checked_id)]
Link = Annotated[str, AfterValidator(_link)]
Website = Annotated[str, AfterValidator(_website)]
Email = Annotated[str, AfterValidator(_email)]
Doi = Annotated[str, AfterValidator(_doi)]
Date = Annotated[str, AfterValidator(_date)]
SshKey = Annotated[str, AfterValidator(_ssh_key)]
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
        raise Slip(f"at_most ({high}) is smaller than at_least ({low})", "Swap them, or correct one", kind="range-backwards")
    return span


class Course(Record):
    """How many sessions, how far apart, on whose word."""

    sessions: SessionRange
    weeks_between: WeekRange | None = None
    basis: Literal["clinic", "studies"]
    sources: Annotated[list[Id], Field(min_length=1)]


class ClinicCourse(Course):
    """What the clinic plans. Its sentence names the gap, so there is one."""

    weeks_between: WeekRange
    basis: Literal["clinic"]


class StudiesCourse(Course):
    """What the cited studies used."""

    basis: Literal["studies"]


class Statement(Record):
    """A sentence or two with whose word they are. A precaution needs no source; anything else does.

    `only_for` keeps it off the pages of other concerns: what is known of tattoos need not worry somebody with enlarged pores.
    """

    text: Text
    basis: Basis
    sources: list[Id] = []
    only_for: list[Id] = []

    @model_validator(mode="after")
    def _sourced(self) -> Statement:
        if self.basis != "precaution" and not self.sources:
            do = "Add sources: [name of a source in data/sources.yml]"
            raise Slip(f'basis "{self.basis}" without a source', do, kind="no-source-named")
        return self
