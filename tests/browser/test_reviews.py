"""What a patient sees of reviews: current, overdue, changed and missing, with the clock before and after the day of the next one."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.estimate.table import HELD_BACK, WHY_HELD_BACK, Row
from macros.facts.guide import load
from macros.pages.stage import prepare
from macros.reviews.publishing import BEING_REVIEWED
from macros.reviews.signing import REVIEWERS, Order, marks_of, sign_pages
from macros.reviews.states import Reviews
from tests.audit.eyes import does_not_fit
from tests.browser.asking import RESULT, Estimate
from tests.browser.conftest import PHONE, OpenTab, complaints_of
from tests.browser.test_axe import complaints
from tests.conftest import FIXTURE_CLINIC
from tests.site.project import Built, assemble, run

REVIEWED_ON, NEXT_BY = "2026-01-05", "2026-07-05"
BEFORE, AFTER = "2026-02-01", "2026-07-06"  # the day on which the sites are published, and the day after that of the next review
KNOWN_FOR = "  known_for: Keeping lamps.\n"
IN_FULL = "  qualification: Master of Wicks\n  registration: {body: Guild of Lamps, number: L-1234}\n"
NAME = "A. Lamp Keeper"
LEADS_ON, WHO = "What was reviewed", "Who checks this site"
BYLINE = f"Reviewed by {NAME}, Master of Wicks (Guild of Lamps L-1234), on 5 January 2026. Next review by 5 July 2026. {LEADS_ON}"
OVERDUE = (
    f"The review of this page is overdue. A doctor last reviewed it on 5 January 2026. The next review was due by 5 July 2026. {LEADS_ON}"
)
NEVER = "No doctor has reviewed this page yet."
_NOT_SHOWN = "Its new text is not shown until a doctor has reviewed it."
CHANGED_PAGE = f"This page has changed since a doctor reviewed it on 5 January 2026. {_NOT_SHOWN} {WHO}"
CHANGED_IN_PART = (
    "Some answers on this page are being reviewed. They changed since a doctor reviewed them on 5 January 2026,"
    f" so they give no number for now. {WHO}"
)
SIGNED_ANSWER = "A doctor reviewed this answer on 5 January 2026. Next review by 5 July 2026."
LATE_ANSWER = "A doctor reviewed this answer on 5 January 2026. The next review was due by 5 July 2026."
CHANGED_ANSWER = "This answer has changed since a doctor reviewed it on 5 January 2026."
UNSIGNED_ANSWER = "No doctor has reviewed this answer yet."
CHANGED = "dull-shine"  # the concern with the number that changed
KINDS = ["index.html", "faq/index.html", "lamp/estimate.html", f"lamp/{CHANGED}.html", "about/who-checks.html"]
SESSIONS = re.compile(r"\d\s+session")

# `texts` is what can be read of the notices and `all` also what is hidden in them; `data` is what search engines are told of a review.
SEEN = """() => {
  const said = text => text.trim().split(/\\s+/).join(" "), seen = part => part.checkVisibility();
  const notices = [...document.querySelectorAll(".cg-review")], article = document.querySelector("article"), last = notices.at(-1);
  return {
    texts: notices.map(note => said(note.innerText)),
    all: said(notices.map(note => note.textContent).join(" ")),
    links: notices.flatMap(note => [...note.querySelectorAll("a")].filter(seen).map(link => link.href)),
    placed: notices[0] === document.querySelector("h1").nextElementSibling && said(article.innerText).endsWith(said(last.innerText)),
    colour: getComputedStyle(last.querySelector("p:not([hidden])"), "::before").borderLeftColor,
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(script => script.textContent)
      .filter(text => /lastReviewed|reviewedBy/.test(text)),
    previews: [...document.querySelectorAll(".cg-preview")].filter(seen).length,
    text: said(article.innerText),
  };
}"""


@dataclass(frozen=True)
class Seen:
    """What a page says of its review, and how it fits a phone."""

    texts: list[str]
    all: str
    links: list[str]
    placed: bool
    colour: str
    data: list[str]
    previews: int
    text: str
    too_wide: list[Any] = field(default_factory=list)

    def says_twice(self, said: str) -> bool:
        """Below the title and at the end, and nothing else."""
        return self.placed and self.texts == [said, said]


@dataclass
class Tour:
    """What came of opening every page of a site, on a phone whose clock stands."""

    pages: dict[str, Seen]
    asked: list[str]
    complaints: list[str]

    def without(self, said: str) -> dict[str, list[str]]:
        """The pages that do not say this, with what they say."""
        return {path: one.texts for path, one in self.pages.items() if not one.says_twice(said)}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The made-up clinic, published with every page reviewed by a keeper of whom all is known."""
    root = assemble(FIXTURE_CLINIC, tmp_path_factory.mktemp("signed") / "project")
    _replace(root / REVIEWERS, KNOWN_FOR, KNOWN_FOR + IN_FULL)
    _replace(root / "content/about/who-checks.md", "{{ reviewers() }}", "## The keepers {: #the-keepers }\n\n{{ reviewers() }}")
    reviews = Reviews(prepare(root), REVIEWED_ON)
    pages = list(reviews.by_page)
    sign_pages(root, reviews, Order(pages, "lamp-keeper", REVIEWED_ON, NEXT_BY, marks_of(reviews, pages)))
    return _publish(root, "--on", BEFORE)


@pytest.fixture(scope="module")
def later(signed: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """Two that come of it, published at the same time: after the day of the next review, and with one number changed."""
    late, partly = (shutil.copytree(signed.root, tmp_path_factory.mktemp(name) / "project") for name in ("late", "partly"))
    _replace(partly / f"data/treatments/lamp/concerns/{CHANGED}.yml", "{at_least: 2, at_most: 5}", "{at_least: 2, at_most: 6}")
    with ThreadPoolExecutor() as both:
        orders = [both.submit(_publish, late, "--on", AFTER), both.submit(_publish, partly, "--only-reviewed", "--on", BEFORE)]
    return [order.result() for order in orders]


@pytest.fixture(scope="module")
def late(later: list[Built]) -> Built:
    """Every page reviewed, published once more after the day of the next review."""
    return later[0]


@pytest.fixture(scope="module")
def partly(later: list[Built]) -> Built:
    """One number changed since every page was reviewed; published with what was signed alone."""
    return later[1]


def _publish(root: Path, *options: str) -> Built:
    done = run(root, "macros", "build", "--publish", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(root, load(root), done.stdout)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def current_tour(chromium: Browser, signed: Built) -> Tour:
    """Reviewed as it reads, while that holds."""
    return _look_at_all(chromium, signed, BEFORE)


@pytest.fixture(scope="module")
def overdue_tour(chromium: Browser, signed: Built) -> Tour:
    """The same site after the day of the next review."""
    return _look_at_all(chromium, signed, AFTER, KINDS)


@pytest.fixture(scope="module")
def scriptless_tour(chromium: Browser, signed: Built) -> Tour:
    """The same site on that day for somebody who runs no script."""
    return _look_at_all(chromium, signed, AFTER, KINDS, java_script_enabled=False)


@pytest.fixture(scope="module")
def late_tour(chromium: Browser, late: Built) -> Tour:
    """Built after that day, read without a script."""
    return _look_at_all(chromium, late, AFTER, KINDS, java_script_enabled=False)


@pytest.fixture(scope="module")
def partly_tour(chromium: Browser, partly: Built) -> Tour:
    """Published without what changed."""
    return _look_at_all(chromium, partly, BEFORE)


@pytest.fixture(scope="module")
def preview_tour(chromium: Browser, lantern: Built) -> Tour:
    """Never reviewed, read without a script."""
    return _look_at_all(chromium, lantern, BEFORE, java_script_enabled=False)


def _look_at_all(chromium: Browser, built: Built, on: str, pages: Iterable[str] = (), **options: Any) -> Tour:
    """Every page, or those that are named."""
    options |= {"viewport": PHONE, "timezone_id": "UTC"}
    page = chromium.new_page(**options)
    _stop_clock(page, f"{on}T12:00:00+00:00")
    tour = Tour({}, [], complaints_of(page))
    page.on("request", lambda request: tour.asked.append(request.url))
    for path in pages or built.pages:
        page.goto(_address(built, path))
        tour.pages[path] = Seen(**page.evaluate(SEEN), too_wide=does_not_fit(page))
    page.context.close()
    return tour


def _stop_clock(page: Page, time: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(time))


def _address(built: Built, path: str) -> str:
    return f"{built.site.as_uri()}/{path}"


def _source(path: str) -> str:
    """faq/index.html -> faq/index.md."""
    return path.removesuffix(".html") + ".md"


# Reviewed as it reads


def test_each_page_names_its_reviewer_below_its_title_and_at_its_end(current_tour: Tour) -> None:
    assert len(current_tour.pages) == 15
    assert current_tour.without(BYLINE) == {}


def test_what_was_reviewed_leads_to_the_pages_own_line_with_its_fingerprint(current_tour: Tour, tab: Page, signed: Built) -> None:
    reviews, place = Reviews(prepare(signed.root), BEFORE), "about/who-checks.html"
    tab.goto(_address(signed, place))
    for path, one in current_tour.pages.items():
        (link,) = set(one.links)  # both notices lead to the same line
        address, _, anchor = link.partition("#")
        line = tab.locator(f"li[id='{anchor}']")
        assert address == _address(signed, place)
        assert line.locator("a").first.evaluate("link => link.href") == _address(signed, path)
        assert line.locator(".cg-fingerprint").text_content() == reviews.fingerprint(_source(path))


def test_a_click_on_what_was_reviewed_brings_the_line_into_view(open_tab: OpenTab, signed: Built) -> None:
    page = open_tab(viewport=PHONE)
    _stop_clock(page, f"{BEFORE}T12:00:00+00:00")
    page.goto(_address(signed, "mist/dry-leaf.html"))
    page.get_by_role("link", name=LEADS_ON).last.click()
    line = page.locator("li:target")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text(f"Dry leaf: cool mist: reviewed by {NAME} on 5 January 2026. Next review by 5 July 2026.")


def test_search_engines_are_told_who_reviewed_each_page(current_tour: Tour, signed: Built) -> None:
    titles = prepare(signed.root).kitchen.titles
    person = {
        "@type": "Person",
        "name": NAME,
        "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "Master of Wicks"},
        "identifier": {"@type": "PropertyValue", "propertyID": "Guild of Lamps", "value": "L-1234"},
    }
    for path, one in current_tour.pages.items():
        (told,) = map(json.loads, one.data)
        assert (told["name"], told["lastReviewed"], told["reviewedBy"]) == (titles[_source(path)], REVIEWED_ON, person)


# The day of the next review


@pytest.mark.parametrize(("zone", "offset"), [("Pacific/Kiritimati", "+14:00"), ("Pacific/Pago_Pago", "-11:00")])
def test_a_page_is_current_to_the_end_of_that_day_where_the_reader_is(open_tab: OpenTab, signed: Built, zone: str, offset: str) -> None:
    page = open_tab(timezone_id=zone)
    for time, said, told in (f"{NEXT_BY}T23:59:59", BYLINE, 1), (f"{AFTER}T00:00:00", OVERDUE, 0):
        _stop_clock(page, time + offset)
        page.goto(_address(signed, "faq/index.html"))
        one = Seen(**page.evaluate(SEEN))
        assert (time, one.texts, len(one.data)) == (time, [said, said], told)


def test_after_that_day_each_page_says_that_its_review_is_overdue(overdue_tour: Tour, current_tour: Tour) -> None:
    """With no new build: the notices lose the name and the colour of good news, and search engines are told nothing."""
    assert overdue_tour.without(OVERDUE) == {}
    assert [path for path, one in overdue_tour.pages.items() if NAME in one.all or one.data] == []
    assert [path for path, one in overdue_tour.pages.items() if one.colour == current_tour.pages[path].colour] == []


def test_without_a_script_a_page_gives_both_dates_and_does_not_claim_to_be_overdue(scriptless_tour: Tour) -> None:
    assert scriptless_tour.without(BYLINE) == {}


def test_a_site_built_after_that_day_says_so_without_any_script(late_tour: Tour) -> None:
    assert late_tour.without(OVERDUE) == {}
    assert [path for path, one in late_tour.pages.items() if NAME in one.all or one.data] == []


# Not reviewed


def test_a_page_that_nobody_reviewed_says_so_and_is_marked_as_a_preview(preview_tour: Tour) -> None:
    assert len(preview_tour.pages) == 15
    assert preview_tour.without(NEVER) == {}
    assert [path for path, one in preview_tour.pages.items() if one.data or one.previews != 1] == []


def test_a_published_site_is_not_marked_as_a_preview(current_tour: Tour, partly_tour: Tour) -> None:
    assert [one.previews for tour in (current_tour, partly_tour) for one in tour.pages.values()] == [0] * 2 * 15


def test_a_page_that_changed_says_that_it_is_being_reviewed_and_others_stay(partly_tour: Tour) -> None:
    held_back = {f"lamp/{CHANGED}.html": CHANGED_PAGE, "lamp/index.html": CHANGED_PAGE, "lamp/estimate.html": CHANGED_IN_PART}
    for path, said in held_back.items():
        one = partly_tour.pages[path]
        assert one.says_twice(said)
        assert (one.data, NAME in one.all) == ([], False)
    waiting = partly_tour.pages[f"lamp/{CHANGED}.html"].text
    assert BEING_REVIEWED in waiting
    assert not SESSIONS.search(waiting)
    assert set(partly_tour.without(BYLINE)) == set(held_back)


# The estimate


@pytest.mark.parametrize(("build", "changed", "others"), [
    ("signed", SIGNED_ANSWER, SIGNED_ANSWER), ("partly", CHANGED_ANSWER, SIGNED_ANSWER), ("lantern", UNSIGNED_ANSWER, UNSIGNED_ANSWER),
], ids=["reviewed", "changed", "never"])  # fmt: skip
def test_each_result_and_the_table_say_how_its_review_stands(
    request: pytest.FixtureRequest, tab: Page, build: str, changed: str, others: str
) -> None:
    asked = Estimate(tab, request.getfixturevalue(build), "lamp")
    for row, said in zip(asked.rows, asked.answer(*(asked.fields(row) for row in asked.rows)), strict=True):
        assert said[0]["review"] == (changed if row.concern == CHANGED else others)
    in_table = {name: tab.locator(f"section[aria-labelledby=every-{name}] .cg-hint").text_content() for name in asked.treatment.concerns}
    assert in_table == {name: changed if name == CHANGED else others for name in asked.treatment.concerns}


def test_an_overdue_answer_says_when_its_review_was_due(tab: Page, late: Built) -> None:
    asked = Estimate(tab, late, "lamp")
    ((said, _),) = asked.answer(asked.fields(asked.rows[0]))
    assert (said["review"], said["headline"]) == (LATE_ANSWER, asked.rows[0].headline)


def test_an_answer_that_changed_gives_its_reason_and_no_number(tab: Page, partly: Built) -> None:
    asked = Estimate(tab, partly, "lamp")
    rows = [row for row in asked.rows if row.concern == CHANGED]
    assert any(row.sessions for row in rows)
    for row in rows:
        ((said, _),) = asked.answer(asked.fields(row))
        assert (said["headline"], said["says"]) == (HELD_BACK, [WHY_HELD_BACK])
        assert asked.status == f"Dull shine: {HELD_BACK}."
        result = tab.locator(RESULT)
        assert not SESSIONS.search(asked.status + result.inner_text())
        assert result.locator("svg, .cg-cite, .cg-key, [data-needs=sources], [data-needs=gap], [data-needs=points_to]").count() == 0
        assert "Sources" not in result.inner_text()


def test_no_heading_of_a_result_stands_above_nothing(tab: Page, partly: Built) -> None:
    asked, headings = Estimate(tab, partly, "lamp"), {}
    for row in (_first(asked, CHANGED), _first(asked, "grey-dots")):
        asked.answer(asked.fields(row))
        headings[row.concern] = tab.locator(f"{RESULT} :is(h2, h3)").all_text_contents()
    more = ["What could change it", "After the course", "What is not known"]
    assert headings["grey-dots"] == ["Grey dots", "The clinic’s plan beside that", "The course over time", *more]
    assert headings[CHANGED] == ["Dull shine", "What could change it"]


def test_other_answers_keep_their_numbers(tab: Page, partly: Built) -> None:
    numbers = 0
    for name in partly.guide.treatments:
        asked = Estimate(tab, partly, name)
        rows = [row for row in asked.rows if row.concern != CHANGED]
        for row, (said, _) in zip(rows, asked.answer(*(asked.fields(row) for row in rows)), strict=True):
            (expected, _) = asked.expected(row)
            assert said | {"review": ""} == expected | {"review": ""}
            numbers += bool(row.sessions)
    assert numbers > 20


def test_several_concerns_name_the_one_that_changed_as_without_a_number(tab: Page, partly: Built) -> None:
    asked = Estimate(tab, partly, "lamp")
    three = [_first(asked, name) for name in ("grey-dots", CHANGED, "loose-threads")]
    alone, joint = asked.answer(asked.fields(three[0], three[1]), asked.fields(*three))
    assert alone[0] == {"said": ["No number for dull shine."]}
    assert joint[0]["said"] == [*asked.joint_plan([three[0], three[2]]), "No number for dull shine."]
    assert [part["headline"] for part in joint[1:4]] == [three[0].headline, HELD_BACK, three[2].headline]


def test_the_table_without_a_script_gives_no_number_for_what_changed(open_tab: OpenTab, partly: Built) -> None:
    page = open_tab(java_script_enabled=False)
    page.goto(_address(partly, "lamp/estimate.html"))
    said = {name: page.locator(f"section[aria-labelledby=every-{name}]") for name in partly.guide.treatments["lamp"].concerns}
    changed = said.pop(CHANGED)
    descriptions = len(partly.guide.treatments["lamp"].concerns[CHANGED].descriptions)
    assert changed.locator(".cg-every__headline").all_text_contents() == [HELD_BACK] * descriptions
    assert changed.inner_text().count(WHY_HELD_BACK) == descriptions
    assert not SESSIONS.search(changed.inner_text())
    assert changed.locator(".cg-cite, .cg-basis").count() == 0
    assert [name for name, section in said.items() if not SESSIONS.search(section.inner_text())] == []


def test_what_changed_stands_nowhere_on_the_page_that_holds_it_back(partly: Built) -> None:
    """Nor in the data for the script, where a curious patient would find it."""
    raw = (partly.site / "lamp/estimate.html").read_text("utf-8")
    for one in partly.guide.treatments["lamp"].concerns[CHANGED].descriptions:
        assert f"RANGE {one.said_as}" not in raw
    assert partly.guide.treatments["lamp"].concerns[CHANGED].why_they_differ not in raw
    assert "RANGE a few grey dots" in raw


def _first(asked: Estimate, concern: str) -> Row:
    return next(row for row in asked.rows if row.concern == concern and row.options == asked.rows[0].options)


# Every page, as it is held


TOURS = ["current_tour", "overdue_tour", "scriptless_tour", "late_tour", "partly_tour", "preview_tour"]


@pytest.mark.parametrize("name", TOURS)
def test_no_page_scrolls_sideways_complains_or_asks_anybody_else(request: pytest.FixtureRequest, name: str) -> None:
    tour: Tour = request.getfixturevalue(name)
    assert {path: one.too_wide for path, one in tour.pages.items() if one.too_wide} == {}
    assert tour.complaints == []
    first, root = tour.asked[0], tour.asked[0].removesuffix(next(iter(tour.pages)))
    assert root != first
    assert {root + path for path in tour.pages} <= set(tour.asked)
    assert [url for url in tour.asked if not url.startswith(root)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_complaint_about_any_state_of_a_review(open_tab: OpenTab, signed: Built, partly: Built, scheme: str) -> None:
    page, found = open_tab(color_scheme=scheme, viewport={"width": 360, "height": 800}), {}
    for day, built, path, said in [
        (BEFORE, signed, "about/who-checks.html", BYLINE),  # with the list of what was reviewed
        (AFTER, signed, "about/contact.html", OVERDUE),
        (BEFORE, partly, f"lamp/{CHANGED}.html", BEING_REVIEWED),
    ]:
        _stop_clock(page, f"{day}T12:00:00+00:00")
        page.goto(_address(built, path))
        expect(page.locator("article")).to_contain_text(said, use_inner_text=True)
        found[said] = complaints(page)
    asked = Estimate(page, partly, "lamp")
    asked.answer(asked.fields(_first(asked, CHANGED)))
    found[HELD_BACK] = complaints(page)
    assert {state: one for state, one in found.items() if one} == {}
