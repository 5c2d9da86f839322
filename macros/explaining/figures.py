"""The numbers of a concern, one by one: what a page says, where it is written, on whose word, and which pages show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from macros.estimate.compare import clinic_plan, differences
from macros.estimate.in_words import sessions_in_words, span_of, weeks_in_words
from macros.estimate.rule import first_to_last
from macros.estimate.table import concern_answers
from macros.explaining.whereabouts import Figure, Part, Whereabouts
from macros.facts.courses import Course
from macros.facts.document import Loc
from macros.facts.guide import TreatmentGuide
from macros.facts.records import Concern, Description
from macros.facts.records.concern import Rate, StudyRow
from macros.facts.remembering import Place
from macros.facts.studies import concern_path

# The fields of a concern that are no part of one description; rates of side effects are told by themselves.
_OF_ALL = ("summary", "what_it_is", "about_the_descriptions", "why_they_differ", "recovery", "maintenance", "not_known")


class Concerned:
    """One concern of a treatment, looked at number by number."""

    def __init__(self, where: Whereabouts, treatment: TreatmentGuide, name: str) -> None:
        self.where, self.treatment, self.name = where, treatment, name
        self.path = concern_path(treatment, name)
        self.concern: Concern = treatment.concerns[name]

    def parts(self, only: str = "") -> Iterator[Part]:
        """Description by description, or that with the id `only`; then what is said of all of them."""
        for index, description in enumerate(self.concern.descriptions):
            if only in ("", description.id):
                yield self._description(description, ("descriptions", index))
        yield self.plan()
        if not only and (rates := [self._rate(one, ("side_effects", index)) for index, one in enumerate(self.concern.side_effects)]):
            yield Part("How often side effects were reported", tuple(rates))
        if not only and (sentences := [one for name in _OF_ALL for one in self.where.sentences(self.path, (name,))]):
            yield Part("In what is said of the whole concern", self.where.figures(sentences))

    def plan(self) -> Part:
        """What the clinic usually plans, whatever the concern."""
        path = f"data/treatments/{self.treatment.id}/treatment.yml"
        return Part("The clinic's usual plan", tuple(self._course(self.treatment.record.usual_course, ("usual_course",), path)))

    def _description(self, description: Description, loc: Loc) -> Part:
        wording, usual = self.where.guide.wording, self.treatment.record.usual_course
        figures = [*self._course(description.studies, (*loc, "studies"), self.path)] if description.studies else []
        figures += [figure for index, row in enumerate(description.rows) if (figure := self._row(row, (*loc, "rows", index))).says]
        figures += self.where.figures(self.where.sentences(self.path, loc))
        notes = (*clinic_plan(usual, description, wording)[1:], *differences(usual, description.studies, wording))
        return Part(f"{description.name} ({description.id})", tuple(figures), notes, self._answers(description))

    def _answers(self, description: Description) -> dict[str, int]:
        rows = concern_answers(self.where.guide, self.treatment, self.name)
        return dict(Counter(row.points_to or row.headline for row in rows if row.description == description.id))

    def _course(self, course: Course, loc: Loc, path: str) -> Iterator[Figure]:
        rests_on = course.basis, tuple(course.sources)
        sessions = self.where.place(path, (*loc, "sessions"))
        yield self._figure(sessions_in_words(course.sessions), sessions, *rests_on)
        if course.weeks_between:
            weeks = self.where.place(path, (*loc, "weeks_between"))
            yield self._figure(f"{weeks_in_words(course.weeks_between)} apart", weeks, *rests_on)
            time = first_to_last(span_of(course.sessions), span_of(course.weeks_between))
            if any(time):
                says = f"{weeks_in_words(time)} from first to last"
                yield self._figure(says, (*sessions, *weeks), *rests_on, is_worked_out=True)

    def _row(self, row: StudyRow, loc: Loc) -> Figure:
        said = {
            "sessions": sessions_in_words(row.sessions) if row.sessions else "",
            "average_sessions": f"{row.average_sessions:g} on average" if row.average_sessions else "",
            "weeks_between": f"{weeks_in_words(row.weeks_between)} apart" if row.weeks_between else "",
            "people": f"{row.people} people" if row.people else "",
        }
        places = [place for name, one in said.items() if one for place in self.where.place(self.path, (*loc, name))]
        return self._figure(", ".join(filter(None, said.values())), places, "studies", (row.source,))

    def _rate(self, rate: Rate, loc: Loc) -> Figure:
        name = "percent" if rate.percent else "people"
        share = f"{rate.percent:g}%" if rate.percent else f"{rate.people}{f' of {rate.out_of}' if rate.out_of else ''}"
        return self._figure(f"{rate.what}: {share} {rate.of}", self.where.place(self.path, (*loc, name)), "studies", (rate.source,))

    def _figure(self, says: str, places: Iterable[Place], basis: str, sources: tuple[str, ...], *, is_worked_out: bool = False) -> Figure:
        at = tuple(places)
        return Figure(says, at, basis, sources, self.where.pages_of(at), is_worked_out)
