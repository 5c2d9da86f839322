"""What each data file holds. One class a file or part of a file; the field names are the keys that editors write.

Only shapes are here. What one file says about another (a source that exists, a range inside its studies) is for `agreement`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.facts.kinds import Course, Date, Doi, Id, Link, Record, SessionRange, Statement, Text, WeekRange


class Clinic(Record):
    """data/clinic.yml: who publishes the guide."""

    name: Text
    sample: bool
    notice: Text | None = None
    published: Date
    phone: Text | None = None
    email: Link | None = None
    address: Text | None = None
    hours: list[Text] = []
    booking: Link | None = None
    price_answer: Text


class Source(Record):
    """One entry of data/sources.yml: only what is known of it.

    `only_about` names the treatment that it studies alone: such a source can carry a number. One that is `also_about` a treatment,
    or about neither, is background.
    """

    kind: Literal["clinic", "study", "review", "guidance"]
    title: Text
    title_confirmed: bool = True
    authors: Text | None = None
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    published_in: Text | None = None
    doi: Doi | None = None
    url: Link | None = None
    only_about: Id | None = None
    also_about: Id | None = None
    read_in: Id | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Source:
        if self.kind != "clinic" and not (self.doi or self.url):
            raise ValueError("a source with neither doi nor url||Add one, or remove the source: a patient must be able to find it")
        return self

    @property
    def address(self) -> str | None:
        """Where a reader finds it: the DOI first, because it does not move."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Reviewer(Record):
    """One entry of data/reviewers.yml. Being listed is no sign-off."""

    name: Text
    known_for: Text
    asked_to_review: bool


class Option(Record):
    """One answer of a closed question. `points` says what it does to a course; `note` is a sentence that it adds."""

    id: Id
    label: Text
    said_as: Text | None = None
    points: Literal["shorter", "neither", "longer"] | None = None
    note: Statement | None = None


class Question(Record):
    """One entry of data/questions.yml. Either all options `points` (it is part of the estimate), or none does (it only adds notes)."""

    id: Id
    ask: Text
    why: Text
    options: Annotated[list[Option], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _of_one_kind(self) -> Question:
        pointing = [option.points is not None for option in self.options]
        if any(pointing) and not all(pointing):
            raise ValueError("some options have points and some have not||Give each option points: shorter, neither or longer, or none of them")
        if all(pointing) and not all(option.said_as for option in self.options):
            raise ValueError('an option with points needs said_as||Add said_as, as in "over a small area"')
        return self

    @property
    def changes_the_plan(self) -> bool:
        return self.options[0].points is not None


class StudyRow(Record):
    """What one source used for one description of a concern."""

    source: Id
    sessions: SessionRange | None = None
    average_sessions: Annotated[float, Field(gt=0, le=60)] | None = None
    weeks_between: WeekRange | None = None
    people: Annotated[int, Field(ge=1)] | None = None
    design: Text
    laser: Text
    found: Text | None = None
    background: Text | None = None


class ClinicPlan(Record):
    """What the clinic says of one description beyond its usual course, where it gives no range."""

    says: Literal["one session may be enough", "several sessions"]
    basis: Literal["clinic"]
    sources: Annotated[list[Id], Field(min_length=1)]


class Description(Record):
    """One way in which a concern can look, in words that a patient can choose between."""

    id: Id
    name: Text
    said_as: Text
    meaning: Text
    estimate: Literal["range", "doctor decides"]
    because: Text | None = None
    studies: Course | None = None
    how_sure: Text | None = None
    clinic_plan: ClinicPlan | None = None
    rows: list[StudyRow] = []

    @model_validator(mode="after")
    def _complete(self) -> Description:
        if self.estimate == "range" and (self.studies is None or self.because):
            raise ValueError('estimate "range" needs studies, and no because||Add studies, or write estimate: doctor decides')
        if self.estimate == "doctor decides" and not self.because:
            raise ValueError('estimate "doctor decides" without a reason||Add because: one sentence that a patient understands')
        if self.studies and self.studies.basis != "studies":
            raise ValueError("the course under studies needs basis: studies||Correct it; what the clinic plans stands in treatment.yml")
        return self


class Rate(Record):
    """How often something happened: `percent` of what, or a count of people, in one source."""

    what: Text
    percent: Annotated[float, Field(gt=0, le=100)] | None = None
    people: Annotated[int, Field(ge=1)] | None = None
    out_of: Annotated[int, Field(ge=1)] | None = None
    of: Text
    source: Id

    @model_validator(mode="after")
    def _one_way(self) -> Rate:
        if (self.percent is None) == (self.people is None) or (self.out_of is not None and self.people is None):
            raise ValueError("give either percent, or people (and out_of)||Keep the one that the source states")
        return self


class Concern(Record):
    """data/treatments/<treatment>/concerns/<concern>.yml"""

    name: Text
    said_as: Text
    also_called: list[Text] = []
    summary: Text
    what_it_is: Annotated[list[Text], Field(min_length=1)]
    about_the_descriptions: Text
    descriptions: Annotated[list[Description], Field(min_length=1, max_length=8)]
    why_they_differ: Text
    recovery: list[Statement] = []
    side_effects: list[Rate] = []
    maintenance: Annotated[list[Statement], Field(min_length=1)]
    not_known: Annotated[list[Text], Field(min_length=1)]


class Factor(Record):
    """One thing that decides how many sessions a patient needs."""

    name: Text
    text: Text
    basis: Literal["clinic", "studies"]
    sources: Annotated[list[Id], Field(min_length=1)]


class Caution(Record):
    """Something that a patient should say before treatment. A stop gives no estimate: it says why and what to do instead."""

    id: Id
    ask: Text
    stop: bool
    why: Statement
    do: Text


class Term(Record):
    """A technical word and what it means."""

    word: Text
    means: Text


class Treatment(Record):
    """data/treatments/<treatment>/treatment.yml"""

    name: Text
    said_as: Text
    summary: Text
    terms: list[Term] = []
    how_it_works: Annotated[list[Statement], Field(min_length=1)]
    usual_course: Course
    why_wait: Annotated[list[Statement], Field(min_length=1)]
    factors: Annotated[list[Factor], Field(min_length=1)]
    maintenance: Annotated[list[Statement], Field(min_length=1)]
    discomfort: Annotated[list[Statement], Field(min_length=1)]
    recovery: Annotated[list[Statement], Field(min_length=1)]
    side_effects: Annotated[list[Statement], Field(min_length=1)]
    darker_skin: list[Statement] = []
    cautions: Annotated[list[Caution], Field(min_length=1)]
    before: Annotated[list[Statement], Field(min_length=1)]
    after: Annotated[list[Statement], Field(min_length=1)]
    call_the_clinic: Annotated[list[Statement], Field(min_length=1)]
    emergency: Statement | None = None
    other_options: Annotated[list[Statement], Field(min_length=1)]
    missed_session: Annotated[list[Statement], Field(min_length=1)]
    not_known: Annotated[list[Text], Field(min_length=1)]
    order_of_concerns: Annotated[list[Id], Field(min_length=1)]

    @model_validator(mode="after")
    def _planned_by_the_clinic(self) -> Treatment:
        if self.usual_course.basis != "clinic":
            raise ValueError("usual_course is what the clinic plans||Write basis: clinic; what studies used stands with each concern")
        return self
