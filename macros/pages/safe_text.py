"""Text from data arrives on the page as exactly that text, in prose as in HTML, whatever characters it holds."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

# HTML's own characters, and those that Markdown would act on in the middle of a line.
_ACTIVE = {ord(character): f"&#{ord(character)};" for character in '\\`*_{}[]|~^#"&<>'}
# What Markdown acts on only at the start of a line: lists, quotes, underlined headings.
_LINE_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def plain(value: Any) -> Any:
    """Escape a value for Markdown and HTML at once; what is markup already stays. Jinja calls this on everything that it prints."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = " ".join(value.split()) if "\n" in value else value
    start = _LINE_START.match(text)
    if start:
        head = start[0] if start[0].isdigit() else ""
        return Markup(head + f"&#{ord(text[len(head)])};" + text[len(head) + 1 :].translate(_ACTIVE))
    return Markup(text.translate(_ACTIVE))


def as_json(value: Any) -> Markup:
    """JSON that can stand in a page's script element: no character of it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def capital(text: str) -> str:
    """The same text with a capital first letter; the rest stays as it is ("1064 nm Nd:YAG" keeps its capitals)."""
    return text[:1].upper() + text[1:]
