"""A new question: at the end of a page of questions, with its answer or a word that it is still to be written."""

from __future__ import annotations

import re
from pathlib import Path

from macros.facts.guide import Guide
from macros.facts.problem import Slip
from macros.facts.text_file import read_text
from macros.new.answers import Answers, Check, free, name_for_links, one_of, plain
from macros.new.drafts import Draft, filled
from macros.new.edits import at_the_end, edited

USUAL_PAGE = "faq/index.md"
STILL_TO_WRITE = "This answer is still being written. Ask the doctor."


def draft(root: Path, _guide: Guide, answers: Answers) -> Draft:
    """What a new question consists of. Raises EditorMistakes."""
    pages = {file.relative_to(root / "content").as_posix(): file for file in sorted((root / "content").rglob("*.md"))}
    page = answers.get("page", "On which page", USUAL_PAGE, _page_of(pages), USUAL_PAGE if USUAL_PAGE in pages else None)
    question = answers.get("question", "The question, as a patient asks it", "Can I put on make-up afterwards?", _sayable)
    taken = _addresses(read_text(root / "content" / page, f"content/{page}")) if page else {}
    check = free(taken, "part of this page", f"the one in content/{page}")
    about = "What stands after # in a link to it"
    name = answers.get("id", about, "make-up", check, name_for_links(question) or (None if question else ""))
    answer = answers.get("answer", "The answer", "", plain, "") or STILL_TO_WRITE
    answers.finish()
    path = f"content/{page}"
    item = filled("faq.md", question=_in_quotes(question), id=name, answer=answer)
    text = edited(root, path, at_the_end(item))
    line = text.count("\n") - 1
    notes = [f"Write the answer: {path}:{line}. Numbers come from macros, like {{{{ sessions(\"…\") }}}}; README.md shows more"]
    return Draft({path: text}, f"{page.removesuffix('.md')}.html#{name}", notes if answer == STILL_TO_WRITE else [])


def _sayable(value: str) -> str:
    """Words that can stand in a macro call, which knows no way to write a quotation mark inside such quotation marks."""
    question = plain(value)
    if "\\" in question or {'"', "'"} <= set(question):
        raise Slip("a question cannot hold this mix of signs", "Write ’ for an apostrophe, and take any \\ away", kind="odd-answer")
    return question


def _in_quotes(question: str) -> str:
    return f"'{question}'" if '"' in question else f'"{question}"'


def _page_of(pages: dict[str, Path]) -> Check:
    known = one_of(pages, "page")
    return lambda value: known(value.removeprefix("content/"))


def _addresses(text: str) -> dict[str, None]:
    """The parts of a page that have an address of their own."""
    items = re.findall(r"""faq_item\(.*,\s*(?:id\s*=\s*)?["']([\w-]+)["']\s*\)""", text)
    return dict.fromkeys([*items, *re.findall(r"\{: #([\w-]+)", text)])
