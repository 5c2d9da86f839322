"""What may be replaced at site/, what killed builds have left, and how two folders change places."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from macros.building import manifest, place
from macros.building.one_step import exchange
from macros.facts.problem import EditorMistakes
from tests.site.project import contents


def put(root: Path, *paths: str) -> None:
    """Files whose content is their own path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, "utf-8")


def refusal(root: Path) -> str:
    with pytest.raises(EditorMistakes) as refused:
        place.refuse_what_is_not_ours(root)
    (problem,) = refused.value.problems
    assert (problem.path, problem.kind) == ("site", "not-our-site")
    return problem.message


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("elsewhere")
    assert refusal(tmp_path) == "site/ is a link to elsewhere. Remove the link, so that a folder can stand there."


def test_a_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "site")
    assert refusal(tmp_path) == "site/ is no folder. Move it away, so that a folder can stand there."


def test_a_folder_of_somebody_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "site/thesis.txt", "site/photos/cat.jpg")
    assert refusal(tmp_path) == 'site/ holds "photos" and no page, so no build made it. Move it away, so that nothing of yours is lost.'


def test_what_no_build_makes_is_not_deleted_with_the_site(tmp_path: Path) -> None:
    put(tmp_path, "site/index.html", "site/.git/config")
    assert refusal(tmp_path) == 'site/ holds ".git", which no build made. Move it out of site/, so that it is not lost.'


@pytest.mark.parametrize(
    "paths",
    [
        (),
        ("site/index.html",),
        ("site/index.html", "site/left-over.html", "site/.DS_Store"),
        ("site/assets/a.css",),  # plain mkdocs was stopped early
        ("site/.DS_Store",),
    ],
)
def test_a_site_may_be_replaced(tmp_path: Path, paths: tuple[str, ...]) -> None:
    put(tmp_path, *paths)
    place.refuse_what_is_not_ours(tmp_path)


def test_a_hidden_file_that_a_build_made_may_be_replaced(tmp_path: Path) -> None:
    put(tmp_path, "site/index.html", "site/.well-known/security.txt", "build/pages/index.md")
    (tmp_path / manifest.NAME).write_text(manifest.as_text(manifest.files_of(tmp_path / "site")), "utf-8")
    place.refuse_what_is_not_ours(tmp_path)


def test_two_folders_change_places(tmp_path: Path) -> None:
    put(tmp_path, "one/a", "other/b")
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert (contents(tmp_path / "one"), contents(tmp_path / "other")) == ({"b": b"other/b"}, {"a": b"one/a"})


def test_nobody_sees_a_moment_without_a_site(tmp_path: Path) -> None:
    """Somebody looks all the time while a hundred sites are swapped in."""
    put(tmp_path, "site/index.html")
    missed, is_over = [], threading.Event()

    def look() -> None:
        while not is_over.is_set():
            if not (tmp_path / "site/index.html").exists():
                missed.append(1)

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(100):
        put(tmp_path, "build/site/index.html")
        place.swap_in(tmp_path, {})
        place.after_the_swap(tmp_path)
    is_over.set()
    looking.join()
    assert missed == []


def test_what_is_not_there_cannot_change_places(tmp_path: Path) -> None:
    put(tmp_path, "one/a")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "other")


def test_a_system_that_cannot_exchange_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "one/a", "other/b")
    monkeypatch.setattr("macros.building.one_step.sys.platform", "plan9")
    assert not exchange(tmp_path / "one", tmp_path / "other")
    assert contents(tmp_path / "one") == {"a": b"one/a"}


@pytest.mark.parametrize("in_one_step", [True, False])
@pytest.mark.parametrize("has_site", [True, False])
def test_the_new_site_stands_after_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool, has_site: bool) -> None:
    put(tmp_path, "build/site/index.html", "build/site/new.html", *["site/index.html", "site/old.html"] * has_site)
    new = contents(tmp_path / "build/site")
    if not in_one_step:
        monkeypatch.setattr(place, "exchange", lambda _new, _site: False)
    place.swap_in(tmp_path, manifest.files_of(tmp_path / "build/site"))
    place.after_the_swap(tmp_path)
    assert contents(tmp_path / "site") == new
    assert manifest.is_of(manifest.of_the_last_build(tmp_path), tmp_path / "site")
    assert [file.name for file in (tmp_path / "build").iterdir()] == ["manifest.json"]


def test_the_old_site_is_put_back_if_the_second_rename_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "build/site/index.html", "site/index.html", "site/old.html")
    old, rename = contents(tmp_path / "site"), Path.rename
    monkeypatch.setattr(place, "exchange", lambda _new, _site: False)

    def refused(one: Path, other: Path) -> Path:
        if one == tmp_path / "build/site":
            raise OSError(errno.EIO, "broken")
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="broken"):
        place.swap_in(tmp_path, manifest.files_of(tmp_path / "build/site"))
    assert contents(tmp_path / "site") == old


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EBUSY])
def test_another_disk_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    put(tmp_path, "build/site/index.html", "site/index.html")

    def refused(_new: Path, _site: Path) -> bool:
        raise OSError(number, "no")

    monkeypatch.setattr(place, "exchange", refused)
    with pytest.raises(EditorMistakes) as told:
        place.swap_in(tmp_path, {})
    assert [problem.kind for problem in told.value.problems] == ["site-elsewhere"]


def test_leftovers_that_cannot_be_swept_stop_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "build/site/old-page.html")

    def refused(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(place.shutil, "rmtree", refused)
    with pytest.raises(PermissionError):
        place.sweep(tmp_path)


def test_everything_that_builds_leave_is_swept(tmp_path: Path) -> None:
    put(tmp_path, "build/site/a", "build/site-before/a", "build/show-sources/a", "build/pages/faq/.new", "build/.new", ".cache/theme/x.tmp")
    put(tmp_path, "build/pages/faq/index.md", "build/manifest.json", ".cache/theme/x.cache")
    place.sweep(tmp_path)
    assert sorted(contents(tmp_path)) == [".cache/theme/x.cache", "build/manifest.json", "build/pages/faq/index.md"]


@pytest.mark.parametrize("as_what", ["a link", "a file"])
def test_a_leftover_is_taken_away_whatever_it_is(tmp_path: Path, as_what: str) -> None:
    put(tmp_path, "mine/keep.txt", "build/engine.json")
    if as_what == "a link":
        (tmp_path / "build/site").symlink_to(tmp_path / "mine")
    else:
        put(tmp_path, "build/site")
    place.sweep(tmp_path)
    assert not os.path.lexists(tmp_path / "build/site")
    assert (tmp_path / "mine/keep.txt").is_file()
