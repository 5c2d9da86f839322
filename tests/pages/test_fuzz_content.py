"""Whatever stands in a page, in the menu or in data, the whole check answers with problems that lie inside the files, or finds all well.

Each run tries the same texts, so that nobody's pull request fails by chance; `make fuzz` tries many more, new each time.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checks.content import check_content
from macros.checks.markdown_traps import markdown_traps
from macros.checks.page_links import page_links
from macros.checks.raw_html import raw_html
from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes, Problem
from macros.facts.yaml_reader import read_yaml
from macros.pages.content import FrontMatter, Source, read_menu, read_page
from macros.pages.kitchen import Kitchen
from macros.pages.stage import Staged, prepare
from tests.fuzz import assert_inside, often

SLOWEST = 3  # seconds of work
PAGE = "content/about/contact.md"
SIGNS = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "(", ")", ",", "=", '"', "'", "“", "\\", "|", ".", "-", "*", "[", "]", "<", ">", "/"),
    *(" ", "\n", "\n\n", "    ", "\t", "# ", "- ", "1. ", "---\n", "===\n", "```\n", "> ", "&", "!", ":", "{: ", "](", "<!--", "<a href="),
]
WORDS = [
    *("call", "endcall", "sessions", "faq_item", "contact", "lamp", "mist", "grey-dots", "is-it", "true", "for", "if", "set", "x", "é"),
    *('{{ sessions("lamp") }}', '{% call faq_item("Why?", "why") %}', "{% endcall %}", "javascript:x", "onclick=x", "../index.md"),
    *("<script>", "🙂"),
]
HEADS = ["---", "----", "--- ", "...", "title: A", "description: B", "title:", "titel: A", "- a", "# a", "", " x: 1", '"', "&a", "\t"]
page_like = st.lists(st.sampled_from(SIGNS + WORDS), max_size=40).map("".join)
head_like = st.lists(st.sampled_from(HEADS), max_size=8).map("\n".join)
names = st.sampled_from(["Start", "concerns_of", "", " ", "<b>", "x" * 130, "{{ x }}"])
pages = st.sampled_from(["index.md", "faq/index.md", "lamp", "mist", "../x", "", "nowhere.md"])
targets = pages | st.none() | st.booleans() | st.integers()
entries = st.recursive(
    st.dictionaries(names, targets, max_size=2) | targets,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=2),
    max_leaves=12,
)


@contextmanager
def quick() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SLOWEST


@pytest.fixture(scope="module")
def clinic(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clinic")
    shutil.copytree(fixture_clinic, root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="module")
def lantern_staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


def in_files(root: Path, problems: list[Problem]) -> None:
    for problem in problems:
        file = root / problem.path
        assert_inside(problem, file.read_bytes() if file.is_file() else b"")


@often(1000)
@given(text=page_like)
def test_calls_of_a_page(guide: Guide, text: str) -> None:
    with quick():
        try:
            Kitchen(guide).cook("about/contact.md", text, PAGE)
        except EditorMistakes as mistakes:
            for problem in mistakes.problems:
                assert_inside(problem, text.encode())


@often(1500)
@given(text=page_like)
def test_rules_for_a_page(lantern_staged: Staged, text: str) -> None:
    head = FrontMatter(title="Contact", description="Where we are.")
    staged = replace(lantern_staged, sources=[Source("about/contact.md", PAGE, head, text)])
    with quick():
        for rule in (raw_html, markdown_traps, page_links):
            for problem in rule(staged):
                assert_inside(problem, text.encode())


@often(400)
@given(head=head_like, text=page_like)
def test_the_head_of_a_page(clinic: Path, head: str, text: str) -> None:
    raw = f"{head}\n{text}".encode()
    (clinic / "content/fuzz.md").write_bytes(raw)
    try:
        assert read_page(clinic, "content/fuzz.md").front_matter.title
    except EditorMistakes as mistakes:
        in_files(clinic, mistakes.problems)
    finally:
        (clinic / "content/fuzz.md").unlink()


@often(400)
@given(menu=entries)
def test_the_menu(guide: Guide, tmp_path_factory: pytest.TempPathFactory, menu: Any) -> None:
    root = tmp_path_factory.getbasetemp() / "menu"
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content/menu.yml").write_text(json.dumps(menu), "utf-8")
    try:
        read_menu(root, guide, {"index.md"})
    except EditorMistakes as mistakes:
        in_files(root, mistakes.problems)


def leaves(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield loc
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from leaves(part, (*loc, key))


ODD = [None, True, 0, -1, 10**17, 1.5, "", " ", "x", "x" * 2001, [], {}, [[]], {"a": 1}]
odd_values = st.sampled_from([*ODD, "2026-02-30", "javascript:x", "<b>", "{{ x }}", "{span}"])


@often(25)
@given(data=st.data())
def test_the_whole_check(clinic: Path, data: st.DataObject) -> None:
    """A value of a data file becomes another one, and a page another text."""
    files = sorted(file.relative_to(clinic) for file in clinic.glob("data/**/*.yml"))
    file = data.draw(st.sampled_from(files))
    before, page = (clinic / file).read_bytes(), (clinic / PAGE).read_bytes()
    value = read_yaml(clinic / file, str(file)).value
    loc = data.draw(st.sampled_from(list(leaves(value))))
    whole = {"": value}
    inner: Any = whole
    for key in ("", *loc)[:-1]:
        inner = inner[key]
    inner[("", *loc)[-1]] = data.draw(odd_values)
    try:
        (clinic / file).write_text(json.dumps(whole[""], ensure_ascii=False, indent=1), "utf-8")
        (clinic / PAGE).write_bytes(page + data.draw(page_like).encode())
        with quick():
            check_content(clinic)
    except EditorMistakes as mistakes:
        in_files(clinic, mistakes.problems)
    finally:
        (clinic / file).write_bytes(before)
        (clinic / PAGE).write_bytes(page)
