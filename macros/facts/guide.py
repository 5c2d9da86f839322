"""Everything the clinic knows, read from data/: the one thing that the rest of the program is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.facts.agreement import disagreements
from macros.facts.kinds import Id
from macros.facts.messages import problems_of
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.records import Clinic, Concern, Question, Reviewer, Source, Treatment
from macros.facts.wording import Wording
from macros.facts.yaml_reader import Document, read_yaml

TOP_FILES: dict[str, Any] = {
    "clinic": Clinic,
    "questions": list[Question],
    "wording": Wording,
    "sources": dict[Id, Source],
    "reviewers": dict[Id, Reviewer],
}


@dataclass(frozen=True)
class TreatmentGuide:
    """One treatment and its concerns, in the clinic's order."""

    id: str
    record: Treatment
    concerns: dict[str, Concern]


@dataclass(frozen=True)
class Guide:
    """All facts, checked. `documents` remembers where each stands, by path from the project's root."""

    clinic: Clinic
    questions: list[Question]
    wording: Wording
    sources: dict[str, Source]
    reviewers: dict[str, Reviewer]
    treatments: dict[str, TreatmentGuide]
    documents: dict[str, Document] = field(repr=False, default_factory=dict)


def load(root: Path) -> Guide:
    """Read every file of `root`/data. Raises EditorMistakes with all problems of all files at once."""
    reader = _Reader(root)
    top = {name: reader.read(f"data/{name}.yml", shape) for name, shape in TOP_FILES.items()}
    treatments = {path.name: _treatment(reader, path) for path in reader.folders("data/treatments")}
    if not treatments and not reader.problems:
        reader.problems.append(Problem("data/treatments", 1, 1, "there is no treatment", "Add data/treatments/<name>/treatment.yml"))
    reader.problems.extend(reader.unread_files())
    if reader.problems:
        raise EditorMistakes(reader.problems)
    guide = Guide(**top, treatments=treatments, documents=reader.documents)  # type: ignore[arg-type]
    if problems := list(disagreements(guide)):
        raise EditorMistakes(problems)
    return _in_clinic_order(guide)


def _treatment(reader: _Reader, folder: Path) -> TreatmentGuide:
    place = f"data/treatments/{folder.name}"
    record = reader.read(f"{place}/treatment.yml", Treatment)
    files = sorted((folder / "concerns").glob("*.yml"))
    return TreatmentGuide(folder.name, record, {file.stem: reader.read(f"{place}/concerns/{file.name}", Concern) for file in files})


def _in_clinic_order(guide: Guide) -> Guide:
    for treatment in guide.treatments.values():
        ordered = {name: treatment.concerns[name] for name in treatment.record.order_of_concerns}
        treatment.concerns.clear()
        treatment.concerns.update(ordered)
    return guide


class _Reader:
    """Reads files one by one and keeps every problem, so that an editor sees all of them in one run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.tried: set[str] = set()

    def read(self, path: str, shape: Any) -> Any:
        self.tried.add(path)
        try:
            document = self.documents[path] = read_yaml(self.root / path, path)
            return TypeAdapter(shape).validate_python(document.value, strict=True)
        except EditorMistakes as mistakes:
            self.problems.extend(mistakes.problems)
        except ValidationError as error:
            self.problems.extend(problems_of(error, document, shape))
        return None

    def folders(self, path: str) -> list[Path]:
        place = self.root / path
        found = sorted(entry for entry in place.iterdir() if entry.is_dir()) if place.is_dir() else []
        return [entry for entry in found if self._is_well_named(entry)]

    def _is_well_named(self, entry: Path) -> bool:
        try:
            TypeAdapter(Id).validate_python(entry.name)
            return True
        except ValidationError as error:
            seen, _, do = str(error.errors()[0].get("ctx", {}).get("error", "the name is too long")).partition("||")
            self.problems.append(Problem(str(entry.relative_to(self.root)), 1, 1, seen, do))
            return False

    def unread_files(self) -> Iterator[Problem]:
        """A file that nothing reads is a mistake: its editor believes that it counts."""
        for file in sorted((self.root / "data").rglob("*")):
            path = file.relative_to(self.root).as_posix()
            if file.is_dir() or path in self.tried or file.name.startswith(".") or file.suffix == ".md":
                continue
            yield Problem(path, 1, 1, "nothing reads this file", "Check its name and folder; concerns end in .yml and lie in concerns/")
