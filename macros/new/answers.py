"""What somebody wants to begin: taken from the options of the command, and on a terminal asked for where an option is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.facts.characters import odd_characters
from macros.facts.kinds import Text, checked_id
from macros.facts.problem import EditorMistakes, Problem, Slip, about_file, did_you_mean, quoted, sentences

Check = Callable[[str], str]


def plain(value: str) -> str:
    """Words on one line. Raises Slip."""
    if odd := next(odd_characters(value, ""), None):
        raise Slip(odd.seen, odd.do, kind=odd.kind)
    return str(of_kind(Text, "no words are given", "Write something")(value))


def of_kind(kind: Any, seen: str, do: str) -> Callable[[Any], Any]:
    """A check that takes what records take as this kind of value; `seen` and `do` where the record has no words of its own."""

    def check(value: Any) -> Any:
        try:
            return TypeAdapter(kind).validate_python(value, strict=True)
        except ValidationError as error:
            slip = error.errors()[0].get("ctx", {}).get("error")
            raise slip if isinstance(slip, Slip) else Slip(seen, do, kind="odd-answer") from None

    return check


def free(taken: Mapping[str, Any], what: str, where: str) -> Check:
    """A name for links that nothing of its kind has yet. Raises Slip."""

    def check(value: str) -> str:
        if checked_id(value) in taken:
            raise Slip(f"there is a {what} called {quoted(value)} already", f"Choose another name, or edit {where}", kind="name-taken")
        return value

    return check


def one_of(known: Mapping[str, Any], what: str) -> Check:
    """One of the names that are there. Raises Slip."""

    def check(value: str) -> str:
        if value not in known:
            raise Slip(f"there is no {what} called {quoted(value)}", did_you_mean(value, known), kind="unknown-name")
        return value

    return check


def inside_a_sentence(name: str) -> str:
    """A title as it stands inside a sentence: `Acne scars` -> `acne scars`, and `IPL marks` as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def name_for_links(words: str) -> str:
    """A name made of words: `Crow's feet` -> `crows-feet`; nothing where they have no Latin letter."""
    plain_letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "-", plain_letters)[:60].strip("-")


def _hint(example: str, default: str | None) -> str:
    return f"like {example}" if default is None else f"{default} if you press Enter" if default else "Enter to leave it out"


class Answers:
    """The answers of one command. Problems are kept, so that all of them are told in one run; `finish` raises them."""

    def __init__(self, options: Mapping[str, str | None], ask: Callable[[str], str] | None) -> None:
        self.options, self.ask = options, ask
        self.problems: list[Problem] = []

    def get(self, option: str, about: str, example: str, check: Check = plain, default: str | None = None) -> str:
        """The answer to one question. Without a `default` there must be one; a default that is empty means that it can be left out."""
        given = self.options.get(option)
        if given is None and self.ask:
            return self._asked(f"{about} ({_hint(example, default)}): ", check, default)
        if given is None and default is None:
            do = f'Add it, like --{option} "{example}"'
            self.problems.append(about_file(f"--{option}", f"this is missing: {about[:1].lower()}{about[1:]}", do, "missing-option"))
        if given is None and not default:
            return ""
        try:
            return check(given if given is not None else default or "")
        except Slip as slip:
            self.problems.append(about_file(f"--{option}", slip.seen, slip.do, slip.kind))
            return ""

    def _asked(self, prompt: str, check: Check, default: str | None) -> str:
        assert self.ask
        while True:
            answer = self.ask(prompt).strip() or default
            if answer == "" and default == "":
                return ""
            try:
                return check(answer or "")
            except Slip as slip:
                prompt = f"  {sentences(slip.seen, slip.do)}\n  Again: "

    def finish(self) -> None:
        """Raises EditorMistakes if an answer is missing or wrong."""
        if self.problems:
            raise EditorMistakes(self.problems)
