"""Text from data arrives on the page as exactly that text, in prose as in HTML, whatever characters it holds."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup, escape

# HTML's own characters, and those that Markdown would act on in the middle of a line. Most texts hold none of them.
_ACTIVE_ONES = '\\`*_{}[]|~^#"&<>'
_ACTIVE = re.compile(f"[{re.escape(_ACTIVE_ONES)}]")
_AS_ENTITIES = {ord(character): f"&#{ord(character)};" for character in _ACTIVE_ONES}
# What Markdown acts on only at the start of a line: lists, quotes, underlined headings.
_LINE_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def plain(value: Any) -> str:
    """Escape a value for Markdown and HTML at once; what is markup already stays. Jinja calls this on everything that it prints."""
    if isinstance(value, Markup):
        return value
    if not isinstance(value, str):
        return str(value) if isinstance(value, int | float) else escape(value)
    text = " ".join(value.split()) if "\n" in value else value
    if start := _LINE_START.match(text):
        head = start[0] if start[0].isdigit() else ""
        return head + f"&#{ord(text[len(head)])};" + text[len(head) + 1 :].translate(_AS_ENTITIES)
    return text.translate(_AS_ENTITIES) if _ACTIVE.search(text) else text


def as_json(value: Any) -> Markup:
    """JSON that can stand in a page's script element: no character of it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def capital(text: str) -> str:
    """The same text with a capital first letter; the rest stays as it is ("1064 nm Nd:YAG" keeps its capitals)."""
    return text[:1].upper() + text[1:]
