"""engine-setting: what mkdocs.yml must say for the guide to be built, read and reviewed as it is meant.

Why: the engine takes a wrong setting without a word, and one line there can publish broken links, or a request to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.facts.document import Document, Loc
from macros.facts.problem import EditorMistakes, Problem, did_you_mean, nearest
from macros.facts.yaml_reader import read_yaml
from macros.reviews.reading import EXTENSIONS

FILE = "mkdocs.yml"

# All that mkdocs 1.6 reads.
KNOWN = set(
    "site_name site_url site_description site_author nav exclude_docs draft_docs not_in_nav repo_url repo_name edit_uri edit_uri_template"
    " copyright theme docs_dir site_dir use_directory_urls strict dev_addr remote_branch remote_name extra extra_css extra_javascript"
    " extra_templates markdown_extensions plugins hooks watch validation INHERIT".split()
)

# Where it stands, what it must be, and why.
_NO_BROKEN_LINKS = "or broken links are published"
MUST_BE: list[tuple[Loc, Any, str]] = [
    (("docs_dir",), "build/pages", "the finished pages are there"),
    (("site_dir",), "site", "the built site is checked there"),
    (("use_directory_urls",), False, "so that the site opens from a disk, without a server"),
    (("strict",), True, _NO_BROKEN_LINKS),
    (("theme", "name"), "material", "the pages are made for this theme"),
    (("theme", "custom_dir"), "overrides/theme", "the notices about reviews are there"),
    (("theme", "font"), False, "or each patient's browser asks Google for letters"),
    (("plugins",), [], "or the engine adds a search of its own beside ours"),
    (("validation", "nav", "omitted_files"), "warn", "or a page that is in no menu is published"),
    (("validation", "nav", "not_found"), "warn", _NO_BROKEN_LINKS),
    (("validation", "links", "not_found"), "warn", _NO_BROKEN_LINKS),
    (("validation", "links", "absolute_links"), "warn", _NO_BROKEN_LINKS),
    (("validation", "links", "unrecognized_links"), "warn", _NO_BROKEN_LINKS),
    (("validation", "links", "anchors"), "warn", _NO_BROKEN_LINKS),
]
MUST_HOLD: list[tuple[str, str, str]] = [
    ("hooks", "overrides/hook.py", "or the pages are not made anew"),
]


def engine_settings(root: Path) -> list[Problem]:
    """Every problem of mkdocs.yml. A folder without the theme's overrides is no project that the engine could build, and has none."""
    if not (root / FILE).exists() and not (root / "overrides").is_dir():
        return []
    try:
        document = read_yaml(root / FILE, FILE)
    except EditorMistakes as mistakes:
        return mistakes.problems
    if not isinstance(document.value, dict):
        return [document.problem((), "this is not a group of fields", "Write fields, each as name: value", kind="not-a-group")]
    return [*_names(document), *_values(document), *_lists(document), *_extensions(document)]


def _names(document: Document) -> Iterator[Problem]:
    for name in document.value:
        if name not in KNOWN:
            seen, do = f'the engine has no setting "{name}"', did_you_mean(name, KNOWN)
            yield document.problem((name,), seen, do, at_key=True, kind="unknown-field")
    if "site_name" not in document.value:
        yield document.problem((), '"site_name" is missing', "Add site_name: Patient guide", kind="missing-field")
    if "nav" in document.value:
        do = "Remove it here, and write the menu in content/menu.yml"
        yield document.problem(("nav",), "the menu does not stand in this file", do, at_key=True, kind="engine-setting")


def _values(document: Document) -> Iterator[Problem]:
    misspelt = {nearest(name, KNOWN) for name in document.value if name not in KNOWN}
    for loc, right, why in MUST_BE:
        found, is_there = _at(document.value, loc)
        if not is_there and loc[0] in misspelt:
            continue  # said already
        if found != right or type(found) is not type(right):
            shown = f"{'.'.join(map(str, loc))} is {_shown(found)}" if is_there else f"{'.'.join(map(str, loc))} is missing"
            yield document.problem(loc, shown, f"Write {loc[-1]}: {_shown(right)}, {why}", kind="engine-setting")


def _lists(document: Document) -> Iterator[Problem]:
    for name, entry, why in MUST_HOLD:
        if entry not in _entries(document.value.get(name)):
            seen = f'"{entry}" is not among the {name}'
            yield document.problem((name,), seen, f"Write {name}: [{entry}], {why}", at_key=True, kind="engine-setting")


def _extensions(document: Document) -> Iterator[Problem]:
    """A page must be read in the same way when it is built and when it is signed."""
    where = "markdown_extensions"
    found = _entries(document.value.get(where))
    for name, index in found.items():
        if name not in EXTENSIONS:
            seen, do = f'no review reads pages with the extension "{name}"', did_you_mean(name, EXTENSIONS)
            yield document.problem((where, index), seen, do, kind="engine-setting")
    for name, options in EXTENSIONS.items():
        if name not in found and (options or name == "attr_list"):  # the engine adds the others by itself
            yield document.problem((where,), f'the extension "{name}" is missing', f"Add - {name}", at_key=True, kind="engine-setting")
        given = document.value[where][found[name]] if name in found else {}
        for option, right in options.items() if name in found else ():
            value, _ = _at(given, (name, option))
            if value != right:
                seen, do = f"{name}: {option} is {_shown(value)}", f"Write {option}: {_shown(right)}: reviews read pages so"
                yield document.problem((where, found[name], name, option), seen, do, kind="engine-setting")


def _entries(value: Any) -> dict[str, int]:
    """The names in a list, whose entries are names or one name with its options, and where each stands."""
    items = value if isinstance(value, list) else []
    names = [next(iter(item), None) if isinstance(item, dict) else item for item in items]
    return {name: index for index, name in enumerate(names) if isinstance(name, str)}


def _at(value: Any, loc: Loc) -> tuple[Any, bool]:
    """What stands at a place, and whether anything does."""
    for part in loc:
        if not isinstance(value, dict) or part not in value:
            return None, False
        value = value[part]
    return value, True


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if value == []:
        return "[]"
    if isinstance(value, bool):
        return str(value).lower()
    return "something else" if isinstance(value, dict | list) else str(value)[:60]
