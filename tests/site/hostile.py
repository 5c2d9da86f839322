"""Lantern House with hostile words: every text field of every data file, every title, description and label, all at once.

Each text holds all of the strings below, another one first (what Markdown acts on at the start of a line has to stand there), with a
mark of its own behind the first and at its end, by which it is found in what was built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.facts import records as records_of_data
from macros.facts.guide import load
from macros.facts.kinds import Record
from macros.facts.yaml_reader import read_yaml
from macros.pages.safe_text import capital

STRINGS = r"""
<script>window.ran=1</script>
<img src=x onerror=window.ran=1>
</title></textarea></style></script><b>
"><svg onload=window.ran=1>
<!-- a comment -->
<![CDATA[ x ]]>
<a href="javascript:window.ran=1">
javascript:window.ran=1
' onmouseover='window.ran=1
&amp; &lt;b&gt; &#42; &#0; &nbsp; &copy
{{ 7 * 7 }} {{ sessions("lamp") }}
{% raw %} {% endraw %} {% call x() %}
{# a note #}
${window.ran=1} `${window.ran=1}`
{: #id .class onclick=window.ran=1 }
{ .class }
*one* **two** ***three***
_one_ __two__
~~struck~~ ~sub~ ^sup^ ==marked==
`code` ``more``
``` fence
~~~ fence
# heading
## heading ## {: #here }
- item
+ item
1. item
12) item
> quote
: definition
= underline
-- and --- and ---
| a | b |
[words](https://lantern.example)
![picture](x.png)
[words][1] and [^1] and [1]: x
*[HTML]: abbreviation
https://lantern.example/?a=b&c=d
<https://lantern.example> <a@b.example>
back\slash \* \\ \n \u003c
"double" 'single' “curly” ’ … – —
:smile: :material-flower: 🙂 👩🏽
שלום עולם العربية 皮秒激光
x̄ ȳ q̇
Pneumonoultramicroscopicsilicovolcanoconiosis-and-a-word-that-never-ends-because-nobody-put-a-space-into-it
%s %(x)s {0} {x!r} $x #{x}
NaN null undefined [object Object] true
../../etc/passwd C:\con
""".strip().split("\n")
MARK = re.compile(r"QQ(\d+)Q")
LABEL = 120  # the longest label of a menu


def hostile_text(number: int) -> str:
    """One of many texts that hold all strings, each with another one first."""
    first = number % len(STRINGS)
    around = [*STRINGS[first:], *STRINGS[:first]]
    return f"{around[0]} QQ{number}Q {' / '.join(around[1:])} ZZ{number}Z"


def hostile_label(number: int) -> str:
    """A short text with one of the strings."""
    return f"{STRINGS[number % len(STRINGS)][: LABEL - 20]} QQ{number}Q ZZ{number}Z"


class Planted:
    """Plants hostile texts into the project at `root`; `texts` are those that it planted, by their number."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[int, str] = {}
        names = _text_fields()
        documents = load(root).documents
        for path in sorted(documents):
            braces = not path.endswith("wording.yml")
            value = self._in(documents[path].value, names, braces=braces)
            (root / path).write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
        for page in sorted(root.glob("content/**/*.md")):
            _, _, body = page.read_text("utf-8").split("---\n", 2)
            head = json.dumps({"title": self.text(), "description": self.text()}, ensure_ascii=False)
            page.write_text(f"---\n{head}\n---\n{body}", "utf-8")
        menu = read_yaml(root / "content/menu.yml", "content/menu.yml").value
        (root / "content/menu.yml").write_text(json.dumps(self._menu(menu), ensure_ascii=False), "utf-8")

    def text(self, *, label: bool = False) -> str:
        number = len(self.texts)
        self.texts[number] = hostile_label(number) if label else hostile_text(number)
        return self.texts[number]

    def _in(self, value: Any, names: set[str], *, braces: bool, name: str = "") -> Any:
        if isinstance(value, dict):
            # Left out: the times of a sentence that says something else now.
            kept = {key: one for key, one in value.items() if key != "lasts" or isinstance(one, int)}
            return {key: self._in(one, names, braces=braces, name=key) for key, one in kept.items()}
        if isinstance(value, list):
            return [self._in(one, names, braces=braces, name=name) for one in value]
        if not isinstance(value, str) or name not in names:
            return value
        if braces:
            return self.text()
        number = len(self.texts)  # a sentence with places to fill in: what stands in them is planted elsewhere
        self.texts[number] = re.sub(r"[{}]", "", hostile_text(number))
        return f"{self.texts[number]} {value}"

    def _menu(self, entries: list[Any]) -> list[Any]:
        found = []
        for entry in entries:
            ((label, target),) = entry.items()
            keeps = label == "concerns_of"
            found.append({label if keeps else self.text(label=True): self._menu(target) if isinstance(target, list) else target})
        return found


def _text_fields() -> set[str]:
    """The names of all fields that hold free text, in whatever record patients may read. The lists of the checks use names of their own."""
    records = (record for record in _below(Record) if record.__module__.startswith(f"{records_of_data.__name__}."))
    return {name for record in records for name, field in record.model_fields.items() if _is_text(field)}


def _below(record: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in record.__subclasses__():
        yield one
        yield from _below(one)


def _is_text(field: FieldInfo) -> bool:
    return "max_length=2000" in repr(field) or "MaxLen(max_length=2000)" in repr(field.annotation)


def plain(text: str) -> str:
    """The text as it reads: runs of white space are one space."""
    return " ".join(text.split())


def changed(said: Iterable[str], texts: dict[int, str]) -> list[str]:
    """Every planted text that arrived otherwise than it was planted. It may stand inside a longer one, and begin with a capital."""
    found = []
    for one in map(plain, said):
        for number in set(MARK.findall(one)):
            planted = plain(texts[int(number)])
            if one.count(f"QQ{number}Q") != sum(one.count(way) for way in {planted, capital(planted)}):
                found.append(f"{number}: {one[:400]}")
    return found
