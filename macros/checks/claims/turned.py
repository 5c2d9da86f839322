"""Whether a phrase is claimed at all: or denied, asked about by a patient, or told of others as a warning."""

from __future__ import annotations

from collections.abc import Sequence

from macros.checks.claims.matching import Hit
from macros.facts.words import Token

_DENIALS = frozenset("not never no without cannot neither nor hardly none zero scarcely rarely seldom non".split())
_OF_A_NOUN = frozenset("no without zero none non".split())  # these deny the noun that follows, and not what that noun is for
_TURNS = frozenset("but however yet although though except ; : — ( ) because so while whereas then and".split())
_AFTER_A_NOUN = frozenset("for in with to at on after by from that which who".split())
_ASKING = frozenset(
    "is are was were will do does did can could should would how what which when why who where has have may might am if so".split()
)
_OF_THE_CLINIC = frozenset("we us our ours".split())  # who says these asks no question, but answers one
_OF_WORRIED_PEOPLE = ("painless", "guarantee", "no-downtime", "outcome-tie")
_FRAGMENT = 3  # tokens: "Risk-free?" asks
_FARTHEST = 5  # words between "not" and what it denies
_FARTHEST_AFTER = 4  # and between a phrase and what takes it back


def is_denied(sentence: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> bool:
    """A word of denial reaches the phrase, or what follows the phrase takes it back."""
    no_denials = [one for one in hits if one.part == ("neighbourhood", "no_denials")]
    for one in hits:
        is_real = one.part == ("neighbourhood", "denials") and not any(one.overlaps(other) for other in no_denials)
        if is_real and one.end <= hit.start and not _turns(sentence, one.end, hit.start):
            return True
        is_after = one.part == ("neighbourhood", "denied_after") and hit.end <= one.start <= hit.end + _FARTHEST_AFTER
        if is_after and not _turns(sentence, hit.end, one.start):
            return True
    return _denied_just_before(sentence, hit, no_denials)


def _turns(sentence: Sequence[Token], start: int, end: int) -> bool:
    """Something between two places starts another thought."""
    return any(token.word in ("but", "however", ";", ":", "—", "yet", "instead") for token in sentence[start:end])


def _denied_just_before(sentence: Sequence[Token], hit: Hit, no_denials: Sequence[Hit]) -> bool:
    between: list[str] = []
    for place in range(hit.start - 1, max(-1, hit.start - 2 - _FARTHEST), -1):
        word = sentence[place].word
        if word in _DENIALS or word.endswith("n't"):
            if any(one.start <= place < one.end for one in no_denials):
                return False
            return not (word in _OF_A_NOUN and _AFTER_A_NOUN.intersection(between))
        if word in _TURNS or (word == "," and not {"or", "nor"}.intersection(between)):
            return False
        between.append(word)
    return False


def is_asked(sentence: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> bool:
    """A patient's own question, and none that sells ("Tired of …?"). A question may stand in quotation marks inside a sentence."""
    if any(one.part == ("neighbourhood", "sales_questions") and one.start <= 1 for one in hits):
        return False
    words = [token.word for token in sentence]
    if words[-1] != "?" or not _OF_THE_CLINIC.isdisjoint(words):
        return False
    if (len(words) <= _FRAGMENT and hit.part[1] in _OF_WORRIED_PEOPLE) or (words[0] == '"' and '"' in words[-2:]):
        return True
    first = next((word for word in words if word.isalpha() or "'" in word), "")
    quoted = '"' in words[: hit.start] and any(word in _ASKING for word in words[: hit.start])
    return first in _ASKING or quoted or any(word in ("ask", "asks", "wonder") for word in words[: hit.start])


def is_warned_of(sentence: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> bool:
    """Told of others, or as advice, before or after: "be wary of clinics that promise ..."."""
    warnings = [one for one in hits if one.part == ("neighbourhood", "warnings") and not (one.start >= hit.start and one.end <= hit.end)]
    return any(not _turns(sentence, min(one.end, hit.end), max(one.start, hit.start)) for one in warnings)
