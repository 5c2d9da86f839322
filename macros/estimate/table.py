"""Every answer that the estimate can give, worked out once: the widget, the table without JavaScript and the doctor read these rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from macros.estimate.compare import clinic_plan, differences
from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import Span, first_to_last, leaning, pointed
from macros.facts.courses import Course
from macros.facts.guide import Guide, TreatmentGuide
from macros.facts.records import Description, Option, Question, Wording
from macros.facts.remembering import counted, without_marks, worked_out

MOST_ROWS = 400  # a concern: more than that no doctor reads
# Here and not in data/wording.yml: what is said in the place of a number must not need a review itself.
HELD_BACK = "No number for now"
WHY_HELD_BACK = "A doctor is reviewing this answer, so this guide gives no number here. The doctor decides with you at the consultation."


@dataclass(frozen=True)
class Row:
    """One answer. `whole` is the cited range, `sessions` the part that the answers point to; both are None where the doctor decides.

    `headline` says the whole range, so that the largest words on the page are never narrower than the evidence; `points_to` says the
    part, and is empty where it is all of it.
    """

    concern: str
    description: str
    options: tuple[str, ...]
    kind: Literal["range", "doctor decides", "being reviewed"]
    whole: Span | None
    sessions: Span | None
    weeks_between: Span | None
    headline: str
    points_to: str
    says: tuple[str, ...]
    beside: tuple[str, ...]
    sources: tuple[str, ...]
    is_upper_limit: bool = False

    @property
    def key(self) -> str:
        """How the widget finds the row: the ids of the answers, in the order of the questions."""
        return "|".join((self.concern, self.description, *self.options))

    @property
    def gap(self) -> str:
        """The time between sessions in words, or nothing where no source says it."""
        return weeks_in_words(self.weeks_between) if self.weeks_between else ""

    def held_back(self) -> Row:
        """The same answer without its number: what a patient may see of a row that no doctor has signed as it is."""
        nothing: Any = {"whole": None, "sessions": None, "weeks_between": None, "points_to": "", "beside": (), "sources": ()}
        return replace(self, kind="being reviewed", headline=HELD_BACK, says=(WHY_HELD_BACK,), is_upper_limit=False, **nothing)


def every_answer(guide: Guide, treatment: TreatmentGuide) -> list[Row]:
    """All rows of one treatment: each description of each concern with each combination of answers, once."""
    return [row for concern in treatment.concerns for row in concern_answers(guide, treatment, concern)]


def concern_answers(guide: Guide, treatment: TreatmentGuide, concern: str) -> list[Row]:
    """The rows of one concern, description by description."""
    questions = planning_questions(guide)
    rows = []
    for description in treatment.concerns[concern].descriptions:
        for options in itertools.product(*(question.options for question in questions)):
            rows.append(_row(guide.wording, treatment.record.usual_course, concern, description, options))
    return rows


def alike(rows: list[Row], description: str) -> list[list[Row]]:
    """The rows of one description, those that say the same together, in their order."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row.description == description:
            groups.setdefault(tuple(map(without_marks, (row.headline, *row.says))), []).append(row)
    return list(groups.values())


def planning_questions(guide: Guide) -> list[Question]:
    """The questions whose answers move the estimate inside its range."""
    return [question for question in guide.questions if question.changes_the_plan]


def too_many_rows(guide: Guide) -> Iterator[str]:
    """Concerns whose table no doctor could read."""
    each = 1
    for question in planning_questions(guide):
        each *= len(question.options)
    for treatment in guide.treatments.values():
        for name, concern in treatment.concerns.items():
            if each * len(concern.descriptions) > MOST_ROWS:
                yield f"{treatment.id}/{name}"


def _row(wording: Wording, clinic: Course, concern: str, description: Description, options: tuple[Option, ...]) -> Row:
    ids = tuple(option.id for option in options)
    beside = (*clinic_plan(clinic, description, wording), *differences(clinic, description.studies, wording))
    if description.estimate == "doctor decides" or description.studies is None:
        said = wording.say("doctor_decides", description=description.said_as, because=description.because or "")
        return Row(concern, description.id, ids, "doctor decides", None, None, None, "The doctor decides", "", (said,), beside, ())
    course = description.studies
    whole, weeks = span_of(course.sessions), span_of(course.weeks_between) if course.weeks_between else None
    part = pointed(whole, leaning(option.points or "neither" for option in options))
    says = tuple(_sentences(wording, description, course, options, part))
    points_to = sessions_in_words(part) if part != whole else ""
    headline = sessions_in_words(course.sessions)
    limit = course.sessions.at_least is None and part == whole  # "up to 5": nobody counted the fewest
    return Row(concern, description.id, ids, "range", whole, part, weeks, headline, points_to, says, beside, tuple(course.sources), limit)


def _sentences(wording: Wording, description: Description, course: Course, options: tuple[Option, ...], part: Span) -> Iterator[str]:
    yield studies_used(wording, description, course)
    whole = span_of(course.sessions)
    answers = _and(option.said_as or "" for option in options)
    if part != whole:
        name = "points_longer" if part.high == whole.high else "points_shorter"
        yield wording.say(name, answers=answers, sessions=sessions_in_words(part))
    elif whole.low != whole.high:
        yield wording.say("points_neither", answers=answers)
    if course.weeks_between and any(time := first_to_last(part, span_of(course.weeks_between))):
        yield wording.say("span", span=weeks_in_words(time))


def studies_used(wording: Wording, description: Description, course: Course) -> str:
    """What the cited studies used, as one sentence."""
    count = counted(course.sources)
    studies = "the study" if count == 1 else f"the {count} studies"
    sessions = sessions_in_words(course.sessions)
    if course.weeks_between is None:
        return wording.say("range_without_gap", description=description.said_as, studies=studies, sessions=sessions)
    values = {"description": description.said_as, "studies": studies, "sessions": sessions, "gap": weeks_in_words(course.weeks_between)}
    telling = _telling_the_gap(description, course)
    if telling < count:  # or a reader would believe that all of them waited as long
        return wording.say("range_gap_from_some", **values, some=f"{telling} of them")
    return wording.say("range", **values)


def _telling_the_gap(description: Description, course: Course) -> int:
    """How many of the cited studies say how far apart the sessions were."""
    telling = {row.source for row in description.rows if row.weeks_between and row.source in course.sources}
    return worked_out(len(telling), description.rows)


def _and(parts: Iterable[str]) -> str:
    *most, last = list(parts)
    text = f"{', '.join(most)} and {last}" if most else last
    return text[:1].upper() + text[1:]
