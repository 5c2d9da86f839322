"""A new source: an entry at the end of data/sources.yml."""

from __future__ import annotations

import re
from pathlib import Path

from macros.facts.guide import Guide
from macros.facts.kinds import Doi, Website
from macros.facts.problem import Slip, about_file
from macros.new.answers import Answers, free, of_kind, one_of, plain
from macros.new.drafts import Draft, as_yaml, filled
from macros.new.edits import at_the_end, edited

SOURCES = "data/sources.yml"
KINDS = dict.fromkeys(["clinic", "study", "review", "guidance"])
YEAR = r"(19[5-9]|20[0-9])[0-9]|2100"


def draft(root: Path, guide: Guide, answers: Answers) -> Draft:
    """What a new source consists of. Raises EditorMistakes."""
    kind = answers.get("kind", "What it is: clinic (your own), study, review or guidance", "study", one_of(KINDS, "kind of source"))
    title = answers.get("title", "Its title, word for word", "Lasers for acne scars: a review")
    check = free(guide.sources, "source", f"the one in {SOURCES}")
    name = answers.get("id", "A short name for it, which patients never see", "lee-2020", check)
    fields = {
        "authors": answers.get("authors", "Who wrote it", "Lee A, Tan B", plain, ""),
        "year": answers.get("year", "The year in which it came out", "2020", _year, ""),
        "published_in": answers.get("published-in", "The journal with issue and pages, or who publishes it", "Skin 1:2", plain, ""),
        "doi": answers.get("doi", "Its DOI, without https://doi.org/", "10.1002/lsm.23103", of_kind(Doi, "this is no DOI", ""), ""),
        "url": answers.get("url", "Its address on the web", "https://hospital.example", of_kind(Website, "this is no address", ""), ""),
        "only_about": answers.get("only-about", "The treatment that it studies alone", "", one_of(guide.treatments, "treatment"), ""),
    }
    if kind and kind != "clinic" and not fields["doi"] and not fields["url"]:
        seen = "a source with neither doi nor url"
        answers.problems.append(about_file("--doi", seen, "Add --doi or --url: a patient must be able to find it", "no-address"))
    answers.finish()
    text = edited(root, SOURCES, at_the_end(entry(name, kind, title, fields)))
    notes = [f"Name it where a number or a sentence comes from it, like: sources: [{name}]"]
    return Draft({SOURCES: text}, "about/sources.html", notes)


def entry(name: str, kind: str, title: str, fields: dict[str, str]) -> str:
    """The lines of one source; what is not known of it stands there as a comment, to be filled in or deleted."""
    lines = (f"  {field}: {value if field == 'year' else as_yaml(value)}" if value else f"  # {field}:" for field, value in fields.items())
    return filled("source.yml", id=name, kind=kind, title=as_yaml(title), known="\n".join(lines))


def _year(value: str) -> str:
    if not re.fullmatch(YEAR, value):
        raise Slip("this is no year", "Write four digits, like 2020", kind="odd-answer")
    return value
