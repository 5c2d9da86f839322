"""Which sentences of a page break which rule of data/claims.yml: phrases, each with its neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from macros.checks.claims.attributed import in_quotations
from macros.checks.claims.before_after import in_pictures, side_by_side
from macros.checks.claims.matching import Finder, Hit, Part
from macros.checks.claims.numbers import bare_numbers
from macros.checks.claims.passage import Finding, Passage
from macros.checks.claims.prices import struck_out
from macros.checks.claims.sources import is_citation, names_a_source
from macros.checks.claims.turned import is_asked, is_denied, is_warned_of
from macros.facts.claims import Lists
from macros.facts.words import Token, is_number

_AFFIRMATIONS, _WORRIES, _REASSURANCES = (("neighbourhood", part) for part in ("affirmations", "worries", "reassurances"))
# A sentence that begins so is about what the last one named.
_POINTING_BACK = frozenset("it they all these this both most some that those none".split())
_OF_RECOVERY = frozenset("downtime recovery off down".split())  # what a worried question is about, if not about pain
_NAMES = ("device-brand", "prescription")  # a name is a name, in a question too
_SHORT = 8  # tokens: a cell with more is read by itself
_WEAKEST = "soft-promise"  # the same words may break a stronger rule, which then says enough
_FINE_WITH_SOURCE = ("no-source", "device-brand", "prescription", "soft-promise")
_FINE_IN_STUDIES = ("outcome-tie", "result-in-time", "painless", "superlative", "guarantee")


class Judge:
    """Applies every rule of one file of phrases."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.claimed = Finder({part: phrases for part, phrases in lists.phrases.items() if part[-1] in ("says", "alone")})
        self.finder = Finder(lists.phrases)
        self.answers = Finder({part: lists.phrases[part] for part in (_AFFIRMATIONS, _WORRIES, _REASSURANCES)})

    def findings(self, passages: Iterable[Passage]) -> Iterator[Finding]:
        """What breaks a rule, passage by passage."""
        for passage in passages:
            yield from self.in_passage(passage)

    def in_passage(self, passage: Passage, *, is_finished: bool = False) -> Iterator[Finding]:
        """What one passage breaks. In a finished page numbers come from data: only what somebody typed is asked where they are from."""
        if passage.kind in ("alt", "file"):
            yield from in_pictures(passage)
        if passage.kind == "file":
            return
        own = list(self._in_words(passage, is_finished))
        yield from own
        if passage.labels and passage.kind == "prose" and len(passage.tokens) <= _SHORT:
            yield from self._in_cell(passage, {finding.rule for finding in own}, is_finished)

    def _in_words(self, passage: Passage, is_finished: bool) -> Iterator[Finding]:
        if any(self.claimed.hits(sentence) for sentence in passage.sentences):
            yield from self._claims(passage)
        if not is_finished:
            yield from bare_numbers(passage, self.finder)
        yield from in_quotations(passage)
        yield from struck_out(passage)
        yield from side_by_side(passage)
        yield from self._reassured(passage)
        if passage.before.rstrip().endswith("?") and passage.sentences and self._affirms(passage.sentences[0]):
            yield from self._affirmed(passage)

    def _in_cell(self, passage: Passage, told: set[str], is_finished: bool) -> Iterator[Finding]:
        """A short cell as it is read with its labels: "Downtime: None", "4 Sessions"."""
        for label in (one for one in passage.labels if "?" not in one + passage.text):
            ends_in_number = bool(passage.tokens) and is_number(passage.tokens[-1].word)
            for both in (f"{label}: {passage.text}", *([f"{passage.text} {label}"] if ends_in_number else [])):
                for finding in self._in_words(Passage(both, has_source=passage.has_source), is_finished):
                    if finding.rule not in told and (finding.end > len(label) + 1 or not both.startswith(label)):
                        told.add(finding.rule)
                        yield Finding(finding.rule, passage, 0, len(passage.text))

    def _claims(self, passage: Passage) -> Iterator[Finding]:
        hits = [self.finder.hits(sentence) for sentence in passage.sentences]
        everywhere = [hit for found in hits for hit in found]
        for place, (sentence, found) in enumerate(zip(passage.sentences, hits, strict=True)):
            is_affirmed = place + 1 < len(hits) and self._affirms(passage.sentences[place + 1])
            meant = found + (hits[place - 1] if place and sentence[0].word in _POINTING_BACK else [])
            yield from self._in_sentence(passage, sentence, found, everywhere, affirmed=is_affirmed, meant=meant)

    def _affirms(self, sentence: list[Token], by: Part = _AFFIRMATIONS) -> bool:
        return any(hit.start == 0 and hit.part == by for hit in self.answers.hits(sentence))

    def _reassured(self, passage: Passage) -> Iterator[Finding]:
        """A worried question that is brushed aside, like "Does it hurt? Not at all"."""
        asked = Passage(passage.before).sentences[-1:] if passage.before.endswith("?") else []
        for question, answer in pairwise([*asked, *passage.sentences]):
            is_worried = question[-1].word == "?" and any(hit.part == _WORRIES for hit in self.answers.hits(question))
            if is_worried and self._affirms(answer, _REASSURANCES):
                rule = "painless" if _OF_RECOVERY.isdisjoint(token.word for token in question) else "no-downtime"
                yield Finding(rule, passage, answer[0].start, answer[-1].end)

    def _affirmed(self, passage: Passage) -> Iterator[Finding]:
        """The question before it, which this passage answers with yes."""
        first = passage.sentences[0][0]
        question = Passage(passage.before, "prose")
        for sentence in question.sentences[-1:]:
            found = self.finder.hits(sentence)
            for one in self._in_sentence(question, sentence, found, found, affirmed=True, meant=found):
                if one.rule in ("painless", "guarantee", "outcome-tie", "no-downtime", "result-in-time"):
                    yield Finding(one.rule, passage, first.start, first.end, one.phrase)

    def _in_sentence(
        self, passage: Passage, sentence: list[Token], hits: list[Hit], everywhere: list[Hit], *, affirmed: bool, meant: list[Hit]
    ) -> Iterator[Finding]:
        by_rule: dict[str, list[Hit]] = {}
        for hit in hits:
            if hit.part[0] == "rules" and hit.part[2] in ("says", "alone"):
                by_rule.setdefault(hit.part[1], []).append(hit)
        excused = {hit.part[1] for hit in meant if hit.part[0] == "rules" and hit.part[2] == "unless"}
        claimed = [
            hit
            for rule, found in by_rule.items()
            if rule not in excused and not self._is_excused(rule, passage, everywhere)
            for hit in found
            if self._is_claimed(rule, hit, sentence, hits, everywhere, affirmed)
        ]
        for hit in _joined(claimed):
            if hit.part[1] != _WEAKEST or not any(hit.overlaps(other) for other in claimed if other.part[1] != _WEAKEST):
                yield Finding(hit.part[1], passage, sentence[hit.start].start, sentence[hit.end - 1].end)

    def _is_claimed(
        self, rule: str, hit: Hit, sentence: list[Token], hits: list[Hit], everywhere: list[Hit], affirmed: bool
    ) -> bool:
        if any(hit.overlaps(one) for one in hits if one.part == ("rules", rule, "fine")):
            return False
        named = (one for one in everywhere if one.part == ("rules", rule, "beside"))
        beside = (one for one in named if not any(one is here for here in hits) or not (one.overlaps(hit) or _brushes_aside(one, hits)))
        if hit.part[2] == "alone" and any(beside):
            return False
        if is_denied(sentence, hit, hits):
            return False
        if rule not in _NAMES and is_warned_of(sentence, hit, hits):
            return False
        return (affirmed and rule != "testimonial") or rule in _NAMES or not is_asked(sentence, hit, hits)

    def _is_excused(self, rule: str, passage: Passage, everywhere: list[Hit]) -> bool:
        """A report of a study with its source, or a name that is said for a patient's safety."""
        about = {hit.part[1] for hit in everywhere if hit.part[0] == "neighbourhood"}
        if rule in _NAMES and "safety_advice" in about:
            return True
        if rule in _FINE_WITH_SOURCE:
            return names_a_source(passage)
        return rule in _FINE_IN_STUDIES and (is_citation(passage) or ("study_reports" in about and names_a_source(passage)))


def _brushes_aside(named: Hit, hits: list[Hit]) -> bool:
    """A risk that is named only to be brushed aside is no caution: "zero downtime"."""
    return any(one.overlaps(named) for one in hits if one.part in (("rules", "painless", "says"), ("rules", "no-downtime", "says")))


def _joined(hits: list[Hit]) -> list[Hit]:
    """One finding where several phrases of one rule overlap."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.part[1], one.start, one.end)):
        if kept and hit.part[1] == kept[-1].part[1] and hit.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(hit.end, kept[-1].end))
        else:
            kept.append(hit)
    return kept
