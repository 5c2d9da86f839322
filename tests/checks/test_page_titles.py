"""Two pages with one title, or one description, are told of, and published all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.content import check_content

HEAD = "---\ntitle: {}\ndescription: Of a page.\n---\n\n# Something\n\nA line.\n"


def told(root: Path, kind: str = "same-title") -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in check_content(root).warnings if problem.kind == kind]


def test_pages_with_titles_of_their_own(clinic_copy: Path) -> None:
    assert told(clinic_copy) == told(clinic_copy, "same-description") == []


@pytest.mark.parametrize("title", ["Lamp safety", "lamp Safety", "Grey dots: lamp light"])
def test_a_title_that_another_page_has(clinic_copy: Path, title: str) -> None:
    """That of a page made from data counts as well; capitals make no difference to a reader."""
    (clinic_copy / "content/mist/safety.md").write_text(HEAD.format(f'"{title}"'), "utf-8")
    other = "lamp/grey-dots.md" if title.startswith("Grey") else "lamp/safety.md"
    said = f'"{title}" is the title of {other}, too. Say in each title what only that page tells.'
    assert told(clinic_copy) == [("content/mist/safety.md", said)]


@pytest.mark.parametrize(
    ("description", "other"),
    [("all concerns of Lamp light.", "lamp/index.md"), ("Dots on a wall that a lamp may hide.", "lamp/grey-dots.md")],
)
def test_a_description_that_another_page_has(clinic_copy: Path, description: str, other: str) -> None:
    page = clinic_copy / "content/mist/safety.md"
    page.write_text(HEAD.format("Of its own").replace("Of a page.", description), "utf-8")
    said = f'"{description}" is the description of {other}, too. Say in each description what only that page tells.'
    assert told(clinic_copy, "same-description") == [("content/mist/safety.md", said)]
