"""What a name means that somebody asks about: a concern, a description, a treatment, a source or a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, about_file, did_you_mean

Kind = Literal["concern", "description", "treatment", "source", "page"]


@dataclass(frozen=True)
class Asked:
    """One thing with that name; `ids` are those of the treatment, the concern and the description, or that of the source or page."""

    kind: Kind
    ids: tuple[str, ...]


def meant(guide: Guide, pages: list[str], name: str) -> list[Asked]:
    """Everything that is called so. Raises EditorMistakes if nothing is."""
    known = _all_names(guide, pages)
    plain = name.strip().removeprefix("./")
    for given in (plain, plain.removeprefix("content/").removesuffix(".html").removesuffix(".md") + ".md", _of_file(plain)):
        if given in known:
            return known[given]
    near = did_you_mean(plain, known)
    do = near if near.endswith("?") else "Name a concern, a description, a treatment, a source or a page"
    raise EditorMistakes([about_file(name, "nothing in this guide has that name", do, "unknown-name")])


def _of_file(path: str) -> str:
    """data/treatments/<treatment>/concerns/<concern>.yml as <treatment>/<concern>."""
    return path.removeprefix("data/treatments/").replace("/concerns/", "/").removesuffix("/treatment.yml").removesuffix(".yml")


def _all_names(guide: Guide, pages: list[str]) -> dict[str, list[Asked]]:
    names: dict[str, list[Asked]] = {}

    def add(one: Asked, *called: str) -> None:
        for name in called:
            names.setdefault(name, []).append(one)

    for treatment in guide.treatments.values():
        add(Asked("treatment", (treatment.id,)), treatment.id)
        for name, concern in treatment.concerns.items():
            add(Asked("concern", (treatment.id, name)), name, f"{treatment.id}/{name}")
            for description in concern.descriptions:
                ids = (treatment.id, name, description.id)
                add(Asked("description", ids), description.id, "/".join(ids), "/".join(ids[1:]))
    for name in guide.sources:
        add(Asked("source", (name,)), name)
    for page in pages:
        add(Asked("page", (page,)), page)
    return names
