"""What the real engine makes of the made-up clinic."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.estimate.table import every_answer
from macros.pages.show_sources import FOLDER as SHOW_SOURCES
from tests.site.project import Built, assemble, contents, run
from tests.site.reading import dead_links, inline_code, read_all, text, third_parties


def test_every_treatment_and_concern_has_its_pages(lantern: Built) -> None:
    assert len(lantern.guide.treatments) >= 2
    for treatment in lantern.guide.treatments.values():
        expected = {f"{treatment.id}/{name}.html" for name in (*treatment.concerns, "estimate")}
        assert expected <= set(lantern.pages)


def test_the_summary_counts_right(lantern: Built) -> None:
    treatments = lantern.guide.treatments.values()
    concerns = sum(len(treatment.concerns) for treatment in treatments)
    answers = sum(len(every_answer(lantern.guide, treatment)) for treatment in treatments)
    said = re.search(r"(\d+) pages, (\d+) concerns, (\d+) possible answers", lantern.said)
    assert said, lantern.said
    assert [int(number) for number in said.groups()] == [len(lantern.pages), concerns, answers]


def test_the_summary_says_what_to_open(lantern: Built) -> None:
    assert f"Open {lantern.site / 'index.html'}" in lantern.said


def test_every_link_and_anchor_works(lantern: Built) -> None:
    assert list(dead_links(lantern.site)) == []


def test_nothing_is_loaded_from_somebody_else(lantern: Built) -> None:
    assert list(third_parties(lantern.site)) == []


def test_own_scripts_know_no_address(lantern: Built) -> None:
    namespace = "http://www.w3.org/2000/svg"  # a name, never asked for
    engine = "return MiniSearch;"  # its last line; ours comes after it
    files = {file.name: file.read_text("utf-8") for file in lantern.site.glob("assets/*.js")}
    own = {name: code.replace(namespace, "").rpartition(engine)[2] for name, code in files.items()}
    assert own
    assert [name for name, code in own.items() if re.search(r"https?:|fetch\(|XMLHttp|sendBeacon|WebSocket|import\(", code)] == []


def test_no_page_holds_inline_styles_or_handlers(lantern: Built) -> None:
    found = {page: inline_code(tree) for page, tree in read_all(lantern.site).items()}
    assert {page: codes for page, codes in found.items() if codes} == {}


def test_every_page_is_titled_and_described(lantern: Built) -> None:
    trees = read_all(lantern.site)
    for page in lantern.pages:
        (title,), (heading,) = trees[page].xpath("//title"), trees[page].xpath("//h1")
        assert text(title)
        assert text(heading)
        assert trees[page].xpath("string(//meta[@name='description']/@content)")


def by_the_engine(built: Built) -> dict[str, bytes]:
    """The site without what "Show sources" shows: a build of our own cooks that beside the engine, which knows nothing of it."""
    site = contents(built.site)
    ours = {path for path in site if path.startswith(f"{SHOW_SOURCES}/")}
    assert ours, "a preview says where its numbers come from"
    return {path: content for path, content in site.items() if path not in ours}


@pytest.mark.parametrize("was_staged_before", [False, True])
def test_plain_mkdocs_builds_the_same_pages(lantern: Built, fixture_clinic: Path, tmp_path: Path, was_staged_before: bool) -> None:
    root = assemble(fixture_clinic, tmp_path / "clone")
    if was_staged_before:
        assert run(root, "macros", "stage").returncode == 0
    done = run(root, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    plain, ours = contents(root / "site"), by_the_engine(lantern)
    assert plain.keys() == ours.keys()
    assert [page for page in lantern.pages if plain[page] != ours[page]] == []


def test_the_short_cuts_of_the_engine_show_nowhere(lantern: Built, tmp_path: Path) -> None:
    """overrides/by_mkdocs.py leaves out work; plain mkdocs leaves out nothing, and must make the same files."""
    root, site = shutil.copytree(lantern.root, tmp_path / "project"), tmp_path / "site"
    done = run(root, "mkdocs", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    ours, plain = by_the_engine(lantern), contents(site)
    ours["_headers"] = ours["_headers"].replace(b" show-sources", b"")  # the switch is put into a site by our own command alone
    assert ours.keys() == plain.keys()
    assert [path for path in ours if ours[path] != plain[path] and not path.endswith(".gz")] == []  # a zip file holds its time
