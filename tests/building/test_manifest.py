"""The manifest: what is known of each file, one text for one site, and no trust in a file that only looks like one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.building import manifest
from macros.facts.problem import EditorMistakes

# Taken from sha256sum, not from the program.
HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq/index.html").write_bytes(b"hello")
    (folder / "empty.css").write_bytes(b"")
    return folder


def test_each_file_by_its_hash_and_size(folder: Path) -> None:
    assert manifest.files_of(folder) == {"empty.css": manifest.Known(EMPTY, 0), "faq/index.html": manifest.Known(HELLO, 5)}


def test_the_text_is_one_line_a_file(folder: Path) -> None:
    assert manifest.as_text(manifest.files_of(folder)).splitlines() == [
        '{"files": {',
        f' "empty.css": {{"sha256": "{EMPTY}", "size": 0}},',
        f' "faq/index.html": {{"sha256": "{HELLO}", "size": 5}}',
        "}}",
    ]


def test_what_was_written_is_read(folder: Path, tmp_path: Path) -> None:
    file, files = tmp_path / "manifest.json", manifest.files_of(folder)
    file.write_text(manifest.as_text(files), "utf-8")
    assert manifest.read(file) == files
    assert manifest.is_of(files, folder)


@pytest.mark.parametrize("change", ["another byte", "one more", "one less"])
def test_every_change_is_seen(folder: Path, change: str) -> None:
    files = manifest.files_of(folder)
    if change == "another byte":
        (folder / "faq/index.html").write_bytes(b"hellO")
    elif change == "one more":
        (folder / "faq/more.html").write_bytes(b"")
    else:
        (folder / "empty.css").unlink()
    assert not manifest.is_of(files, folder)


def test_pipes_and_dangling_links_are_no_files(folder: Path) -> None:
    files = manifest.files_of(folder)
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to("there-is-none")
    assert manifest.files_of(folder).keys() - files.keys() == {"pipe", "nowhere"}


def test_everybody_may_read_and_only_the_owner_write(folder: Path) -> None:
    (folder / "faq").chmod(0o700)
    (folder / "empty.css").chmod(0o600)
    (folder / "faq/index.html").chmod(0o777)
    manifest.set_modes(folder)
    modes = {path: oct((folder / path).stat().st_mode & 0o7777) for path in (".", "faq", "empty.css", "faq/index.html")}
    assert modes == {".": "0o755", "faq": "0o755", "empty.css": "0o644", "faq/index.html": "0o644"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"files": []}',
        '{"files": {"a": "b"}}',
        '{"files": {"a": {"sha256": "abc", "size": 1}}}',
        '{"files": {"a": {"sha256": "' + HELLO + '", "size": true}}}',
        '{"files": {"a": {"sha256": "' + HELLO + '", "size": -1}}}',
        '{"files": {"../a": {"sha256": "' + HELLO + '", "size": 1}}}',
        '{"files": {"/etc/passwd": {"sha256": "' + HELLO + '", "size": 1}}}',
        '{"files": {}}',
        "[" * 100_000,
        "\x00\xff",
    ],
)
def test_no_manifest_is_said_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(text, "latin-1")
    with pytest.raises(EditorMistakes) as refused:
        manifest.read(file)
    assert [problem.kind for problem in refused.value.problems] == ["no-manifest"]


def test_a_missing_manifest_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EditorMistakes, match=r"there is no such file\. Build the site first"):
        manifest.of_the_last_build(tmp_path)


@pytest.mark.parametrize("has_come", [True, False])
def test_a_build_that_was_killed_before_it_named_its_manifest(folder: Path, tmp_path: Path, has_come: bool) -> None:
    """The manifest to come is believed where it tells of the site that stands, and nowhere else."""
    (tmp_path / "build").mkdir()
    now, other = manifest.files_of(folder), {"index.html": manifest.Known(HELLO, 5)}
    (tmp_path / manifest.NAME).write_text(manifest.as_text(other if has_come else now), "utf-8")
    (tmp_path / manifest.COMING).write_text(manifest.as_text(now if has_come else other), "utf-8")
    assert manifest.of_the_last_build(tmp_path) == now
