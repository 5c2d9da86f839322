"""Everything the clinic knows, read from data/: the one thing that the rest of the program is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.facts.agreement import disagreements
from macros.facts.kinds import Id, checked_id
from macros.facts.ledger import FOLDER as LEDGERS
from macros.facts.ledger import Entry
from macros.facts.messages import problems_of
from macros.facts.problem import EditorMistakes, Problem, Slip, about_file
from macros.facts.records import Clinic, Concern, Question, Reviewer, Source, Treatment, Wording
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
    """All facts, checked. `reviews` are ledgers by page; `documents` remembers where each fact stands, by path from the project's root."""

    clinic: Clinic
    questions: list[Question]
    wording: Wording
    sources: dict[str, Source]
    reviewers: dict[str, Reviewer]
    treatments: dict[str, TreatmentGuide]
    reviews: dict[str, list[Entry]] = field(default_factory=dict)
    documents: dict[str, Document] = field(repr=False, default_factory=dict)


def load(root: Path, reader: Reader | None = None) -> Guide:
    """Read every file of `root`/data. Raises EditorMistakes with all problems of all files at once.

    A live preview brings a `reader` that knows the files which stayed as they were.
    """
    reader = reader or Reader(root)
    top = {name: reader.read(f"data/{name}.yml", shape) for name, shape in TOP_FILES.items()}
    treatments = {folder.name: _treatment(reader, folder) for folder in reader.named("data/treatments", folders=True)}
    reviews = {path.removeprefix(f"{LEDGERS}/").removesuffix(".yml") + ".md": reader.read(path, list[Entry]) for path in reader.ledgers()}
    if not treatments and not reader.problems:
        do = "Add data/treatments/<name>/treatment.yml"
        reader.problems.append(about_file("data/treatments", "there is no treatment", do, "no-treatment"))
    reader.problems.extend(reader.unread_files())
    if reader.problems:
        raise EditorMistakes(reader.problems)
    guide = Guide(**top, treatments=treatments, reviews=reviews, documents=reader.documents)
    if problems := list(disagreements(guide)):
        raise EditorMistakes(problems)
    return _in_clinic_order(guide)


def _treatment(reader: Reader, folder: Path) -> TreatmentGuide:
    place = f"data/treatments/{folder.name}"
    record = reader.read(f"{place}/treatment.yml", Treatment)
    files = reader.named(f"{place}/concerns", folders=False)
    return TreatmentGuide(folder.name, record, {file.stem: reader.read(f"{place}/concerns/{file.name}", Concern) for file in files})


def _in_clinic_order(guide: Guide) -> Guide:
    for treatment in guide.treatments.values():
        ordered = {name: treatment.concerns[name] for name in treatment.record.order_of_concerns}
        treatment.concerns.clear()
        treatment.concerns.update(ordered)
    return guide


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """Made once a shape: making one takes longer than reading a file."""
    return TypeAdapter(shape)


class Reader:
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
            return _adapter(shape).validate_python(document.value, strict=True)
        except EditorMistakes as mistakes:
            self.problems.extend(mistakes.problems)
        except ValidationError as error:
            self.problems.extend(problems_of(error, document, shape))
        return None

    def named(self, path: str, *, folders: bool) -> list[Path]:
        """The folders, or the .yml files, of the folder `path` whose names can be ids. Hidden ones are left to other programs."""
        try:
            place = self.root / path
            entries = sorted(place.iterdir()) if place.is_dir() else []
        except OSError as error:
            self._refuse(path, f"the folder cannot be read ({error.strerror})", "Check that you may open it", "unreadable-file")
            return []
        of_kind = [entry for entry in entries if (entry.is_dir() if folders else entry.suffix == ".yml")]
        return [entry for entry in of_kind if not entry.name.startswith(".") and self._is_usable(entry)]

    def ledgers(self) -> list[str]:
        """Every file of data/reviews, whose folders are those of the pages."""
        files = sorted((self.root / LEDGERS).rglob("*.yml"))
        return [file.relative_to(self.root).as_posix() for file in files if not file.name.startswith(".")]

    def _is_usable(self, entry: Path) -> bool:
        path = entry.relative_to(self.root).as_posix()
        if entry.is_symlink():
            return self._refuse(path, "this is a link to another place", "Put the file or folder itself here", "link-elsewhere")
        try:
            return bool(checked_id(entry.name.removesuffix(".yml")))
        except Slip as slip:
            return self._refuse(path, slip.seen, slip.do, slip.kind)

    def _refuse(self, path: str, seen: str, do: str, kind: str) -> bool:
        self.tried.add(path)
        self.problems.append(about_file(path, seen, do, kind))
        return False

    def unread_files(self) -> Iterator[Problem]:
        """A file that nothing reads is a mistake: its editor believes that it counts."""
        for file in sorted((self.root / "data").rglob("*")):
            path = file.relative_to(self.root)
            is_folder = file.is_dir() and not file.is_symlink()
            is_hidden = any(part.startswith(".") for part in path.parts)  # left to other programs
            if is_folder or is_hidden or file.suffix == ".md" or self._was_tried(path):
                continue
            do = "Check its name and folder; concerns end in .yml and lie in concerns/"
            yield about_file(path.as_posix(), "nothing reads this file", do, "unread-file")

    def _was_tried(self, path: Path) -> bool:
        return not self.tried.isdisjoint(part.as_posix() for part in (path, *path.parents))
