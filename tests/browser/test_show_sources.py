"""The switch "Show sources" of a preview, in a browser: by pointer, finger and keyboard, on a page and in the result of the estimate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.audit.eyes import does_not_fit
from tests.browser.asking import Estimate
from tests.browser.conftest import PHONE, OpenTab
from tests.browser.test_axe import complaints
from tests.conftest import FIXTURE_CLINIC
from tests.site.project import Built, assemble, contents, run

SWITCH, TIP, NUMBER = "[data-show-sources]", "#cg-source", "[data-from]"
PAGE = "lamp/grey-dots.html"
CONCERN = "data/treatments/lamp/concerns/grey-dots.yml"
PRESS = """() => new Promise(done => {
  addEventListener("show-sources", () => done(), {once: true});
  document.querySelector("[data-show-sources]").click();
})"""
ALL = """numbers => numbers.map(number => {
  number.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"}));
  const lines = [...document.querySelectorAll("#cg-source code")].map(line => line.textContent);
  return [number.textContent, lines, document.querySelector("#cg-source span")?.textContent ?? ""];
})"""


def opened(page: Page, built: Built, path: str = PAGE, query: str = "") -> Page:
    page.goto((built.site / path).as_uri() + query)
    return page


def switched_on(page: Page, built: Built, path: str = PAGE) -> Page:
    opened(page, built, path).locator(SWITCH).click()
    page.locator(NUMBER).first.wait_for()
    return page


def line_of(text: str, nth: int = 0, path: str = CONCERN) -> str:
    """Path and line of the nth line of a file of the made-up clinic that holds a text."""
    lines = (FIXTURE_CLINIC / path).read_text("utf-8").split("\n")
    return f"{path}:{[number for number, line in enumerate(lines, 1) if text in line][nth]}"


# Off


def test_nothing_of_it_is_there_until_it_is_pressed(tab: Page, lantern: Built) -> None:
    opened(tab, lantern)
    expect(tab.locator(SWITCH)).to_have_attribute("aria-pressed", "false")
    assert tab.locator(NUMBER).count() == 0
    assert tab.evaluate("performance.getEntriesByType('resource').filter(one => one.name.endsWith('grey-dots.js')).length") == 0


def test_without_a_script_there_is_no_switch(open_tab: OpenTab, lantern: Built) -> None:
    expect(opened(open_tab(java_script_enabled=False), lantern).locator(SWITCH)).to_be_hidden()


def test_the_page_for_missing_addresses_has_none(tab: Page, lantern: Built) -> None:
    assert opened(tab, lantern, "404.html").locator(SWITCH).count() == 0


def test_a_site_for_patients_has_nothing_of_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = assemble(FIXTURE_CLINIC, tmp_path_factory.mktemp("patients") / "project")
    sign_all(root)
    done = run(root, "macros", "build", "--publish", "--on", "2026-02-01")
    assert done.returncode == 0, done.stderr
    telling = (b"show-sources", b"show_sources", b"show sources", b"data-from", b"data/treatments", "\ue000".encode(), "\ue001".encode())
    files = contents(root / "site")
    assert "lamp/grey-dots.html" in files
    assert [(path, one) for path, content in files.items() for one in telling if one in path.encode() + content.lower()] == []


def sign_all(root: Path) -> None:
    from macros.pages.stage import prepare
    from macros.reviews.signing import Order, marks_of, sign_pages
    from macros.reviews.states import Reviews

    reviews = Reviews(prepare(root), "2026-01-05")
    pages = list(reviews.by_page)
    sign_pages(root, reviews, Order(pages, "lamp-keeper", "2026-01-05", "2026-07-05", marks_of(reviews, pages)))


# On


def test_a_number_tells_its_file_and_line(tab: Page, lantern: Built) -> None:
    answers = switched_on(tab, lantern).locator(".cg-answer").first.locator(NUMBER)
    answers.nth(0).hover()
    expect(tab.locator(TIP)).to_have_text(line_of("sessions: {at_least: 3, at_most: 6}"))
    answers.nth(2).hover()
    expect(tab.locator(TIP)).to_have_text(line_of("weeks_between: {at_least: 4, at_most: 4}"))
    answers.nth(3).hover()  # in 2 studies
    expect(tab.locator(TIP)).to_have_text("Worked out from" + line_of("sources: [long-count, short-count]"))


def test_every_number_that_is_no_sum_stands_in_the_line_that_it_tells(tab: Page, lantern: Built) -> None:
    seen = 0
    for path in lantern.pages:
        opened(tab, lantern, path).evaluate(PRESS)
        for number, lines, how in tab.locator(NUMBER).evaluate_all(ALL):
            assert lines
            if not how:
                (line,) = lines
                file, _, at = line.rpartition(":")
                assert re.search(rf"(?<!\d){re.escape(number)}(?!\d)", (FIXTURE_CLINIC / file).read_text("utf-8").split("\n")[int(at) - 1])
                seen += 1
    assert seen > 300


def test_the_text_of_a_page_is_the_same_with_it(tab: Page, lantern: Built) -> None:
    read = "document.querySelector('article').textContent"
    for path in (PAGE, "faq/index.html", "lamp/estimate.html", "about/how-we-count.html"):
        before = opened(tab, lantern, path).evaluate(read)
        switched_on(tab, lantern, path)
        assert tab.evaluate(read) == before


def test_texts_that_are_equal_keep_their_order(tab: Page, lantern: Built) -> None:
    """What the studies used, and what the one study of them used, are both "1 session", and stand in different lines."""
    switched_on(tab, lantern)
    for nth, place in enumerate([".cg-answer__number", ".cg-studies strong"]):
        (said,) = [one for one in tab.locator(place).all() if one.inner_text() == "1 session"]
        said.locator(NUMBER).hover()
        expect(tab.locator(TIP)).to_have_text(line_of("sessions: {at_least: 1, at_most: 1}", nth))


# By keyboard and by finger


def test_a_keyboard_reaches_the_switch_and_every_number(tab: Page, lantern: Built) -> None:
    opened(tab, lantern).locator(SWITCH).focus()
    tab.keyboard.press("Enter")
    tab.locator(NUMBER).first.wait_for()
    assert tab.locator(f"{NUMBER}:not([tabindex='0'])").count() == 0
    first = tab.locator(NUMBER).first
    first.focus()
    expect(tab.locator(TIP)).to_be_visible()
    expect(first).to_have_attribute("aria-describedby", "cg-source")
    tab.keyboard.press("Escape")
    expect(tab.locator(TIP)).to_be_hidden()
    expect(first).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(TIP)).to_be_visible()
    tab.keyboard.press("Tab")
    expect(tab.locator(NUMBER).nth(1)).to_be_focused()
    expect(first).not_to_have_attribute("aria-describedby", "cg-source")


def test_off_again_leaves_no_stop_and_no_tip(tab: Page, lantern: Built) -> None:
    switched_on(tab, lantern).locator(NUMBER).first.focus()
    tab.locator(SWITCH).click()
    expect(tab.locator(TIP)).to_be_hidden()
    assert tab.locator(f"{NUMBER}[tabindex], {NUMBER}[role]").count() == 0
    tab.locator(NUMBER).first.hover()
    expect(tab.locator(TIP)).to_be_hidden()
    assert "sources" not in tab.url


def test_a_finger_taps_a_number(open_tab: OpenTab, lantern: Built) -> None:
    page = switched_on(open_tab(viewport=PHONE, has_touch=True), lantern)
    page.locator(NUMBER).nth(1).tap()
    expect(page.locator(TIP)).to_have_text(line_of("sessions: {at_least: 3, at_most: 6}"))
    page.locator("h1").tap()
    expect(page.locator(TIP)).to_be_hidden()


def test_the_tip_can_be_pointed_at(tab: Page, lantern: Built) -> None:
    switched_on(tab, lantern).locator(NUMBER).first.hover()
    tab.locator(TIP).hover()
    expect(tab.locator(TIP)).to_be_visible()
    tab.locator("h1").hover()
    expect(tab.locator(TIP)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_every_tip_is_inside_the_window(open_tab: OpenTab, lantern: Built, width: int) -> None:
    page = switched_on(open_tab(viewport={"width": width, "height": 640}), lantern)
    outside = page.locator(NUMBER).evaluate_all("""numbers => numbers.filter(number => {
      number.scrollIntoView({block: ["start", "center", "end"][numbers.indexOf(number) % 3]});
      number.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"}));
      const {left, right, top, bottom} = document.querySelector("#cg-source").getBoundingClientRect();
      return left < 0 || right > document.documentElement.clientWidth || top < 0 || bottom > innerHeight;
    }).length""")
    assert outside == 0
    assert does_not_fit(page) == []


# From page to page


def test_it_stays_on_when_the_page_is_loaded_again_and_on_the_next_page(tab: Page, lantern: Built) -> None:
    switched_on(tab, lantern)
    tab.reload()
    tab.locator(NUMBER).first.wait_for()
    tab.locator("article a", has_text="Work out your range").click()
    tab.wait_for_url("**/lamp/estimate.html?sources")
    tab.locator(NUMBER).first.wait_for()
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_link_inside_the_page_leads_there(tab: Page, lantern: Built) -> None:
    switched_on(tab, lantern).locator(".cg-cite").first.click()
    assert tab.url.endswith("grey-dots.html?sources#source-1")


# The estimate


def test_the_result_of_the_estimate_tells_too(tab: Page, lantern: Built) -> None:
    asked = Estimate(tab, lantern, "lamp")
    row = next(row for row in asked.rows if row.points_to and row.weeks_between and row.description == "few")
    tab.locator(SWITCH).click()
    asked.answer(asked.fields(row))
    result = tab.locator(".cg-result").first
    numbers = result.locator(".cg-answer__number").locator(NUMBER)
    expect(numbers).to_have_text(["3", "6"])
    numbers.last.hover()
    expect(tab.locator(TIP)).to_have_text(line_of("sessions: {at_least: 3, at_most: 6}"))
    points = result.locator("[data-slot=points_to]").locator(NUMBER)
    points.last.hover()
    expect(tab.locator(TIP)).to_have_text("Worked out from" + line_of("sessions: {at_least: 3, at_most: 6}"))


def test_a_result_that_was_there_before_tells_too(tab: Page, lantern: Built) -> None:
    asked = Estimate(tab, lantern, "lamp")
    (said,) = asked.answer(asked.fields(asked.rows[0]))
    tab.locator(SWITCH).click()
    tab.locator(f".cg-result {NUMBER}").first.wait_for()
    assert said
    first = tab.locator(".cg-every__headline").first  # which says the same as the result
    expect(first.locator(NUMBER)).to_have_count(len(re.findall(r"\d+", first.inner_text())))


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_complaint(open_tab: OpenTab, lantern: Built, scheme: str) -> None:
    page = open_tab(color_scheme=scheme, viewport={"width": 360, "height": 800})
    for path in (PAGE, "lamp/estimate.html"):
        switched_on(page, lantern, path).locator(NUMBER).nth(1).focus()
        expect(page.locator(TIP)).to_be_visible()
        assert complaints(page) == []


def test_on_paper_there_is_none_of_it(open_tab: OpenTab, lantern: Built) -> None:
    page = switched_on(open_tab(), lantern)
    page.locator(NUMBER).first.focus()
    page.emulate_media(media="print")
    expect(page.locator(SWITCH)).to_be_hidden()
    expect(page.locator(TIP)).to_be_hidden()
    assert page.locator(NUMBER).first.evaluate("number => getComputedStyle(number).textDecorationLine") == "none"
