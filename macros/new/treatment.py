"""A new treatment: its folder with one concern, its pages, and their entries at the end of the menu."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros.facts.courses import SessionRange, WeekRange
from macros.facts.guide import Guide
from macros.facts.problem import Slip, quoted
from macros.facts.schema import FOLDER, first_line
from macros.new.answers import Answers, Check, free, inside_a_sentence, name_for_links, of_kind, one_of, plain
from macros.new.concern import concern_file
from macros.new.drafts import TEMPLATES, Draft, as_yaml, filled
from macros.new.edits import at_the_end, edited
from macros.pages.content import MENU

PAGE_TITLES = {
    "index": "Concerns that {said_as} is used for",
    "estimate": "Your {said_as} estimate",
    "how_it_works": "How {said_as} works",
    "safety": "{name}: safety and aftercare",
}


def draft(root: Path, guide: Guide, answers: Answers) -> Draft:
    """What a new treatment consists of. Raises EditorMistakes."""
    name = answers.get("name", "Its name, as a title", "Cool mist")
    said_as = answers.get("said-as", "The same inside a sentence", "cool mist", plain, inside_a_sentence(name))
    folders = {folder.name: folder for place in ("data/treatments", "content") for folder in (root / place).glob("*")}
    check = free({**guide.treatments, **folders}, "treatment or folder", "the one in data/treatments/")
    slug = name_for_links(name) or (None if name else "")
    treatment = answers.get("id", "Its name for links, and of its folders", "cool-mist", check, slug)
    source, sessions, weeks = _plan(guide, answers)
    concern_name = answers.get("concern-name", "The first concern that it is used for, as a title", "Dry leaf")
    slug = name_for_links(concern_name) or (None if concern_name else "")
    concern = answers.get("concern", "Its name for links", "dry-leaf", free(dict.fromkeys(_pages()), "page", "its page"), slug)
    answers.finish()
    place = f"data/treatments/{treatment}"
    texts = {
        f"{place}/treatment.yml": filled(
            "treatment.yml",
            modeline=first_line(f"{place}/treatment.yml", f"{FOLDER}/treatment.json"),
            title=name,
            name=as_yaml(name),
            said_as=as_yaml(said_as),
            sessions=sessions,
            weeks=weeks,
            source=source,
            concern=concern,
        ),
        f"{place}/concerns/{concern}.yml": concern_file(
            f"{place}/concerns/{concern}.yml", concern_name, inside_a_sentence(concern_name)
        ),
        MENU: edited(root, MENU, at_the_end(_menu(treatment, name))),
    }
    titles = {f"{page}_title": as_yaml(title.format(name=name, said_as=said_as)) for page, title in PAGE_TITLES.items()}
    for page in _pages():
        texts[f"content/{treatment}/{page}.md"] = filled(f"pages/{page}.md", id=treatment, **titles)
    return Draft(texts, f"{treatment}/index.html", [f"The menu shows it last. To move it, change {MENU}"])


def _plan(guide: Guide, answers: Answers) -> tuple[str, str, str]:
    """The clinic's own plan: it has to be said by the clinic, so it is asked for with its source and never filled in."""
    own = {name: source for name, source in guide.sources.items() if source.kind == "clinic"}
    about = "Which source of kind clinic in data/sources.yml says how many sessions the clinic plans"
    source = answers.get("source", about, next(iter(own), "our-article"), one_of(own, "source of kind clinic"))
    sessions = answers.get("sessions", "How many sessions that source says", "FEWEST to MOST", _range(SessionRange))
    weeks = answers.get("weeks", "How many weeks between sessions that source says", "FEWEST to MOST", _range(WeekRange))
    return source, sessions, weeks


def _range(kind: type[SessionRange] | type[WeekRange]) -> Check:
    """A check that takes `5 to 10` or `4`, and gives it as a data file writes it."""

    def check(value: str) -> str:
        found = re.fullmatch(r"([0-9]{1,3})(?:\s*(?:to|-|–)\s*([0-9]{1,3}))?", value.strip())
        if not found:
            raise Slip(f"{quoted(value)} is no number", "Write one, like 4, or two, like 3 to 6", kind="odd-answer")
        span = {"at_least": int(found[1]), "at_most": int(found[2] or found[1])}
        of_kind(kind, f"{quoted(value)} is beyond what a course can be", "Correct it")(span)
        return json.dumps(span).replace('"', "")

    return check


def _pages() -> list[str]:
    return sorted(file.stem for file in (TEMPLATES / "pages").glob("*.md"))


def _menu(treatment: str, name: str) -> str:
    entries = {"All concerns": "index", "Your estimate": "estimate", "How it works": "how-it-works", "Safety and aftercare": "safety"}
    lines = [f"    - {label}: {treatment}/{page}.md" for label, page in entries.items()]
    return "\n".join([f"- {as_yaml(name)}:", lines[0], f"    - concerns_of: {treatment}", *lines[1:], ""])
