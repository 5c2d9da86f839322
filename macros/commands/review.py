"""a doctor's review: status, packet, sign, due"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.commands.day import add_on, day, days, later, today

if TYPE_CHECKING:
    from macros.reviews.history import Past
    from macros.reviews.states import Reviews


def arguments(parser: argparse.ArgumentParser) -> None:
    """The commands of this command, with what each is given."""
    parts = parser.add_subparsers(dest="part", required=True, metavar="status|packet|sign|due")
    status = _part(parts, "status", "how the review of each page stands, and what changed since", _status)
    status.add_argument("--json", action="store_true", help="for programs")
    status.add_argument("--why", action="store_true", help="group the pages that changed by the fact that moved")
    packet = _part(parts, "packet", "write what a doctor reads before signing: one HTML file to print or send", _packet)
    packet.add_argument("pages", nargs="*", metavar="PAGE", help="like faq/index.md; every page that needs a review if left out")
    packet.add_argument("--to", type=Path, metavar="FILE", help="where to write it; build/review-packet.html if left out")
    sign = _part(parts, "sign", "write down that a reviewer has read pages as they are now", _sign)
    sign.add_argument("pages", nargs="+", metavar="PAGE", help="like faq/index.md")
    sign.add_argument("--reviewer", required=True, metavar="ID", help="a name from data/reviewers.yml, like ian-tan")
    sign.add_argument("--next", required=True, type=day, metavar="DATE", help="the day by which to review again")
    sign.add_argument("--fingerprint", metavar="CODE", help="from the packet that was read; asked for if left out")
    sign.add_argument("--note", metavar="TEXT", help="a remark that patients may read")
    sign.add_argument("--key", type=Path, metavar="FILE", help="the reviewer's private SSH key")
    due = _part(parts, "due", "pages to review again soon; exit code 1 if there are any", _due)
    due.add_argument("--within", type=days, default=30, metavar="DAYS", help="how far to look ahead, like 30d (the default)")
    due.add_argument("--markdown", action="store_true", help="as the text of an issue")


def run(root: Path, options: argparse.Namespace) -> int:
    """Look at the whole project, then do one of these."""
    from macros.checks.content import check_content
    from macros.reviews.history import Past
    from macros.reviews.states import reviews_of

    on = today() if options.part == "sign" else options.on or today()
    reviews = reviews_of(root, check_content(root, on), on)
    with Past(root) as past:
        return int(options.do(root, options, reviews, past))


def _part(parts: Any, name: str, about: str, do: Any) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(name, help=about, description=about)
    part.set_defaults(do=do)
    if name == "sign":
        part.add_argument("--on", required=True, type=day, metavar="DATE", help="the day on which the text was read, like 2026-11-25")
    else:
        add_on(part)
    return part


def _status(root: Path, options: argparse.Namespace, reviews: Reviews, past: Past) -> int:
    from macros.reviews.report import as_json, as_text, why_as_text
    from macros.reviews.why import why

    if options.json:
        print(json.dumps(as_json(reviews, past, why(reviews, root, past) if options.why else None), ensure_ascii=False, indent=1))
        return 0
    print(as_text(reviews, past, root))
    if options.why:
        print("\n" + why_as_text(why(reviews, root, past)))
    return 0


def _packet(root: Path, options: argparse.Namespace, reviews: Reviews, past: Past) -> int:
    from macros.reviews.packet import packet
    from macros.reviews.signing import marks_of
    from macros.reviews.why import why

    pages = [_page(reviews, name) for name in options.pages] or [one.page for one in reviews.by_page.values() if one.state != "current"]
    if not pages:
        print("Every page is reviewed as it reads. Name a page to make a packet of it all the same.")
        return 0
    file = options.to or root / "build/review-packet.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(packet(reviews, pages, past, why(reviews, root, past)), "utf-8")
    count = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    print(f"Wrote {file} ({count}). Give it to the doctor to read, on a screen or on paper.\nIts fingerprint is {marks_of(reviews, pages)}")
    return 0


def _sign(root: Path, options: argparse.Namespace, reviews: Reviews, past: Past) -> int:
    from macros.reviews.signing import Order, sign_pages

    pages = list(dict.fromkeys(_page(reviews, name) for name in options.pages))
    quoted = options.fingerprint if options.fingerprint is not None else _ask()
    order = Order(pages, options.reviewer, options.on, options.next, quoted, options.note, options.key)
    ledgers = sign_pages(root, reviews, order)
    for file in ledgers:
        print(f"Signed: {file.relative_to(root).as_posix()}")
    print("Commit these files. Nobody else may change them: git add data/reviews && git commit")
    return 0


def _due(root: Path, options: argparse.Namespace, reviews: Reviews, past: Past) -> int:
    from macros.reviews.report import due_as_markdown, due_as_text
    from macros.reviews.states import due_pages

    until = later(reviews.on, options.within)
    found = due_pages(reviews.by_page.values(), until)
    print(due_as_markdown(found, reviews.on) if options.markdown else due_as_text(found, reviews.on, until))
    return 1 if found else 0


def _page(reviews: Reviews, name: str) -> str:
    """A page as people name it: `faq/index.md`, `faq/index`, `content/faq/index.md` or `faq/index.html`. Raises EditorMistakes."""
    from macros.facts.problem import EditorMistakes, about_file, did_you_mean

    plain = name.removeprefix("./").removeprefix("content/").removeprefix("build/pages/").removesuffix(".html").removesuffix(".md") + ".md"
    if plain not in reviews.by_page:
        raise EditorMistakes([about_file(name, "there is no such page", did_you_mean(plain, reviews.by_page), "unknown-page")])
    return plain


def _ask() -> str:
    """The fingerprint, typed by hand. Without a person at the keyboard it has to be given."""
    if not sys.stdin.isatty():
        return ""
    return input("Fingerprint at the end of the packet that was read: ").strip()
