"""data/claims.yml: which words a page must not say, where each rule comes from, and what to write instead. The logic is in `checks`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from macros.facts.document import Document, Loc
from macros.facts.guide import CLAIMS
from macros.facts.kinds import Record, Text
from macros.facts.messages import problems_of
from macros.facts.phrases import Names, Phrase, Step, either, read_phrase
from macros.facts.problem import EditorMistakes, Problem, Slip
from macros.facts.yaml_reader import read_yaml

FILE = CLAIMS
Profile = Literal["sg", "uk", "au", "us"]
Weight = Literal["error", "warning", "allowed"]
RuleName = Literal[
    "superlative", "guarantee", "painless", "no-downtime", "outcome-tie", "result-in-time", "before-after", "testimonial", "offer",
    "comparison", "device-brand", "title", "ideal", "prescription", "vary-alone", "soft-promise", "bare-number", "no-source", "no-risks",
]  # fmt: skip
Phrases = list[Annotated[str, Field(min_length=1, max_length=2000)]]


class Severity(Record):
    """How a rule counts by profile: an error stops the build, a warning is shown, and what is allowed is not looked for."""

    sg: Weight = Field(description="In Singapore.", examples=["error"])
    uk: Weight = Field(description="In the UK.", examples=["warning"])
    au: Weight = Field(description="In Australia.", examples=["warning"])
    us: Weight = Field(description="In the US.", examples=["allowed"])

    def of(self, profile: Profile) -> Weight:
        """How it counts by the rules of one country."""
        found: Weight = getattr(self, profile)
        return found


class Rule(Record):
    """One rule. `says` are the phrases that break it; `alone` break it where nothing of `beside` stands in the same passage.

    `fine` are plain uses: a phrase that shares a word with one of them is let through. With a phrase of `unless` in it a sentence is fine.
    """

    why: Text = Field(description="Why a page must not say it, in plain words.", examples=["It cannot be shown to be true."])
    rests_on: Text = Field(description="Which regulation or ruling it rests on.", examples=["SG 5(1)(e)"])
    instead: Text = Field(description="What to write instead.", examples=["Say what is so, and how a patient can check it"])
    severity: Severity = Field(description="How it counts in each country.")
    says: Phrases = Field([], description="Phrases that break the rule.", examples=[["second to none"]])
    alone: Phrases = Field([], description="Phrases that break it where nothing of beside is near.", examples=[["results may vary"]])
    beside: Phrases = Field([], description="What makes a phrase of alone fine in the same passage.", examples=[["side effect*"]])
    fine: Phrases = Field([], description="Plain uses: a phrase that shares a word with one is let through.", examples=[["best regards"]])
    unless: Phrases = Field([], description="With one of these, a sentence is fine.", examples=[["it depends on"]])


class Neighbourhood(Record):
    """What turns a phrase round, whichever the rule: words of denial, warnings of what others promise, questions, reports of studies."""

    denials: Phrases = Field(description="After one of these the rest of the sentence is not claimed.", examples=[["cannot promise"]])
    no_denials: Phrases = Field(description="What looks like a denial, and is none.", examples=[["not only"]])
    denied_after: Phrases = Field(description="What denies the words before it.", examples=[["is not possible"]])
    warnings: Phrases = Field(description="What others promise, and advice about it.", examples=[["be wary of"]])
    sales_questions: Phrases = Field(description="Questions that sell, as against questions of patients.", examples=[["tired of"]])
    affirmations: Phrases = Field(description="Answers that make a question a claim.", examples=[["of course"]])
    worries: Phrases = Field(description="Questions of somebody who is worried.", examples=[["does it hurt"]])
    reassurances: Phrases = Field(description="Answers that brush a worry aside.", examples=[["not at all"]])
    study_reports: Phrases = Field(description="A report of what was found.", examples=[["a study found"]])
    safety_advice: Phrases = Field(description="Where a name is said for a patient's safety.", examples=[["tell us if"]])


class Claims(Record):
    """What a page must not say: the phrases of each rule, and what turns a phrase round."""

    words: dict[str, Phrases] = Field(
        description="Lists of words by name, for phrases to use in braces, as in {clinic}.", examples=[{"clinic": ["clinic*", "centre"]}]
    )
    neighbourhood: Neighbourhood = Field(description="What turns a phrase round, whichever the rule.")
    rules: dict[RuleName, Rule] = Field(description="The rules by name.")


@dataclass(frozen=True)
class Lists:
    """The phrases of one file, read: by the part of the file that holds them, like ("rules", "offer", "says")."""

    claims: Claims
    phrases: dict[tuple[str, ...], list[Phrase]] = field(repr=False)


def read_claims(root: Path) -> Lists:
    """The rules of the project at `root`, or those that came with this program. Raises EditorMistakes."""
    if not os.access(root / FILE, os.F_OK):  # no such file; or nobody may look where it lies, which is told already
        root = Path(__file__).resolve().parents[2]
    document = read_yaml(root / FILE, FILE)
    try:
        claims = TypeAdapter(Claims).validate_python(document.value, strict=True)
    except ValidationError as error:
        raise EditorMistakes(problems_of(error, document, Claims)) from None
    return lists_of(claims, document)


def lists_of(claims: Claims, document: Document) -> Lists:
    """Every phrase of the file, read. Raises EditorMistakes with all that cannot be read, each at its place."""
    problems: list[Problem] = []
    names: dict[str, list[tuple[Step, ...]]] = {}
    for name, written in claims.words.items():
        names[name] = [(either([one.steps for one in _read(written, ("words", name), names, document, problems)]),)]
    places: list[tuple[tuple[str, ...], Phrases]] = [(("neighbourhood", part), found) for part, found in claims.neighbourhood]
    for rule, record in claims.rules.items():
        places.extend((("rules", rule, part), getattr(record, part)) for part in ("says", "alone", "beside", "fine", "unless"))
    phrases = {place: list(_read(written, place, names, document, problems)) for place, written in places}
    if problems:
        raise EditorMistakes(problems)
    return Lists(claims, phrases)


def _read(written: Phrases, place: Loc, names: Names, document: Document, problems: list[Problem]) -> Iterator[Phrase]:
    for index, text in enumerate(written):
        try:
            yield read_phrase(text, names)
        except Slip as slip:
            problems.append(document.problem((*place, index), slip.seen, slip.do, kind=slip.kind))
