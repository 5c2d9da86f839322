"""The check of a built site: all that is wrong with it at once, each fault at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from macros.both_cores import MANY_PAGES, on_both_cores
from macros.checks.site.addresses import addresses
from macros.checks.site.answers import answers
from macros.checks.site.beside import beside
from macros.checks.site.fault import Fault, problem_of
from macros.checks.site.files import files
from macros.checks.site.found import same_on_two, told_of_page
from macros.checks.site.left_over import left_over
from macros.checks.site.lists import lists
from macros.checks.site.menu import ways
from macros.checks.site.numbers import numbers
from macros.checks.site.pages import BuiltPage
from macros.checks.site.site import BuiltSite, Found
from macros.facts.problem import EditorMistakes, Problem, first_of
from macros.pages.stage import Staged

OF_A_PAGE = [addresses, told_of_page, left_over, numbers, answers]
OF_THE_SITE = [files, lists, beside, ways, same_on_two]
_TEXT = (".html", ".css", ".svg", ".js", ".mjs", ".json", ".xml", ".txt", ".webmanifest")


def check_site(site: Path, staged: Staged, pages: dict[str, BuiltPage], also: Iterable[Problem] = ()) -> None:
    """Raises EditorMistakes with every fault of the built `site`, of which `pages` were read.

    `also` are faults that were found elsewhere; one without a place is left out where its file has the same kind with a place.
    """
    built = BuiltSite(site, staged, pages)
    problems = _placed(faults_of(built), built)
    known = {(problem.path, problem.kind) for problem in problems}
    problems.extend(problem for problem in also if (problem.path, problem.kind) not in known)
    if problems:
        raise EditorMistakes(problems)


def faults_of(site: BuiltSite) -> Found:
    """Everything that is wrong, page by page, then of the site as a whole."""
    yield from chain.from_iterable(on_both_cores(partial(_of_pages, site), list(site.pages), MANY_PAGES))
    for whole in OF_THE_SITE:
        yield from whole(site)


def _of_pages(site: BuiltSite, paths: Sequence[str]) -> list[tuple[str, Fault]]:
    found = []
    for path in paths:
        page = site.pages[path]
        found += [(path, fault) for fault in page.faults]
        if page.head is not None:
            found += [(path, fault) for family in OF_A_PAGE for fault in family(path, page, site)]
    return found


def _placed(found: Found, site: BuiltSite) -> list[Problem]:
    by_file: dict[str, set[Fault]] = defaultdict(set)
    for path, fault in found:
        by_file[path].add(fault)
    problems = []
    for path, faults in sorted(by_file.items()):
        text = site.text(path) if path.endswith(_TEXT) and path in site.files else ""
        problems += first_of(sorted(problem_of(fault, f"site/{path}", text) for fault in faults))
    return problems
