"""Hostile words in every text field, title and label at once: a browser shows each as it was typed, in every place, and runs none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.estimate.table import every_answer
from tests.browser.asking import Estimate
from tests.browser.conftest import OpenTab
from tests.browser.searching import DIALOG, Search
from tests.site.hostile import MARK, Planted, changed, plain
from tests.site.project import Built, assemble, build

# What a page says, part by part: the whole text without scripts; each attribute; the title; what scripts carry as data.
SAID = """() => {
  const shown = document.documentElement.cloneNode(true);
  for (const one of shown.querySelectorAll("script, style, template")) one.remove();
  const strings = value => typeof value === "string" ? [value]
    : value && typeof value === "object" ? Object.entries(value).flatMap(([name, part]) => [name, ...strings(part)]) : [];
  const carried = [...document.querySelectorAll("template")].map(one => one.content.textContent);
  const data = [...document.querySelectorAll("script[type$=json]")].map(one => one.textContent);
  return {
    text: [shown.textContent],
    title: [document.title],
    attributes: [...document.querySelectorAll("*")].flatMap(one => [...one.attributes].map(attribute => attribute.value))
      .filter(value => !value.startsWith("tel:")),  // a number to call has no spaces
    data: [...data, ...carried.filter(one => one.trim().startsWith("{"))].flatMap(one => strings(JSON.parse(one))),
    ran: [String(window.ran)],
  };
}"""
# Where hostile text must be seen at the least, so that no place passes by being empty.
SEEN_IN = {
    "text": {"index.html", "faq/index.html", "lamp/index.html", "lamp/grey-dots.html", "lamp/estimate.html", "about/sources.html"},
    "title": {"index.html", "faq/index.html", "lamp/grey-dots.html"},
    "attributes": {"index.html", "lamp/grey-dots.html"},
    "data": {"lamp/estimate.html"},
}


@pytest.fixture(scope="module")
def planted(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Planted]:
    root = assemble(fixture_clinic, tmp_path_factory.mktemp("hostile") / "project")
    texts = Planted(root)
    return build(root), texts


@pytest.fixture
def quiet(open_tab: OpenTab) -> Iterator[Page]:
    """A tab in which nothing that was planted may run, ask, or fetch from elsewhere."""
    page = open_tab()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url) if "lantern.example" in request.url else None)
    yield page
    assert page.evaluate("String(window.ran)") == "undefined"
    assert asked == []


def test_every_text_reads_as_it_was_typed(planted: tuple[Built, Planted], quiet: Page) -> None:
    built, hostile = planted
    seen: set[str] = set()
    for page in built.pages:
        quiet.goto((built.site / page).as_uri())
        said = quiet.evaluate(SAID)
        assert said.pop("ran") == ["undefined"], page
        for place, texts in said.items():
            assert changed(texts, hostile.texts) == [], (page, place)
            found = MARK.findall(" ".join(texts))
            seen.update(found)
            assert found or page not in SEEN_IN[place], (page, place)
    assert len(seen) > 200


def test_the_estimate_answers_in_the_words_that_were_typed(planted: tuple[Built, Planted], quiet: Page) -> None:
    built, hostile = planted
    for treatment in built.guide.treatments:
        asked = Estimate(quiet, built, treatment)
        rows = every_answer(built.guide, built.guide.treatments[treatment])
        shown = [text for case in asked.answer(*(asked.fields(row) for row in rows)) for part in case for text in _texts(part)]
        assert changed(shown, hostile.texts) == []
        assert MARK.search(" ".join(shown))


def test_the_search_shows_titles_as_they_were_typed(planted: tuple[Built, Planted], quiet: Page) -> None:
    built, hostile = planted
    wanted = built.guide.treatments["lamp"].concerns["grey-dots"].name
    (mark,) = MARK.findall(wanted)
    quiet.goto((built.site / "index.html").as_uri())
    search = Search(quiet).open()
    found = search.ask(f"QQ{mark}Q")
    assert plain(wanted) in " ".join(plain(str(page["title"])) for page in found)
    assert quiet.locator(f"{DIALOG} ul").locator("script, img, svg").count() == 0
    search.ask("zzqqzzqq")
    assert changed(search.page.locator(f"{DIALOG} ul a").all_text_contents(), hostile.texts) == []


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
