"""A new concern: its file, and its name at the end of the clinic's order."""

from __future__ import annotations

from pathlib import Path

from macros.facts.guide import Guide
from macros.facts.schema import FOLDER, first_line
from macros.new.answers import Answers, free, inside_a_sentence, name_for_links, one_of, plain
from macros.new.drafts import Draft, as_yaml, filled
from macros.new.edits import edited, with_item


def draft(root: Path, guide: Guide, answers: Answers) -> Draft:
    """What a new concern consists of. Raises EditorMistakes."""
    only = next(iter(guide.treatments)) if len(guide.treatments) == 1 else None
    about = f"Which treatment: {', '.join(guide.treatments)}"
    treatment = answers.get("treatment", about, next(iter(guide.treatments)), one_of(guide.treatments, "treatment"), only)
    name, said_as, concern = _names(root, answers, guide, treatment)
    answers.finish()
    path, order = f"data/treatments/{treatment}/concerns/{concern}.yml", f"data/treatments/{treatment}/treatment.yml"
    texts = {path: concern_file(path, name, said_as), order: edited(root, order, with_item("order_of_concerns", concern))}
    return Draft(texts, f"{treatment}/{concern}.html", [f"Pages show it last. To move it, change order_of_concerns in {order}"])


def concern_file(path: str, name: str, said_as: str) -> str:
    """The file of a concern of which nothing but its name is known."""
    modeline = first_line(path, f"{FOLDER}/concern.json")
    return filled("concern.yml", modeline=modeline, title=name, name=as_yaml(name), said_as=as_yaml(said_as))


def _names(root: Path, answers: Answers, guide: Guide, treatment: str) -> tuple[str, str, str]:
    name = answers.get("name", "Its name, as a title", "Dark circles")
    said_as = answers.get("said-as", "The same inside a sentence", "dark circles", plain, inside_a_sentence(name))
    concerns = guide.treatments[treatment].concerns if treatment else {}
    # Its page lies beside the other pages of the treatment, so it cannot have the name of one of these.
    pages = {file.stem: file for file in (root / "content" / treatment).glob("*.md")} if treatment else {}
    check = free({**concerns, **pages}, "concern or page", f"the one in data/treatments/{treatment}/concerns/")
    concern = answers.get("id", "Its name for links", "dark-circles", check, name_for_links(name) or (None if name else ""))
    return name, said_as, concern
