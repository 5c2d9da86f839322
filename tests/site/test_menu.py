"""A menu of groups inside groups, as a clinic with many treatments has one."""

from __future__ import annotations

from lxml import html

from tests.site.project import Built


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
