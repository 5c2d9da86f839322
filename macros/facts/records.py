"""What each data file holds. One class a file or part of a file; the field names are the keys that editors write. Concerns: `concern`.

Only shapes are here. What one file says about another (a source that exists, a range inside its studies) is for `agreement`.
"""
# ruff: noqa: RUF012 - pydantic copies a default list for each record

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.facts.concern import Concern as Concern
from macros.facts.concern import Description as Description
from macros.facts.kinds import ClinicCourse, Date, Doi, Email, Id, Link, Record, SshKey, Statement, Text, Website
from macros.facts.problem import Slip


class Clinic(Record):
    """data/clinic.yml: who publishes the guide."""

    name: Text
    sample: bool
    notice: Text | None = None
    published: Date
    phone: Text | None = None
    email: Email | None = None
    address: Text | None = None
    hours: list[Text] = []
    booking: Link | None = None
    price_answer: Text
    most_months_between_reviews: Annotated[int, Field(ge=1, le=36)] = 12


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
    url: Website | None = None
    only_about: Id | None = None
    also_about: Id | None = None
    read_in: Id | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Source:
        if self.kind != "clinic" and not (self.doi or self.url):
            do = "Add one, or remove the source: a patient must be able to find it"
            raise Slip("a source with neither doi nor url", do, kind="no-address")
        return self

    @property
    def address(self) -> str | None:
        """Where a reader finds it: the DOI first, because it does not move."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Registration(Record):
    """Where a doctor is registered, so that a patient can look it up."""

    body: Text
    number: Text


class Person(Record):
    """Who reviewed a page, as patients read it."""

    name: Text
    qualification: Text | None = None
    registration: Registration | None = None

    @property
    def in_full(self) -> str:
        """Name, qualification and registration in one line."""
        registered = f" ({self.registration.body} {self.registration.number})" if self.registration else ""
        return ", ".join(filter(None, [self.name, self.qualification])) + registered


class Reviewer(Person):
    """One entry of data/reviewers.yml. Being listed is no sign-off; who has a key must sign with it."""

    known_for: Text
    asked_to_review: bool
    ssh_key: SshKey | None = None

    @property
    def person(self) -> Person:
        """The part of it that stands in a review."""
        return Person(name=self.name, qualification=self.qualification, registration=self.registration)


class Option(Record):
    """One answer of a closed question. `points` says what it does to a course; `note` is a sentence that it adds."""

    id: Id
    label: Text
    said_as: Text | None = None
    points: Literal["shorter", "neither", "longer"] | None = None
    note: Statement | None = None

    @model_validator(mode="after")
    def _can_be_said(self) -> Option:
        if self.points and not self.said_as:
            raise Slip("an option with points needs said_as", 'Add said_as, as in "over a small area"', kind="option-without-words")
        return self


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
            do = "Give all of them points: shorter, neither or longer; or none"
            raise Slip("some options have points and some have not", do, kind="mixed-options")
        return self

    @property
    def changes_the_plan(self) -> bool:
        return self.options[0].points is not None


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
    usual_course: ClinicCourse
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
    questions_to_ask: Annotated[list[Text], Field(min_length=1)]
    not_known: Annotated[list[Text], Field(min_length=1)]
    order_of_concerns: Annotated[list[Id], Field(min_length=1)]
