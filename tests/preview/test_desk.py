"""Whatever is remembered between two edits: the pages are those of a whole build, byte for byte, after an edit of any file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.facts.problem import EditorMistakes
from macros.pages.stage import prepare, with_reviews
from macros.preview.desk import Desk
from macros.reviews.states import Reviews
from tests.conftest import FIXTURE_CLINIC

ON = "2026-11-25"
FILES = sorted(
    file.relative_to(FIXTURE_CLINIC).as_posix()
    for place in ("data", "content")
    for file in (FIXTURE_CLINIC / place).rglob("*")
    if file.is_file() and not file.name.startswith(".")
)
Edit = Callable[[str], str]


def one_line_more(text: str) -> str:
    """Every line moves down by one, and nothing else changes."""
    return text.replace("---\n", "---\n# moved\n", 1) if text.startswith("---") else f"# moved\n{text}"


def another_word(text: str) -> str:
    """In the first sentence of the file."""
    return re.sub(r"(?m)^(.*[a-z]{3} )([a-z]{3,} [a-z]+.*)$", r"\1truly \2", text, count=1)


def another_number(text: str) -> str:
    return re.sub(r"(?m)(at_most: |percent: |people: )(\d+)", lambda found: found[1] + str(int(found[2]) + 1), text, count=1)


def every_word(text: str) -> str:
    return text.replace(" and ", " and also ").replace(" is ", " is really ")


def nothing_left(_: str) -> str:
    return ""


EDITS = [one_line_more, another_word, another_number, every_word, nothing_left]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desk") / "clinic"
    shutil.copytree(FIXTURE_CLINIC, root)
    return root


@pytest.fixture(scope="module")
def desk(clinic: Path) -> Desk:
    """One desk for all edits of this module, so that it has something to remember wrongly."""
    found = Desk(clinic)
    found.look(ON)
    pages_of(found)
    return found


def whole(root: Path) -> dict[str, bytes] | None:
    """Every file of a whole build; None where there is none because of a mistake."""
    try:
        staged = prepare(root)
        return dict(with_reviews(staged, Reviews(staged, ON).by_page).files)
    except EditorMistakes:
        return None


def pages_of(desk: Desk) -> dict[str, bytes]:
    return {path: desk.page(path) for path in desk.paths}


def looked(desk: Desk) -> dict[str, bytes] | None:
    """Every file that the desk has after a look; None if it found a mistake."""
    try:
        desk.look(ON)
        pages = pages_of(desk)
    except EditorMistakes:
        return None
    names = desk.for_engine()[1]
    return pages | {name: desk.file(name) or b"" for name in names if name not in pages}


def assert_same(desk: Desk, root: Path) -> None:
    expected, found = whole(root), looked(desk)
    assert (found is None) == (expected is None)
    if expected is not None and found is not None:
        assert found.keys() == expected.keys()
        assert {path for path in found if found[path] != expected[path]} == set()


@pytest.fixture
def kept(clinic: Path) -> Iterator[Path]:
    """The clinic, put back as it was after the test."""
    yield clinic
    for place in ("data", "content"):
        shutil.rmtree(clinic / place)
        shutil.copytree(FIXTURE_CLINIC / place, clinic / place)


@pytest.mark.parametrize("path", FILES)
def test_an_edit_of_any_file_gives_the_pages_of_a_whole_build(desk: Desk, kept: Path, path: str) -> None:
    file = kept / path
    before = file.read_text("utf-8")
    for edit in EDITS:
        if (after := edit(before)) != before:
            file.write_text(after, "utf-8")
            assert_same(desk, kept)
    file.unlink()
    assert_same(desk, kept)
    file.write_text(before, "utf-8")
    assert_same(desk, kept)


def test_a_page_that_comes_and_goes(desk: Desk, kept: Path) -> None:
    menu = (kept / "content/menu.yml").read_text("utf-8")
    (kept / "content/new.md").write_text('---\ntitle: New\ndescription: A page.\n---\n\n# New\n\n{{ sessions("lamp") }}\n', "utf-8")
    assert_same(desk, kept)  # in no menu yet
    (kept / "content/menu.yml").write_text(menu + "\n- New: new.md\n", "utf-8")
    assert_same(desk, kept)
    assert b"New" in desk.page("new.md")
    (kept / "content/new.md").rename(kept / "content/newer.md")
    (kept / "content/menu.yml").write_text(menu + "\n- New: newer.md\n", "utf-8")
    assert_same(desk, kept)
    assert "new.md" not in desk.paths


def test_a_concern_that_comes_and_goes(desk: Desk, kept: Path) -> None:
    folder = kept / "data/treatments/mist"
    order = (folder / "treatment.yml").read_text("utf-8")
    shutil.copy(folder / "concerns/dry-leaf.yml", folder / "concerns/wet-leaf.yml")
    (folder / "treatment.yml").write_text(order.replace("[dry-leaf]", "[wet-leaf, dry-leaf]"), "utf-8")
    assert_same(desk, kept)
    assert "mist/wet-leaf.md" in desk.paths


def test_after_a_mistake_the_last_good_pages_stay(desk: Desk, kept: Path) -> None:
    desk.look(ON)
    before = pages_of(desk)
    (kept / "data/clinic.yml").write_text("name: [", "utf-8")
    with pytest.raises(EditorMistakes):
        desk.look(ON)
    assert pages_of(desk) == before


def test_an_edit_makes_only_what_it_touches(desk: Desk, kept: Path) -> None:
    desk.look(ON)
    pages_of(desk)
    file = kept / "data/treatments/mist/concerns/dry-leaf.yml"
    file.write_text(every_word(file.read_text("utf-8")), "utf-8")
    desk.look(ON)
    waiting = set(desk.waiting)
    assert "mist/dry-leaf.md" in waiting
    assert not waiting & {path for path in desk.paths if path.startswith("lamp/")}


def test_a_second_edit_within_one_tick_of_the_clock_is_seen(desk: Desk, kept: Path) -> None:
    file = kept / "content/about/contact.md"
    text = file.read_text("utf-8")
    for word in ("aaaa", "bbbb", "cccc"):  # of one length, and as quick as can be
        file.write_text(text + f"\n{word}\n", "utf-8")
        desk.look(ON)
        assert word.encode() in desk.page("about/contact.md")
