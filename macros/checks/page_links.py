"""page-link: a link in content/ to a page or file that will not be there.

Why: the engine names the built page; an editor needs the line in the file that they can open.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from macros.facts.problem import Problem, did_you_mean
from macros.pages.content import Source
from macros.pages.stage import Staged

# [words](address), ![picture](address), and [name]: address, which is used elsewhere.
_LINK = re.compile(r"(?P<picture>!\[[^\[\]]*)?\]\(\s*<?(?P<to>[^)\s<>]+)|^ {0,3}\[[^\]]+\]:\s*<?(?P<defined>[^\s>]+)")
_OTHER = re.compile(r"^(https?:|mailto:|tel:|#|\{)")


def page_links(staged: Staged) -> Iterator[Problem]:
    """Yield each Markdown link whose file is not staged, or whose kind a patient's page must not have."""
    for source in staged.sources:
        if source.shown_as.startswith("content/"):
            yield from _in_page(source, staged)


def _is_broken(target: str) -> bool:
    """An address that no browser can take apart, like http://[foo."""
    try:
        urlsplit(target)
        return False
    except ValueError:
        return True


def _in_page(source: Source, staged: Staged) -> Iterator[Problem]:
    for number, line in enumerate(source.body.split("\n"), 1):
        for match in _LINK.finditer(line):
            target, column = unescape(match["to"] or match["defined"]), max(match.start("to"), match.start("defined")) + 1
            if match["picture"] and re.match("https?:|//", target):
                seen = f'"{target}" would be loaded from somebody else'
                yield Problem(source.shown_as, number, column, seen, "Keep the picture in content/assets", "unsafe-link", len(target))
                continue
            if _OTHER.match(target) and not _is_broken(target):
                continue
            if _is_broken(target) or re.match(r"^[a-zA-Z][\w+.-]*:|^/", target):
                seen, do = f'"{target}" is not a safe link', "Use https:, http:, mailto:, tel:, or the path of a page from here"
                yield Problem(source.shown_as, number, column, seen, do, "unsafe-link", len(target))
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), target.partition("#")[0]))
            if not staged.may_hold(path):
                here = posixpath.dirname(source.path) or "."
                near = did_you_mean(target.partition("#")[0], [posixpath.relpath(page, here) for page in (*staged.files, *staged.refused)])
                yield Problem(source.shown_as, number, column, f'there is no page "{target}"', near, "unknown-page", len(target))
