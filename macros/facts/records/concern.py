"""data/treatments/<treatment>/concerns/<concern>.yml: descriptions, what studies used for each, how often harm was seen."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from macros.facts.courses import SessionRange, Sources, Statement, Statements, StudiesCourse, WeekRange
from macros.facts.kinds import Id, Record, Text
from macros.facts.problem import Slip


class StudyRow(Record):
    """What one source used for one description of a concern."""

    source: Id = Field(description="Which source: a name from data/sources.yml.", examples=["a-study"])
    sessions: SessionRange | None = Field(None, description="How many sessions it used.", examples=[{"at_least": 3, "at_most": 3}])
    average_sessions: Annotated[float, Field(gt=0, le=60)] | None = Field(
        None, description="The average number of sessions, where the source gives no range.", examples=[4.5]
    )
    weeks_between: WeekRange | None = Field(None, description="Weeks between two sessions.", examples=[{"at_least": 4, "at_most": 4}])
    people: int | None = Field(None, ge=1, description="How many people took part.", examples=[25])
    design: Text = Field(description="What kind of study it was, in plain words.", examples=["looked back at records"])
    laser: Text = Field(description="Which laser it used.", examples=["1064 nm laser with tiny lenses that split the beam"])
    found: Text | None = Field(None, description="What it reported, no more certain than it says.", examples=["Fewer pores were counted."])
    background: Text | None = Field(
        None,
        description="Why this row is only background, in one sentence. It then carries no number.",
        examples=["Another kind of laser."],
    )


class ClinicPlan(Record):
    """What the clinic says of one description beyond its usual course, where it gives no range."""

    says: Literal["one session may be enough", "several sessions"] = Field(description="What it says.", examples=["several sessions"])
    basis: Literal["clinic"] = Field(description="The clinic's own word.", examples=["clinic"])
    sources: Sources = Field(description="Where it says so: names from data/sources.yml.", examples=[["our-article"]])


class Description(Record):
    """One way in which a concern can look, in words that a patient can choose between."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "if": {"properties": {"estimate": {"const": "range"}}},
                    "then": {"required": ["studies"], "properties": {"studies": {"type": "object"}, "because": {"type": "null"}}},
                },
                {
                    "if": {"properties": {"estimate": {"const": "doctor decides"}}},
                    "then": {"required": ["because"], "properties": {"because": {"type": "string"}}},
                },
            ]
        }
    )

    id: Id = Field(description="A name for links, unlike that of any other description here.", examples=["shallow"])
    name: Text = Field(description="What the patient chooses, in a few words.", examples=["Shallow scars"])
    said_as: Text = Field(description="The same inside a sentence.", examples=["shallow acne scars"])
    meaning: Text = Field(description="How a patient can tell.", examples=["You see them in light from the side only."])
    estimate: Literal["range", "doctor decides"] = Field(
        description="range: the estimate shows what studies used. doctor decides: it gives no number, because there is none to rely on.",
        examples=["doctor decides"],
    )
    because: Text | None = Field(
        None,
        description='Why there is no range, in one sentence that a patient understands. Only with "doctor decides".',
        examples=["No study that we found looked at these scars alone."],
    )
    studies: StudiesCourse | None = Field(None, description="What the named studies used. It stays inside their rows.")
    how_sure: Text | None = Field(None, description="How sure we are of that, and why.", examples=["We are not sure. Studies are few."])
    clinic_plan: ClinicPlan | None = Field(None, description="What the clinic says of this description, beyond its usual course.")
    rows: list[StudyRow] = Field([], description="What each source used, one row each.")

    @model_validator(mode="after")
    def _complete(self) -> Description:
        if self.estimate == "range" and (self.studies is None or self.because):
            do = "Add studies, or write estimate: doctor decides"
            raise Slip('estimate "range" needs studies, and no because', do, kind="range-without-studies")
        if self.estimate == "doctor decides" and not self.because:
            do = "Add because: one sentence that a patient understands"
            raise Slip('estimate "doctor decides" without a reason', do, kind="no-reason")
        return self


_PERCENT: Any = {"required": ["percent"], "properties": {"percent": {"type": "number"}, "out_of": {"type": "null"}}}
_PEOPLE: Any = {"required": ["people"], "properties": {"people": {"type": "integer"}}}


class Rate(Record):
    """How often something happened in one source: in percent, or as a count of people."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [_PERCENT, _PEOPLE],
            "examples": [{"what": "Darker marks", "people": 3, "out_of": 40, "of": "people treated", "source": "a-study"}],
        }
    )

    what: Text = Field(description="What happened.", examples=["Darker marks"])
    percent: Annotated[float, Field(gt=0, le=100)] | None = Field(None, description="In how many of 100, as it says.", examples=[7.5])
    people: int | None = Field(None, ge=1, description="In how many people, where the source counts them.", examples=[3])
    out_of: int | None = Field(None, ge=1, description="Out of how many people. Only with people.", examples=[40])
    of: Text = Field(description="Of whom or what.", examples=["people treated"])
    source: Id = Field(description="Which source says so: a name from data/sources.yml.", examples=["a-study"])

    @model_validator(mode="after")
    def _one_way(self) -> Rate:
        if (self.percent is None) == (self.people is None) or (self.out_of is not None and self.people is None):
            raise Slip("give either percent, or people (and out_of)", "Keep the one that the source states", kind="rate-said-twice")
        return self


class Concern(Record):
    """Something that a treatment is used for: a page of its own, and a choice in the estimate."""

    name: Text = Field(description="The concern's name, as a title.", examples=["Acne scars"])
    said_as: Text = Field(description="The same inside a sentence.", examples=["acne scars"])
    also_called: list[Text] = Field([], description="Other names that patients may search for.", examples=[["pitted scars"]])
    summary: Text = Field(description="One or two sentences for lists and search results.", examples=["Dents that acne has left."])
    what_it_is: Annotated[list[Text], Field(min_length=1)] = Field(
        description="What it is, one short paragraph each.", examples=[["Acne can leave small dents in the skin."]]
    )
    about_the_descriptions: Text = Field(
        description="A sentence above the choice of descriptions.", examples=["Choose what comes closest. A doctor looks first."]
    )
    descriptions: Annotated[list[Description], Field(min_length=1, max_length=8)] = Field(description="The ways in which it can look.")
    why_they_differ: Text = Field(
        description="Why the clinic's plan and the studies differ, or that there is nothing to compare.", examples=["We found no study."]
    )
    recovery: list[Statement] = Field([], description="What holds for this concern, beside what holds for the whole treatment.")
    side_effects: list[Rate] = Field([], description="How often something went wrong, one row for each source.")
    maintenance: Statements = Field(description="What comes after a course, for this concern.")
    not_known: Annotated[list[Text], Field(min_length=1)] = Field(
        description="What nobody knows yet about this concern.", examples=[["We found no study that shows how long it lasts."]]
    )
