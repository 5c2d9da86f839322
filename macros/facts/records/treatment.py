"""data/treatments/<treatment>/treatment.yml"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from macros.facts.courses import ClinicCourse, Sources, Statement, Statements
from macros.facts.kinds import Id, Record, Text
from macros.facts.records.drawn import PulseLength, Recovery, Step


class Factor(Record):
    """One thing that decides how many sessions a patient needs."""

    name: Text = Field(description="What it is, in a few words.", examples=["The area"])
    text: Text = Field(description="What it does to a course, in one plain sentence.", examples=["A larger area can take more sessions."])
    basis: Literal["clinic", "studies"] = Field(description="On whose word: this clinic's, or that of studies.", examples=["clinic"])
    sources: Sources = Field(description="Who says so: names from data/sources.yml.", examples=[["our-article"]])


class Caution(Record):
    """Something that a patient should say before treatment."""

    id: Id = Field(description="A name for links, unlike that of any other caution.", examples=["open-wound"])
    ask: Text = Field(description="What the patient can tick.", examples=["I have an open wound in the area"])
    stop: bool = Field(description="true: the estimate then gives no number; it says why and what to do instead.", examples=[True])
    why: Statement = Field(description="Why it matters.")
    do: Text = Field(description="What the patient should do.", examples=["Show it to a doctor, and wait until it has healed."])


class Term(Record):
    """A technical word and what it means."""

    word: Text = Field(description="The word.", examples=["Session"])
    means: Text = Field(description="What it means, in plain words.", examples=["One visit at which the laser is used."])


class Treatment(Record):
    """What holds for every concern of a treatment."""

    name: Text = Field(description="The treatment's name, as a title.", examples=["Cool mist"])
    said_as: Text = Field(description="The same inside a sentence.", examples=["cool mist"])
    summary: Text = Field(description="One or two sentences on what readers find.", examples=["How it works, and who should wait."])
    terms: list[Term] = Field([], description="Technical words that readers may hear.")
    how_it_works: Annotated[list[Step], Field(min_length=1)] = Field(description="What the treatment does, step by step.")
    pulses: list[PulseLength] = Field([], description="How long the pulses of some lasers last, for the picture beside familiar times.")
    usual_course: ClinicCourse = Field(description="The clinic's own plan. What studies used stands with each concern.")
    why_wait: Statements = Field(description="Why there is a gap between sessions.")
    factors: Annotated[list[Factor], Field(min_length=1)] = Field(description="What decides how many sessions a patient needs.")
    maintenance: Statements = Field(description="What comes after a course.")
    discomfort: Statements = Field(description="What it feels like.")
    recovery: Annotated[list[Recovery], Field(min_length=1)] = Field(description="How the skin recovers, and how long it takes.")
    side_effects: Statements = Field(description="What can go wrong.")
    darker_skin: list[Statement] = Field([], description="What people with darker skin should know.")
    cautions: Annotated[list[Caution], Field(min_length=1)] = Field(description="Who should wait, or ask a doctor first.")
    before: Statements = Field(description="What to do before a session.")
    after: Statements = Field(description="What to do after a session.")
    call_the_clinic: Statements = Field(description="When to call the clinic.")
    emergency: Statement | None = Field(None, description="When to seek emergency help. Leave it out until a doctor has written it.")
    other_options: Statements = Field(description="What else a patient can do; doing nothing is one way.")
    missed_session: Statements = Field(description="What to do after a missed session.")
    questions_to_ask: Annotated[list[Text], Field(min_length=1)] = Field(
        description="Questions that a patient can put to the doctor.", examples=[["How many sessions do you plan for me, and why?"]]
    )
    not_known: Annotated[list[Text], Field(min_length=1)] = Field(
        description="What nobody knows yet, said openly.", examples=[["No study that we found compared shorter and longer gaps."]]
    )
    order_of_concerns: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Every concern (name of its file without .yml), in the order in which pages show them.", examples=[["acne-scars"]]
    )
