"""data/search.yml"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.facts.kinds import Record, Text
from macros.facts.problem import Slip, quoted


def _each_once(words: list[str]) -> list[str]:
    for place, word in enumerate(words):
        if word in words[:place]:
            raise Slip(f"{quoted(word)} stands here twice", "Remove one", kind="named-twice")
    return words


Words = Annotated[list[Text], AfterValidator(_each_once), Field(json_schema_extra={"uniqueItems": True})]
SameWords = Annotated[Words, Field(min_length=2)]


class SearchWords(Record):
    """The words that patients type into the search. No page shows them."""

    same_words: list[SameWords] = Field(
        description="Words that mean the same to a patient, a list for each meaning. Who types one finds pages with the others, too. "
        "Names of one concern belong in its own file, in also_called.",
        examples=[[["scar", "mark", "dent"], ["cost", "price"]]],
    )
    left_out: Words = Field(
        description="Small words that say nothing about what is looked for. The search leaves them out, unless nothing else was typed.",
        examples=[["a", "does", "the"]],
    )
