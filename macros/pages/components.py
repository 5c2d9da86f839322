"""Components: the macros that Markdown pages call by name, one folder each in macros/components/.

A call is checked before the macro runs: its name, its arguments, and every id in them. So a slip of a marketer becomes one
sentence at the right line, and a macro can rely on what it is given.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from macros.facts.guide import Guide
from macros.facts.problem import did_you_mean
from macros.pages.safe_text import plain

# The lists of statements in treatment.yml that a page can ask for by name.
PARTS = ("how_it_works", "why_wait", "discomfort", "darker_skin", "before", "after", "call_the_clinic", "other_options", "missed_session")

FOLDER = Path(__file__).parents[1] / "components"


class CallMistake(Exception):
    """A page calls a component wrongly. `word` is what to look for in the line, to show the column."""

    def __init__(self, seen: str, do: str, word: str) -> None:
        super().__init__(seen)
        self.seen, self.do, self.word = seen, do, word


def sandbox() -> Environment:
    """For pages: a Jinja environment in which a template cannot run code, a missing name is an error, and text stays text."""
    return ImmutableSandboxedEnvironment(autoescape=True, finalize=only_text, undefined=StrictUndefined)


def workshop(**options: Any) -> Environment:
    """For components, which are code of this project: the same but for the sandbox, which looks twice at every field that is read."""
    return Environment(autoescape=True, finalize=plain, undefined=StrictUndefined, **options)


def only_text(value: Any) -> Any:
    """For pages: a macro without its brackets would print itself, insides and all."""
    if isinstance(value, str | int | float | Undefined):
        return plain(value)
    raise CallMistake("this prints no text", 'Call the macro with brackets, like {{ sessions("…") }}', "{{")


def component_names() -> list[str]:
    """The names of all components, in alphabetical order."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "macro.jinja").is_file())


@dataclass(frozen=True)
class Component:
    """One component, ready to be called from a page."""

    name: str
    environment: Environment
    guide: Guide

    @cached_property
    def macro(self) -> Callable[..., Markup]:
        return getattr(self.environment.get_template(f"{self.name}/macro.jinja").module, self.name)  # type: ignore[no-any-return]

    @cached_property
    def _signature(self) -> tuple[list[str], int, bool]:
        """Its argument names, how many of them must be given, and whether it frames text.

        Read from the first line of the macro, whose arguments are written as Python's are: to parse the template again takes long.
        """
        source = (FOLDER / self.name / "macro.jinja").read_text("utf-8")
        written = re.search(rf"\{{%-? macro {self.name}\((.*?)\) -?%\}}", source)
        assert written, f"{self.name}/macro.jinja has no macro called {self.name}"
        found = ast.parse(f"def macro({written[1]}): pass").body[0]
        assert isinstance(found, ast.FunctionDef)
        names = [argument.arg for argument in found.args.args]
        return names, len(names) - len(found.args.defaults), "caller()" in source

    def as_function(self) -> Callable[..., Markup]:
        """What a page gets: a plain function, because of an object a page could read the fields, and through them write files."""

        def call(*given: Any, **named: Any) -> Markup:
            return self(*given, **named)

        return call

    def __call__(self, *given: Any, caller: Callable[[], str] | None = None, **named: Any) -> Markup:
        values = self._bind(given, named)
        self._look_up(values)
        names, _, wraps = self._signature
        if wraps != bool(caller):
            do = f"Write {{% call {self.name}(…) %}} text {{% endcall %}}" if wraps else f"Write {{{{ {self.name}(…) }}}}"
            raise CallMistake(f"{self.name} is {'a frame around text' if wraps else 'no frame around text'}", do, self.name)
        if caller:
            values["caller"] = caller
        return self.macro(**{name: value for name, value in values.items() if name in (*names, "caller")})

    def _look_up(self, values: dict[str, Any]) -> None:
        """Put records in the place of ids, and keep the id of a concern beside it."""
        if "id" in values and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(values["id"])):
            do = 'Use small letters, digits and hyphens, like "how-many"'
            raise CallMistake(f'"{values["id"]}" cannot be an anchor', do, str(values["id"]))
        if "treatment" not in values:
            return
        treatment = values["treatment"] = self._known("treatment", values["treatment"], self.guide.treatments)
        if values.get("concern") is not None:
            values["concern_id"] = values["concern"]
            values["concern"] = self._known("concern", values["concern"], treatment.concerns)
            if values.get("description") is not None:
                descriptions = {one.id: one for one in values["concern"].descriptions}
                values["description"] = self._known("description", values["description"], descriptions)
        if "part" in values:
            parts = {name: name for name in PARTS}
            self._known("part", values["part"], parts)

    def _bind(self, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
        names, required, _ = self._signature
        names = [name for name in names if name != "concern_id"]
        usage = f"Write {self.name}({', '.join(names)})"
        if len(given) > len(names):
            raise CallMistake(f"{self.name} takes {len(names)} values, not {len(given)}", usage, self.name)
        for name in named:
            if name not in names:
                raise CallMistake(f'{self.name} has no "{name}"', did_you_mean(name, names), name)
        values = dict(zip(names, given, strict=False))
        for name in values.keys() & named.keys():
            raise CallMistake(f'{self.name} is given "{name}" twice', usage, name)
        values.update(named)
        for name in names[:required]:
            if values.get(name) is None:
                raise CallMistake(f'{self.name} needs "{name}"', usage, self.name)
        return values

    def _known(self, kind: str, name: Any, known: dict[str, Any]) -> Any:
        if not isinstance(name, str) or name not in known:
            raise CallMistake(f'there is no {kind} called "{name}"', did_you_mean(str(name), known), str(name))
        return known[name]
