"""Components: the macros that Markdown pages call by name, one folder each in macros/components/.

A call is checked before the macro runs: its name, its arguments, and every id in them. So a slip of a marketer becomes one
sentence at the right line, and a macro can rely on what it is given.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from macros.facts.guide import Guide
from macros.facts.problem import did_you_mean, quoted
from macros.facts.stand_ins import is_stand_in
from macros.pages.calls import Call, CallMistake, Given
from macros.pages.safe_text import plain

# The lists of statements in treatment.yml that a page can ask for by name.
PARTS = ("how_it_works", "why_wait", "discomfort", "darker_skin", "before", "after", "call_the_clinic", "other_options", "missed_session")

FOLDER = Path(__file__).parents[1] / "components"


class _EscapedOnce(CodeGenerator):
    """Jinja's own would have each thing escaped again that `plain` has made safe, which took a quarter of the time of cooking."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(str(finalize.src))

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class _Workshop(Environment):
    code_generator_class = _EscapedOnce


def workshop(**options: Any) -> Environment:
    """For components, which are code of this project: a missing name is an error, and text stays text."""
    return _Workshop(autoescape=True, finalize=plain, undefined=StrictUndefined, **options)


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
    def frames(self) -> bool:
        """Whether it frames text."""
        return "caller()" in self._source

    @cached_property
    def _source(self) -> str:
        return (FOLDER / self.name / "macro.jinja").read_text("utf-8")

    @cached_property
    def _arguments(self) -> tuple[dict[str, bool], int]:
        """Its arguments by name, each with whether it takes yes or no instead of text; and how many of them must be given.

        Read from the first line of the macro, whose arguments are written as Python's are: to parse the template again takes long.
        """
        written = re.search(rf"\{{%-? macro {self.name}\((.*?)\) -?%\}}", self._source)
        assert written, f"{self.name}/macro.jinja has no macro called {self.name}"
        found = ast.parse(f"def macro({written[1]}): pass").body[0]
        assert isinstance(found, ast.FunctionDef)
        names, defaults = [argument.arg for argument in found.args.args], found.args.defaults
        required = len(names) - len(defaults)
        yes_or_no = [False] * required + [ast.unparse(one) in ("true", "false") for one in defaults]
        return dict(zip(names, yes_or_no, strict=True)), required

    def __call__(self, **values: Any) -> Markup:
        """What it shows. From a page the values come from `checked`."""
        return self.macro(**values)

    def checked(self, call: Call, *, frames: bool) -> dict[str, Any]:
        """The values of a call, with records in the place of ids. Raises CallMistake."""
        if self.frames != frames:
            do = f"Write {{% call {self.name}(…) %}} text {{% endcall %}}" if self.frames else f"Write {{{{ {self.name}(…) }}}}"
            raise _about(call, f"{self.name} is {'a frame around text' if self.frames else 'no frame around text'}", do, "frame-or-not")
        given = self._bound(call)
        values = {name: one.value for name, one in given.items()} | self._looked_up(given)
        return {name: value for name, value in values.items() if name in self._arguments[0]}

    def _bound(self, call: Call) -> dict[str, Given]:
        kinds, required = self._arguments
        names = [name for name in kinds if name != "concern_id"]
        usage = f"Write {self.name}({', '.join(names)})"
        bound: dict[str, Given] = {}
        for index, one in enumerate(call.given):
            if not one.name and index >= len(names):
                seen = f"{self.name} takes {len(names)} {'value' if len(names) == 1 else 'values'}, not {len(call.given)}"
                raise _of(one, seen, usage, "odd-value")
            name = one.name or names[index]
            if name not in names:
                raise CallMistake(f'{self.name} has no "{name}"', did_you_mean(name, names), "unknown-name", one.name_at, len(name))
            if name in bound:
                raise CallMistake(f'{self.name} is given "{name}" twice', usage, "given-twice", one.name_at or one.at, len(name))
            if isinstance(one.value, bool) != kinds[name]:
                do = "Write true or false, without quotes" if kinds[name] else "Write words, in quotes"
                raise _of(one, f'this is no value for "{name}"', do, "odd-value")
            bound[name] = one
        for name in names[:required]:
            if name not in bound:
                raise _about(call, f'{self.name} needs "{name}"', usage, "value-missing")
            if not str(bound[name].value).strip():
                raise _of(bound[name], f'"{name}" is empty', "Write something between the quotation marks", "value-missing")
        return bound

    def _looked_up(self, given: Mapping[str, Given]) -> dict[str, Any]:
        """Records by what they are called in the macro, and the id of a concern beside it."""
        found: dict[str, Any] = {}
        if "id" in given and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(given["id"].value)):
            do = 'Use small letters, digits and hyphens, like "how-many"'
            raise _of(given["id"], f"{quoted(str(given['id'].value))} cannot be an anchor", do, "odd-name")
        if "treatment" in given:
            treatment = found["treatment"] = _known("treatment", given["treatment"], self.guide.treatments)
            if "concern" in given:
                concern = found["concern"] = _known("concern", given["concern"], treatment.concerns)
                found["concern_id"] = given["concern"].value
                if "description" in given and not is_stand_in(concern):
                    found["description"] = _known("description", given["description"], {one.id: one for one in concern.descriptions})
        if "part" in given:
            _known("part", given["part"], {name: name for name in PARTS})
        return found


def _known(kind: str, given: Given, known: Mapping[str, Any]) -> Any:
    name = str(given.value)
    if name not in known:
        raise _of(given, f"there is no {kind} called {quoted(name)}", did_you_mean(name, known), "unknown-name")
    return known[name]


def _of(given: Given, seen: str, do: str, kind: str) -> CallMistake:
    return CallMistake(seen, do, kind, given.at, given.width)


def _about(call: Call, seen: str, do: str, kind: str) -> CallMistake:
    return CallMistake(seen, do, kind, call.at, len(call.name))
