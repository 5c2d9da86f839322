"""What a page may say: text, calls of macros, and notes that nobody sees. Nothing else can be said, so nothing else can be done.

    {{ sessions("lamp") }}
    {% call faq_item("Is one enough?", "is-one-enough") %} text {% endcall %}
    {# a note #}

Every page is a Jinja template, and none is run by Jinja: there is no language here that could loop, read a file or look inside a value.
All slips of a page are found in one run. decisions/0011 says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from macros.facts.problem import MOST_PROBLEMS
from macros.pages.calls import CURLY, HOW, Call, CallMistake, CallReader

HOW_TO_FRAME = "{% call name(…) %} text {% endcall %}"
_REST_OF_CALL = re.compile(r"[^{}\n]*\)\s*\}{1,2}|")
MOST_CALLS = 400  # on one page; the largest real one has 20


@dataclass(frozen=True)
class Frame:
    """A call, and the text and calls that it frames."""

    call: Call
    inside: tuple[str | Call, ...]


Part = str | Call | Frame
Parts = tuple[Part, ...]


@lru_cache(maxsize=4)  # all concern pages share one text
def read_parts(text: str, macros: frozenset[str], values: frozenset[str]) -> tuple[Parts, tuple[CallMistake, ...]]:
    """The parts of a page in their order, and every slip. `macros` may be called; `values` are names that stand for a value."""
    reader = _PartsReader(text, macros, values)
    return tuple(reader.parts()), tuple(reader.slips)


class _PartsReader(CallReader):
    """Reads a page from its start to its end, once."""

    def __init__(self, text: str, macros: frozenset[str], values: frozenset[str]) -> None:
        super().__init__(text, macros, values)
        self.slips: list[CallMistake] = []
        self.here: list[Part] = []
        self.around: list[Part] = []
        self.opened: tuple[int, Call | None] | None = None  # the frame that is open: where, and by which call unless that has a slip
        self.count = 0

    def parts(self) -> list[Part]:
        calls = "|".join(sorted(self.macros))
        signs = re.compile(rf"\{{[{{%#]|[}}%#]\}}|\b(?:{calls})\((?=\s*[\"'{CURLY})])")
        while len(self.slips) <= MOST_PROBLEMS and (sign := signs.search(self.text, self.at)):
            self.here.append(self.text[self.at : sign.start()])
            self.at = sign.end()
            try:
                self.tag(sign[0], sign.start())
            except CallMistake as slip:
                self.slips.append(slip.with_traceback(None))
                if sign[0].startswith("{"):
                    self.go_on_after(slip)
        self.here.append(self.text[self.at :])
        if self.opened:
            seen, do = "this is opened here and never closed", "Close it with {% endcall %}"
            self.slips.append(CallMistake(seen, do, "call-not-closed", self.opened[0], 2))
        return self.here

    def tag(self, sign: str, at: int) -> None:
        if sign == "{{":
            self.here.append(self.counted(self.call(at, "}}")))
        elif sign == "{%":
            self.block(at)
        elif sign == "{#":
            self.note(at)
        elif sign.endswith("("):
            self.at = _REST_OF_CALL.match(self.text, self.at).end()  # type: ignore[union-attr]
            do = f"Write {{{{ {sign}…) }}}}"
            self.refuse(f'"{sign[:-1]}" is called outside of double curly brackets', do, "call-without-brackets", at, len(sign) - 1)
        else:
            self.refuse(f'"{sign}" closes what was never opened', "Open it before, or take it away", "stray-brackets", at, 2)

    def counted(self, call: Call) -> Call:
        self.count += 1
        if self.count > MOST_CALLS:
            self.at = len(self.text)
            self.refuse(f"more than {MOST_CALLS} calls on one page", "Split the page", "page-too-large", call.at, len(call.name))
        return call

    def note(self, at: int) -> None:
        if self.text[self.at : self.at + 1].strip(" \n-"):
            do = "Write {: #name } for the address of a heading, and a space after {# for a note"
            self.refuse('"{#" starts a note that nobody sees', do, "note-or-address", at, 2)
        end = self.text.find("#}", self.at)
        if end < 0 or "{#" in self.text[self.at : end]:
            self.refuse("a note is opened here and never closed", "Close it with #}", "call-not-closed", at, 2)
        self.at = end + 2

    def block(self, at: int) -> None:
        word, _ = self.word()
        if word == "call":
            self.open_frame(at)
        elif word == "endcall":
            self.close("%}")
            self.close_frame(at)
        else:
            do = f"Write {{{{ {word}(…) }}}}" if word in self.macros else f"{HOW}, or frame text: {HOW_TO_FRAME}"
            shown = f"{{% {word[:20]}".strip()
            self.refuse(f'a page cannot use "{shown}"', do, "not-a-call", at, 2)

    def open_frame(self, at: int) -> None:
        if self.opened:
            self.refuse("a frame is opened inside another", "Close the first before it, with {% endcall %}", "call-not-closed", at, 2)
        self.opened = at, None  # whatever follows: its end is no second slip
        self.around, self.here = self.here, []
        self.opened = at, self.counted(self.call(at, "%}"))

    def close_frame(self, at: int) -> None:
        if not self.opened:
            self.refuse('"endcall" closes what was never opened', f"Take it away, or write {HOW_TO_FRAME}", "stray-brackets", at, 2)
        call, inside = self.opened[1], tuple(part for part in self.here if not isinstance(part, Frame))
        self.here = [*self.around, Frame(call, inside)] if call else self.around
        self.opened = None

    def go_on_after(self, slip: CallMistake) -> None:
        """Stand where the next tag may start: behind the closing brackets, or before what opens or ends."""
        found = re.compile(r"[}%#]\}|(?=\{[{%#])|(?=\n[ \t]*\n)").search(self.text, max(self.at, slip.at + 1))
        self.at = found.end() if found else len(self.text)
