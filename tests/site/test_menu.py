"""A menu of groups inside groups, as a clinic with many treatments has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.site.project import Built, assemble, build

NESTED = """
- Start: index.md
- Treatments:
    - Lamp light:
        - All concerns: lamp/index.md
        - concerns_of: lamp
        - Your estimate: lamp/estimate.md
        - Safety: lamp/safety.md
    - Cool mist:
        - concerns_of: mist
        - Your estimate: mist/estimate.md
        - Safety: mist/safety.md
    - Questions: faq/index.md
"""


@pytest.fixture(scope="module")
def nested(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = assemble(fixture_clinic, tmp_path_factory.mktemp("nested") / "project")
    menu = root / "content/menu.yml"
    menu.write_text(NESTED + "- About:\n" + menu.read_text("utf-8").partition("- About:\n")[2], "utf-8")
    return build(root)


def links(built: Built, path: str, part: str) -> dict[str, tuple[str, str | None]]:
    """Where each label of a part leads, and what it says of the page at hand."""
    found = html.fromstring((built.site / path).read_text("utf-8")).xpath(f"{part}//a")
    return {one.text_content(): (one.get("href"), one.get("aria-current")) for one in found}


def test_a_group_opens_its_first_page_however_deep_that_is(nested: Built) -> None:
    said = links(nested, "lamp/safety.html", "//header//details")
    assert said["Lamp light"] == ("index.html", "true")
    assert said["Cool mist"] == ("../mist/dry-leaf.html", None)
    assert links(nested, "lamp/safety.html", "//footer")["Cool mist"] == ("../mist/dry-leaf.html", None)


def test_the_line_has_the_groups_alone(nested: Built) -> None:
    said = links(nested, "lamp/safety.html", "//header/nav/ul")
    assert list(said) == ["Start", "Treatments", "About"]
    assert said["Treatments"] == ("index.html", "true")
