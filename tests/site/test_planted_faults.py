"""Each fault that is planted in a good site is told with its file, its place in it, and what to do: see planted_faults.yml."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.checks.site.check import check_site
from macros.checks.site.pages import read_site
from macros.checks.site.site import BuiltSite
from macros.facts.problem import EditorMistakes, Problem
from macros.headers.site import policy_problems, wanted_by
from macros.pages.stage import Staged
from tests.site.project import Built, staged_for

FAULTS: dict[str, dict[str, Any]] = {
    f"{family}: {name}": fault
    for family, faults in yaml.safe_load(Path(__file__).with_name("planted_faults.yml").read_text("utf-8")).items()
    for name, fault in faults.items()
}
# One of each kind of look at a page, and of the site as a whole.
SPREAD = [
    "Addresses: a broken anchor of this page",
    "Addresses: a missing picture",
    "Somebody else's: a frame",
    "Somebody else's: a form that posts",
    "What runs or restyles: a script in a tag",
    "What runs or restyles: a script in the page",
]


@pytest.fixture(scope="module")
def staged(lantern: Built) -> Staged:
    return staged_for(lantern)


@pytest.fixture
def site(lantern: Built, tmp_path: Path) -> Path:
    return shutil.copytree(lantern.site, tmp_path / "site")


def test_the_untouched_site_has_none(site: Path, staged: Staged) -> None:
    assert problems(site, staged) == []


def test_enough_kinds_are_planted() -> None:
    assert len(FAULTS) > 110
    assert len({fault["kind"] for fault in FAULTS.values()}) > 20


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_with_its_place(site: Path, staged: Staged, name: str) -> None:
    fault = FAULTS[name]
    path = planted(site, fault)
    found = problems(site, staged)
    told = [one for one in found if one.kind == fault["kind"] and fault["says"] in one.seen and one.path == f"site/{path}"]
    assert [(one.line, one.column) for one in told] == [place(site / path, fault["at"])], "\n".join(map(str, found))
    assert told[0].do
    assert told[0].severity == "error"
    assert {one.kind for one in found} <= {fault["kind"], *fault.get("also", ())}, "\n".join(map(str, found))


def test_all_faults_of_a_site_are_told_at_once_and_in_order(site: Path, staged: Staged) -> None:
    for name in ("Addresses: a broken link", "Parts: a label of nothing", "Lists: a page listed twice", "What runs or restyles: no policy"):
        planted(site, FAULTS[name])
    found = problems(site, staged)
    assert {one.kind for one in found} == {"unknown-page", "unknown-anchor", "told-otherwise", "changed-file", "no-policy"}
    assert found == sorted(found)


def test_two_processes_find_what_one_finds(site: Path, staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a large guide is looked through: each process takes every other page."""
    for name, page in zip(SPREAD, [path for path in staged.pages if path != "faq/index.md"], strict=False):
        planted(site, {**FAULTS[name], "file": page.removesuffix(".md") + ".html"})
    alone = problems(site, staged)
    assert len({one.path for one in alone}) >= len(SPREAD)
    for module in ("macros.checks.site.check", "macros.checks.site.pages", "macros.headers.site"):
        monkeypatch.setattr(f"{module}.MANY_PAGES", 2)
    monkeypatch.setattr("macros.both_cores.cores", lambda: 2)
    assert problems(site, staged) == alone


def test_a_site_for_patients_can_be_found_and_has_nothing_of_a_preview(site: Path, staged: Staged) -> None:
    found = problems(site, replace(staged, is_preview=False))
    kept_out = {one.path for one in found if "it tells search engines to pass it by" in one.seen}
    assert kept_out == {f"site/{page.removesuffix('.md')}.html" for page in staged.pages}
    assert "site/show-sources/show_sources.js" in {one.path for one in found if one.kind == "unexpected-file"}
    assert any("asked to look at no page" in one.seen and one.path == "site/robots.txt" for one in found)


def test_an_answer_that_is_held_back_gives_no_number_anywhere(site: Path, staged: Staged) -> None:
    """Then the facts have a number that the page must not have, and that is no fault of the page."""
    held = frozenset([("lamp", "grey-dots")])
    page = "lamp/estimate.md"
    cooked = staged.cooked_again(page, None, held).decode().split("---\n", 2)[2]
    text = (site / "lamp/estimate.html").read_text("utf-8")
    before, _, rest = text.partition('<div class="cg-estimate"')
    made = cooked[cooked.index('<div class="cg-estimate"') : cooked.index("## Every answer")]
    (site / "lamp/estimate.html").write_text(before + made + rest[rest.index('<h2 id="every-answer">') :], "utf-8")
    told = [one.seen for one in problems(site, staged) if "the facts give" in one.seen or "no facts give" in one.seen]
    assert told == []


def planted(site: Path, fault: dict[str, Any]) -> str:
    """Plant it, and give the path of its file."""
    named = fault.get("file", "faq/index.html")
    path = next(site.glob(named)).relative_to(site).as_posix() if "*" in named else named
    file = site / path
    if fault.get("remove"):
        file.unlink()
    elif "copy" in fault:
        shutil.copy(site / fault["copy"], file)
    elif "write" in fault:
        file.write_text(fault["write"], "utf-8")
    else:
        text = file.read_text("utf-8")
        old, new = fault.get("replace") or ("</article>", fault.get("put", "") + "</article>")
        if "article" in fault:
            old, new = re.search(r"(?s)<article[^>]*>.*</article>", text)[0], f"<article>{fault['article']}</article>"  # type: ignore[index]
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    return path


def place(file: Path, at: str) -> tuple[int, int]:
    """The line and the column where a text stands that the file holds once; the first if there is none to look for."""
    if not at:
        return 1, 1
    text = file.read_text("utf-8")
    assert text.count(at) == 1, f"{at} stands there {text.count(at)} times"
    before = text[: text.index(at)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def problems(site: Path, staged: Staged) -> list[Problem]:
    try:
        pages = read_site(site)[0]
        held = {path: page.held for path, page in pages.items()}
        check_site(site, staged, pages, also=policy_problems(held, wanted_by(site, held)))
    except EditorMistakes as mistakes:
        return mistakes.problems
    return []


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<head><style>p{}</style><p>b", "<head><p>b"), ("<style>p{color:red}</style>b", "<style>p{color:red}</style>b"),
        ("a<style>q{}</style>b", "a<style>q{}</style>b"), ("a b", "a b"), ("a<style>p{}", "a<style>p{}"),
        ("<style>p{}</style>a<style>p{}</style>b", "a<style>p{}</style>b"),
    ],
)  # fmt: skip
def test_the_style_of_all_pages_alone_is_not_looked_through(tmp_path: Path, staged: Staged, source: str, left: str) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><style>p{}</style><p>Home", "utf-8")
    assert BuiltSite(tmp_path, staged, {}).without_style(source) == left
