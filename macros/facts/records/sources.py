"""data/sources.yml"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from macros.facts.kinds import Doi, Id, Record, Text, Website
from macros.facts.problem import Slip


class Source(Record):
    """A source that pages cite: only what is known of it.

    only_about names the treatment that it studies alone: such a source can carry a number. One that is also_about a treatment,
    or about neither, is background.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"const": "clinic"}}},
            "else": {
                "anyOf": [
                    {"required": ["doi"], "properties": {"doi": {"type": "string"}}},
                    {"required": ["url"], "properties": {"url": {"type": "string"}}},
                ]
            },
        }
    )

    kind: Literal["clinic", "study", "review", "guidance"] = Field(
        description="clinic: our own article or leaflet. study: a published study. review: an overview of studies. "
        "guidance: a hospital or a professional body.",
        examples=["study"],
    )
    title: Text = Field(
        description="Its title, word for word.",
        examples=["Review of Laser Treatments for Post-Inflammatory Hyperpigmentation in Skin of Color"],
    )
    title_confirmed: bool = Field(
        True, description="false: we know what it is about, but not the exact words of its title. Pages then say so.", examples=[False]
    )
    authors: Text | None = Field(None, description="Who wrote it, as it is printed there.", examples=["Sowash M, Alster T"])
    year: int | None = Field(None, ge=1950, le=2100, description="The year in which it came out.", examples=[2023])
    published_in: Text | None = Field(
        None, description="The journal with issue and pages, or who publishes it.", examples=["Am J Clin Dermatol, issue 3, pp. 381-396"]
    )
    doi: Doi | None = Field(
        None, title="DOI", description="Its DOI, without https://doi.org/ before it.", examples=["10.1007/s40257-023-00759-7"]
    )
    url: Website | None = Field(None, title="URL", description="Its address, where it has no DOI.", examples=["https://hospital.example/advice"])
    only_about: Id | None = Field(
        None, description="The treatment (its folder) that it studies alone. Only then can it carry a number.", examples=["cool-mist"]
    )
    also_about: Id | None = Field(
        None, description="A treatment that it covers beside others. It is background then, and carries no number.", examples=["cool-mist"]
    )
    read_in: Id | None = Field(None, description="We read only what this other source says of it.", examples=["a-review"])

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
