"""The search on whole sites: loaded when it is used, from a server and from a disk, by keyboard, and telling nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit.axe import RUN, complaints
from tests.browser.conftest import DESK, PHONE, OpenTab, complaints_of
from tests.browser.searching import BUTTON, DIALOG, FIELD, Search
from tests.browser.test_privacy import NOTHING, STORED
from tests.site.project import Built
from tests.site.reading import read

PAGE = "faq/index.html"
HOSTILE = [
    "<img src=x onerror=window.ran=1>", "</script><script>window.ran=1</script>", "\" onfocus=window.ran=1 x=\"", "javascript:window.ran=1",
    "__proto__ constructor toString", "${7*7}{{7*7}}",
    "%00%0a..%2f", "(((((((((((", "a" * 5000, "\u202egnirts\u0000", "AND OR NOT -\"*\" ~1",
]  # fmt: skip
BOX = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {name: document.activeElement.localName, inside: Boolean(document.activeElement.closest("dialog")),
          seen: document.activeElement.contains(top) || top?.contains(document.activeElement), width: box.width, height: box.height};
}"""


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, real: Built) -> str:
    """The address of the real site, from a server and from the disk."""
    if request.param == "file":
        return f"{real.site.as_uri()}/"
    address: str = request.getfixturevalue("served")
    return address


@pytest.fixture
def disk(real: Built) -> str:
    """From the disk alone: for what the script does with words and the style with boxes, which is the same wherever they come from."""
    return f"{real.site.as_uri()}/"


@pytest.fixture(scope="module")
def heard(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One tab for all tests that do not count requests, and what its console says."""
    page = chromium.new_page()
    page.set_default_timeout(5000)
    yield page, complaints_of(page)
    page.context.close()


@pytest.fixture
def page(heard: tuple[Page, list[str]]) -> Iterator[Page]:
    """A tab in which nothing may be said in the console."""
    page, said = heard
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    said.clear()
    yield page
    assert said == []


@pytest.fixture
def new_page(open_tab: OpenTab) -> Iterator[Page]:
    """The same, with nothing kept from a test before."""
    page = open_tab()
    said = complaints_of(page)
    yield page
    assert said == []


def on(page: Page, start: str, path: str = PAGE) -> Search:
    page.goto(start + path)
    return Search(page)


def test_it_finds_what_patients_call_something(page: Page, start: str) -> None:
    search = on(page, start).open()
    for typed in ("acne marks", "acne pits", "acne scar"):
        assert search.ask(typed)[0]["href"] == f"{start}pico-laser/acne-scars.html", typed
    for typed in ("cost", "price", "How much does it cost?", "fees"):
        first = search.ask(typed)[0]
        assert first["href"] == f"{start}{PAGE}"
        assert first["parts"][0][0] == "What does it cost?", typed


def test_it_works_on_pages_at_any_depth(page: Page, start: str) -> None:
    for path in ("index.html", PAGE):
        assert on(page, start, path).open().ask("melasma")[0]["href"] == f"{start}pico-laser/melasma.html"


def test_nothing_of_it_is_asked_for_before_it_is_used(new_page: Page, start: str) -> None:
    asked: list[str] = []
    new_page.on("request", lambda request: asked.append(request.url) if "search" in request.url else None)
    search = on(new_page, start)
    new_page.wait_for_load_state("networkidle")
    assert asked == []
    search.open()
    named = [r"assets/search-index\.js", r"assets/search\.[0-9a-f]{8}\.css", r"assets/search\.[0-9a-f]{8}\.js"]
    assert all(re.fullmatch(re.escape(start) + pattern, url) for pattern, url in zip(named, sorted(asked), strict=True))
    asked.clear()
    search.ask("acne marks")
    new_page.keyboard.press("Escape")
    search.open()
    assert asked == []


def test_nobody_is_told_what_was_typed(new_page: Page, served: str) -> None:
    asked: list[str] = []
    new_page.on("request", lambda request: asked.append(request.url))
    search = on(new_page, served).open()
    before = new_page.url, new_page.evaluate("history.length"), new_page.title()
    search.ask("a secret")
    new_page.keyboard.press("Enter")
    assert (new_page.url, new_page.evaluate("history.length"), new_page.title()) == before
    assert new_page.evaluate(STORED) == NOTHING
    assert new_page.context.cookies() == []
    assert [url for url in asked if not url.startswith(served) or "secret" in unquote(url)] == []
    new_page.reload()
    assert search.open().page.locator(FIELD).input_value() == ""


def test_whatever_is_typed_is_text(page: Page, disk: str) -> None:
    search = on(page, disk).open()
    for words in (*HOSTILE, *(f"zzqq{words[:40]}qqzz" for words in HOSTILE)):
        search.ask(words)
        assert search.said
        assert page.evaluate("window.ran") is None
        assert page.locator(f"{DIALOG} :is(img, script, svg, iframe, [onfocus])").count() == 0
        assert not page.locator(f"{DIALOG} ul a").evaluate_all("all => all.some(one => /^(javascript|data):/.test(one.href))")


def test_the_words_come_back_as_they_were_typed(page: Page, disk: str) -> None:
    search = on(page, disk).open()
    search.ask("<zzqq>&amp;")
    assert search.said.startswith("Nothing found for “<zzqq>&amp;”.")


def test_nothing_found_leads_on(page: Page, start: str, real: Built) -> None:
    found = on(page, start).open().ask("zzqqzzqq")
    addresses = [one["href"] for one in found]
    overviews = [f"{start}{treatment}/index.html" for treatment in real.guide.treatments]
    phone = real.guide.clinic.phone
    assert addresses == [*overviews, f"{start}about/contact.html", *([f"tel:{phone.replace(' ', '')}"] if phone else [])]


def test_every_result_leads_to_its_place(page: Page, start: str, real: Built) -> None:
    search, seen = on(page, start).open(), set[str]()
    for words in ("laser", "session", "scar", "sun", "pain", "doctor", "tattoo", "study", "weeks", "brown"):
        found = search.ask(words)
        assert 0 < sum(len(one["parts"]) + bool(one["excerpt"]) for one in found) <= 8
        seen.update(href for one in found for href in (one["href"], *(part[1] for part in one["parts"])))
    assert len(seen) > 20
    for address in seen:
        path, _, anchor = address.removeprefix(start).partition("#")
        assert not anchor or read(real.site / path).xpath("//*[@id=$anchor]", anchor=unquote(anchor)), address


def test_by_keyboard_alone(page: Page, start: str) -> None:
    search = on(page, start, "index.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-search]')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("acne marks")
    expect(search.links.first).to_have_text("Acne scars")
    page.keyboard.press("ArrowDown")
    expect(search.links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(search.links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    expect(search.links.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{start}pico-laser/acne-scars.html")


def test_escape_and_close_give_the_focus_back(page: Page, disk: str) -> None:
    search = on(page, disk).open()
    search.ask("acne")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_value("acne")  # as it was left; the next letter typed replaces it
    page.keyboard.type("sun")
    expect(page.locator(FIELD)).to_have_value("sun")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(BUTTON)).to_be_focused()


def test_a_result_on_the_same_page_closes_the_search_and_goes_there(page: Page, start: str) -> None:
    search = on(page, start).open()
    address = search.ask("cost")[0]["parts"][0][1]
    search.links.nth(1).click()
    expect(page.locator(DIALOG)).to_be_hidden()
    assert page.url == address
    expect(page.locator(f"#{address.partition('#')[2]}")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('[data-search], .cg-skip')")  # on from there, not from the top


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_stop_can_be_seen_and_touched(page: Page, disk: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    search = on(page, disk).open()
    search.ask("acne marks")
    stops = 0
    for _ in range(2 + search.links.count()):
        box = page.evaluate(BOX)
        if box["inside"]:  # between its end and its start a browser shows its own bar
            stops += 1
            assert box["seen"], box
            assert min(box["width"], box["height"]) >= 24, box
        page.keyboard.press("Tab")
    assert stops == 2 + search.links.count()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(open_tab: OpenTab, disk: str, size: dict[str, int]) -> None:
    """On the whole page in light; in the dark, which changes colours alone, in the dialog, which is all that can be seen then."""
    page = open_tab(viewport=size, bypass_csp=True)  # axe stands in the page
    search = on(page, disk).open()
    for words in ("", "acne marks", "zzqqzzqq"):
        search.ask(words)
        assert complaints(page) == [], words
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(RUN.replace("document", json.dumps(DIALOG))) == [], words
        page.emulate_media(color_scheme="light")


def test_it_fits_a_narrow_page_with_large_letters(page: Page, disk: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    search = on(page, disk).open()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    search.ask("acne marks")
    assert page.locator(DIALOG).evaluate("one => one.scrollWidth <= one.clientWidth")


def test_marks_stand_out_in_forced_colours(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(forced_colors="active")
    on(page, f"{real.site.as_uri()}/").open().ask("acne marks")
    weights = "one => [getComputedStyle(one).fontWeight, getComputedStyle(one.parentElement).fontWeight]"
    mark, around = page.locator(f"{DIALOG} span mark").first.evaluate(weights)
    assert int(mark) > int(around)


def test_it_says_when_it_cannot_load_and_tries_again(open_tab: OpenTab, served: str) -> None:
    page = open_tab()
    search = on(page, served)
    page.route("**/search-index.js", lambda route: route.abort())
    page.locator(BUTTON).click()
    expect(page.locator(BUTTON)).to_have_text("Search did not load. Try again.")
    expect(page.locator(BUTTON)).to_have_accessible_name("Search did not load. Try again.")
    page.unroute("**/search-index.js")
    assert search.open().ask("melasma")


def test_without_a_script_there_is_no_button(open_tab: OpenTab, real: Built) -> None:
    page = open_tab(java_script_enabled=False)
    page.goto((real.site / PAGE).as_uri())
    expect(page.locator(BUTTON)).to_be_hidden()


def test_the_index_is_light(real: Built) -> None:
    """A patient who searches loads it once: less than half of what Material's index of these pages had, 290 KB."""
    assert (real.site / "assets/search-index.js").stat().st_size < 145_000
    assert sum(file.stat().st_size for file in Path(real.site, "assets").glob("search.*")) < 45_000
