"""begin a concern, a treatment, a question (faq) or a source: asks, writes, says what is next"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

# What each is given: an option and what it means. Whatever is left out is asked for on a terminal.
KINDS = {
    "concern": {
        "treatment": "the treatment that it belongs to",
        "name": "its name, as a title",
        "said-as": "the same inside a sentence",
        "id": "its name for links",
    },
    "treatment": {
        "name": "its name, as a title",
        "said-as": "the same inside a sentence",
        "id": "its name for links, and of its folders",
        "source": "the clinic's own source of its plan",
        "sessions": 'how many sessions that source says, like "FEWEST to MOST"',
        "weeks": "how many weeks between sessions it says",
        "concern-name": "the first concern, as a title",
        "concern": "the first concern's name for links",
    },
    "faq": {
        "page": "the page, like faq/index.md",
        "question": "the question, as a patient asks it",
        "id": "what stands after # in a link to it",
        "answer": "the answer, if you have it",
    },
    "source": {
        "kind": "clinic, study, review or guidance",
        "title": "its title, word for word",
        "id": "a short name for it",
        "authors": "who wrote it",
        "year": "the year in which it came out",
        "published-in": "the journal with issue and pages, or who publishes it",
        "doi": "its DOI",
        "url": "its address on the web, where it has no DOI",
        "only-about": "the treatment that it studies alone",
    },
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to begin, and its answers."""
    kinds: Any = parser.add_subparsers(dest="what", required=True, metavar="|".join(KINDS))
    for kind, options in KINDS.items():
        one = kinds.add_parser(kind, help=f"begin a {kind}", description=f"Begins a {kind}. What is left out is asked for on a terminal.")
        for option, about in options.items():
            one.add_argument(f"--{option}", metavar="TEXT", help=about)


def run(root: Path, options: argparse.Namespace) -> int:
    """Ask for what is missing, write all of it or nothing, and say what is next."""
    from macros.checks.content import check_content
    from macros.facts.problem import EditorMistakes, about_file
    from macros.new.answers import Answers
    from macros.new.drafts import write

    guide = check_content(root).guide
    given = {option: getattr(options, option.replace("-", "_")) for option in KINDS[options.what]}
    answers = Answers(given, input if sys.stdin.isatty() else None)
    try:
        draft = import_module(f"macros.new.{options.what}").draft(root, guide, answers)
    except EOFError:
        do = "Run it again, or give every answer as an option"
        raise EditorMistakes([about_file(f"new {options.what}", "the answers ended too early", do, "missing-option")]) from None
    before = {path for path in draft.texts if (root / path).exists()}
    write(root, draft)
    for path in sorted(draft.texts):
        print(f"{'Changed' if path in before else 'Wrote'} {path}")
    print("\n" + "\n".join(_next(draft.to_write(), draft.notes, draft.page)))
    return 0


def _next(to_write: list[str], notes: list[str], page: str) -> list[str]:
    more = f", and {len(to_write) - 1} more" if to_write[1:] else ""
    marked = [f'Write what is marked "to write": {to_write[0]}{more}'] if to_write else []
    steps = [*notes, *marked, "Run: make check", f"Look at it: make serve, then {page}"]
    return ["Next:", *(f"  {number}. {step}." for number, step in enumerate(steps, 1))]
