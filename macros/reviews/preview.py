"""The pages as a preview shows them: every draft, each with the state of its review."""

from __future__ import annotations

from macros.pages.stage import Staged, with_reviews
from macros.reviews.states import Reviews


def as_preview(staged: Staged, on: str) -> Staged:
    """All pages as they are, with how their reviews stand on the day `on`. Raises EditorMistakes."""
    return with_reviews(staged, Reviews(staged, on).by_page)
