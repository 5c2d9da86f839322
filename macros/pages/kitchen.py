"""Where pages are cooked: the facts, the components and the page at hand, brought together.

A page is cooked twice: first without a word about reviews, which is the text that a doctor signs; then, if it shows how its review
stands, once more with that. What is cooked first therefore never depends on what was signed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

from macros.estimate.compare import clinic_plan, differences
from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import first_to_last
from macros.estimate.table import Row, alike, concern_answers, studies_used
from macros.facts.guide import Guide, TreatmentGuide
from macros.facts.problem import Problem, sentences
from macros.facts.remembering import counted
from macros.pages.components import FOLDER, Component, component_names, workshop
from macros.pages.filled import filled, questions_of, slips_in
from macros.pages.look import files_by_name
from macros.pages.page import REVIEWS_PAGE, Page
from macros.pages.reviewed import Review, day_in_words
from macros.pages.safe_text import as_json, capital
from macros.pages.scales import axis, last_day, lengths, most_sessions, recovery_times, share
from macros.pages.timeline import longest_course, timeline
from macros.pages.widget import widget_data

HeldBack = frozenset[tuple[str, str]]  # answers that give no number, by treatment and concern


class Kitchen:
    """Renders pages of one guide. Components are templates and may read all facts; pages may only call components."""

    def __init__(self, guide: Guide, titles: dict[str, str] | None = None) -> None:
        self.guide = guide
        self.titles = titles or {}
        self.page = Page("")
        self.asked: Callable[[], list[dict[str, Any]]] = list
        self.uses: dict[str, dict[str, None]] = {}  # the pages that use each source, in the order in which they were made
        self.reviews: Mapping[str, Review] | None = None
        self.speaking_of_reviews: set[str] = set()
        self.lists_reviews = True
        self.estimates: dict[str, list[str]] = {}
        self.held_back: HeldBack = frozenset()
        self.rows = cache(lambda treatment, concern: concern_answers(guide, guide.treatments[treatment], concern))
        self._files = {name: path for name, (path, _) in files_by_name().items()}
        self.inside = self._environment_for_components()
        self.components = {name: Component(name, self.inside, guide) for name in component_names()}

    def _environment_for_components(self) -> Environment:
        environment = workshop(loader=FileSystemLoader(FOLDER), bytecode_cache=_compiled(), trim_blocks=True, lstrip_blocks=True)
        environment.filters.update(
            as_json=as_json,
            sessions=sessions_in_words,
            weeks=weeks_in_words,
            plain_number="{:g}".format,
            share=share,
            rounded=round,
            length=counted,
            full_stop=sentences,
            capital=capital,
        )
        environment.globals.update(
            guide=self.guide,
            cite=lambda names: self.page.cite(names),
            link=lambda path, anchor="": self.page.link(path, anchor),
            asset=lambda name: self.page.link(self._files[name]),
            here=lambda: self.page,
            uses=self.uses,
            titles=self.titles,
            questions=lambda: self.asked(),
            timeline=timeline,
            longest_course=longest_course,
            axis=axis,
            most_sessions=most_sessions,
            recovery_times=recovery_times,
            last_day=last_day,
            lengths=lengths,
            widget_data=self._widget_data,
            answers=self._answers,
            reviews=self._reviews,
            what_was_reviewed=self._what_was_reviewed,
            day=day_in_words,
            differences=lambda treatment, one: differences(treatment.record.usual_course, one.studies, self.guide.wording),
            clinic_plan=lambda treatment, one: clinic_plan(treatment.record.usual_course, one, self.guide.wording),
            studies_used=lambda one: studies_used(self.guide.wording, one, one.studies),
            first_to_last=lambda course: first_to_last(span_of(course.sessions), span_of(course.weeks_between)),
        )
        return environment

    def start_with(self, uses: Mapping[str, Iterable[str]]) -> None:
        """From now on these are the pages that use each source."""
        self.uses.clear()
        self.uses.update({name: dict.fromkeys(pages) for name, pages in uses.items()})

    def _reviews(self) -> Mapping[str, Review] | None:
        """How the review of each page stands, or None while the text to be signed is cooked."""
        if self.reviews is None:
            self.speaking_of_reviews.add(self.page.path)
        return self.reviews

    def _what_was_reviewed(self, review: Review) -> str:
        """The line of a page on the page about reviews; that page alone, where it lists none."""
        return self.page.link(REVIEWS_PAGE, review.anchor if self.lists_reviews else "")

    def _gives_answers(self, treatment: TreatmentGuide) -> None:
        if treatment.id not in (here := self.estimates.setdefault(self.page.path, [])):
            here.append(treatment.id)

    def _widget_data(self, treatment: TreatmentGuide) -> dict[str, Any]:
        self._gives_answers(treatment)
        rows = [row for concern in treatment.concerns for row in self._rows(treatment, concern)]
        return widget_data(self.guide, treatment, rows, self.page)

    def _answers(self, treatment: TreatmentGuide, concern: str, description: str) -> list[list[Row]]:
        self._gives_answers(treatment)
        return alike(self._rows(treatment, concern), description)

    def _rows(self, treatment: TreatmentGuide, concern: str) -> list[Row]:
        """Worked out once a concern: several parts of several pages show the same rows."""
        rows: list[Row] = self.rows(treatment.id, concern)
        return [row.held_back() for row in rows] if (treatment.id, concern) in self.held_back else rows

    def notices(self, path: str) -> tuple[str, str]:
        """What a page says of its review: below its title, and at its end."""
        self.page = Page(path)
        line = self.components["review_line"]
        return str(line()).strip(), str(line(at_end=True)).strip()

    def cook(self, path: str, body: str, shown_as: str, **values: str) -> str:
        """The finished Markdown of one page. Raises EditorMistakes with every wrong call, each at its place in `shown_as`.

        `body` keeps the file's line numbers; `values` are what only generated pages are given.
        """
        self.page, self.asked = Page(path), partial(questions_of, body, self.components, frozenset(values))
        text = filled(body, shown_as, self.components, values).strip() + "\n"
        if self.page.cited:  # where a page is made from data alone, room is left for titles
            text += "\n" + str(self.components["sources_list"](with_titles=bool(values))) + "\n"
        for name in self.page.cited:
            self.uses.setdefault(name, {})[path] = None
        return text

    def slips_in(self, body: str, shown_as: str) -> list[Problem]:
        """Every wrong call of a page that somebody wrote, without cooking it."""
        return slips_in(body, shown_as, self.components) if shown_as.startswith("content/") else []


def _compiled() -> FileSystemBytecodeCache | None:
    """Components that were compiled before, as Python keeps its own modules; none where the project cannot be written to.

    What compiles them (this folder, Jinja) names the place: compiled by other code they would be wrong.
    """
    makers = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))) + jinja2.__version__.encode()
    folder = FOLDER.parents[1] / ".cache/components" / sha256(makers).hexdigest()[:12]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
