"""The schemas say what the guide says: they never refuse what it takes, and let through only what their language cannot express."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.facts import kinds
from macros.facts.claims import Claims
from macros.facts.guide import TOP_FILES
from macros.facts.jargon import Jargon
from macros.facts.ledger import Entry, Fingerprint
from macros.facts.problem import EditorMistakes
from macros.facts.records import Concern, Treatment, Wording
from macros.facts.schema import KINDS, KindOfFile, schema
from macros.facts.yaml_reader import parse_yaml, read_yaml
from macros.pages.content import MENU
from macros.pages.menu_schema import SCHEMA as MENU_SCHEMA
from tests.facts.test_records import CASES, Clinic, clinic, stories

__all__ = ["clinic"]  # a fixture

PROJECT = Path(__file__).parents[2]
CLINICS = [PROJECT, PROJECT / "tests/fixture_clinic"]
BY_NAME = {kind.name: Draft7Validator(schema(kind)) for kind in KINDS}
KIND_OF = {kind.name: kind for kind in KINDS}
ADAPTERS = {kind.name: TypeAdapter(kind.shape) for kind in KINDS}


def records(shape: Any) -> Iterator[type[BaseModel]]:
    """Every record that a kind of file is made of."""
    found: dict[str, type[BaseModel]] = {}

    def walk(part: Any) -> None:
        if isinstance(part, type) and issubclass(part, BaseModel) and part.__name__ not in found:
            found[part.__name__] = part
            for field in part.model_fields.values():
                walk(field.annotation)
        for inner in getattr(part, "__args__", ()):
            walk(inner)

    walk(shape)
    return iter(found.values())


ALL_RECORDS = {one.__name__: one for kind in KINDS for one in records(kind.shape)}
DEFINITIONS = {name: one for kind in KINDS for name, one in schema(kind).get("definitions", {}).items()}
TOPS = {"Claims": "claims", "Clinic": "clinic", "Wording": "wording", "SearchWords": "search", "Treatment": "treatment"}
TOPS["Concern"] = "concern"


def told(record: str) -> dict[str, Any]:
    """What the schemas say of a record."""
    return DEFINITIONS.get(record) or schema(KIND_OF[TOPS[record]])


def kind_of(path: str) -> KindOfFile | None:
    return next((kind for kind in KINDS if Path(path).match(kind.files)), None)


def test_every_kind_of_data_file_has_a_schema() -> None:
    assert {kind.shape if isinstance(kind.shape, type) else str(kind.shape) for kind in KINDS} == {
        shape if isinstance(shape, type) else str(shape) for shape in [*TOP_FILES.values(), Treatment, Concern, list[Entry], Jargon, Claims]
    }


@pytest.mark.parametrize("one", [*(schema(kind) for kind in KINDS), MENU_SCHEMA], ids=lambda one: one["title"])
def test_a_schema_is_plain_draft_7(one: dict[str, Any]) -> None:
    Draft7Validator.check_schema(one)
    assert one["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert one["description"]
    later = r'"(\$defs|prefixItems|dependent\w+|unevaluated\w+|minContains|\$dynamic\w+|\$anchor)":'
    assert not re.search(later, json.dumps(one))
    for part in parts(one):
        assert "$ref" not in part or len(part) == 1, "in draft 7 nothing beside $ref counts"


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("record", sorted(ALL_RECORDS))
def test_every_field_has_a_title_a_description_and_an_example(record: str) -> None:
    one = told(record)
    assert one["additionalProperties"] is False
    assert one["properties"].keys() == ALL_RECORDS[record].model_fields.keys()
    for name, field in one["properties"].items():
        assert {"title", "description", "examples"} <= field.keys(), name
        assert field["description"].endswith("."), name


@pytest.mark.parametrize("record", sorted(ALL_RECORDS))
def test_the_guide_takes_every_example(record: str) -> None:
    """An example that would be refused teaches the wrong thing."""
    for name, field in ALL_RECORDS[record].model_fields.items():
        for example in told(record)["properties"][name]["examples"]:
            if record != "Wording":  # a sentence is checked with the name of its field
                field_alone = TypeAdapter(field.rebuild_annotation())
                assert field_alone.validate_python(example, strict=True) is not None
    Wording.model_validate({name: field["examples"][0] for name, field in told("Wording")["properties"].items()}, strict=True)


@pytest.mark.parametrize("root", CLINICS, ids=["the guide", "the made-up clinic"])
def test_every_data_file_is_valid(root: Path) -> None:
    files = [(file, kind) for kind in KINDS for file in kind.found(root)]
    assert {kind.name for _, kind in files} >= {"clinic", "questions", "wording", "sources", "reviewers", "treatment", "concern"}
    for file, kind in files:
        assert list(BY_NAME[kind.name].iter_errors(read_yaml(root / file, file).value)) == []
    assert list(Draft7Validator(MENU_SCHEMA).iter_errors(read_yaml(root / MENU, MENU).value)) == []


# What the language of schemas cannot say: which of two numbers is larger, how long a month is, and whether a number has a point.
BEYOND_SCHEMAS = {
    "a date that no calendar has",
    "at_least above at_most, for sessions and for weeks",
    "at_least above at_most, written over several lines",
    "a whole number with a point is no whole number",
}


def shape_stories() -> list[Any]:
    return [one for one in stories() if one.id.split(":")[0] in ("addresses", "ledger", "shapes", "wording")]


def seen_by(clinic: Clinic) -> Iterator[tuple[str, bool, bool]]:
    """Each readable file of a known kind: whether the guide takes its shape, and whether the schema does."""
    for file in sorted(file for file in (clinic.root / "data").rglob("*.yml") if file.is_file()):
        path = file.relative_to(clinic.root).as_posix()
        kind = kind_of(path)
        try:
            value = parse_yaml(file.read_text("utf-8"), path).value
        except EditorMistakes:
            continue
        if kind is None:
            continue
        try:
            ADAPTERS[kind.name].validate_python(value, strict=True)
            taken = True
        except ValidationError:
            taken = False
        yield path, taken, BY_NAME[kind.name].is_valid(value)


@pytest.mark.parametrize("case", shape_stories())
def test_a_schema_and_the_guide_agree(case: dict[str, Any], clinic: Clinic) -> None:
    for how in case["edits"]:
        clinic.edit(how)
    clinic.take_signs()
    for path, taken, valid in seen_by(clinic):
        if case["story"] in BEYOND_SCHEMAS and not taken:
            assert valid, f"the schema can say it now: take {case['story']!r} off the list"
            continue
        assert valid == taken, path


# Each kind of value alone: what guide and schema take, and what both refuse.
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + 43 * "A"
VALUES: list[tuple[Any, list[str], list[str]]] = [
    (kinds.Text, ["a", " a b ", 2000 * "a"], ["", " ", 2001 * "a"]),
    (kinds.Id, ["a", "acne-scars", "type-2", 60 * "a"], ["", "A", "a_b", "a--b", "-a", "a-", "a b", "é", 61 * "a"]),
    (kinds.Doi, ["10.1002/lsm.23103", "10.1002/(SICI)1096-9101(1998)22:2;1-2"], ["10.1/a", "10.1002", "doi:10.1002/a", "10.1002/a b"]),
    (kinds.Date, ["2026-11-23", "2024-02-29"], ["2026-11-3", "23.11.2026", "2026-13-01", "2026-00-10", "2026-11-32", "20261123"]),
    (
        kinds.Website,
        ["https://a.example", "http://a.example:80/b?c=d#e", "https://bücher.example/ü"],
        ["a.example", "ftp://a.example", "//a.example", "https://", "https://a b", "https://a.example@b.example/", 'https://a.example/"'],
    ),
    (
        kinds.Phone,
        ["+65 6000 0000", "6000-0000", "12345", "+123 456 789 012 345"],
        ["", "1234", "1234567890123456", "(02) 9000 0000", "6000  0000", "6000 0000 ext 1", "65+60000000", "+65 6000 0000 ", "٦٠٠٠٠"],
    ),
    (kinds.Email, ["mailto:hello@clinic.example"], ["hello@clinic.example", "mailto:hello", "mailto:a@b.example?cc=c"]),
    (
        kinds.Link,
        ["https://a.example/b", "mailto:a@b.example", "tel:+65 6000-0000", "about/contact.md", "../faq/index.md#cost"],
        ["", "/a.md", "//a.example", "javascript:alert(1)", "data:text/html,a", "https://a b", "a b.md", "a<b>"],
    ),
    (kinds.Colour, ["#0f5c53", "#FFFFFF"], ["", "0f5c53", "#fff", "#0f5c5g", "#0f5c53ff", "green", " #0f5c53"]),
    (kinds.SshKey, [KEY, f"{KEY} doctor@phone"], ["", "ssh-ed25519", "ssh-dss AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----", f"x {KEY}"]),
    (Fingerprint, ["-".join(8 * ["0a9z"])], ["", "0a9z", "-".join(7 * ["0a9z"]), "-".join(8 * ["0a9l"]), "-".join(8 * ["0A9Z"])]),
]


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [(kind, value, taken) for kind, right, wrong in VALUES for taken, values in ((True, right), (False, wrong)) for value in values],
)
def test_a_kind_of_value_alone(kind: Any, value: str, taken: bool) -> None:
    adapter = TypeAdapter(kind)
    assert Draft7Validator(adapter.json_schema()).is_valid(value) is taken
    try:
        adapter.validate_python(value, strict=True)
    except ValidationError:
        assert not taken
    else:
        assert taken


def test_what_is_beyond_schemas_is_a_story() -> None:
    told = {one["story"] for file in CASES.glob("*.yml") for one in yaml.safe_load(file.read_text("utf-8"))}
    assert told >= BEYOND_SCHEMAS


@pytest.mark.parametrize(
    ("menu", "valid"),
    [
        ("- Start: index.md\n- About:\n    - Contact: about/contact.md\n    - concerns_of: lamp", True),
        ("Start: index.md", False),
        ("- Start: index.md\n  Questions: faq/index.md", False),
        ("- index.md", False),
        ("- Start: /index.md", False),
        ("- Start: index.html", False),
        ("- Start: {page: index.md, about: b.md}", False),
        ("- concerns_of: The Lamp", False),
    ],
)
def test_a_menu(menu: str, valid: bool) -> None:
    assert Draft7Validator(MENU_SCHEMA).is_valid(yaml.safe_load(menu)) is valid
