"""Calls that are right: what a page becomes is what Jinja would make of it, without a language that could do more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from macros.facts.guide import Guide, load
from macros.facts.problem import EditorMistakes
from macros.pages import filled as filling
from macros.pages.calls import Call, Given
from macros.pages.components import Component
from macros.pages.concern_pages import concern_pages, concern_values
from macros.pages.content import read_page
from macros.pages.content_files import content_files
from macros.pages.kitchen import Kitchen
from macros.pages.page import Page

PROJECT = Path(__file__).parents[2]


def called_by_jinja(component: Component) -> Callable[..., Markup]:
    def call(*given: Any, caller: Callable[[], str] | None = None, **named: Any) -> Markup:
        values = (*(Given(one, 0, 0) for one in given), *(Given(one, 0, 0, name) for name, one in named.items()))
        checked = component.checked(Call(component.name, 0, values), frames=caller is not None)
        return component(**checked, **({"caller": caller} if caller else {}))

    return call


@pytest.mark.parametrize("clinic", [PROJECT, PROJECT / "tests/fixture_clinic"], ids=["real", "lantern"])
def test_a_page_becomes_what_jinja_would_make_of_it(clinic: Path) -> None:
    guide = load(clinic)
    sources = [*concern_pages(guide), *(read_page(clinic, file) for file in content_files(clinic).pages)]
    ours, theirs = Kitchen(guide), Kitchen(guide)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals = {name: called_by_jinja(one) for name, one in theirs.components.items()}
    assert len(sources) > 10
    for source in sources:
        values = concern_values(source)
        ours.page, theirs.page = Page(source.path), Page(source.path)
        made = filling.filled(source.body, source.shown_as, ours.components, values)
        assert made.strip() == environment.from_string(source.body).render(**values).strip(), source.path


def test_a_page_that_grows_too_long_is_refused_at_the_call_that_makes_it(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    one = len(Kitchen(guide).cook("a.md", '{{ every_answer("lamp") }}', "content/a.md"))
    monkeypatch.setattr(filling, "LONGEST", 3 * one)
    with pytest.raises(EditorMistakes) as found:
        Kitchen(guide).cook("a.md", 10 * '{{ every_answer("lamp") }}\n', "content/a.md")
    assert str(found.value) == "content/a.md:4:4  the page grows too long here. Split the page."
