"""The page of each concern, made from its data alone."""

from __future__ import annotations

from pathlib import Path

from macros.facts.guide import Guide
from macros.pages.content import FrontMatter, Source

CONCERN_PAGE = Path(__file__).with_name("concern.md.jinja")


def concern_pages(guide: Guide) -> list[Source]:
    """One page for each concern, all from one template: a new concern needs data alone."""
    body = CONCERN_PAGE.read_text("utf-8")
    shown_as = "macros/pages/concern.md.jinja"
    pages = []
    for treatment in guide.treatments.values():
        for name, concern in treatment.concerns.items():
            title = f"{concern.name}: {treatment.record.said_as}"
            head = FrontMatter.model_construct(title=title, description=concern.summary)  # two texts that are right may be long together
            pages.append(Source(f"{treatment.id}/{name}.md", shown_as, head, body))
    return pages


def concern_values(source: Source) -> dict[str, str]:
    """What the template is told: which treatment and concern. Nothing for a page that somebody wrote."""
    if source.shown_as.startswith("content/"):
        return {}
    treatment, _, concern = source.path.removesuffix(".md").partition("/")
    return {"treatment": treatment, "concern": concern}
