"""A real browser with exactly the headers that `_headers` asks for: everything works, and nothing is refused or complained about."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.asking import Estimate
from tests.browser.conftest import complaints_of
from tests.browser.searching import Search
from tests.headers.serving import Rules, rules_in, served_as_told
from tests.site.project import Built

LISTEN = "addEventListener('securitypolicyviolation', one => refused(`${one.effectiveDirective} ${one.blockedURI}`))"


@dataclass
class Visit:
    """One tab on a site that is served with its headers; what its console said, and what was refused, comes together here."""

    page: Page
    built: Built
    address: str
    complaints: list[str]
    refused: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a page, and have all that was refused on it told: what tells it was queued before what asks now."""
        self.page.goto(self.address + path)
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    def misses(self, expected: Iterable[str]) -> list[str]:
        """What was expected to be refused, and is not within five seconds."""
        until = time.monotonic() + 5
        while missing := [what for what in expected if not any(one.startswith(what) for one in self.refused)]:
            if time.monotonic() > until:
                break
            self.page.wait_for_timeout(10)
        return missing


@pytest.fixture(scope="module")
def rules(lantern: Built) -> Rules:
    return rules_in((lantern.site / "_headers").read_text("utf-8"))


@pytest.fixture(scope="module")
def visit(chromium: Browser, lantern: Built, rules: Rules) -> Iterator[Visit]:
    with served_as_told(lantern.site, rules) as address:
        yield from visiting(chromium, lantern, address)


def visiting(chromium: Browser, lantern: Built, address: str) -> Iterator[Visit]:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(5000)
    here = Visit(page, lantern, address, complaints_of(page))
    page.expose_function("refused", lambda what: here.refused.append(what))
    page.add_init_script(LISTEN)
    yield here
    context.close()


@pytest.fixture(autouse=True)
def is_quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test: nothing was refused, and the console stayed empty."""
    yield
    if "visit" in request.fixturenames:
        here: Visit = request.getfixturevalue("visit")
        assert (here.refused, here.complaints) == ([], [])


def test_every_page_looks_and_runs_as_it_was_built(visit: Visit) -> None:
    for path in visit.built.pages:
        visit.open(path)
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.cg-skip')).position") != "static", path
        assert visit.page.locator("[data-search]").is_visible(), path  # its script has run


def test_the_page_for_missing_addresses_too(visit: Visit) -> None:
    answer = visit.page.goto(visit.address + "no/such/page.html")
    assert answer
    assert answer.status == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    visit.complaints[:] = [one for one in visit.complaints if "status of 404" not in one]  # what it is there for


def test_the_search_loads_and_finds(visit: Visit) -> None:
    visit.open("index.html")
    assert Search(visit.page).open().ask("lamp")


def test_the_estimate_answers_starts_anew_and_copies(visit: Visit) -> None:
    for name in visit.built.guide.treatments:
        asked = Estimate(visit.page, visit.built, name, at=visit.address)
        for row in (asked.rows[0], asked.rows[-1]):
            assert asked.answer(asked.fields(row)) == [asked.expected(row)]
        visit.page.locator("[data-copy]").click()
        expect(visit.page.locator("[data-copy]")).not_to_have_text("Copy")
        visit.page.locator(".cg-estimate__form [type=reset]").click()


def test_the_sheet_for_paper_has_its_look(visit: Visit) -> None:
    visit.open(next(iter(visit.built.estimates.values())))
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".cg-head nav")).to_be_hidden()
    assert visit.page.pdf().startswith(b"%PDF")
    visit.page.emulate_media(media="screen")


def test_the_switch_of_the_preview_shows_sources(visit: Visit) -> None:
    visit.open("lamp/grey-dots.html")
    visit.page.locator("[data-show-sources]").click()
    visit.page.locator("[data-from]").nth(3).hover()
    expect(visit.page.locator("#cg-source")).to_be_visible()


# What would be seen if it were otherwise


def test_without_its_hash_the_style_is_refused(chromium: Browser, lantern: Built, rules: Rules) -> None:
    weaker = [(path, [(name, re.sub(r" 'sha256-[^']+'", "", value)) for name, value in headers]) for path, headers in rules]
    with served_as_told(lantern.site, weaker) as address:
        for here in visiting(chromium, lantern, address):
            here.open("index.html")
            assert here.misses(["style-src-elem inline"]) == []
            assert [one for one in here.complaints if "Content Security Policy" in one]


@pytest.mark.parametrize(
    "way", ["document.body.innerHTML = 'x'", "document.createElement('script').src = 'x.js'", "trustedTypes.createPolicy('mine', {})"]
)
def test_no_text_becomes_a_part_of_a_page(chromium: Browser, lantern: Built, rules: Rules, way: str) -> None:
    """Unless one of the two scripts that need it has made it. A script of ours that tried another way would be found out above."""
    with served_as_told(lantern.site, rules) as address:
        for here in visiting(chromium, lantern, address):
            here.open("index.html")
            assert here.page.evaluate(f"() => {{ try {{ {way}; return 'done'; }} catch (error) {{ return error.name; }} }}") != "done"


SMUGGLED = {
    "<p style='color: red'>": "style-src-attr inline",
    "<style>p { color: red }</style>": "style-src-elem inline",
    "<script>document.title = 'mine'</script>": "script-src-elem inline",
    "<img src=no.png onerror='document.title = `mine`'>": "script-src-attr inline",
    "<script src='https://other.example/x.js'></script>": "script-src-elem https://other.example/x.js",
    "<img src='https://other.example/x.png'>": "img-src https://other.example/x.png",
    "<iframe src='index.html'></iframe>": "frame-src",
    "<base href='https://other.example/'>": "base-uri https://other.example",
}


@pytest.mark.parametrize("by", ["the headers", "the page itself"])
def test_what_somebody_smuggles_in_is_refused(chromium: Browser, lantern: Built, rules: Rules, by: str) -> None:
    with served_as_told(lantern.site, rules if by == "the headers" else []) as address:
        for here in visiting(chromium, lantern, address):
            here.page.route("**/index.html", lambda route: _with_all_of_it(route, keeps_policy=by == "the page itself"))
            here.open("index.html")
            assert here.misses(SMUGGLED.values()) == []
            assert here.page.title() != "mine"


def _with_all_of_it(route: Route, *, keeps_policy: bool) -> None:
    answer = route.fetch()
    page = answer.text().replace("</main>", f"{''.join(SMUGGLED)}</main>")
    route.fulfill(response=answer, body=page if keeps_policy else re.sub(r"<meta http-equiv=.*?>", "", page))
