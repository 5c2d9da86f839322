"""`check PATH...`: every content check on any files, with or without a project around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.checks.claims.files import PAGES, files_at, read_passages
from macros.checks.claims.judge import Judge
from macros.checks.claims.no_risks import page_without_risks
from macros.checks.claims.passage import Finding
from macros.checks.claims.told import Places, problem_of
from macros.checks.claims.waivers import Waivers
from macros.facts.claims import Profile, read_claims
from macros.facts.problem import EditorMistakes, Problem


def check_paths(root: Path, paths: Sequence[Path], profile: Profile, on: str) -> list[Problem]:
    """Every problem in these files and folders, sorted; a file that cannot be read is one. Raises EditorMistakes for data/claims.yml."""
    lists = read_claims(root)
    judge = Judge(lists)
    found: list[Problem] = []
    for path in paths:
        try:
            for file in files_at(path):
                found.extend(_in_file(judge, file, profile, on))
        except EditorMistakes as mistakes:
            found.extend(mistakes.problems)
    return sorted(set(found))


def _in_file(judge: Judge, file: Path, profile: Profile, on: str) -> Iterator[Problem]:
    try:
        text, passages = read_passages(file)
    except EditorMistakes as mistakes:
        yield from mistakes.problems
        return
    shown_as, places = file.as_posix(), Places(text)
    waivers = Waivers(text, shown_as)
    findings: list[Finding] = list(judge.findings(passages))
    if file.suffix.lower() in PAGES and file.suffix.lower() != ".txt":
        findings.extend(page_without_risks(passages, text))
    for finding in findings:
        start = finding.passage.where(finding.start)
        place = places.line_and_column(start)
        width = max(1, min(finding.passage.where(finding.end) - start, len(text.split("\n")[place[0] - 1]) - place[1] + 1))
        problem = problem_of(finding.rule, finding.phrase, finding.seen, judge.lists, profile, shown_as, place, width)
        if problem and not waivers.allowing(problem):
            yield problem
    yield from waivers.problems(on)
