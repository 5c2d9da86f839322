"""The parts that several data files share: ranges, courses, and sentences with whose word they are."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import ConfigDict, Field, model_validator

from macros.facts.kinds import Id, Record, Text
from macros.facts.problem import Slip

Sessions = Annotated[int, Field(ge=1, le=60)]
Weeks = Annotated[int, Field(ge=1, le=104)]
Sources = Annotated[list[Id], Field(min_length=1)]

# clinic: what this clinic plans. studies: what the cited studies used or found. guidance: what a hospital or professional body
# tells patients. precaution: a question that sends a patient to the doctor, which needs no source to be asked.
Basis = Literal["clinic", "studies", "guidance", "precaution"]


class SessionRange(Record):
    """A number of sessions. Without at_least it reads "up to 5", and counts from 1."""

    at_least: Sessions | None = Field(None, description='The fewest sessions. Leave it out to say "up to".', examples=[3])
    at_most: Sessions = Field(description="The most sessions. The same as at_least where there is one number only.", examples=[6])

    @model_validator(mode="after")
    def _in_order(self) -> SessionRange:
        return _in_order(self)

    @property
    def low(self) -> int:
        return self.at_least or 1


class WeekRange(Record):
    """Weeks between two sessions. Without at_most it reads "8 weeks or more"."""

    at_least: Weeks = Field(description="The fewest weeks between two sessions.", examples=[4])
    at_most: Weeks | None = Field(None, description='The most weeks. Leave it out to say "or more".', examples=[8])

    @model_validator(mode="after")
    def _in_order(self) -> WeekRange:
        return _in_order(self)


Span = TypeVar("Span", SessionRange, WeekRange)


def _in_order(span: Span) -> Span:
    low, high = span.at_least, span.at_most
    if low is not None and high is not None and low > high:
        raise Slip(f"at_most ({high}) is smaller than at_least ({low})", "Swap them, or correct one", kind="range-backwards")
    return span


class Course(Record):
    """How many sessions, how far apart, on whose word."""

    sessions: SessionRange = Field(description="How many sessions a course has.", examples=[{"at_least": 3, "at_most": 6}])
    weeks_between: WeekRange | None = Field(
        None, description="How many weeks lie between two sessions, where a source says so.", examples=[{"at_least": 4, "at_most": 8}]
    )
    basis: Literal["clinic", "studies"] = Field(description="On whose word: this clinic's, or that of studies.", examples=["studies"])
    sources: Sources = Field(description="Who says so: names from data/sources.yml.", examples=[["a-study"]])


class ClinicCourse(Course):
    """What the clinic plans. Its sentence names the gap, so there is one."""

    weeks_between: WeekRange = Field(description="How many weeks lie between two sessions.", examples=[{"at_least": 3, "at_most": 4}])
    basis: Literal["clinic"] = Field(description="The clinic's own word.", examples=["clinic"])
    sources: Sources = Field(description="Where it says so: names from data/sources.yml.", examples=[["our-article"]])


class StudiesCourse(Course):
    """What the named studies used. It stays inside the rows of these studies."""

    basis: Literal["studies"] = Field(description="The word of studies.", examples=["studies"])


class Statement(Record):
    """A sentence or two with whose word they are. A precaution needs no source; anything else does."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"basis": {"const": "precaution"}}},
            "else": {"required": ["sources"], "properties": {"sources": {"minItems": 1}}},
        }
    )

    text: Text = Field(description="One or two plain sentences, as patients read them.", examples=["The skin needs time to heal."])
    basis: Basis = Field(
        description="On whose word. clinic: this clinic plans it so. studies: the named studies used or found it. guidance: a hospital or "
        "a professional body says so. precaution: it sends a patient to the doctor, and needs no source.",
        examples=["clinic"],
    )
    sources: list[Id] = Field([], description="Who says so: names from data/sources.yml; not for a precaution.", examples=[["our-article"]])
    only_for: list[Id] = Field(
        [],
        description="Names of concerns. On the pages of other concerns the sentence is not shown; without this field it is shown on all.",
        examples=[["tattoo-removal"]],
    )

    @model_validator(mode="after")
    def _sourced(self) -> Statement:
        if self.basis != "precaution" and not self.sources:
            do = "Add sources: [name of a source in data/sources.yml]"
            raise Slip(f'basis "{self.basis}" without a source', do, kind="no-source-named")
        return self


Statements = Annotated[list[Statement], Field(min_length=1)]
