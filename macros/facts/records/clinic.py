"""data/clinic.yml"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.facts.kinds import Colour, Date, Email, Link, Phone, Record, SiteAddress, Text


class Brand(Record):
    """The clinic's own colours, in place of those of overrides/style/tokens.css."""

    colour: Colour = Field(
        description="Of links, buttons and the clinic's plan: dark enough to be read on white. In quotes.", examples=["#0f5c53"]
    )
    colour_in_the_dark: Colour | None = Field(
        None, description="A light one, for devices that are set to dark. Without it the colour is made lighter.", examples=["#8fd0c4"]
    )


class Clinic(Record):
    """Who publishes the guide."""

    name: Text = Field(description="The clinic's name, as patients know it.", examples=["Sample Skin Clinic"])
    sample: bool = Field(description="true while the clinic is made up, false for a real one.", examples=[False])
    notice: Text | None = Field(
        None, description="A sentence at the foot of every page.", examples=["This is a sample site. The clinic is made up."]
    )
    published: Date = Field(description="The day from which this guide holds. Printed pages carry it.", examples=["2026-11-23"])
    phone: Phone | None = Field(
        None, description="The telephone number for patients, in quotes: digits and spaces.", examples=["+65 6000 0000"]
    )
    email: Email | None = Field(None, description="The address for mail, with mailto: before it.", examples=["mailto:hello@clinic.example"])
    address: Text | None = Field(None, description="Where the clinic is, on one line.", examples=["1 Sample Street, 000001 Singapore"])
    hours: list[Text] = Field([], description="When the clinic is open, a line for each part of the week.", examples=[["Monday to Friday"]])
    booking: Link | None = Field(None, description="The page on which patients book.", examples=["https://clinic.example/book"])
    site_address: SiteAddress | None = Field(
        None,
        description="Where this guide is published: the address of its first page. Search engines and shared links need it.",
        examples=["https://guide.clinic.example/"],
    )
    brand: Brand | None = Field(None, description="The clinic's own colours.")
    price_answer: Text = Field(
        description="What the guide says when somebody asks about the price.", examples=["Ask the clinic for the price of your own plan."]
    )
    most_months_between_reviews: int = Field(
        12, ge=1, le=36, description="The most months from one review of a page by a doctor to the next.", examples=[12]
    )
    advertising_rules: Literal["sg", "uk", "au", "us"] = Field(
        "sg", description="Whose rules on advertising the pages are checked by: Singapore, the UK, Australia or the US.", examples=["sg"]
    )
