"""Answering the estimate as a patient would, and what the guide says that the answers must show."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from playwright.sync_api import Page

from macros.estimate.in_words import sessions_in_words, weeks_in_words
from macros.estimate.rule import together
from macros.estimate.table import Row, every_answer, planning_questions
from tests.site.project import Built

FORM, RESULT, STATUS = ".cg-estimate__form", ".cg-estimate__result", ".cg-estimate__now [role=status]"
# What each part of the result says, slot by slot. Drawings say nothing: their words stand in another slot.
SHOWN = """[...document.querySelectorAll(".cg-estimate__result > *")].map(part => Object.fromEntries(
  [...part.querySelectorAll("[data-slot]:not(:has(svg))")].map(slot => [
    slot.dataset.slot, slot.matches("div, ul") ? [...slot.children].map(one => one.textContent) : slot.textContent,
  ])))"""
# Each source at the end of the page: its address, and its words.
LISTED = """[...document.querySelectorAll("[id^=source-]")].map(
  one => [one.querySelector("a")?.getAttribute("href") ?? null, one.textContent])"""
# Real clicks made by a script: the same events in the same order, thousands of times faster than a pointer.
ANSWER = """cases => {
  const form = document.querySelector(".cg-estimate__form");
  const boxes = [...form.querySelectorAll("[type=checkbox]")], radios = [...form.querySelectorAll("[type=radio]")];
  return cases.map(wanted => {
    for (const box of boxes) if (box.checked && !wanted.includes(box.id)) box.click();
    for (const input of [...boxes, ...radios]) if (!input.checked && wanted.includes(input.id)) input.click();
    return SHOWN;
  });
}""".replace("SHOWN", SHOWN)

Part = dict[str, Any]


class Estimate:
    """The estimate of one treatment in one tab."""

    def __init__(self, page: Page, built: Built, name: str, at: str = "") -> None:
        """Open it from the disk, or below the address `at`, and wait until its form can be used."""
        self.page, self.guide, self.treatment = page, built.guide, built.guide.treatments[name]
        self.address = (at or built.site.as_uri() + "/") + built.estimates[name]
        self.rows = every_answer(built.guide, self.treatment)
        page.goto(self.address)
        page.locator(FORM).wait_for(state="visible")

    @cached_property
    def carried(self) -> Any:
        """The data that the page carries for its script."""
        return json.loads(self.page.evaluate("document.querySelector('.cg-estimate__data').textContent"))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source in the list at the end of the page."""
        listed = enumerate(self.page.evaluate(LISTED), 1)
        known = {one.address or one.title: name for name, one in self.guide.sources.items()}
        return {name: at for at, (address, text) in listed for by, name in known.items() if by == address or text.startswith(by)}

    @property
    def shown(self) -> list[Part]:
        """What the result says now."""
        found: list[Part] = self.page.evaluate(SHOWN)
        return found

    @property
    def status(self) -> str:
        """The short line that is read out."""
        return self.page.locator(STATUS).text_content() or ""

    def answer(self, *cases: list[str]) -> list[list[Part]]:
        """Give each case of answers, by the ids of the fields, and read what is shown after it."""
        found: list[list[Part]] = self.page.evaluate(ANSWER, list(cases))
        return found

    def fields(self, *rows: Row, cautions: Iterable[str] = ("none",)) -> list[str]:
        """The ids of the fields that lead to these rows, in the order of the form. The rows share their other answers."""
        questions = zip(planning_questions(self.guide), rows[0].options, strict=True)
        return [
            *(f"concern-{row.concern}" for row in rows),
            *(f"description-{row.concern}-{row.description}" for row in rows),
            *(f"question-{question.id}-{option}" for question, option in questions),
            *(f"caution-{caution}" for caution in cautions),
        ]

    def expected(self, *rows: Row, notes: Iterable[str] = ()) -> list[Part]:
        """What must be shown for these rows: the joint plan if there are several, then row by row, then the notes."""
        joint = [{"said": self.joint_plan(rows)}] if len(rows) > 1 else []
        noted = list(notes)
        return [*joint, *map(self._one, rows), {"notes": noted} if noted else {}]

    def _one(self, row: Row) -> Part:
        concern = self.treatment.concerns[row.concern]
        part: Part = {
            "name": concern.name,
            "description": next(one.name for one in concern.descriptions if one.id == row.description),
            "headline": row.headline,
            "says": list(row.says),
            "review": "No doctor has reviewed this answer yet.",  # of a site that nobody has signed
            "beside": list(row.beside),
            "why": concern.why_they_differ,
            "maintenance": [said.text for said in concern.maintenance],
            "not_known": list(concern.not_known),
        }
        if row.points_to:
            part["points_to"] = row.points_to
        if row.sources:
            part["sources"] = "".join(f"[{self.numbers[name]}]" for name in row.sources)
        return part | self._course(row)

    def _course(self, row: Row) -> Part:
        if not row.weeks_between:
            return {}
        course: Part = {"gap": weeks_in_words(row.weeks_between)}
        if drawn := self.carried["rows"][row.key].get("lanes"):
            course["lanes"] = [f"{lane['name']}: {', '.join(f'week {week}' for week in lane['weeks'])}" for lane in drawn]
        return course

    def joint_plan(self, rows: Iterable[Row]) -> list[str]:
        """The sentences on several concerns, worked out by the rule."""
        rows, say, said = list(rows), self.guide.wording.say, []
        sessions = [row.sessions for row in rows if row.sessions]
        gaps = [row.weeks_between for row in rows if row.weeks_between]
        if len(sessions) > 1 and len(gaps) == len(sessions):
            said.append(say("together", sessions=sessions_in_words(together(sessions)), gap=weeks_in_words(together(gaps))))
        elif len(sessions) > 1:
            said.append(say("together_without_gap", sessions=sessions_in_words(together(sessions))))
        if without := [self.treatment.concerns[row.concern].said_as for row in rows if not row.sessions]:
            said.append(say("together_without", concerns=", ".join(without)))
        return said

    @cached_property
    def pairs(self) -> list[tuple[Row, Row]]:
        """Every two answers that one patient can give together: two concerns, in the form's order, the other answers the same."""
        both = itertools.combinations(self.rows, 2)
        return [(one, two) for one, two in both if one.concern != two.concern and one.options == two.options]
