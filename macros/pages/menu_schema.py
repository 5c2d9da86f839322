"""What editors' tools are told of content/menu.yml: entries of one label and one page, or one label and more entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.facts.schema import FOLDER, as_file, with_first_lines
from macros.pages.content import MENU

SCHEMA_FILE = f"{FOLDER}/menu.json"

_PAGE = {
    "type": "string",
    "title": "Page",
    "description": "A page of content/, or the page of a concern.",
    "pattern": r"^[^\s/].*\.md$",
    "patternErrorMessage": "Name a page, like faq/index.md.",
    "examples": ["faq/index.md"],
}
_CONCERNS_OF = {
    "type": "string",
    "title": "Concerns of",
    "description": "Every concern page of this treatment (the name of its folder), in the order of its treatment.yml.",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "patternErrorMessage": "Use small letters a to z, digits and single hyphens.",
    "examples": ["cool-mist"],
}
_ENTRY: dict[str, Any] = {
    "type": "object",
    "title": "Entry",
    "description": "One label and the page that it opens, or one label and a list of entries below it.",
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {"concerns_of": _CONCERNS_OF},
    "additionalProperties": {"anyOf": [_PAGE, {"$ref": "#/definitions/entries"}]},
    "examples": [{"Questions": "faq/index.md"}],
}
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": MENU,
    "description": "The menu of the site, from top to bottom. Every page stands in it once.",
    "allOf": [{"$ref": "#/definitions/entries"}],
    "definitions": {"entries": {"type": "array", "items": _ENTRY}},
}


def generated(root: Path) -> dict[str, str]:
    """The schema, and the menu with the first line that names it, by path from the project's root."""
    return {SCHEMA_FILE: as_file(SCHEMA), **with_first_lines(root, {MENU: SCHEMA_FILE})}
