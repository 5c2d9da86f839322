"""Everything the clinic knows, read from data/: the one thing that the rest of the program is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.facts.agreement import disagreements
from macros.facts.closed_folders import closed_folders
from macros.facts.document import Document
from macros.facts.jargon import FILE as JARGON
from macros.facts.jargon import jargon_problems
from macros.facts.kinds import Id, checked_id
from macros.facts.ledger import FOLDER as LEDGERS
from macros.facts.ledger import Entry
from macros.facts.messages import problems_of
from macros.facts.problem import EditorMistakes, Problem, Slip, about_file
from macros.facts.records import Clinic, Concern, Question, Reviewer, SearchWords, Source, Treatment, Wording
from macros.facts.stand_ins import AnyName, adapter, stand_in
from macros.facts.yaml_reader import read_yaml

CLAIMS = "data/claims.yml"  # its record takes longer to load than a small guide to read; the checks do that where they need it
TOP_FILES: dict[str, Any] = {
    "clinic": Clinic,
    "questions": list[Question],
    "wording": Wording,
    "search": SearchWords,
    "sources": dict[Id, Source],
    "reviewers": dict[Id, Reviewer],
}


@dataclass(frozen=True)
class TreatmentGuide:
    """One treatment and its concerns, in the clinic's order."""

    id: str
    record: Treatment
    concerns: Mapping[str, Concern]


@dataclass(frozen=True)
class Guide:
    """All facts, checked. `reviews` are ledgers by page; `documents` remembers where each fact stands, by path from the project's root."""

    clinic: Clinic
    questions: list[Question]
    wording: Wording
    search: SearchWords
    sources: dict[str, Source]
    reviewers: dict[str, Reviewer]
    treatments: Mapping[str, TreatmentGuide]
    reviews: dict[str, list[Entry]] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(repr=False, default_factory=dict)


def load(root: Path, reader: Reader | None = None) -> Guide:
    """Read every file of `root`/data. Raises EditorMistakes with all problems of all files at once.

    A live preview brings a `reader` that knows the files which stayed as they were.
    """
    guide, problems = read_guide(root, reader)
    if problems:
        raise EditorMistakes(problems)
    return guide


def read_guide(root: Path, reader: Reader | None = None) -> tuple[Guide, list[Problem]]:
    """The facts below `root`, and every problem in them. With a problem, stand-ins are in the place of what cannot be read."""
    reader = reader or Reader(root)
    top = {name: reader.read(f"data/{name}.yml", shape) for name, shape in TOP_FILES.items()}
    treatments = {folder.name: _treatment(reader, folder) for folder in reader.named("data/treatments", folders=True)}
    treatments |= {name: _unread_treatment(name) for name in reader.refused_in("data/treatments")}
    reader.tried.add(CLAIMS)  # read by the checks, and only when something changed
    reader.tried.add(JARGON)
    reader.problems.extend(jargon_problems(root))
    reviews = {_page_of(path): reader.read(path, list[Entry]) for path in reader.ledgers()}
    if not treatments and not reader.problems:
        do = "Add data/treatments/<name>/treatment.yml"
        reader.problems.append(about_file("data/treatments", "there is no treatment", do, "no-treatment"))
    reader.problems.extend(reader.unread_files())
    guide = Guide(**top, treatments=treatments or AnyName(_unread_treatment), reviews=reviews, documents=reader.documents)
    told = {(problem.path, problem.line, problem.column) for problem in reader.problems}
    # What is wrong in itself is told once: that nothing is called so would be no help.
    problems = [*reader.problems, *(one for one in disagreements(guide) if (one.path, one.line, one.column) not in told)]
    return guide if problems else _in_clinic_order(guide), problems


def _page_of(ledger: str) -> str:
    return ledger.removeprefix(f"{LEDGERS}/").removesuffix(".yml") + ".md"


def _treatment(reader: Reader, folder: Path) -> TreatmentGuide:
    place = f"data/treatments/{folder.name}"
    record = reader.read(f"{place}/treatment.yml", Treatment)
    files = reader.named(f"{place}/concerns", folders=False)
    concerns = {file.stem: reader.read(f"{place}/concerns/{file.name}", Concern) for file in files}
    concerns |= {name: stand_in(Concern, name) for name in reader.refused_in(f"{place}/concerns")}
    here, path = folder / "concerns", f"{place}/concerns"
    is_hidden = reader.closed.hold(path) or path in reader.refused or (here.exists() and not here.is_dir())  # or something else is there
    return TreatmentGuide(folder.name, record, AnyName(partial(stand_in, Concern)) if is_hidden else concerns)


def _unread_treatment(name: str) -> TreatmentGuide:
    return TreatmentGuide(name, stand_in(Treatment, name), AnyName(partial(stand_in, Concern)))


def _in_clinic_order(guide: Guide) -> Guide:
    return replace(guide, treatments={name: _in_order(treatment) for name, treatment in guide.treatments.items()})


def _in_order(treatment: TreatmentGuide) -> TreatmentGuide:
    return replace(treatment, concerns={name: treatment.concerns[name] for name in treatment.record.order_of_concerns})


class Reader:
    """Reads files one by one and keeps every problem, so that an editor sees all of them in one run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: dict[str, Document] = {}
        self.closed = closed_folders(root, "data")
        self.problems = self.closed.problems()
        self.tried: set[str] = set()
        self.refused: list[str] = []

    def read(self, path: str, shape: Any) -> Any:
        self.tried.add(path)
        if self.closed.hold(path):
            return stand_in(shape, self._name(path))
        try:
            document = self.documents[path] = read_yaml(self.root / path, path)
            return adapter(shape).validate_python(document.value, strict=True)
        except EditorMistakes as mistakes:
            self.problems.extend(mistakes.problems)
            return stand_in(shape, self._name(path))
        except ValidationError as error:
            document.fits = False
            self.problems.extend(problems_of(error, document, shape))
            return stand_in(shape, self._name(path), document.value)

    def _name(self, path: str) -> str:
        """What a file is called: a treatment by its folder."""
        *_, folder, file = path.split("/")
        return folder if file == "treatment.yml" else file.removesuffix(".yml")

    def named(self, path: str, *, folders: bool) -> list[Path]:
        """The folders, or the .yml files, of the folder `path` whose names can be ids. Hidden ones are left to other programs."""
        try:
            place = self.root / path
            entries = sorted(place.iterdir()) if not self.closed.hold(path) and place.is_dir() else []
        except OSError as error:
            self._refuse(path, f"the folder cannot be read ({error.strerror})", "Check that you may open it", "unreadable-file")
            return []
        of_kind = [entry for entry in entries if (entry.is_dir() if folders else entry.suffix == ".yml")]
        return [entry for entry in of_kind if not entry.name.startswith(".") and self._is_usable(entry)]

    def ledgers(self) -> list[str]:
        """Every file of data/reviews, whose folders are those of the pages."""
        files = [] if self.closed.hold(LEDGERS) else sorted((self.root / LEDGERS).rglob("*.yml"))
        return [file.relative_to(self.root).as_posix() for file in files if not file.name.startswith(".")]

    def refused_in(self, folder: str) -> list[str]:
        """The names of what lies in a folder and was refused."""
        refused = [path for path in self.refused if path.rpartition("/")[0] == folder]
        return [path.rpartition("/")[2].removesuffix(".yml") for path in refused]

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
        self.refused.append(path)
        self.problems.append(about_file(path, seen, do, kind))
        return False

    def unread_files(self) -> Iterator[Problem]:
        """A file that nothing reads is a mistake: its editor believes that it counts."""
        for file in sorted((self.root / "data").rglob("*")):
            path = file.relative_to(self.root)
            if self.closed.hold(path.as_posix()):
                continue
            is_folder = file.is_dir() and not file.is_symlink()
            is_hidden = any(part.startswith(".") for part in path.parts)  # left to other programs
            if is_folder or is_hidden or file.suffix == ".md" or self._was_tried(path):
                continue
            do = "Check its name and folder; concerns end in .yml and lie in concerns/"
            yield about_file(path.as_posix(), "nothing reads this file", do, "unread-file")

    def _was_tried(self, path: Path) -> bool:
        return not self.tried.isdisjoint(part.as_posix() for part in (path, *path.parents))
