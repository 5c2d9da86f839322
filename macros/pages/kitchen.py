"""Where pages are cooked: the facts, the components and the page at hand, brought together for Jinja.

A page is cooked twice: first without a word about reviews, which is the text that a doctor signs; then, if it shows how its review
stands, once more with that. What is cooked first therefore never depends on what was signed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from macros.estimate.compare import clinic_plan, differences
from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import first_to_last
from macros.estimate.table import Row, alike, concern_answers, studies_used
from macros.facts.guide import Guide, TreatmentGuide
from macros.facts.problem import EditorMistakes, Problem, did_you_mean, sentences
from macros.pages.components import FOLDER, CallMistake, Component, component_names, sandbox, workshop
from macros.pages.page import REVIEWS_PAGE, Page
from macros.pages.reviewed import Review, day_in_words, structured
from macros.pages.safe_text import as_json, capital
from macros.pages.timeline import timeline
from macros.pages.widget import widget_data

HeldBack = frozenset[tuple[str, str]]  # answers that give no number, by treatment and concern


class Kitchen:
    """Renders pages of one guide. Two environments: components may read all facts, pages may only call components."""

    def __init__(self, guide: Guide, titles: dict[str, str] | None = None) -> None:
        self.guide = guide
        self.titles = titles or {}
        self.page = Page("")
        self.uses: dict[str, list[str]] = {}
        self.reviews: Mapping[str, Review] | None = None
        self.speaking_of_reviews: set[str] = set()
        self.lists_reviews = True
        self.estimates: dict[str, list[str]] = {}
        self.held_back: HeldBack = frozenset()
        self.rows: dict[tuple[str, str], list[Row]] = {}
        self.compiled: dict[tuple[str, str], Template] = {}
        self.inside = self._environment_for_components()
        self.outside = sandbox()
        self.outside.globals.clear()
        self.components = {name: Component(name, self.inside, guide) for name in component_names()}
        self.outside.globals.update({name: one.as_function() for name, one in self.components.items()})
        self.inside.globals.update(component=self.components)

    def _environment_for_components(self) -> Environment:
        environment = workshop(loader=FileSystemLoader(FOLDER), bytecode_cache=_compiled(), trim_blocks=True, lstrip_blocks=True)
        environment.filters.update(
            as_json=as_json,
            sessions=sessions_in_words,
            weeks=weeks_in_words,
            plain_number="{:g}".format,
            full_stop=sentences,
            capital=capital,
        )
        environment.globals.update(
            guide=self.guide,
            cite=lambda names: self.page.cite(names),
            link=lambda path, anchor="": self.page.link(path, anchor),
            here=lambda: self.page,
            uses=self.uses,
            titles=self.titles,
            timeline=timeline,
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
        which = treatment.id, concern
        if which not in self.rows:
            self.rows[which] = concern_answers(self.guide, treatment, concern)
        return [row.held_back() for row in self.rows[which]] if which in self.held_back else self.rows[which]

    def notices(self, path: str) -> tuple[str, str, str]:
        """What a page says of its review: to search engines (in its head), below its title, and at its end."""
        self.page = Page(path)
        line, review = self.components["review_line"], (self.reviews or {})[path]
        told = as_json(structured(review, self.titles[path])) if review.state == "current" else ""
        return str(told), str(line()).strip(), str(line(at_end=True)).strip()

    def cook(self, path: str, body: str, shown_as: str, **extra: Any) -> str:
        """The finished Markdown of one page. Raises EditorMistakes at the line of `shown_as` where a call is wrong.

        `body` keeps the file's line numbers; `extra` are values that only generated pages are given.
        """
        self.page = Page(path)
        try:
            text = self._template(body, shown_as).render(**extra).strip() + "\n"
        except TemplateSyntaxError as error:
            raise EditorMistakes([_at(shown_as, body, error.lineno, _syntax(error), "Compare with a call on another page", "{")]) from None
        except (CallMistake, UndefinedError, SecurityError, TypeError, ArithmeticError, LookupError, ValueError, RecursionError) as error:
            raise EditorMistakes([self._explained(error, body, shown_as)]) from None
        if self.page.cited:
            text += "\n" + str(self.components["sources_list"]()) + "\n"
        for name in self.page.cited:
            if path not in (pages := self.uses.setdefault(name, [])):
                pages.append(path)
        return text

    def _template(self, body: str, shown_as: str) -> Template:
        if (shown_as, body) not in self.compiled:  # all concern pages share one
            code = self.outside.compile(body, name=shown_as, filename=shown_as)
            self.compiled[shown_as, body] = Template.from_code(self.outside, code, dict(self.outside.globals))
        return self.compiled[shown_as, body]

    def _explained(self, error: Exception, body: str, shown_as: str) -> Problem:
        line = _line_in(error, shown_as)
        if isinstance(error, CallMistake):
            return _at(shown_as, body, line, error.seen, error.do, error.word)
        if line is None or _deepest_file(error) != shown_as:
            raise error  # a fault inside a component: ours, not the editor's
        if unknown := re.fullmatch(r"'(\w+)' is undefined", str(error)):
            seen = f'there is no macro called "{unknown[1]}"'
            return _at(shown_as, body, line, seen, did_you_mean(unknown[1], self.components), unknown[1])
        return _at(shown_as, body, line, f"this cannot be worked out ({error})", "Pages only call macros by name", "{{")


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


def _line_in(error: Exception, file: str) -> int | None:
    """The innermost line of `file` on the way to the error; Jinja puts template lines into the traceback."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _deepest_file(error: Exception) -> str:
    trace, found = error.__traceback__, ""
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".md", ".jinja")):
            found = name
        trace = trace.tb_next
    return found


def _syntax(error: TemplateSyntaxError) -> str:
    return f"this macro call cannot be read ({error.message})"


def _at(path: str, body: str, line: int | None, seen: str, do: str, word: str) -> Problem:
    line = line or 1
    lines = body.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    call = max(text.find("{"), 0)  # the same word may stand in the prose before the call
    return Problem(path, line, text.find(word, call) + 1 or call + 1, seen, do)


