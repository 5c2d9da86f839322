"""One call of a macro in a page, read from its text: a name, and values in quotes. Nothing else can be said in it.

What is wrong is told at its exact place, with what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from macros.facts.problem import did_you_mean, quoted

HOW = "A page can only call macros, like {{ contact() }}"
HOW_TO_GIVE = 'Give each value in straight quotes, with commas between, like ("acne-scars", "mild")'

CURLY = "“”„‟‘’‚«»"
_WORD = re.compile(r"\w[\w-]*")
_SPACE = re.compile(r"\s*")
_QUOTED = re.compile(r""""[^"\n]*"?|'[^'\n]*'?""")
_NO_MORE_VALUES = re.compile(r"\s*(?:[{}]|%\}|\Z)")
# What somebody who knows a template language might write behind a call.
_GOES_ON = re.compile(r"[|.+*/%~\[(<>=!&-](?!\})|(?:if|is|and|or|in|not|else)\b")


@dataclass(frozen=True)
class Name:
    """A name that stands for a value."""

    name: str


@dataclass(frozen=True)
class Given:
    """One value of a call, and where it stands in the page; `name` and `name_at` if it has a name."""

    value: str | bool | Name
    at: int
    width: int
    name: str = ""
    name_at: int = 0


@dataclass(frozen=True)
class Call:
    """One call: the name of the macro, where it stands in the page, and what it is given."""

    name: str
    at: int
    given: tuple[Given, ...]

    def standing_for(self, values: Mapping[str, str]) -> Call:
        """The same call, with what each name that stands for a value stands for."""
        if not values:
            return self
        given = (replace(one, value=values[one.value.name]) if isinstance(one.value, Name) else one for one in self.given)
        return replace(self, given=tuple(given))


class CallMistake(Exception):
    """A slip in a call: what we saw, what to do, and which characters of the page it is about."""

    def __init__(self, seen: str, do: str, kind: str, at: int, width: int = 1) -> None:
        super().__init__(seen)
        self.seen, self.do, self.kind, self.at, self.width = seen, do, kind, at, width


class CallReader:
    """Reads a page's text step by step; `at` is where it stands. `macros` may be called, `values` are names that stand for a value."""

    def __init__(self, text: str, macros: frozenset[str], values: frozenset[str]) -> None:
        self.text, self.macros, self.values, self.at = text, macros, values, 0

    def call(self, opened: int, end: str) -> Call:
        """name(values) and the closing brackets `end`, after the brackets at `opened`. Raises CallMistake."""
        name, at = self.word()
        if not name or name[0].isdigit():
            self.at = at
            ahead = self.shown_ahead()
            self.refuse(f"no macro is called here{ahead}", HOW, "not-a-call", *((at, 1) if ahead else (opened, 2)))
        if name not in self.macros:
            self.refuse(f"there is no macro called {quoted(name)}", did_you_mean(name, self.macros), "unknown-name", at, len(name))
        if not self.passes("("):
            do = f'Write {name}("…")' if self.passes(end) else HOW
            self.refuse(f"{name} is called without its round brackets", do, "call-without-brackets", at, len(name))
        call = Call(name, at, tuple(self.values_given()))
        self.close(end)
        return call

    def close(self, end: str) -> None:
        """Pass the closing brackets `end`. Raises CallMistake where something else stands."""
        before = self.at
        if self.passes(end):
            return
        self.space()
        if _GOES_ON.match(self.text, self.at):
            self.refuse(f"nothing may follow the call{self.shown_ahead()}", HOW, "not-a-call", self.at)
        self.refuse(f'"{end}" is missing here', "Add it", "call-not-closed", before)

    def values_given(self) -> Iterator[Given]:
        while not self.passes(")"):
            yield self.one_given()
            if self.passes(",") or self.comes(")"):
                continue
            self.refuse_missing_bracket()
            self.space()
            self.refuse(f"a comma or a bracket is missing before this{self.shown_ahead()}", HOW_TO_GIVE, "odd-value", self.at)

    def one_given(self) -> Given:
        before, (name, at) = self.at, self.word()
        if name and self.passes("="):
            return replace(self.value(), name=name, name_at=at)
        self.at = before
        return self.value()

    def value(self) -> Given:
        self.refuse_missing_bracket()
        word, at = self.word()
        if word in self.values or word in ("true", "false"):
            return Given(Name(word) if word in self.values else word == "true", at, len(word))
        if word:
            self.refuse(f"{quoted(word)} stands without quotation marks", f"Write {quoted(word)}", "value-without-quotes", at, len(word))
        if found := _QUOTED.match(self.text, self.at):
            return self.in_quotes(found)
        if self.text[at : at + 1] in tuple(CURLY):
            self.refuse("this is a curly quotation mark", 'Type a straight one: "', "curly-quote", at)
        raise CallMistake(f"this is no value{self.shown_ahead()}", HOW_TO_GIVE, "odd-value", at)

    def in_quotes(self, found: re.Match[str]) -> Given:
        at, text = found.start(), found[0]
        if len(text) < 2 or text[-1] != text[0]:
            self.refuse("a quotation mark is opened here and never closed", "Close it", "quote-not-closed", at)
        if "\\" in text:
            self.refuse("a backslash stands in this text", "Take it away", "odd-value", at + text.index("\\"))
        self.at = found.end()
        return Given(text[1:-1], at + 1, len(text) - 2)

    def word(self) -> tuple[str, int]:
        """The word that comes next, or "", and where it stands."""
        self.space()
        found, at = _WORD.match(self.text, self.at), self.at
        self.at = found.end() if found else at
        return (found[0] if found else ""), at

    def space(self) -> None:
        """Stand behind the spaces and line ends that come next."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def comes(self, sign: str) -> bool:
        """Whether `sign` comes next, after spaces."""
        return self.text.startswith(sign, _SPACE.match(self.text, self.at).end())  # type: ignore[union-attr]

    def passes(self, sign: str) -> bool:
        """Whether `sign` comes next; if so, stand behind it."""
        if not self.comes(sign):
            return False
        self.space()
        self.at += len(sign)
        return True

    def refuse_missing_bracket(self) -> None:
        if _NO_MORE_VALUES.match(self.text, self.at):
            self.refuse('a ")" is missing here', "Add it behind the last value", "call-not-closed", self.at)

    def shown_ahead(self) -> str:
        """A little of what comes next in this line."""
        ahead = self.text[self.at : self.at + 100].split("\n")[0].strip()
        return f": {quoted(ahead)}" if ahead else ""

    def refuse(self, seen: str, do: str, kind: str, at: int, width: int = 1) -> NoReturn:
        raise CallMistake(seen, do, kind, at, width)
