"""data/questions.yml"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from macros.facts.courses import Statement
from macros.facts.kinds import Id, Record, Text
from macros.facts.problem import Slip

_POINTS: dict[str, Any] = {"required": ["points"], "properties": {"points": {"type": "string"}}}


class Option(Record):
    """One answer of a closed question."""

    model_config = ConfigDict(
        json_schema_extra={"if": _POINTS, "then": {"required": ["said_as"], "properties": {"said_as": {"type": "string"}}}}
    )

    id: Id = Field(description="A name for links, unlike any other in this question.", examples=["small"])
    label: Text = Field(description="The answer that the patient can choose.", examples=["A small area: smaller than your palm"])
    said_as: Text | None = Field(
        None, description="The same inside a sentence of the estimate. Needed where there are points.", examples=["over a small area"]
    )
    points: Literal["shorter", "neither", "longer"] | None = Field(
        None, description="What this answer does to a course. Leave it out in a question that only adds notes.", examples=["shorter"]
    )
    note: Statement | None = Field(None, description="A sentence that the estimate adds for this answer.")

    @model_validator(mode="after")
    def _can_be_said(self) -> Option:
        if self.points and not self.said_as:
            raise Slip("an option with points needs said_as", 'Add said_as, as in "over a small area"', kind="option-without-words")
        return self


class Question(Record):
    """A question of the estimate. Either all options have points (it changes the plan), or none has (it only adds notes)."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"properties": {"options": {"items": _POINTS}}}, {"properties": {"options": {"items": {"not": _POINTS}}}}]
        }
    )

    id: Id = Field(description="A name for links, unlike that of any other question.", examples=["area"])
    ask: Text = Field(description="The question, as the patient reads it.", examples=["How large is the area?"])
    why: Text = Field(description="Why it is asked, in one sentence.", examples=["A larger area can take more sessions."])
    options: Annotated[list[Option], Field(min_length=2, max_length=6)] = Field(
        description="The answers to choose from. Never ask for a number, a name or a date.",
        examples=[[{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]],
    )

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
