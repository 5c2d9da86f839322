"""Which facts a page is made of: a guide that writes down what is read from it.

Names are paths of data files. Whoever goes through all concerns of a treatment is held to depend on each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.facts.guide import Guide


class Noted(dict[str, Any]):
    """A dictionary that writes the name of each thing that is read from it into `notes`."""

    def __init__(self, content: Mapping[str, Any], notes: set[str], name_of: Callable[[str], str]) -> None:
        super().__init__(content)
        self.notes, self.name_of = notes, name_of

    def _all(self) -> None:
        self.notes.update(map(self.name_of, [*super().keys()] or [""]))  # that there is none was read, too

    def __getitem__(self, key: str) -> Any:
        self.notes.add(self.name_of(key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.notes.add(self.name_of(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.notes.add(self.name_of(str(key)))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._all()
        return super().__iter__()

    def keys(self) -> Any:
        self._all()
        return super().keys()

    def values(self) -> Any:
        self._all()
        return super().values()

    def items(self) -> Any:
        self._all()
        return super().items()

    def __len__(self) -> int:
        self._all()
        return super().__len__()


def noted(guide: Guide, notes: set[str]) -> Guide:
    """The same guide, whose treatments and concerns write down that they were read. Every page depends on its other files."""
    treatments = {}
    for name, treatment in guide.treatments.items():
        place = f"data/treatments/{name}"
        concerns = Noted(treatment.concerns, notes, f"{place}/concerns/{{}}.yml".format)
        treatments[name] = replace(treatment, concerns=concerns)
    return replace(guide, treatments=Noted(treatments, notes, "data/treatments/{}/treatment.yml".format))


def is_of_every_page(path: str) -> bool:
    """Whether a data file counts for all pages: sources, wording, questions, the clinic. Reviews and words to search for are on none."""
    return not path.startswith(("data/treatments/", "data/reviews/", "data/search.yml"))
