"""What pictures are drawn from, in data/treatments/<treatment>/treatment.yml. The words beside a picture say the same."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from macros.facts.courses import Statement
from macros.facts.kinds import Id, Record, Text
from macros.facts.problem import Slip

Amount = Annotated[int, Field(ge=1, le=1000)]
_NONE: Any = {"type": "null"}
_RANGE: Any = {"required": ["at_most"], "properties": {"at_most": {"type": "integer"}, "average": _NONE}}
_AVERAGE: Any = {"properties": {"at_least": _NONE, "at_most": _NONE}}
_UP_TO: Any = {"properties": {"at_least": _NONE, "average": _NONE}}


class Step(Statement):
    """One step of what a treatment does, and the drawing beside it."""

    drawing: Literal["pulse", "breaks", "clears", "collagen"] | None = Field(
        None,
        description="Which drawing stands beside it. pulse: light reaches pigment. breaks: pigment falls to bits. "
        "clears: the bits are carried away. collagen: new threads grow in the skin.",
        examples=["breaks"],
    )


class Lasting(Record):
    """How long one thing lasted after a session: a range, or an average. With neither, the source names the unit and no number."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [_RANGE, _AVERAGE, _UP_TO],
            "examples": [{"what": "Scabs", "at_least": 5, "at_most": 7, "unit": "days", "source": "a-leaflet"}],
        }
    )

    what: Text = Field(description="What lasted, after what.", examples=["Scabs, after treatment of spots"])
    at_least: Amount | None = Field(None, description='The shortest time. Leave it out to say "up to".', examples=[5])
    at_most: Amount | None = Field(None, description="The longest time.", examples=[7])
    average: Amount | None = Field(None, description="The time on average, where the source gives no range.", examples=[2])
    unit: Literal["hours", "days"] = Field(description="What is counted.", examples=["days"])
    source: Id = Field(description="Which of the sentence's sources says so.", examples=["a-leaflet"])

    @model_validator(mode="after")
    def _one_way(self) -> Lasting:
        if (self.average and self.at_most) or (self.at_least and not self.at_most):
            raise Slip("give either at_most (and at_least), or average", "Keep the one that the source states", kind="time-said-twice")
        if self.at_least and self.at_most and self.at_least > self.at_most:
            seen = f"at_most ({self.at_most}) is smaller than at_least ({self.at_least})"
            raise Slip(seen, "Swap them, or correct one", kind="range-backwards")
        return self


class Recovery(Statement):
    """A sentence on how the skin recovers, and the times in it, so that they can be drawn."""

    lasts: list[Lasting] = Field([], description="Each time that the sentence names. With one of them here, all of them are.")


class PulseLength(Record):
    """How long one pulse of a laser lasts."""

    laser: Text = Field(description="Which laser.", examples=["The laser of one study"])
    lasts: Amount = Field(description="How long one pulse lasts.", examples=[500])
    unit: Literal["picoseconds", "nanoseconds", "microseconds", "milliseconds"] = Field(
        description="What is counted.", examples=["picoseconds"]
    )
    source: Id = Field(description="Which source says so: a name from data/sources.yml.", examples=["a-study"])
