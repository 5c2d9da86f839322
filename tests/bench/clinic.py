"""A made-up clinic of any size, written from the templates beside this file. All of it is checked like a real one's."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from string import Template
from textwrap import indent

TEMPLATES = Path(__file__).with_name("templates")
ABOUT = {
    "sources": ("Sources", "all_sources()"),
    "who-checks": ("Who checks this site", "reviewers()"),
    "contact": ("Contact", "contact()"),
}
FIXED = 3 + len(ABOUT)  # the first page, the questions' page, the list of treatments, and those about the guide
OF_A_TREATMENT = 2  # its estimate and its safety page: every concern page links to both
FEWEST = FIXED + OF_A_TREATMENT + 1
LONGEST_LIST = 50
STUDIES = 4  # a treatment: with more, 5,000 pages would not fit into the largest sources.yml that is allowed
PARTS = ("how_it_works", "why_wait", "discomfort", "darker_skin", "before", "after", "other_options", "missed_session")
LISTS = {"statements": "statement", "factors": "factor", "cautions": "caution", "terms": "term"}  # and the template of an item
SENTENCES = (
    "This line of filler stands where a page would explain the matter in plain words",
    "Nobody wrote this sentence for a patient, and no patient should read it",
    "A benchmark needs text of a usual length, so here is some more of it",
    "The words on this page are made up, and so is everything that they seem to say",
    "Where a real guide would name a reason, this one names the wish to measure a build",
    "Some sentences are short",
    "Other sentences go on for a while, because editors write long ones too, and the build has to read them all the same",
    "No light, lens or clinic that is mentioned here was ever seen by anybody",
    "It would be wrong to learn anything from this paragraph, apart from how long it takes to build",
    "The next line says much the same as this one does",
)


@dataclass(frozen=True)
class Shape:
    """How many of each kind of page, so that together they are as many as asked for, and about half are concerns."""

    pages: int

    @property
    def treatments(self) -> int:
        return max(1, round(self.pages / 20))

    @property
    def concerns(self) -> int:
        return min(self.pages // 2, self._free)

    @property
    def questions(self) -> int:
        return self._free - self.concerns

    @property
    def _free(self) -> int:
        return self.pages - FIXED - OF_A_TREATMENT * self.treatments

    def share(self, total: int, treatment: int) -> int:
        """How many of `total` the treatment with this number gets (they count from 1)."""
        least, over = divmod(total, self.treatments)
        return least + (treatment <= over)


class Blanks(dict[str, str]):
    """Fills a template: values by name, and `$text_3` or `$statements_3` with three new ones of their kind each time."""

    def __missing__(self, name: str) -> str:
        kind, _, count = name.partition("_")
        if kind == "text":
            return ". ".join(DICE.choices(SENTENCES, k=int(count))) + "."
        items = (self._item(LISTS[kind], number) for number in range(1, int(count) + 1))
        return indent("".join(items), "  ").rstrip("\n")

    def _item(self, template: str, number: int) -> str:
        """One item of a list. Every other caution is a stop, every third statement the clinic's own."""
        own = number % 3 == 0 or "treatment" not in self
        basis, source = ("clinic", "article") if own else ("studies", f"{self['treatment']}-study-{number % STUDIES + 1}")
        return filled(template, **{**self, "number": number, "basis": basis, "source": source, "stop": str(number % 2 == 1).lower()})


DICE = random.Random()


def filled(template: str, **values: object) -> str:
    """The template of this name with its blanks filled."""
    text = next(TEMPLATES.glob(f"{template}.*")).read_text("utf-8")
    return Template(text).substitute(Blanks({name: str(value) for name, value in values.items()}))


def write_clinic(root: Path, pages: int) -> None:
    """data/ and content/ of a clinic with that many pages, the same every time."""
    if pages < FEWEST:
        raise SystemExit(f"A clinic has {FEWEST} pages at the least, not {pages}.")
    DICE.seed(pages)
    shape = Shape(pages)
    data, content = root / "data", root / "content"
    for name in ("clinic", "reviewers", "questions", "wording", "search"):
        _put(data / f"{name}.yml", filled(name))
    studies = [(f"treatment-{t}", s) for t in range(1, shape.treatments + 1) for s in range(1, STUDIES + 1)]
    entries = (filled("source", treatment=treatment, source=f"{treatment}-study-{s}") for treatment, s in studies)
    _put(data / "sources.yml", filled("sources") + "".join(entries))
    _put(content / "index.md", filled("index"))
    _put(content / "faq/index.md", filled("faq"))
    names = [f"- [Made-up treatment {number}](treatment-{number}/estimate.md)\n" for number in range(1, shape.treatments + 1)]
    lists = ("".join(names[first : first + LONGEST_LIST]) for first in range(0, len(names), LONGEST_LIST))
    _put(content / "treatments.md", filled("treatments", treatments="\nSome more of them:\n\n".join(lists)))
    for name, (title, call) in ABOUT.items():
        _put(content / f"about/{name}.md", filled("about", title=title, call=call))
    for number in range(1, shape.treatments + 1):
        _write_treatment(root, shape, number)
    _put(content / "menu.yml", _menu(shape))


def _write_treatment(root: Path, shape: Shape, number: int) -> None:
    treatment = f"treatment-{number}"
    concerns = range(1, shape.share(shape.concerns, number) + 1)
    order = "\n".join(f"  - concern-{concern}" for concern in concerns)
    data, content = root / "data/treatments" / treatment, root / "content" / treatment
    _put(data / "treatment.yml", filled("treatment", treatment=treatment, number=number, concerns=order))
    for concern in concerns:
        _put(data / f"concerns/concern-{concern}.yml", _concern(treatment, f"{number}-{concern}", looks=2 + concern % 3))
    for name in ("estimate", "safety"):
        _put(content / f"{name}.md", filled(name, treatment=treatment))
    for question in range(1, shape.share(shape.questions, number) + 1):
        values = {"concern": concerns[question % len(concerns)], "part": PARTS[question % len(PARTS)]}
        _put(content / f"question-{question}.md", filled("question", treatment=treatment, number=question, **values))


def _concern(treatment: str, concern: str, looks: int) -> str:
    """A concern that can look in so many ways; for the last of them there is no range."""
    parts = [_look(treatment, concern, number) for number in range(1, looks)]
    parts.append(filled("no-range", concern=concern, number=looks))
    values = {"treatment": treatment, "source": f"{treatment}-study-1", "looks": indent("\n".join(parts), "  ")}
    return filled("concern", concern=concern, **values)


def _look(treatment: str, concern: str, number: int) -> str:
    sources = [f"{treatment}-study-{study}" for study in range(1, STUDIES + 1) if study != number]
    rows = [filled("row", source=name, low=low + number, high=low + number + 2) for low, name in enumerate(sources, 1)]
    span = {"low": 1 + number, "high": len(sources) + number + 2}
    return filled("range", concern=concern, number=number, sources=", ".join(sources), rows=indent("".join(rows), "    "), **span)


def _menu(shape: Shape) -> str:
    """Treatments below one label, as the checks advise where there are many (macros/checks/menu_length.py)."""
    lines = ["# Made up for the benchmark.", "", "- Start: index.md", "- Questions: faq/index.md", "- Treatments:"]
    lines.append("    - All treatments: treatments.md")
    for number in range(1, shape.treatments + 1):
        folder = f"treatment-{number}"
        lines.append(f"    - Made-up treatment {number}:")
        lines += [f"        - Estimate: {folder}/estimate.md", f"        - Safety: {folder}/safety.md", f"        - concerns_of: {folder}"]
        questions = range(1, shape.share(shape.questions, number) + 1)
        lines += [f"        - Made-up question {one}: {folder}/question-{one}.md" for one in questions]
    lines += ["- About:", *(f"    - {title}: about/{name}.md" for name, (title, _) in ABOUT.items())]
    return "\n".join(lines) + "\n"


def copy_program(project: Path, root: Path) -> None:
    """What builds a clinic, as it stands in the project now."""
    for folder in ("macros", "overrides"):
        shutil.copytree(project / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(project / "mkdocs.yml", root)
    (root / "data").mkdir(exist_ok=True)
    shutil.copy(project / "data/claims.yml", root / "data")


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
