"""Every component, whatever it is called: documented, called as documented, and rendering what its documentation shows.

The examples are in macros/components/<name>/about.yml, rendered for the made-up clinic on a page in the folder lamp/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from lxml import etree, html

from macros.facts.guide import Guide
from macros.facts.records import Registration
from macros.facts.yaml_reader import read_yaml
from macros.pages.components import FOLDER, PARTS, workshop
from macros.pages.kitchen import Kitchen
from macros.pages.reviewed import Review

NAMES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
LONGEST = 60  # lines of a template
TECHNICAL = "concern_id"  # filled in by the call itself: no page gives it

BLOCK = "caption|circle|dd|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|legend|li|line|ol|p|script|section|svg"
BLOCK += "|table|tbody|td|text|th|thead|tr|ul"
NAMED_BY_CONTENT = re.compile(r"(\.\./assets/\w+)\.[0-9a-f]{8}(?=\.)")  # of what, the examples do not say
SPACE_AROUND_BLOCKS = re.compile(rf"""\s*(</?(?:{BLOCK})(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>)\s*""")


def about(name: str) -> dict[str, Any]:
    """What about.yml says. Read by the project's own strict reader, so that no YAML trap hides in an example."""
    found = read_yaml(FOLDER / name / "about.yml", f"macros/components/{name}/about.yml").value
    assert isinstance(found, dict)
    return found


def macro_of(name: str) -> nodes.Macro:
    template = workshop().parse((FOLDER / name / "macro.jinja").read_text("utf-8"))
    (found,) = (macro for macro in template.find_all(nodes.Macro) if macro.name == name)
    return found


def canonical(markup: str) -> str:
    """The same HTML for every way of indenting it: one space for any white space, none beside a block."""
    root = html.fragment_fromstring(markup, create_parent="div")
    text = " ".join(etree.tostring(root, encoding="unicode", method="html").split())
    return SPACE_AROUND_BLOCKS.sub(r"\1", text).removeprefix("<div>").removesuffix("</div>")


def rendered(guide: Guide, call: str, page: str | None = None) -> str:
    """What a call makes on a page of the folder lamp/; on one of the pages in `reviews`, with what is known of their reviews."""
    known = reviews(guide)
    titles = {name: name.removeprefix("lamp/").removesuffix(".md").capitalize() for name in known}
    kitchen = Kitchen(guide, {"index.md": "Lantern House", **titles, "lamp/current.md": "Current & signed"})
    kitchen.cook("index.md", '{{ sessions("lamp") }}', "content/index.md")  # so that all_sources has something to tell
    kitchen.reviews = known if page else None
    text = kitchen.cook(page or "lamp/example.md", call, "content/lamp/example.md")
    return text.rpartition("\n## Sources {: #sources }")[0] if kitchen.page.cited else text


def reviews(guide: Guide) -> dict[str, Review]:
    """Pages that stand in every way that a review can stand."""
    keeper = guide.reviewers["lamp-keeper"].model_copy(
        update={"qualification": "Master of <Lamps>", "registration": Registration(body="Lamp Board", number="LB-1")}
    )
    mark = "0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz"
    signed = Review("", "current", "lamp-keeper", keeper, "2026-02-28", "2027-02-28", mark)
    found = {
        "never": Review("", "never"),
        "current": replace(signed, note="Read by <lamp> light"),
        "due": replace(signed, state="due"),
        "changed": replace(signed, state="changed"),
        "partly": replace(signed, state="changed", is_partly_held_back=True),
        "waiting": replace(signed, state="changed", is_waiting=True),
        "forged": replace(signed, state="forged"),
        "newer": replace(signed, newer_is_waiting=True),
    }
    return {f"lamp/{name}.md": replace(review, page=f"lamp/{name}.md") for name, review in found.items()}


def examples() -> Iterator[Any]:
    for name in NAMES:
        if (FOLDER / name / "about.yml").is_file():
            for number, example in enumerate(about(name)["examples"], 1):
                yield pytest.param(example, id=f"{name}-{number}")


@pytest.mark.parametrize("example", list(examples()))
def test_example(example: dict[str, Any], guide: Guide, to_html: Callable[[str], str]) -> None:
    found = NAMED_BY_CONTENT.sub(r"\1", canonical(to_html(rendered(guide, example["call"], example.get("page")))))
    if "html" in example:
        assert found == canonical(example["html"])
    for fragment in example.get("contains", ()):
        assert canonical(fragment) in found


def test_there_are_components() -> None:
    assert "sessions" in NAMES


@pytest.mark.parametrize("name", NAMES)
class TestFolder:
    def test_has_a_macro_of_its_name(self, name: str) -> None:
        assert macro_of(name).name == name

    def test_says_what_it_is_for(self, name: str) -> None:
        assert about(name).keys() == {"purpose", "arguments", "examples"}
        assert re.fullmatch(r"[A-Z][^\n]{15,}\.", about(name)["purpose"])
        assert about(name)["examples"], "an example is what marketing copies"

    def test_first_line_says_how_to_run_the_examples(self, name: str) -> None:
        first = (FOLDER / name / "about.yml").read_text("utf-8").split("\n")[0]
        assert first.startswith("# ") and first.endswith(".venv/bin/python -m pytest tests/components")

    def test_arguments_are_those_of_the_macro(self, name: str) -> None:
        macro = macro_of(name)
        required = len(macro.args) - len(macro.defaults)
        signature = [(argument.name, index < required) for index, argument in enumerate(macro.args) if argument.name != TECHNICAL]
        assert [(one["name"], one["required"]) for one in about(name)["arguments"]] == signature
        assert all(one.keys() == {"name", "meaning", "required"} and one["meaning"].endswith(".") for one in about(name)["arguments"])

    def test_examples_call_it_and_prove_something(self, name: str) -> None:
        for example in about(name)["examples"]:
            assert re.search(rf"\{{[{{%] (call )?{name}\(", example["call"])
            assert example.get("html") or example.get("contains")
            assert example.keys() <= {"call", "page", "html", "contains"}

    def test_template_trusts_no_text(self, name: str) -> None:
        """`| safe` lets markup of an editor through; in single quotes a text can end the attribute."""
        template = (FOLDER / name / "macro.jinja").read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|\bMarkup\b|autoescape", template)
        assert not re.search(r"<[^>]*=\s*'", template)
        assert not re.search(r"<[^>]*=\{\{", template), "an attribute without quotes ends at the first space"

    def test_template_is_short(self, name: str) -> None:
        assert len((FOLDER / name / "macro.jinja").read_text("utf-8").splitlines()) <= LONGEST

    def test_holds_only_files_of_its_name(self, name: str) -> None:
        """Beside the macro only its documentation, script and style, and templates that it imports."""
        files = {file.name for file in (FOLDER / name).iterdir() if not file.name.startswith(".")}
        macro = (FOLDER / name / "macro.jinja").read_text("utf-8")
        parts = {file for file in files if f'"{name}/{file}"' in macro}
        assert files - parts <= {"macro.jinja", "about.yml", f"{name}.js", f"{name}.css"}


def test_shared_parts_trust_no_text() -> None:
    template = (FOLDER / "shared.jinja").read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|<[^>]*=\s*'", template)


def test_all_parts_of_statements_are_documented() -> None:
    meaning = next(one["meaning"] for one in about("statements")["arguments"] if one["name"] == "part")
    assert re.findall(r"[a-z_]+", meaning.partition(": ")[2].replace(" or ", " ")) == list(PARTS)


def test_the_form_waits_for_its_script(guide: Guide, to_html: Callable[[str], str]) -> None:
    """Without a script there must be nothing on the page that looks as if it worked."""
    page = html.fragment_fromstring(to_html(rendered(guide, '{{ estimate("lamp") }}')), create_parent="div")
    (form,) = page.iter("form")
    assert "hidden" in form.attrib


def test_canonical_tells_words_apart() -> None:
    """A golden test is worth what its comparison is worth."""
    assert canonical("<p>\n  a <b>c</b>\n</p>\n<p>d</p>") == canonical("<p>a <b>c</b></p><p>d</p>")
    assert canonical("<p>a <b>c</b></p>") != canonical("<p>a<b>c</b></p>")
    assert canonical("<p>&lt;b&gt;</p>") != canonical("<p><b></b></p>")


def test_examples_are_kept_apart_from_real_content(fixture_clinic: Path) -> None:
    """Real treatments change with the clinic; an example must not break when they do."""
    treatments = {path.name for path in (fixture_clinic / "data/treatments").iterdir()}
    calls = " ".join(example["call"] for name in NAMES for example in about(name)["examples"])
    assert set(re.findall(r'\w+\("([a-z-]+)"', calls)) <= treatments
