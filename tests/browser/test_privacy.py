"""Nothing that a patient does leaves the browser: no request to anybody else, nothing stored, nothing in the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.asking import FORM, Estimate
from tests.browser.conftest import OpenTab, complaints_of
from tests.site.project import Built

STORED = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  cookies: document.cookie,
  databases: (await indexedDB.databases()).map(database => database.name),
  caches: await caches.keys(),
})"""
NOTHING = {"local": {}, "session": {}, "cookies": "", "databases": [], "caches": []}


@dataclass
class Tour:
    """What came of opening every page of the real site from a server, one after the other."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    stored: dict[str, Any] = field(default_factory=dict)
    cookies: list[Any] = field(default_factory=list)


@pytest.fixture(scope="module")
def tour(chromium: Browser, real: Built, served: str) -> Tour:
    page = chromium.new_page()
    seen = Tour(complaints=complaints_of(page))
    page.context.on("request", lambda request: seen.asked.append(request.url))
    page.on("response", lambda answer: seen.complaints.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None)
    for path in [*real.pages, "404.html"]:
        page.goto(served + path)
    page.wait_for_load_state("networkidle")
    seen.stored, seen.cookies = page.evaluate(STORED), list(page.context.cookies())
    page.context.close()
    return seen


def test_no_page_asks_anybody_else(tour: Tour, real: Built, served: str) -> None:
    assert {served + path for path in real.pages} <= set(tour.asked)
    assert [url for url in tour.asked if not url.startswith(served)] == []


def test_no_page_stores_anything(tour: Tour) -> None:
    assert tour.stored == NOTHING
    assert tour.cookies == []


def test_no_page_complains(tour: Tour) -> None:
    """No message in the console, no error, no file that is not there."""
    assert tour.complaints == []


def test_answers_stay_on_the_page(open_tab: OpenTab, real: Built, served: str) -> None:
    page, asked_for = open_tab(), list[str]()
    complaints = complaints_of(page)
    page.on("request", lambda request: asked_for.append(request.url))
    for name in real.guide.treatments:
        estimate = Estimate(page, real, name, at=served)
        page.wait_for_load_state("networkidle")
        before = _traces(page)
        assert before[0] == estimate.address
        asked_for.clear()
        _answer_everything(estimate)
        page.wait_for_load_state("networkidle")
        assert asked_for == []
        assert _traces(page) == before
    assert complaints == []


def _traces(page: Page) -> tuple[str, Any, Any, Any]:
    """Where answers could be seen later by somebody else: the address, the history, the title, what is stored."""
    return page.url, page.evaluate("history.length"), page.title(), page.evaluate(STORED)


def _answer_everything(estimate: Estimate) -> None:
    """A row, every caution, and a new start."""
    row = estimate.rows[-1]
    cautions = [caution.id for caution in estimate.treatment.record.cautions]
    said = estimate.answer(estimate.fields(row), estimate.fields(row, cautions=cautions))
    assert said[0] == estimate.expected(row)
    estimate.page.locator(f"{FORM} [type=reset]").click()
