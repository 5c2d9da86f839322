"""data/reviewers.yml"""

from __future__ import annotations

from pydantic import Field

from macros.facts.kinds import Record, SshKey, Text


class Registration(Record):
    """Where a doctor is registered, so that a patient can look it up."""

    body: Text = Field(description="Who keeps the register.", examples=["Singapore Medical Council"])
    number: Text = Field(description="The number in that register. In quotes.", examples=["as it stands in the register"])


class Person(Record):
    """Who reviewed a page, as patients read it."""

    name: Text = Field(description="Title and name.", examples=["Dr. Ian Tan"])
    qualification: Text | None = Field(None, description="As the register has it.", examples=["as it stands in the register"])
    registration: Registration | None = Field(None, description="Where a patient can look the doctor up.")

    @property
    def in_full(self) -> str:
        """Name, qualification and registration in one line."""
        registered = f" ({self.registration.body} {self.registration.number})" if self.registration else ""
        return ", ".join(filter(None, [self.name, self.qualification])) + registered


class Reviewer(Person):
    """Who may review pages. Being listed is no sign-off; who has a key must sign with it."""

    known_for: Text = Field(
        description="Why this person, in one sentence.", examples=["Medical reviewer of the clinic article that the usual plan comes from."]
    )
    asked_to_review: bool = Field(description="Whether this person was asked to review the guide.", examples=[True])
    ssh_key: SshKey | None = Field(
        None,
        description="The one line of the doctor's .pub file. With it, every review needs a signature that only the doctor can make.",
        examples=["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 43],
    )

    @property
    def person(self) -> Person:
        """The part of it that stands in a review."""
        return Person(name=self.name, qualification=self.qualification, registration=self.registration)
