"""advice on what is hard to read, worst first"""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.checks.readability.texts import Text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which pages or files to look at."""
    about = "a page like faq/index.md, or any Markdown or data file, or a folder of them; every page of the guide if left out"
    parser.add_argument("places", nargs="*", metavar="PAGE or PATH", help=about)


def run(root: Path, options: argparse.Namespace) -> int:
    """Print the advice. The exit code is 0 whatever it says: only what cannot be read is a mistake."""
    from macros.checks.readability.report import advice, as_text
    from macros.facts.jargon import read_jargon
    from macros.pages.readability.jargon import Jargon

    files = [place for place in options.places if _is_file(root, place)]
    pages = [place for place in options.places if place not in files]
    texts = _of_files(files)
    if pages or not files:
        texts += _of_pages(root, pages)
    print(as_text(advice(texts, Jargon(read_jargon(root), _explained(root))), texts))
    return 0


def _is_file(root: Path, place: str) -> bool:
    """A page of content/ is looked at as it is published, with the data that it shows; anything else as it lies there."""
    path = Path(place)
    is_page = path.suffix == ".md" and (root / "content").resolve() in path.resolve().parents
    return path.exists() and not is_page


def _of_files(places: list[str]) -> list[Text]:
    from macros.checks.readability.texts import file_text, files_of

    return [file_text(file, shown_as) for place in places for file, shown_as in files_of(place)]


def _of_pages(root: Path, names: list[str]) -> list[Text]:
    """The finished pages with these names, or all. Raises EditorMistakes."""
    from macros.checks.readability.places import Places
    from macros.checks.readability.texts import page_text
    from macros.facts.problem import EditorMistakes, about_file, did_you_mean
    from macros.pages.stage import prepare

    staged = prepare(root)
    wanted = {name: name.removeprefix("./").removeprefix("content/").removesuffix(".html").removesuffix(".md") + ".md" for name in names}
    if lost := [name for name, page in wanted.items() if page not in staged.pages]:
        do = {name: did_you_mean(wanted[name], staged.pages) for name in lost}
        raise EditorMistakes([about_file(name, "there is no such page or file", do[name], "unknown-page") for name in lost])
    places = Places(root, staged)
    return [page_text(staged, source, places) for source in staged.sources if not names or source.path in wanted.values()]


def _explained(root: Path) -> list[str]:
    """The words that treatments explain in their own lists. A guide with mistakes explains none."""
    from macros.facts.guide import load
    from macros.facts.problem import EditorMistakes

    with suppress(EditorMistakes):
        return [term.word for treatment in load(root).treatments.values() for term in treatment.record.terms]
    return []
