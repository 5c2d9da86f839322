"""The small kinds of value that records are made of: texts, ids, links, dates.

Beside each stands what editors' tools are told of it (`_told`). A pattern there may let through what the check here refuses, because
those tools know other alphabets than Python; it never refuses what is right.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from macros.facts.problem import Slip, quoted

_GIVEN: dict[frozenset[str], set[str]] = {}  # sets of fields that records were given, each once


class Record(BaseModel):
    """A part of a data file. Strict (no "3" for 3), frozen, and no field that is not listed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def model_post_init(self, context: Any) -> None:
        """Share the set of the fields that were given: thousands of rows give the same, and each kept its own."""
        given = self.model_fields_set
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


def _on_one_line(value: Any) -> Any:
    if not isinstance(value, str) or (line := " ".join(value.split())) == value:
        return value  # itself, not its like: most texts stand on one line, and need no second one
    return line


def checked_id(value: str) -> str:
    """A name that can stand in an address. Raises Slip."""
    if len(value) > 60 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        do = 'Use small letters a to z, digits and single hyphens, like "acne-scars", 60 at most'
        raise Slip(f"{quoted(value)} is not a name for links", do, kind="odd-name")
    return value


_WEB = r"https?://[\w.-]+(:[0-9]+)?([/?#][^\s<>\"'\\]*)?"
_HOST_PART = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_SITE = rf"https://({_HOST_PART}\.)+{_HOST_PART}(/[a-z0-9_-]+)*/?"
_SITE_EXAMPLES = "https://guide.clinic.example/ or https://clinic.example/guide/"
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


def _site_address(value: str) -> str:
    if value.startswith("http://"):
        raise Slip(f"{quoted(value)} is open to changes on the way to a patient", "Start it with https://", kind="odd-link")
    if len(value) > 200 or not re.fullmatch(_SITE, value):
        do = f"Use small letters, and no page at the end, like {_SITE_EXAMPLES}"
        raise Slip(f"{quoted(value)} is not the address of a whole site", do, kind="odd-link")
    return value if value.endswith("/") else f"{value}/"


def _email(value: str) -> str:
    if not re.fullmatch(_EMAIL, value):
        raise Slip(f"{quoted(value)} is not an address for mail", "Write it like mailto:hello@clinic.example", kind="odd-mail")
    return value


def _phone(value: str) -> str:
    digits = sum(sign.isdigit() for sign in value)
    if not re.fullmatch(r"\+?[0-9]+([ -][0-9]+)*", value) or not 5 <= digits <= 15:
        do = "Write 5 to 15 digits with spaces between, and + in front of the country, like +65 6000 0000"
        raise Slip(f"{quoted(value)} is not a telephone number", do, kind="odd-phone")
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


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise Slip(f"{quoted(value)} is not a colour", 'Write it like "#0f5c53": # and six digits or letters a to f', kind="odd-colour")
    return value


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


def _told(kind: str, pattern: str, do: str, **more: Any) -> WithJsonSchema:
    """For editors' tools: the name of this kind of value, what it looks like, and what to do where it does not."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "patternErrorMessage": do, "$comment": kind, **more})


# Without escaped quotation marks, which the patterns of other languages do not know.
_NOT_IN_LINKS = r"""\s<>"'\\"""
_HOST = rf"[^{_NOT_IN_LINKS}/?#:@]+"
_ADDRESS = rf"https?://{_HOST}(:[0-9]+)?([/?#][^{_NOT_IN_LINKS}]*)?"
_MAILBOX = rf"mailto:[^{_NOT_IN_LINKS}:/?#]+@{_HOST}"
_PAGE = rf"[^{_NOT_IN_LINKS}:/][^{_NOT_IN_LINKS}:]*"
_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

Text = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    BeforeValidator(_on_one_line),
    _told("text", r"\S", "Write something, or leave the field out.", minLength=1, maxLength=2000),
]
Id = Annotated[
    str,
    AfterValidator(checked_id),
    _told("name for links", r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters a to z, digits and single hyphens.", maxLength=60),
]
Link = Annotated[
    str,
    AfterValidator(_link),
    _told("link", rf"^({_ADDRESS}|{_MAILBOX}|tel:\+?[0-9 -]+|{_PAGE})$", "Start it with https://, mailto: or tel:, or name a page."),
]
Website = Annotated[
    str,
    AfterValidator(_website),
    _told("address on the web", rf"^{_ADDRESS}$", "Start it with https:// or http://, and leave no spaces in it."),
]
SiteAddress = Annotated[
    str,
    AfterValidator(_site_address),
    _told("address of the site", rf"^{_SITE}$", f"Write it like {_SITE_EXAMPLES}", maxLength=200),
]
Email = Annotated[
    str,
    AfterValidator(_email),
    _told("address for mail", rf"^{_MAILBOX}$", "Write it like mailto:hello@clinic.example"),
]
Phone = Annotated[
    str,
    AfterValidator(_phone),
    _told("telephone number", r"^\+?([0-9][ -]?){4,14}[0-9]$", "Write 5 to 15 digits with spaces between, like +65 6000 0000"),
]
Doi = Annotated[
    str,
    AfterValidator(_doi),
    _told("DOI", r'^10\.[0-9]{4,9}/[^\s<>"]+$', "Write it like 10.1002/lsm.23103, without https://doi.org/"),
]
Date = Annotated[str, AfterValidator(_date), _told("date", _DAY, "Write year, month and day like 2026-11-23.")]
Colour = Annotated[str, AfterValidator(_colour), _told("colour", "^#[0-9a-fA-F]{6}$", 'Write it like "#0f5c53", in quotes.')]
SshKey = Annotated[
    str,
    AfterValidator(_ssh_key),
    _told("public SSH key", rf"^{_KEY}$", "Paste the one line of the .pub file, like ssh-ed25519 AAAA…"),
]
