"""What the estimate offers beside its answers: a line that stays in sight, a link, a sheet to print, months, and a search for a concern."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from macros.estimate.table import Row
from macros.pages.timeline import lanes
from tests.browser.asking import FORM, RESULT, Estimate
from tests.browser.conftest import PHONE, OpenTab
from tests.site.project import Built

NONSENSE = [
    "estimate=1&concern=nobody",
    "estimate=1&concern=grey-dots&description-grey-dots=__proto__&question-room=small&question-hour=early&caution=none",
    "estimate=1&concern=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&first-date=%3Cb%3E&constructor=1",
    "estimate=1&caution=&first-date=9999-99-99&%",
    "estimate=1" + "&concern=nobody" * 1000,
]

# At least the middle of the field that has the focus can be touched.
IN_SIGHT = """() => {
  const field = document.activeElement, box = field.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return Boolean(top) && (top === field || field.contains(top));
}"""
CHECKED = "[...document.querySelectorAll('form :checked')].map(box => box.id)"


@pytest.fixture
def lamp(tab: Page, lantern: Built) -> Estimate:
    return Estimate(tab, lantern, "lamp")


@pytest.fixture
def long(lamp: Estimate) -> Row:
    """The longest course that points to a part of its range and has a timeline."""
    rows = [row for row in lamp.rows if row.points_to and row.sessions and row.weeks_between and lanes(row.sessions, row.weeks_between)]
    return max(rows, key=lambda row: row.weeks_between.low if row.weeks_between else 0)


def _link(page: Page) -> str:
    page.locator("[data-copy]").click()
    return page.locator("[data-link-field]").input_value()


def test_a_link_is_made_only_when_it_is_asked_for(lamp: Estimate, long: Row) -> None:
    lamp.answer(lamp.fields(long))
    expect(lamp.page.locator("[data-link-field]")).to_be_hidden()
    assert _link(lamp.page).startswith(f"{lamp.address}#")
    expect(lamp.page.locator("[data-link-field]")).to_be_visible()
    assert lamp.page.url == lamp.address


def test_a_link_brings_the_same_answers(lamp: Estimate, long: Row, open_tab: OpenTab) -> None:
    (said,) = lamp.answer([*lamp.fields(long), "question-window-south"])
    lamp.page.locator("#first-date").fill("2027-03-01")
    other = open_tab()
    other.goto(_link(lamp.page))
    assert other.evaluate(CHECKED) == lamp.page.evaluate(CHECKED)
    assert other.locator(RESULT).inner_text() == lamp.page.locator(RESULT).inner_text()
    assert said[-1]["notes"]


def test_a_link_holds_no_answer_that_was_taken_back(lamp: Estimate, long: Row) -> None:
    other = next(row for row in lamp.rows if row.concern != long.concern)
    lamp.answer(lamp.fields(other), lamp.fields(long))
    assert other.concern not in _link(lamp.page)


def test_a_link_is_never_older_than_the_answers(lamp: Estimate, long: Row) -> None:
    lamp.answer(lamp.fields(long))
    before = _link(lamp.page)
    lamp.answer(lamp.fields(lamp.rows[-1]))
    field = lamp.page.locator("[data-link-field]")
    assert not field.is_visible() or field.input_value() != before


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_link_of_nonsense_does_nothing(lamp: Estimate, open_tab: OpenTab, nonsense: str) -> None:
    page, said = open_tab(), list[str]()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{lamp.address}#{nonsense}")
    page.locator(FORM).wait_for(state="visible")
    assert said == []
    expect(page.locator(RESULT)).to_be_empty()


def test_start_again_leaves_no_answers_behind(lamp: Estimate, long: Row, open_tab: OpenTab) -> None:
    """Nobody who takes the phone next finds them: not in the address, and not by going back."""
    lamp.answer(lamp.fields(long))
    page = open_tab()
    page.goto(_link(lamp.page))
    page.locator(".cg-estimate__now a").click()
    page.locator(f"{FORM} [type=reset]").click()
    expect(page.locator(RESULT)).to_be_empty()
    _go_back(page)
    expect(page.locator(f"{FORM} :checked")).to_have_count(0)
    assert "concern" not in page.url


def test_answers_that_were_changed_after_a_link_stay(lamp: Estimate, long: Row, open_tab: OpenTab) -> None:
    """Looking at a source and coming back must not bring the answers of the link again."""
    lamp.answer(lamp.fields(long))
    page = open_tab()
    page.goto(_link(lamp.page))
    changed = next(row for row in lamp.rows if row.concern == long.concern and row.options != long.options)
    for field in lamp.fields(changed):
        page.locator(f"#{field}").check()
    page.locator(".cg-estimate__result .cg-cite").first.click()
    _go_back(page)
    for field in lamp.fields(changed):
        expect(page.locator(f"#{field}")).to_be_checked()


def _go_back(page: Page) -> None:
    page.go_back()
    page.wait_for_timeout(100)  # the page hears of it (hashchange) only after the browser has gone back


def test_a_first_date_turns_weeks_into_months(lamp: Estimate, long: Row) -> None:
    lamp.answer(lamp.fields(long))
    lamp.page.locator("#first-date").fill("2026-11-30")
    assert long.sessions and long.weeks_between
    drawn = lanes(long.sessions, long.weeks_between)
    assert lamp.shown[0]["lanes"] == [f"{lane.name}: {', '.join(map(_month, lane.weeks))}" for lane in drawn]


def _month(week: int) -> str:
    return f"{datetime.date(2026, 11, 30) + datetime.timedelta(weeks=week):%b %Y}"


def test_the_sheet_to_print_has_every_answer(lantern: Built, open_tab: OpenTab) -> None:
    asked = Estimate(open_tab(), lantern, "lamp")
    page, fields = asked.page, [*asked.fields(asked.rows[0]), "question-window-south"]
    asked.answer(fields)
    page.evaluate("window.print = () => {}")
    page.locator("[data-print]").click()
    page.emulate_media(media="print")
    names = [page.locator(f'label[for="{field}"]:not(:has(strong)), label[for="{field}"] strong').text_content() or "" for field in fields]
    sheet = page.locator("[data-answers]").inner_text()
    assert [name for name in names if not name or name not in sheet] == []
    assert [text for text in asked.treatment.record.questions_to_ask if text not in page.locator(".cg-estimate").inner_text()] == []
    expect(page.locator(FORM)).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("[data-answers]")).to_be_hidden()


def test_the_line_in_sight_leaves_room_on_a_phone(real: Built, open_tab: OpenTab) -> None:
    for name in real.guide.treatments:
        asked = Estimate(open_tab(viewport=PHONE), real, name)
        first = {row.concern: row for row in reversed(asked.rows)}
        asked.answer(asked.fields(*first.values()))
        assert asked.page.evaluate("document.querySelector('.cg-estimate__now').offsetHeight / innerHeight") < 0.4


def test_a_field_that_has_the_focus_is_not_covered(real: Built, open_tab: OpenTab) -> None:
    """WCAG 2.2, 2.4.11: what stays in sight at the top and the bottom must not hide where a keyboard user is."""
    for name in real.guide.treatments:
        asked = Estimate(open_tab(viewport=PHONE), real, name)
        asked.answer(asked.fields(asked.rows[0]))
        covered = []
        asked.page.locator("[name=concern]").first.focus()
        while asked.page.evaluate(f"Boolean(document.activeElement.closest('{FORM}'))"):
            if not asked.page.evaluate(IN_SIGHT):
                covered.append(asked.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
            asked.page.keyboard.press("Tab")
        assert covered == []


@pytest.fixture
def many(tab: Page, real: Built) -> Iterator[Estimate]:
    """The estimates in which a concern can be searched for."""
    asked = (Estimate(tab, real, name) for name in real.guide.treatments)
    return (one for one in asked if one.page.locator("[data-filter]").count())


def test_a_concern_is_found_by_each_of_its_names(many: Iterator[Estimate]) -> None:
    for asked in many:
        missed = []
        for name, concern in asked.treatment.concerns.items():
            for words in (concern.name, *concern.also_called, _plain(concern.name)):
                asked.page.locator("[data-filter]").fill(words)
                missed += [] if asked.page.locator(f"#concern-{name}").is_visible() else [words]
        assert missed == []


def _plain(name: str) -> str:
    """As somebody types it on a phone: small letters, no accents, no hyphens."""
    letters = "".join(letter for letter in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z]+", " ", letters).strip()


def test_a_search_hides_no_concern_that_is_chosen(many: Iterator[Estimate]) -> None:
    for asked in many:
        first, *others = asked.treatment.concerns
        asked.page.locator(f"#concern-{first}").check()
        asked.page.locator("[data-filter]").fill("no such words")
        assert [name for name in others if asked.page.locator(f"#concern-{name}").is_visible()] == []
        expect(asked.page.locator(f"#concern-{first}")).to_be_visible()
        asked.page.locator("[data-filter]").fill("")
        expect(asked.page.locator(f"#concern-{others[-1]}")).to_be_visible()
