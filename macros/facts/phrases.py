"""The small language in which data/claims.yml writes down phrases, and how a phrase is found among words.

    pain free            these words; a hyphen counts as a space, capitals do not count
    (best|finest) laser  one of several, each of one or more words
    [very] gentle        words that may be missing
    transform*           any word that begins like this
    {number} sessions    a number, in digits or in words
    {word} sessions      any one word
    results ... weeks    up to four other words in between
    {clinic} near you    one of the words that the file lists under this name

It is no program: there is no repetition, so no phrase takes long, whatever somebody writes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from macros.facts.problem import Slip, did_you_mean
from macros.facts.words import CALL, Token, is_number, tokens_of

LONGEST_GAP, MOST_GAPS = 4, 3
NUMBER = "{number}"
_PART = re.compile(
    r"\s+|-|(?P<name>\{[\w-]*\})|(?P<gap>\.\.\.|…)|(?P<sign>[()\[\]|])"
    r"|(?P<word>[^\s()\[\]|{}…-]+?(?=\.\.\.|[\s()\[\]|{}…-]|$))"
)
_STOPS = frozenset(".!?…;:()—")
_COMMON = frozenset(
    "a an the to in on at of for and or is are be was will can may it you your we our us with by from after not no as that this if have has"
    " do does than more most see get when what one skin laser treatment treatments session sessions , . : ; — ?".split()
) | {NUMBER}


class OneOf(NamedTuple):
    """One step of a phrase that is one word, or a number: quick to compare."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()
    number: bool = False
    anything: bool = False

    def fits(self, word: str) -> bool:
        if word in self.words or (self.beginnings and word.startswith(self.beginnings)):
            return True
        return (self.number and is_number(word)) or (self.anything and word.isalpha())


def marks_of(one: OneOf) -> Iterator[str]:
    """What a sentence must have for this step: a word, the beginning of one, or a number."""
    yield from one.words
    yield from (f"{start}*" for start in one.beginnings)
    if one.number:
        yield NUMBER


class Either(NamedTuple):
    """One step that is one of several runs of steps. An empty run: it may be missing."""

    runs: tuple[tuple[Step, ...], ...]


class Gap(NamedTuple):
    """Some other words in between."""

    most: int


Step = OneOf | Either | Gap
Names = Mapping[str, Sequence[tuple[Step, ...]]]


@dataclass(frozen=True)
class Phrase:
    """A phrase that can be looked for. `text` is how it was written down."""

    text: str
    steps: tuple[Step, ...]

    def ends(self, tokens: Sequence[Token], start: int) -> int | None:
        """Where the phrase ends if it begins at token `start`: the longest way to read it."""
        return max(_ends(self.steps, tokens, {start}), default=None)

    @cached_property
    def parts(self) -> list[Phrase]:
        """The phrase, or each of its alternatives if it is nothing else: each is looked for where its own words are."""
        if len(self.steps) == 1 and isinstance(self.steps[0], Either):
            return [Phrase(self.text, run) for run in self.steps[0].runs]
        return [self]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The marks of what its first word can be."""
        return frozenset(mark for one in _firsts(self.steps) for mark in marks_of(one))

    @cached_property
    def needs(self) -> list[frozenset[str]]:
        """For each step that must be there, the marks of which one must be in the sentence. Looked at first, because it is quick."""
        return sorted(_needs(self.steps), key=commonness)


def _needs(steps: Sequence[Step]) -> Iterator[frozenset[str]]:
    for step in steps:
        if isinstance(step, OneOf) and not step.anything:
            yield frozenset(marks_of(step))
        elif isinstance(step, Either) and not _may_be_empty((step,)):
            of_runs = [min(_needs(run), key=commonness, default=None) for run in step.runs]
            known = [need for need in of_runs if need]
            if len(known) == len(of_runs):
                yield frozenset().union(*known)


def commonness(marks: frozenset[str]) -> int:
    """How often one of these words stands in a sentence, roughly: what is rare is looked for first."""
    return len(marks) + 40 * len(marks & _COMMON)


def read_phrase(text: str, names: Names) -> Phrase:
    """The phrase that somebody wrote. Raises Slip where it cannot be read."""
    parts = deque(_parts(text))
    runs = _alternatives(parts, names, text)
    if parts:
        raise Slip(f'"{parts[0]}" closes nothing', "Open the bracket, or take the sign out", "phrase")
    steps = runs[0] if len(runs) == 1 else (Either(tuple(runs)),)
    if not steps or isinstance(steps[0], Gap) or isinstance(steps[-1], Gap) or _may_be_empty(steps) or _is_open(list(_firsts(steps))):
        raise Slip("a phrase begins and ends with a word", "Write at least one word that must be there", "phrase")
    if text.count("...") + text.count("…") > MOST_GAPS:
        raise Slip(f"more than {MOST_GAPS} gaps (...) in one phrase", "Split it into two phrases", "phrase")
    return Phrase(text, steps)


def _parts(text: str) -> list[str]:
    found, place = [], 0
    for match in _PART.finditer(text):
        if match.start() != place:
            break
        place = match.end()
        if match.lastgroup:
            found.append(match[0])
    if place != len(text):
        raise Slip(f'"{text[place]}" cannot stand in a phrase here', "Use words, ( | ), [ ], { }, * and ... only", "phrase")
    return found


def _alternatives(parts: deque[str], names: Names, text: str) -> list[tuple[Step, ...]]:
    """Runs of steps up to a closing sign, which is left standing."""
    runs: list[tuple[Step, ...]] = []
    run: list[Step] = []
    while parts and parts[0] not in (")", "]"):
        part = parts.popleft()
        if part == "|":
            runs.append(tuple(run))
            run = []
        elif part in ("(", "["):
            inner = _alternatives(parts, names, text)
            if not parts or parts.popleft() != {"(": ")", "[": "]"}[part]:
                raise Slip(f'"{part}" is not closed', "Close the bracket", "phrase")
            run.append(either([*inner, ()] if part == "[" else inner))
        else:
            run.extend(_step(part, names))
    return [*runs, tuple(run)]


def _step(part: str, names: Names) -> Iterator[Step]:
    if part in ("...", "…"):
        yield Gap(LONGEST_GAP)
    elif part == NUMBER:
        yield OneOf(frozenset(), number=True)
    elif part == "{word}":
        yield OneOf(frozenset(), anything=True)
    elif part == "{call}":
        yield OneOf(frozenset({CALL}))
    elif part.startswith("{"):
        if part[1:-1] not in names:
            raise Slip(f"there is no list of words called {part}", did_you_mean(part[1:-1], names), "phrase")
        yield either(names[part[1:-1]])
    elif part.endswith("*") and len(part) > 3:
        yield OneOf(frozenset(), (part[:-1].lower().replace("’", "'"),))
    else:
        yield from _words(part)


@cache
def _words(part: str) -> tuple[OneOf, ...]:
    said = tokens_of(part)
    if not said or "".join(token.word for token in said) != part.lower().replace("’", "'"):
        raise Slip(f'"{part}" is no word', "Use letters, digits, %, $ and apostrophes; a * needs three letters before it", "phrase")
    return tuple(OneOf(frozenset({token.word})) for token in said)


def either(runs: Sequence[tuple[Step, ...]]) -> Step:
    """Alternatives of one word each become one step; the others stay beside it. What is one step already stays as it is."""
    if len(runs) == 1 and len(runs[0]) == 1:
        return runs[0][0]
    single = [run[0] for run in runs if len(run) == 1 and isinstance(run[0], OneOf)]
    others = tuple(run for run in runs if not (len(run) == 1 and isinstance(run[0], OneOf)))
    if not single:
        return Either(others)
    words = frozenset().union(*(one.words for one in single))
    beginnings = tuple(start for one in single for start in one.beginnings)
    joined = OneOf(words, beginnings, any(one.number for one in single), _is_open(single))
    return Either(((joined,), *others)) if others else joined


def _is_open(firsts: Sequence[OneOf]) -> bool:
    return any(one.anything for one in firsts)


def _may_be_empty(steps: Sequence[Step]) -> bool:
    return all(isinstance(step, Gap) or (isinstance(step, Either) and any(_may_be_empty(run) for run in step.runs)) for step in steps)


def _firsts(steps: Sequence[Step]) -> Iterator[OneOf]:
    for step in steps:
        if isinstance(step, OneOf):
            yield step
            return
        if isinstance(step, Gap):
            return
        for run in step.runs:
            yield from _firsts(run)
        if not any(_may_be_empty(run) for run in step.runs):
            return


def _ends(steps: Sequence[Step], tokens: Sequence[Token], places: set[int]) -> set[int]:
    """Every place where these steps can end, if they begin at one of `places`: taken step by step, so that no way is gone twice."""
    for step in steps:
        if isinstance(step, OneOf):
            places = {place + 1 for place in places if place < len(tokens) and step.fits(tokens[place].word)}
        elif isinstance(step, Either):
            places = set().union(*(_ends(run, tokens, places) for run in step.runs))
        else:
            places = places.union(*(_across(step, tokens, place) for place in places))
        if not places:
            break
    return places


def _across(gap: Gap, tokens: Sequence[Token], place: int) -> Iterator[int]:
    words = 0
    while place < len(tokens) and words < gap.most and tokens[place].word not in _STOPS:
        words += tokens[place].word not in (",", '"')
        place += 1
        yield place
