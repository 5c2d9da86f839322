"""A waiver: a comment beside the text that lets one rule through there, with a reason and a day to look at it again.

    <!-- allow superlative until 2027-06-01: the award is called so -->      in Markdown and HTML
    # allow superlative until 2027-06-01: the award is called so             in YAML

It stands on the lines of the text, or right above or below. Patients never see it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_IN_PAGE = re.compile(r"[ \t]*<!--[ \t]*(allow\b.*?)(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_IN_DATA = re.compile(r"(?:^|(?<=\s))#[ \t]*(allow\b[^\n]*)", re.MULTILINE | re.IGNORECASE)
_WRITTEN = re.compile(r"allow\s+([\w-]+)\s+until\s+(\S+?)\s*:\s*(\S.*)", re.DOTALL | re.IGNORECASE)
_MEANT = re.compile(r"allow\s+[\w-]+\s*(?:until\b|:|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Waiver:
    """One waiver as it was written, from its first line to its last. Without a rule it cannot be read."""

    path: str
    written: str
    line: int
    last_line: int
    column: int
    rule: str = ""
    until: str = ""
    reason: str = ""


def waivers_in(text: str, path: str) -> list[Waiver]:
    """Every comment that begins with the word allow. In YAML an ordinary comment may begin so too."""
    if "allow" not in text.lower():
        return []
    is_data = path.endswith((".yml", ".yaml"))
    comments = (_IN_DATA if is_data else _IN_PAGE).finditer(text)
    return [_waiver(comment, text, path) for comment in comments if not is_data or _MEANT.match(comment[1])]


def without_waivers(body: str) -> str:
    """The text of a page as it is published. Lines keep their numbers."""
    return _IN_PAGE.sub(lambda comment: "\n" * comment[0].count("\n"), body) if "<!--" in body else body


def _waiver(comment: re.Match[str], text: str, path: str) -> Waiver:
    written, start = " ".join(comment[1].split()), text.index(comment[0].lstrip(" \t"), comment.start())
    line = text.count("\n", 0, start) + 1
    parts = _WRITTEN.fullmatch(written)
    rule, until, reason = (parts[1].lower(), parts[2], parts[3]) if parts else ("", "", "")
    return Waiver(path, written, line, line + comment[0].count("\n"), start - text.rfind("\n", 0, start), rule, until, reason)
