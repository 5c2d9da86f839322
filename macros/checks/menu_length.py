"""long-menu: more entries side by side than a phone shows at once, or a page has room for.

Why: a patient reads the first few, and every page grows with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.facts.problem import Problem, about_file
from macros.pages.content import MENU
from macros.pages.stage import Staged

MOST = 8


def menu_length(staged: Staged) -> Iterator[Problem]:
    """Yield a warning if the first level of the menu is too long."""
    if len(staged.menu) > MOST:
        seen = f"the menu has {len(staged.menu)} entries side by side, and patients look through about {MOST}"
        do = "Group some of them below one label, with a page that leads to them first in the group"
        yield replace(about_file(MENU, seen, do, "long-menu"), severity="warning")
