"""A menu that no phone shows is told of, and published all the same."""

from __future__ import annotations

from pathlib import Path

from macros.checks.content import check_content


def told(root: Path) -> list[str]:
    return [problem.message for problem in check_content(root).warnings if problem.kind == "long-menu"]


def test_a_menu_of_eight_entries_is_as_long_as_it_may_be(clinic_copy: Path) -> None:
    menu = clinic_copy / "content/menu.yml"
    above, _, about = menu.read_text("utf-8").partition("- About:\n")
    menu.write_text(above + about.replace("    - ", "- "), "utf-8")  # Start, Questions, two treatments, and four pages of About
    assert told(clinic_copy) == []
    pages = [line.strip() for line in (above + about).splitlines() if line.strip().startswith("- ") and not line.endswith(":")]
    menu.write_text("\n".join(pages) + "\n", "utf-8")
    (said,) = told(clinic_copy)
    assert said.startswith("the menu has 15 entries side by side")
    assert said.endswith("Group some of them below one label, with a page that leads to them first in the group.")
