"""What editors' tools are told of each kind of data file, in the language that they know: JSON Schema, draft 7.

It is made from `records`, so that what is flagged while somebody types is what the guide refuses. Where the guide knows more (a source
that does not exist, a range outside its studies), only `make check` says so.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from os.path import relpath
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from macros.facts.claims import FILE as CLAIMS
from macros.facts.claims import Claims
from macros.facts.guide import TOP_FILES
from macros.facts.jargon import FILE as JARGON
from macros.facts.jargon import Jargon
from macros.facts.ledger import FOLDER as LEDGERS
from macros.facts.ledger import Entry
from macros.facts.problem import EditorMistakes
from macros.facts.records import Concern, Treatment
from macros.facts.text_file import read_text

FOLDER = "data/.schema"  # hidden, because no person reads it
MODELINE = "# yaml-language-server: $schema="
REVIEWS = "reviews"
Schema = dict[str, Any]


@dataclass(frozen=True)
class KindOfFile:
    """A kind of data file: the name of its schema, where files of this kind lie, and what may stand in them."""

    name: str
    files: str
    shape: Any
    words: str = ""

    @property
    def schema_file(self) -> str:
        return f"{FOLDER}/{self.name}.json"

    def found(self, root: Path) -> list[str]:
        """The files of this kind, by path from the project's root."""
        return sorted(file.relative_to(root).as_posix() for file in root.glob(self.files) if not file.name.startswith("."))

    @property
    def main(self) -> Any:
        """The record that the file holds, or that each of its entries is."""
        return (get_args(self.shape) or (self.shape,))[-1]

    @property
    def about(self) -> str:
        """What the file is for: in the words of its record, where it has one."""
        return self.words or cleandoc(self.main.__doc__ or "")


KINDS = [
    *(KindOfFile(name, f"data/{name}.yml", shape) for name, shape in TOP_FILES.items()),
    KindOfFile("claims", CLAIMS, Claims),
    KindOfFile("jargon", JARGON, Jargon, "Words that a patient may not know, each with what to say instead. No page shows them."),
    KindOfFile("treatment", "data/treatments/*/treatment.yml", Treatment),
    KindOfFile("concern", "data/treatments/*/concerns/*.yml", Concern),
    KindOfFile(REVIEWS, f"{LEDGERS}/**/*.yml", list[Entry]),
]


def generated(root: Path) -> dict[str, str]:
    """The schemas, and each data file with the first line that names its own, by path from the project's root.

    Reviews are left alone: their files are only ever added to.
    """
    named = {file: kind.schema_file for kind in KINDS if kind.name != REVIEWS for file in kind.found(root)}
    return {kind.schema_file: as_file(schema(kind)) for kind in KINDS} | with_first_lines(root, named)


def as_file(schema: Schema) -> str:
    """A schema as it is written to disk."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def first_line(path: str, schema_file: str) -> str:
    """The line by which the file at `path` names its schema, seen from where it lies."""
    return f"{MODELINE}{relpath(schema_file, PurePosixPath(path).parent)}"


def with_first_lines(root: Path, named: dict[str, str]) -> dict[str, str]:
    """The text of each file of `named` below the line that names its schema. What cannot be read is left for `make check` to name."""
    found = {}
    for path, schema_file in named.items():
        with suppress(EditorMistakes):
            text = read_text(root / path, path)
            rest = text.partition("\n")[2] if text.startswith(MODELINE) else text
            found[path] = f"{first_line(path, schema_file)}\n{rest}"
    return found


class _Plainly(GenerateJsonSchema):
    """As pydantic does it, with titles in small letters: what is offered to a person reads as words."""

    def get_title_from_name(self, name: str) -> str:
        return self.words_of(name)

    @staticmethod
    def words_of(name: str) -> str:
        """`weeks_between` -> `Weeks between`, and `StudyRow` -> `Study row`."""
        return re.sub(r"(?<=[a-z])([A-Z])", r" \1", name).replace("_", " ").capitalize()


@cache
def schema(kind: KindOfFile) -> Schema:
    """The schema of one kind of data file."""
    made = TypeAdapter(kind.shape).json_schema(ref_template="#/definitions/{model}", schema_generator=_Plainly)
    parts = made.pop("$defs", {})
    for name, part in parts.items():
        part["title"] = _Plainly.words_of(name)
    for part in (made, *parts.values()):
        _complete(part, parts)
    records = {"definitions": parts} if parts else {}
    named = {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind.files, "description": kind.about}
    return {**named, **_as_draft_7({**made, "title": kind.files, **records})}


def _complete(record: Schema, parts: Schema) -> None:
    """Give each field that is a record, or a list of them, its title, and for an example those of its own fields, put together."""
    for name, field in record.get("properties", {}).items():
        field.setdefault("title", _Plainly.words_of(name))
        if "examples" not in field:
            field["examples"] = [_example(field, parts)]


def _example(field: Schema, parts: Schema) -> Any:
    if "examples" in field:
        return field["examples"][0]
    if "anyOf" in field:
        return _example(field["anyOf"][0], parts)
    if "$ref" in field:
        return _example(parts[field["$ref"].rsplit("/", 1)[-1]], parts)
    if field["type"] == "array":
        return [_example(field["items"], parts)]
    if "properties" in field:
        needed = field.get("required", [])
        return {name: _example(one, parts) for name, one in field["properties"].items() if name in needed or "examples" in one}
    name = field.get("propertyNames", {}).get("enum", ["name"])[0]
    return {name: _example(field["additionalProperties"], parts)}


def _as_draft_7(part: Any) -> Any:
    """pydantic writes draft 2020-12. In draft 7 nothing may stand beside $ref, and no name of a field is a pattern with a meaning here."""
    if isinstance(part, list):
        return [_as_draft_7(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {name: _as_draft_7(value) for name, value in part.items() if (name, value) not in _SAYS_NOTHING}
    if "$ref" in part and len(part) > 1:
        part["allOf"] = [{"$ref": part.pop("$ref")}]
    if len(arms := part.get("anyOf", [])) == 2 and arms[1] == {"type": "null"} and not {"enum", "allOf", "$ref"} & arms[0].keys():
        # One kind of value or nothing: said in one breath, a tool's complaint names what is wrong with the value.
        part = {**arms[0], **{name: value for name, value in part.items() if name != "anyOf"}, "type": [arms[0]["type"], "null"]}
    if "patternProperties" in part:
        ((pattern, values),) = part.pop("patternProperties").items()
        part |= {"propertyNames": {**part.get("propertyNames", {}), "pattern": pattern}, "additionalProperties": values}
    return part


# Told of a field that may be left out, tools would offer to write these.
_SAYS_NOTHING: list[tuple[str, Any]] = [("default", None), ("default", []), ("default", {})]
