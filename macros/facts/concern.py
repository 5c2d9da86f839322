"""What data/treatments/<treatment>/concerns/<concern>.yml holds: descriptions, what studies used for each, how often harm was seen."""
# ruff: noqa: RUF012 - pydantic copies a default list for each record

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.facts.kinds import Id, Record, SessionRange, Statement, StudiesCourse, Text, WeekRange
from macros.facts.problem import Slip


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
    studies: StudiesCourse | None = None
    how_sure: Text | None = None
    clinic_plan: ClinicPlan | None = None
    rows: list[StudyRow] = []

    @model_validator(mode="after")
    def _complete(self) -> Description:
        if self.estimate == "range" and (self.studies is None or self.because):
            do = "Add studies, or write estimate: doctor decides"
            raise Slip('estimate "range" needs studies, and no because', do, kind="range-without-studies")
        if self.estimate == "doctor decides" and not self.because:
            do = "Add because: one sentence that a patient understands"
            raise Slip('estimate "doctor decides" without a reason', do, kind="no-reason")
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
            raise Slip("give either percent, or people (and out_of)", "Keep the one that the source states", kind="rate-said-twice")
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
