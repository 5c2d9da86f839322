"""The estimate in a real browser: every answer that it can give, with a pointer, with the keyboard, and without a script."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.estimate.in_words import weeks_in_words
from macros.estimate.table import Row, every_answer, planning_questions
from macros.pages.timeline import timeline
from tests.browser.asking import FORM, RESULT, Estimate
from tests.browser.conftest import OpenTab
from tests.site.project import Built

NUMBER = re.compile(r"\d+ session")


@pytest.fixture
def estimates(tab: Page, site: Built) -> Iterator[Estimate]:
    """The estimate of each treatment of both sites, opened when it is that one's turn."""
    return (Estimate(tab, site, name) for name in site.guide.treatments)


@pytest.fixture
def lamp(tab: Page, lantern: Built) -> Estimate:
    """The estimate of the made-up treatment with every kind of range."""
    return Estimate(tab, lantern, "lamp")


def test_the_page_carries_every_answer_as_it_was_worked_out(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        rows = {key: {name: part for name, part in row.items() if name != "lanes"} for key, row in asked.carried["rows"].items()}
        assert rows == {row.key: _as_data(row, asked.numbers) for row in asked.rows}
        assert asked.carried["beside"] == {f"{row.concern}|{row.description}": list(row.beside) for row in asked.rows}
        assert asked.carried["questions"] == [question.id for question in planning_questions(asked.guide)]


def _as_data(row: Row, numbers: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {"headline": row.headline, "says": list(row.says), "sources": [numbers[name] for name in row.sources]}
    if row.sessions and row.whole:
        found |= {"sessions": list(row.sessions), "whole": list(row.whole)}
    if row.weeks_between:
        found |= {"weeks": list(row.weeks_between), "gap": weeks_in_words(row.weeks_between)}
    return found | ({"points_to": row.points_to} if row.points_to else {})


def test_every_answer_is_shown_as_it_was_worked_out(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        said = asked.answer(*(asked.fields(row) for row in asked.rows))
        assert said == [asked.expected(row) for row in asked.rows]


def test_every_answer_can_be_reached_with_a_pointer(tab: Page, site: Built) -> None:
    for name in site.guide.treatments:
        asked, chosen = Estimate(tab, site, name), list[str]()
        for row in asked.rows:
            chosen = _click(tab, chosen, asked.fields(row))
            assert asked.shown == asked.expected(row)
        expect(tab.locator(RESULT)).to_be_visible()


def _click(page: Page, chosen: list[str], wanted: list[str]) -> list[str]:
    """Click the labels that differ: a concern that is no longer wanted, then what is new."""
    gone = [field for field in chosen if field not in wanted and field.startswith("concern-")]
    for field in [*gone, *(field for field in wanted if field not in chosen)]:
        page.locator(f'label[for="{field}"]').click()
    return wanted


def test_each_answer_is_said_in_short(estimates: Iterator[Estimate]) -> None:
    """The line that a screen reader reads out has the number, the gap and the part, and no other number."""
    for asked in estimates:
        for row in asked.rows[:: len(asked.rows) // 12 + 1]:
            asked.answer(asked.fields(row))
            gap = weeks_in_words(row.weeks_between) if row.weeks_between else ""
            said = [asked.treatment.concerns[row.concern].name, row.headline, gap, row.points_to]
            assert [part for part in said if part not in asked.status] == []
            assert sorted(re.findall(r"\d+", asked.status)) == sorted(re.findall(r"\d+", " ".join(said)))


def test_a_whole_range_has_the_course_of_its_concern_page(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        for row in asked.rows:
            (course,) = (one.studies for one in asked.treatment.concerns[row.concern].descriptions if one.id == row.description)
            if row.sessions and not row.points_to and course:
                drawn = timeline(course)
                there = [{"name": lane.name, "weeks": lane.weeks} for lane in drawn.lanes] if drawn else []
                assert asked.carried["rows"][row.key].get("lanes", []) == there, row.key


def test_the_rule_stands_below_every_answer(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        asked.answer(asked.fields(asked.rows[0]))
        expect(asked.page.locator(RESULT)).to_contain_text(asked.guide.wording.rule)


def test_sources_of_an_answer_lead_to_the_list(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        row = next(row for row in asked.rows if row.sources)
        asked.answer(asked.fields(row))
        links = asked.page.locator(f"{RESULT} .cg-cite")
        targets = [asked.page.locator(f"{link.get_attribute('href')} a").get_attribute("href") for link in links.all()]
        assert targets == [asked.guide.sources[name].address for name in row.sources]


def test_every_two_answers_are_planned_together(tab: Page, site: Built) -> None:
    """All pairs: of each two concerns every two descriptions, with every answer to the other questions."""
    plans, count = set[tuple[str, ...]](), 0
    for name in site.guide.treatments:
        asked = Estimate(tab, site, name)
        plans |= {tuple(asked.joint_plan(rows)) for rows in asked.pairs}
        for start in range(0, len(asked.pairs), 300):
            some = asked.pairs[start : start + 300]
            assert asked.answer(*(asked.fields(*rows) for rows in some)) == [asked.expected(*rows) for rows in some]
            count += len(some)
    assert len(plans) > 10
    assert count > 100


@pytest.mark.parametrize("how_many", [2, 3, 5])
def test_several_real_concerns_are_planned_together(tab: Page, real: Built, how_many: int) -> None:
    for name in real.guide.treatments:
        asked = Estimate(tab, real, name)
        cases = _sample(asked, how_many)
        assert asked.answer(*(asked.fields(*rows) for rows in cases)) == [asked.expected(*rows) for rows in cases]


def _sample(asked: Estimate, how_many: int) -> list[list[Row]]:
    """Two hundred patients with several concerns, the same ones in each run."""
    chance, cases = random.Random(20261123), []
    for _ in range(200):
        alike = [row for options in [chance.choice(asked.rows).options] for row in asked.rows if row.options == options]
        of_concern = {name: [row for row in alike if row.concern == name] for name in asked.treatment.concerns}
        chosen = set(chance.sample(list(of_concern), min(how_many, len(of_concern))))
        cases.append([chance.choice(found) for name, found in of_concern.items() if name in chosen])
    return cases


def test_a_stop_gives_its_reason_and_no_number(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        stops = [caution for caution in asked.treatment.record.cautions if caution.stop]
        cases = [[stop] for stop in stops] + [stops]
        said = asked.answer(*(asked.fields(asked.rows[0], cautions=[stop.id for stop in case]) for case in cases))
        assert said == [[{"said": [part for stop in case for part in (stop.why.text, stop.do)]}] for case in cases]
        assert not NUMBER.search(asked.page.locator(RESULT).inner_text() + asked.status)


def test_a_stop_alone_is_enough(tab: Page, lantern: Built) -> None:
    asked = Estimate(tab, lantern, "mist")
    (stop,) = asked.treatment.record.cautions
    tab.get_by_label(stop.ask).check()
    assert asked.shown == [{"said": [stop.why.text, stop.do]}]


def test_other_cautions_and_notes_are_added_to_the_number(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        row = asked.rows[0]
        options = [(question.id, option) for question in asked.guide.questions for option in question.options if option.note]
        cases = [[*asked.fields(row), f"question-{question}-{option.id}"] for question, option in options]
        notes = [[option.note.text] for _, option in options if option.note]
        if told := [caution for caution in asked.treatment.record.cautions if not caution.stop]:
            cases.append(asked.fields(row, cautions=[caution.id for caution in told]))
            notes.append([notes[-1][0], *(f"{caution.why.text} {caution.do}" for caution in told)])  # a radio button stays chosen
        assert asked.answer(*cases) == [asked.expected(row, notes=note) for note in notes]


def test_none_of_these_and_a_caution_exclude_each_other(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        none, chosen = asked.page.locator("#caution-none"), asked.page.locator("[name=caution]:checked")
        boxes = [asked.page.locator(f"#caution-{caution.id}") for caution in asked.treatment.record.cautions]
        for box in boxes:
            none.check()
            assert chosen.count() == 1
            box.check()
            assert chosen.count() == 1
        for box in boxes:
            box.check()
        assert chosen.count() == len(boxes)
        none.check()
        assert chosen.count() == 1


def test_nothing_is_shown_until_every_question_is_answered(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        answered, hints = asked.fields(asked.rows[0]), []
        for count in range(len(answered)):
            assert asked.answer(answered[:count]) == [[]]
            hints.append(asked.status)
        assert [hint for hint in hints if not hint or NUMBER.search(hint)] == []
        assert len(set(hints)) == len(hints)


def test_start_again_empties_the_form(estimates: Iterator[Estimate]) -> None:
    for asked in estimates:
        at_first, row = asked.status, asked.rows[0]
        assert asked.answer(asked.fields(row)) == [asked.expected(row)]
        asked.page.locator(f"{FORM} [type=reset]").click()
        expect(asked.page.locator(".cg-estimate__now")).to_contain_text(at_first)
        assert asked.shown == []
        assert asked.page.locator(f"{FORM} :checked, [data-descriptions-of]:visible, [data-tools]:visible").count() == 0


def test_a_description_is_asked_for_only_while_its_concern_is_chosen(lamp: Estimate) -> None:
    for concern in lamp.treatment.concerns:
        asked = lamp.page.locator(f'[data-descriptions-of="{concern}"]')
        expect(asked).to_be_hidden()
        lamp.page.locator(f"#concern-{concern}").check()
        expect(asked).to_be_visible()
        lamp.page.locator(f"#concern-{concern}").uncheck()
        expect(asked).to_be_hidden()


@pytest.mark.parametrize("how", ["off", "one script blocked", "all scripts blocked"])
def test_without_a_script_every_answer_can_be_read(site: Built, open_tab: OpenTab, how: str) -> None:
    page = open_tab(java_script_enabled=how != "off")
    if how != "off":
        page.route("**/estimate.*.js" if how == "one script blocked" else "**/*.js", lambda route: route.abort())
    for name, treatment in site.guide.treatments.items():
        page.goto((site.site / site.estimates[name]).as_uri())
        assert page.locator(".cg-estimate :visible").count() == 0
        said = _words(page.locator("article").inner_text())
        sentences = {part for row in every_answer(site.guide, treatment) for part in (row.headline, *row.says, *row.beside)}
        cautions = {part for caution in treatment.record.cautions for part in (caution.ask, caution.why.text, caution.do)}
        assert sorted(part for part in sentences | cautions if _words(part) not in said) == []


def test_the_table_without_a_script_holds_each_row_once(site: Built, open_tab: OpenTab) -> None:
    page = open_tab(java_script_enabled=False)
    for name, treatment in site.guide.treatments.items():
        page.goto((site.site / site.estimates[name]).as_uri())
        groups = page.locator("[data-rows]").all()
        assert [group for group in groups if not group.is_visible()] == []
        keys = [key for group in groups for key in (group.get_attribute("data-rows") or "").split()]
        assert sorted(keys) == sorted(row.key for row in every_answer(site.guide, treatment))


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_keyboard_alone_is_enough(estimates: Iterator[Estimate]) -> None:
    """Tab to a group, Space to choose, arrows to move inside a group of radio buttons."""
    for asked in estimates:
        row = asked.rows[-1]  # the last option of each group, so that arrows are needed
        for field in asked.fields(row):
            _choose_by_keyboard(asked.page, field)
        assert asked.shown == asked.expected(row)


def _choose_by_keyboard(page: Page, field: str) -> None:
    wanted = page.locator(f"#{field}")
    _press_until(page, "Tab", f"document.activeElement.name === '{wanted.get_attribute('name')}'")
    if wanted.get_attribute("type") == "checkbox":
        _press_until(page, "Tab", f"document.activeElement.id === '{field}'")
    page.keyboard.press("Space")
    _press_until(page, "ArrowDown", f"document.activeElement.id === '{field}'")
    assert wanted.is_checked()


def _press_until(page: Page, key: str, reached: str) -> None:
    for _ in range(100):
        if page.evaluate(reached):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never led to where {reached}")


def test_coming_back_shows_what_is_chosen(lamp: Estimate, lantern: Built) -> None:
    """A browser may fill the form again when a patient comes back; then the result must fit it."""
    row = lamp.rows[0]
    lamp.answer(lamp.fields(row))
    lamp.page.goto((lantern.site / "index.html").as_uri())
    lamp.page.go_back()
    lamp.page.locator(FORM).wait_for(state="visible")
    is_filled = lamp.page.locator(f"{FORM} :checked").count() > 0
    assert lamp.shown == (lamp.expected(row) if is_filled else [])


@pytest.mark.parametrize("part", ["cg-estimate__data", "data-print"])
def test_a_page_that_lacks_a_part_says_so_and_shows_no_dead_form(lantern: Built, open_tab: OpenTab, part: str) -> None:
    page, said = open_tab(), list[str]()
    page.on("pageerror", lambda error: said.append(str(error)))
    broken = (lantern.site / "mist/estimate.html").read_text("utf-8").replace(part, "something-else")
    page.route("**/mist/estimate.html", lambda route: route.fulfill(body=broken, content_type="text/html"))
    page.goto((lantern.site / "mist/estimate.html").as_uri())
    assert len(said) == 1
    assert part in said[0]
    expect(page.locator(FORM)).to_be_hidden()
