"""How right the rules are on sentences whose labels are known: precision and recall, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from macros.checks.claims.judge import Judge
from macros.checks.claims.markup import passages_of
from macros.checks.claims.no_risks import page_without_risks
from macros.facts.claims import Profile


@dataclass(frozen=True)
class Labelled:
    """A text, or a whole page, and the rules that a careful reader says it breaks. On those of `may` careful readers differ."""

    text: str
    rules: frozenset[str]
    profile: Profile = "sg"
    is_page: bool = False
    may: frozenset[str] = frozenset()


@dataclass
class Score:
    """Counts by rule: rightly found, wrongly found, missed. `wrong` says which texts, for whoever mends the rules."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def precision(self, rule: str) -> float:
        """Of what was found, how much is right; 1 where nothing was found."""
        return _share(self.right[rule], self.false[rule])

    def recall(self, rule: str) -> float:
        """Of what is there, how much was found; 1 where nothing is there."""
        return _share(self.right[rule], self.missed[rule])

    def overall(self) -> tuple[float, float]:
        """Precision and recall over all rules."""
        right = self.right.total()
        return _share(right, self.false.total()), _share(right, self.missed.total())


def score(judge: Judge, labelled: Iterable[Labelled]) -> Score:
    """Judge each text on its own, and hold what was found against its labels."""
    result = Score()
    for one in labelled:
        found = found_in(judge, one) - (one.may - one.rules)
        result.right.update(found & one.rules)
        for rule in sorted(found - one.rules):
            result.false[rule] += 1
            result.wrong.append(f"wrongly {rule}: {one.text}")
        for rule in sorted(one.rules - found):
            result.missed[rule] += 1
            result.wrong.append(f"missed {rule}: {one.text}")
    return result


def found_in(judge: Judge, one: Labelled) -> set[str]:
    """The rules that count in the text's profile, and that it breaks."""
    passages = passages_of(one.text + "\n")
    findings = [*judge.findings(passages), *(page_without_risks(passages, one.text) if one.is_page else ())]
    severities = {name: record.severity.of(one.profile) for name, record in judge.lists.claims.rules.items()}
    return {finding.rule for finding in findings if severities.get(finding.rule, "allowed") != "allowed"}  # type: ignore[call-overload]


def as_table(scores: Sequence[tuple[str, Score]], rules: Iterable[str]) -> str:
    """A table in Markdown: a row a rule, and for each set of texts precision, recall, and how many broke the rule."""
    head = "| rule | " + " | ".join(f"{name}: precision | recall | texts" for name, _ in scores) + " |"
    lines = [head, "|---" * (1 + 3 * len(scores)) + "|"]
    for rule in rules:
        cells = (f"{one.precision(rule):.2f} | {one.recall(rule):.2f} | {one.right[rule] + one.missed[rule]}" for _, one in scores)
        lines.append(f"| {rule} | {' | '.join(cells)} |")
    total = (f"{one.overall()[0]:.2f} | {one.overall()[1]:.2f} | {one.right.total() + one.missed.total()}" for _, one in scores)
    return "\n".join([*lines, f"| **all** | {' | '.join(total)} |"])


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0
