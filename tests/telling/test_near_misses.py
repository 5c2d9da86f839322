"""A name with one letter wrong is met with the right one: in data, in calls, in links, in the menu. The bar is a share, because some
slips make another right name, or one that is nearer to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.checks.engine_settings import KNOWN
from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, Problem, did_you_mean
from macros.facts.yaml_reader import parse_yaml
from macros.pages.components import component_names
from macros.pages.content import _Menu
from macros.pages.kitchen import Kitchen

HINTS = 0.9


def slips_of(name: str) -> Iterator[str]:
    """The name with each letter in turn lost, doubled, changed, or swapped with the next."""
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]
        yield name[: place + 1] + name[place:]
        yield name[:place] + "q" + name[place + 1 :]
        yield name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


def calls(guide: Guide) -> Iterator[tuple[str, str]]:
    """A call with a slip in it, and what was meant."""
    for name in component_names():
        yield from ((f"{{{{ {slip}() }}}}", name) for slip in slips_of(name))
    for treatment in guide.treatments:
        yield from ((f'{{{{ sessions("{slip}") }}}}', treatment) for slip in slips_of(treatment))
        for concern in guide.treatments[treatment].concerns:
            yield from ((f'{{{{ not_known("{treatment}", "{slip}") }}}}', concern) for slip in slips_of(concern))
    yield from ((f'{{{{ sessions({slip}="lamp") }}}}', "treatment") for slip in slips_of("treatment"))


def names_in_data(guide: Guide) -> Iterator[tuple[list[str], str]]:
    for known in (list(guide.sources), list(guide.reviewers), list(KNOWN), ["clinic", "studies"], ["range", "doctor decides"]):
        yield from ((known, name) for name in known if len(name) > 2)


def share(answers: list[bool]) -> float:
    assert len(answers) > 50
    return sum(answers) / len(answers)


def test_in_calls(guide: Guide) -> None:
    answers, kitchen = [], Kitchen(guide)
    for text, meant in calls(guide):
        found: list[Problem] = kitchen.slips_in(text, "content/f.md")
        if found and re.search(r"there is no|has no", found[0].seen):
            answers.append(f'Did you mean "{meant}"?' == found[0].do)
    assert share(answers) >= HINTS


def test_in_data_and_settings(guide: Guide) -> None:
    pairs = [(known, name, slip) for known, name in names_in_data(guide) for slip in slips_of(name) if slip not in known]
    assert share([did_you_mean(slip, known) == f'Did you mean "{name}"?' for known, name, slip in pairs]) >= HINTS


@pytest.fixture(scope="module")
def pages(fixture_clinic: Path) -> set[str]:
    content = fixture_clinic / "content"
    return {file.relative_to(content).as_posix() for file in content.rglob("*.md")}


def test_in_the_menu(guide: Guide, pages: set[str]) -> None:
    answers = []
    for page in sorted(pages):
        for slip in slips_of(page):
            menu = _Menu(parse_yaml(f'- A: "{slip}"\n', "content/menu.yml"), guide, pages)
            menu.items(menu.document.value, ())
            answers.extend(problem.do == f'Did you mean "{page}"?' for problem in menu.problems)
    assert share(answers) >= HINTS


def test_what_is_near_to_nothing_gets_no_hint(guide: Guide) -> None:
    with pytest.raises(EditorMistakes) as found:
        Kitchen(guide).cook("f.md", "{{ zzzzzz() }}", "content/f.md")
    assert found.value.problems[0].do.startswith("Use one of: ")
