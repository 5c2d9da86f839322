"""The same finished pages through every engine: the same site, nothing that was not staged, and no engine that outlives its build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import html

from macros.__main__ import main
from macros.building.engine import ENGINES, is_installed
from tests.building.test_real_builds import is_free
from tests.site.project import PROJECT, Built, assemble, contents, run

USUAL, *OTHERS = ENGINES
# What an engine may write in another way than the usual one: the same, for a browser.
OTHERWISE = {"properdocs": (b"", b""), "zensical": (b'="./', b'="')}
# What must be the same, by where it stands in a page; so each of these is shown to be there.
COMPARED = {
    "title": "//title",
    "description": "//meta[@name='description']/@content",
    "structured data": "//script[@type='application/ld+json']",
    "text": "//article//p",
    "links": "//article//a/@href",
    "anchors": "//article//h2/@id",
    "menu": "//header//li/a/@href",
    "review line": "//article//*[contains(@class, 'cg-review')]",
    "search": "//button/@data-index",
}
ON_THE_ESTIMATE = {"data of the widget": "//script[@type='application/json']", "every answer": "//*[@class='cg-every']//*[@data-rows]"}
RAW = "---\ntitle: Raw\ndescription: Never staged.\n---\n\n# Raw\n\n{{ 6 * 7 }}\n"
# Added to an engine: it waits in the middle of a page, for ever.
WAITING = """

import pathlib, time, markdown

def wait(_, source):
    pathlib.Path("build/engine-waits").touch()
    while True:
        time.sleep(0.01)

markdown.Markdown.convert = wait
"""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine that is installed."""
    if not is_installed(request.param):
        pytest.skip(f"{request.param} is not installed here: make test does that")
    return request.param


@pytest.fixture(params=OTHERS)
def other(request: pytest.FixtureRequest) -> str:
    """Each engine but the usual one."""
    if not is_installed(request.param):
        pytest.skip(f"{request.param} is not installed here: make test does that")
    return request.param


def built_by(engine: str, root: Path) -> dict[str, bytes]:
    done = run(root, "macros", "build", "--engine", engine)
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(root, "macros", "verify", "site").returncode == 0
    return contents(root / "site")


@pytest.fixture(scope="module", params=["lantern", "real", "nested"])
def usual(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A project, and the site that the usual engine has made of it."""
    built: Built = request.getfixturevalue(request.param)
    root = shutil.copytree(built.root, tmp_path_factory.mktemp("engines") / "project")
    return root, contents(root / "site")


def test_every_engine_makes_the_same_site(usual: tuple[Path, dict[str, bytes]], other: str) -> None:
    """Byte for byte, but for what is written OTHERWISE: words, links, anchors, data, menu, index of the search, headers."""
    root, expected = usual
    found = built_by(other, root)
    assert found.keys() == expected.keys()
    was, is_now = OTHERWISE[other]
    differ = [path for path in found if found[path] != expected[path]]
    assert [path for path in differ if not path.endswith(".html")] == []
    assert [path for path in differ if found[path].replace(was, is_now) != expected[path].replace(was, is_now)] == []


def test_what_is_the_same_is_there(usual: tuple[Path, dict[str, bytes]]) -> None:
    """Or two sites without it would be the same, too."""
    _, site = usual
    pages = {path: html.document_fromstring(page) for path, page in site.items() if path.endswith(".html") and path != "404.html"}
    missing = {what for page in pages.values() for what, where in COMPARED.items() if not page.xpath(where)}
    assert missing <= {"links", "anchors"}  # a short page may have none
    assert all(any(page.xpath(where) for page in pages.values()) for where in COMPARED.values())
    estimates = [page for path, page in pages.items() if path.endswith("/estimate.html")]
    assert estimates
    assert all(page.xpath(where) for page in estimates for where in ON_THE_ESTIMATE.values())


@pytest.mark.skipif(not is_installed("properdocs"), reason="properdocs is not installed here: make test does that")
def test_properdocs_takes_the_place_of_mkdocs() -> None:
    """Its site is the same, so only its modules tell."""
    code = "import sys; sys.path.insert(0, 'overrides'); import by_properdocs, mkdocs.commands.build as build; print(build.__file__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "/properdocs/" in done.stdout


@pytest.fixture
def project(fixture_clinic: Path, tmp_path: Path) -> Path:
    return assemble(fixture_clinic, tmp_path / "project")


def raw_pages(folder: Path) -> list[str]:
    return [path for path, content in contents(folder).items() if path.endswith(".html") and b"6 * 7" in content]


def test_what_was_not_staged_is_not_built(project: Path, engine: str) -> None:
    (project / "build/pages/raw.md").write_text(RAW, "utf-8")
    assert "raw.html" not in built_by(engine, project)


@pytest.mark.parametrize("text", [RAW, "# Raw\n\n{{ 6 * 7 }}\n"], ids=["as in content", "without front matter"])
def test_no_engine_themes_a_page_that_was_not_staged(project: Path, engine: str, text: str) -> None:
    """Not even when it is let loose on it: the template refuses."""
    assert run(project, "macros", "stage").returncode == 0
    (project / "build/pages/faq/index.md").write_text(text, "utf-8")
    command = [sys.executable, "overrides/engine.py", engine, "--site-dir", "build/site"]
    environment = os.environ | {"CLINIC_GUIDE_STAGED": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stderr
        process.stdin.write(b"begin\n")
        process.stdin.flush()  # and left open: an engine ends with its orders
        assert b"this page was not staged" in process.stderr.read()
    assert process.returncode == 1
    assert raw_pages(project / "build/site") == []


def test_an_engine_on_its_own_publishes_nothing_raw(project: Path, engine: str) -> None:
    """By its own command mkdocs stages first, and properdocs, too. Zensical runs no hook: it refuses."""
    (project / "build/pages/raw.md").write_text(RAW, "utf-8")
    done = run(project, engine, "build", "--strict", "--config-file", "mkdocs.yml")
    assert (done.returncode == 0) == (engine != "zensical"), done.stderr
    assert raw_pages(project / "site") == []
    assert (project / "site/faq/index.html").exists() == (engine != "zensical")


def test_an_engine_that_is_not_installed(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("macros.commands.build.is_installed", lambda name: name == USUAL)
    assert main(["build", "--engine", "zensical"]) == 1
    assert "zensical is not installed here. Run: make site ENGINE=zensical" in capsys.readouterr().err
    assert not (project / "site").exists()


def test_a_link_that_leads_nowhere_stops_every_engine(project: Path, engine: str) -> None:
    with (project / "content/faq/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[gone][]\n\n[gone]: nowhere.md\n")
    done = run(project, "macros", "build", "--engine", engine)
    assert done.returncode == 1
    assert "faq/index.md" in done.stderr
    assert not (project / "site").exists()


def test_no_engine_outlives_its_build(project: Path, engine: str) -> None:
    with (project / f"overrides/by_{engine}.py").open("a", encoding="utf-8") as code:
        code.write(WAITING)
    command = [sys.executable, "-m", "macros", "build", "--engine", engine]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not (project / "build/engine-waits").exists():
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.01)
        assert not is_free(project, within=0)
        process.send_signal(signal.SIGKILL)
    assert is_free(project, within=20)
    assert not (project / "site").exists()
