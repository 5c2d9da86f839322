"""data/README.md: every field of every data file in a table, for those who edit them. Made from the schemas, so the two cannot differ."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from macros.facts.schema import KINDS, Schema, schema

README = "data/README.md"
Tables = dict[str, Schema]

TOP = """# The data files, field by field

Written by `python -m macros schema` from `macros/facts/records/`; change it there. After an edit of a data file run `make check`.

An editor with a YAML extension (for Visual Studio Code: `redhat.vscode-yaml`) shows the same help while you type, because the first
line of each file names its rules. To begin a new file or entry, run `python -m macros new`.

## How to read the tables

- **Needed**: without it the file is refused. Leave out a field that is not needed, rather than writing it with nothing behind it.
- **text**: words, on one line or folded below `>`. Put it in quotes if it holds a colon and a space, or starts with a sign.
- **name for links**: small letters a to z, digits and single hyphens, like `acne-scars`, 60 at most.
- **date**: year, month and day in quotes, like `"2026-11-23"`.
- **list**: each item on a line of its own after `- `, or all in one line in brackets: `[one, two]`.
- A kind of value that is a link leads to a table of its own: these fields stand below the field, two spaces further in.
"""
SHARED = "## Parts that several files share\n"
HEAD = "| field | what it is | kind of value | needed | example |\n|---|---|---|---|---|\n"


def generated(_root: Path) -> dict[str, str]:
    """The page by its path from the project's root."""
    schemas = {kind.files: _main_first(schema(kind), getattr(kind.main, "__name__", "")) for kind in KINDS}
    uses = Counter(name for one in schemas.values() for name in one["definitions"])
    shared: Tables = {}
    sections = []
    for files, one in schemas.items():
        records: Tables = one["definitions"]
        shared |= {name: record for name, record in records.items() if uses[name] > 1}
        sections.append(_section(files, one, {name: record for name, record in records.items() if uses[name] == 1}))
    parts = "\n".join(_table(record, "###") for _, record in sorted(shared.items()))
    return {README: "\n".join([TOP, _contents(schemas), *sections, SHARED, parts])}


def _main_first(whole: Schema, main: str) -> Schema:
    """Its parts with the one first that stands for each entry of the file, if it has entries."""
    parts = whole.get("definitions", {})
    return {**whole, "definitions": {name: parts[name] for name in sorted(parts, key=lambda name: name != main)}}


def _contents(schemas: Tables) -> str:
    lines = (f"| [`{files}`](#{_anchor(files)}) | {_sentence(one['description'])} |" for files, one in schemas.items())
    return "\n".join(["## The files\n", "| file | what it holds |", "|---|---|", *lines, ""])


def _section(files: str, whole: Schema, records: Tables) -> str:
    """One file: its own fields first, then each part that only this file has."""
    begin = f"## `{files}`\n" + ("" if records else f"\n{whole['description']}\n")
    if "properties" in whole:
        begin = _table({**whole, "title": f"`{files}`"}, "##")
    elif whole["type"] == "array":
        begin += f"\nA list. Each item: {_kind(whole['items'])}.\n"
    else:
        begin += f"\nEach entry: {_pair(whole)}.\n"
    return "\n".join([begin, *(_table(record, "###") for record in records.values())])


def _table(record: Schema, heading: str) -> str:
    needed = record.get("required", [])
    lines = [f"{heading} {record['title']}\n\n{record['description']}\n\n{HEAD}".rstrip("\n")]
    for name, field in record["properties"].items():
        default = f"no; {_example(field['default'])} if left out" if "default" in field else "no"
        example = "" if "](#" in _kind(field) else _example(field["examples"][0])
        cells = f"`{name}`", field["description"], _kind(field), "yes" if name in needed else default, example
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _kind(field: Schema) -> str:
    """The kind of value in words."""
    if reference := field.get("$ref") or (field.get("allOf") or [{}])[0].get("$ref"):
        title = str(reference).rsplit("/", 1)[-1]
        title = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in title).strip()
        return f"[{title}](#{_anchor(title)})"
    if "anyOf" in field:
        return _kind(field["anyOf"][0])
    if "enum" in field or "const" in field:
        return " or ".join(f"`{one}`" for one in field.get("enum", [field.get("const")]))
    kind = field.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    return {"array": _list, "object": _group, "integer": _number, "number": _number, "boolean": _choice, "string": _text}[kind](field)


def _text(field: Schema) -> str:
    return str(field.get("$comment", "text"))


def _choice(_field: Schema) -> str:
    return "`true` or `false`"


def _list(field: Schema) -> str:
    return f"list ({_span(field, 'minItems', 'maxItems')}): {_kind(field['items'])}".replace(" ()", "")


def _group(field: Schema) -> str:
    return f"group: {_pair(field)}"


def _pair(group: Schema) -> str:
    name = _kind(group["propertyNames"]) if "propertyNames" in group else "text"
    return f"{name}, then {_kind(group['additionalProperties'])}"


def _number(field: Schema) -> str:
    whole = "whole number" if "integer" in field["type"] else "number"
    above = f"above {field['exclusiveMinimum']:g}, " if "exclusiveMinimum" in field else ""
    return f"{whole}, {above}{_span(field, 'minimum', 'maximum')}".removesuffix(", ")


def _span(field: Schema, least: str, most: str) -> str:
    low, high = field.get(least), field.get(most)
    if low is None:
        return "" if high is None else f"{high:g} at most"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


def _example(value: Any) -> str:
    written: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return f"`{written.removesuffix('...' + chr(10)).strip()}`"


def _sentence(text: str) -> str:
    """Its first sentence."""
    return text.replace("\n", " ").split(". ")[0].removesuffix(".")


def _anchor(heading: str) -> str:
    """The address that GitHub gives to a heading."""
    return "".join(letter for letter in heading.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")
