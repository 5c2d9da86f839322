"""The index as it is published: a script that sets one name, the same for the same pages."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros.facts.guide import Guide
from macros.pages.look import files_by_name
from macros.search.index import FILE, index_of, write_index
from macros.search.reading import FoundPage, Part
from macros.search.script import ENGINE

PAGES = {
    "lamp/index.html": FoundPage("Choose", (Part("", "", "Pick one."),)),
    "lamp/grey-dots.html": FoundPage("Grey dots", (Part("", "", "Small."), Part("gap", "How long", "4 weeks"))),
    "about/contact.html": FoundPage("Contact", (Part("", "", "Ring the bell."),)),
}


def told(guide: Guide, pages: dict[str, FoundPage] = PAGES) -> Any:
    text = index_of(guide, pages).decode()
    assert text.startswith("clinicGuideIndex=")
    return json.loads(text.removeprefix("clinicGuideIndex="))


def test_every_page_is_there_with_its_parts_and_other_names(guide: Guide) -> None:
    assert told(guide)["pages"] == [
        ["about/contact.html", "Contact", None, [["", "", "Ring the bell."]]],
        ["lamp/grey-dots.html", "Grey dots", ["dust", "specks"], [["", "", "Small."], ["gap", "How long", "4 weeks"]]],
        ["lamp/index.html", "Choose", None, [["", "", "Pick one."]]],
    ]


def test_words_come_from_data(guide: Guide) -> None:
    found = told(guide)
    assert found["same"] == [["dot", "speck", "grain"], ["how far apart", "interval"]]
    assert found["small"] == ["a", "do", "is", "it", "the"]


def test_where_to_go_on_is_what_is_there(guide: Guide) -> None:
    clinic = guide.clinic.model_copy(update={"phone": "+1 202 555 0100"})
    assert told(replace(guide, clinic=clinic))["instead"] == [
        ["Choose", "lamp/index.html"], ["Contact", "about/contact.html"], ["Call +1 202 555 0100", "tel:+12025550100"],
    ]  # fmt: skip
    silent = replace(guide, clinic=guide.clinic.model_copy(update={"phone": None}))
    assert told(silent, {"x.html": FoundPage("X", ())})["instead"] == []


def test_no_text_can_end_the_script(guide: Guide) -> None:
    evil = "</script><!--\u2028&amp;"
    text = index_of(guide, {"x.html": FoundPage(evil, (Part("", evil, evil),))}).decode()
    assert not re.search("[<>&\u2028\u2029]", text)
    assert told(guide, {"x.html": FoundPage(evil, ())})["pages"][0][1] == evil


def test_the_order_of_pages_does_not_matter(guide: Guide) -> None:
    assert index_of(guide, PAGES) == index_of(guide, dict(reversed(PAGES.items())))


def test_it_is_written_where_pages_look_for_it(guide: Guide, tmp_path: Path) -> None:
    write_index(tmp_path, guide, PAGES)
    assert (tmp_path / FILE).read_bytes() == index_of(guide, PAGES)


def test_the_engine_is_the_one_that_its_readme_names() -> None:
    named = re.search(r"`([0-9a-f]{64})`", (ENGINE / "README.md").read_text("utf-8"))
    assert named
    assert hashlib.sha256((ENGINE / "minisearch.js").read_bytes()).hexdigest() == named[1]


def test_patients_get_the_engine_with_its_licence_and_nothing_else_beside_the_code() -> None:
    script = files_by_name()["search.js"][1].decode()
    licence = (ENGINE / "LICENSE.txt").read_text("utf-8").strip()
    assert script.startswith(f"/*! MiniSearch\n\n{licence}\n*/")
    assert script.count("/*") == 1
    assert "sourceMappingURL" not in script
