"""Each fault that is planted in a good site is found, and the page that has it is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.checks.content import check_content
from macros.checks.site import check_site, read_site
from macros.facts.problem import EditorMistakes
from macros.pages.stage import Staged
from tests.site.project import Built

PAGE = "faq/index.html"
FAULTS = {
    "a broken link": '<a href="nowhere.html">x</a>',
    "a broken link from the root": '<a href="/nowhere.html">x</a>',
    "a link out of the site": '<a href="../../outside.html">x</a>',
    "a broken anchor of another page": '<a href="../index.html#nowhere">x</a>',
    "a broken anchor of this page": '<a href="#nowhere">x</a>',
    "a missing image": '<img src="../assets/gone.png" alt="">',
    "a missing script": '<script src="../assets/gone.js"></script>',
    "a missing style": '<link rel="stylesheet" href="../assets/gone.css">',
    "somebody's script": '<script src="https://somebody.example/x.js"></script>',
    "somebody's script without a scheme": '<script src="//somebody.example/x.js"></script>',
    "somebody's image": '<img src="https://somebody.example/x.png" alt="">',
    "somebody's image in a set": '<img src="../assets/lantern.svg" srcset="https://somebody.example/x.png 2x" alt="">',
    "somebody's style": '<link rel="stylesheet" href="https://somebody.example/x.css">',
    "somebody's frame": '<iframe src="https://somebody.example/" title="x"></iframe>',
    "a form that sends": '<form action="https://somebody.example/"></form>',
    "a link that runs": '<a href="javascript:alert(1)">x</a>',
    "a link that runs, hidden": '<a href=" Java&#10;Script:alert(1)">x</a>',
    "a left-over call": "<p>{{ sessions() }}</p>",
    "a left-over block": "<p>{% if %}</p>",
    "a left-over in a heading": "<h2>{{ name }}</h2>",
}


@pytest.fixture(scope="module")
def staged(lantern: Built) -> Staged:
    return check_content(lantern.root)


@pytest.fixture
def site(lantern: Built, tmp_path: Path) -> Path:
    return shutil.copytree(lantern.site, tmp_path / "site")


def test_a_good_site_has_no_fault(site: Path, staged: Staged) -> None:
    check_site(site, staged, read_site(site))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_page_is_found(site: Path, staged: Staged, fault: str) -> None:
    _replace(site / PAGE, "</article>", FAULTS[fault] + "</article>")
    assert _faulty(site, staged) == {f"site/{PAGE}"}


def test_a_page_with_an_empty_article_is_found(site: Path, staged: Staged) -> None:
    before, _, rest = (site / PAGE).read_text("utf-8").partition("<article")
    (site / PAGE).write_text(before + "<article></article>" + rest.partition("</article>")[2], "utf-8")
    assert f"site/{PAGE}" in _faulty(site, staged)


def test_a_page_of_no_bytes_is_found(site: Path, staged: Staged) -> None:
    (site / PAGE).write_bytes(b"")
    assert f"site/{PAGE}" in _faulty(site, staged)


def test_a_page_that_was_not_built_is_found(site: Path, staged: Staged) -> None:
    (site / PAGE).unlink()
    assert f"site/{PAGE}" in _faulty(site, staged)


def test_a_style_that_loads_from_somebody_else_is_found(site: Path, staged: Staged) -> None:
    (sheet,) = (site / "assets").glob("estimate.*.css")
    sheet.write_text('@import url("https://somebody.example/font.css");\n' + sheet.read_text("utf-8"), "utf-8")
    assert _faulty(site, staged) == {f"site/assets/{sheet.name}"}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def _faulty(site: Path, staged: Staged) -> set[str]:
    """The pages that check_site names."""
    with pytest.raises(EditorMistakes) as mistakes:
        check_site(site, staged, read_site(site))
    return {problem.path for problem in mistakes.value.problems}
