"""The four commands as a person or a machine runs them: exit codes, where messages go, and what stays untouched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

CLINIC = "data/clinic.yml"
HOSTILE = """<script>alert(1)</script> {{ 7 * 7 }} {% raw %} {# not a comment #} <b>bold</b> &amp; *star* [a](javascript:b)"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """python -m macros `arguments` in the project at `root`, as a person runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "CLINIC_GUIDE_STAGED"} | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "macros", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with the time of its last change and its bytes. Left out: compiled templates, and the lock that every build takes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and ".cache" not in file.parts and file.name != "lock")
    return {file.relative_to(folder).as_posix(): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


@pytest.fixture
def published(clinic_copy: Path) -> Path:
    """A project with a site from before."""
    for path in ("index.html", "lamp/index.html", "old/page.html"):
        file = clinic_copy / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<p>{path} of last week", "utf-8")
        os.utime(file, ns=(10**18, 10**18))
    return clinic_copy


def test_check_is_content_and_writes_nothing(clinic_copy: Path) -> None:
    before = everything(clinic_copy)
    done = run(clinic_copy, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All is well.")
    assert everything(clinic_copy) == before


def test_check_shows_every_problem_and_their_number(clinic_copy: Path) -> None:
    replace(clinic_copy, CLINIC, "sample: true", "sample: no")
    replace(clinic_copy, "data/reviewers.yml", "asked_to_review: false", "asked_to_reveiw: false")
    before = everything(clinic_copy)
    done = run(clinic_copy, "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        'data/clinic.yml:5:9  a bare no means "yes or no" to some programs and a word to others. '
        'Write true or false, or "no" in quotes.  [odd-word]',
        "   5 | sample: no",
        "     |         ^^",
        "",
        'data/reviewers.yml:11:3  there is no field "asked_to_reveiw" here. Did you mean "asked_to_review"?  [unknown-field]',
        "  11 |   asked_to_reveiw: false",
        "     |   ^^^^^^^^^^^^^^^",
        "",
        "2 problems. Nothing was changed.",
    ]
    assert everything(clinic_copy) == before


def test_one_problem_is_one_problem(clinic_copy: Path) -> None:
    replace(clinic_copy, CLINIC, "sample: true", "sample: no")
    assert run(clinic_copy, "check").stderr.endswith("\n1 problem. Nothing was changed.\n")


def test_check_shows_a_wrong_call_in_content(clinic_copy: Path) -> None:
    (clinic_copy / "content/about/contact.md").write_text("---\ntitle: A\ndescription: B\n---\n\n{{ contcat() }}\n", "utf-8")
    done = run(clinic_copy, "check")
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[0].startswith('content/about/contact.md:6:4  there is no macro called "contcat". Did you mean "contact"?')
    assert said[1] == "  6 | {{ contcat() }}"


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("data/clinic.yml", b"name: caf\xe9\n"),
        ("data/questions.yml", b"[" * 5000),
        ("data/sources.yml", b'a: "\\UFFFFFFFF"\n'),
        ("content/index.md", b"---\ntitle: A\ndescription: caf\xe9\n---\n"),
        ("content/index.md", b"---\ntitle: [A\ndescription: B\n---\n"),
        ("content/index.md", b"---\ntitle: A\ndescription: B\n---\n{{ 1 / 0 }} {% if %}\n"),
        ("content/menu.yml", b"- Start: 3\n"),
    ],
)
def test_a_broken_file_is_a_message_with_its_place(clinic_copy: Path, path: str, raw: bytes) -> None:
    (clinic_copy / path).write_bytes(raw)
    done = run(clinic_copy, "check")
    assert done.returncode == 1
    assert any(line.startswith(f"{path}:") for line in done.stderr.splitlines())


def test_a_folder_that_is_no_project_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "macros").symlink_to(Path(__file__).parents[1] / "macros")
    done = run(tmp_path, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("content/menu.yml:1:1  there is no such file. Add it, or correct its name.  [no-such-file]\n\n")


@pytest.mark.parametrize("command", ["build", "stage"])
@pytest.mark.parametrize("path", [CLINIC, "content/index.md"])
def test_a_broken_project_keeps_its_old_site_as_it_was(published: Path, path: str, command: str) -> None:
    (published / path).write_text("no: [", "utf-8")
    before = everything(published)
    done = run(published, command)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{path}:")
    assert everything(published) == before


def test_an_engine_that_refuses_keeps_the_old_site_as_it_was(published: Path) -> None:
    replace(published, "mkdocs.yml", "extra: {generator: false}", "extra: {generator: false}\nextra_css: 3")
    before = everything(published / "site")
    done = run(published, "build")
    assert done.returncode == 1
    assert "site/ is as it was" in done.stderr
    assert everything(published / "site") == before


def test_stage_writes_finished_pages_and_then_leaves_them_alone(clinic_copy: Path) -> None:
    done = run(clinic_copy, "stage")
    assert (done.returncode, done.stderr) == (0, "")
    before = everything(clinic_copy / "build")
    assert {"pages/index.md", "pages/lamp/grey-dots.md", "pages/assets/lantern.svg", "engine.json"} <= before.keys()
    assert run(clinic_copy, "stage").returncode == 0
    assert everything(clinic_copy / "build") == before


def test_stage_takes_away_what_is_no_longer_there(clinic_copy: Path) -> None:
    (clinic_copy / "build/pages").mkdir(parents=True)
    (clinic_copy / "build/pages/old.md").write_text("old", "utf-8")
    assert run(clinic_copy, "stage").returncode == 0
    assert not (clinic_copy / "build/pages/old.md").exists()


def test_code_in_plain_text_is_shown_as_text(clinic_copy: Path, to_html: Callable[[str], str]) -> None:
    replace(clinic_copy, CLINIC, "address: 1 Lantern Lane, Nowhere", f"address: '{HOSTILE}'")
    assert run(clinic_copy, "stage").returncode == 0
    page = (clinic_copy / "build/pages/about/contact.md").read_text("utf-8")
    tree = html.fragment_fromstring(to_html(page.split("---\n", 2)[2]), create_parent="div")
    assert HOSTILE in [paragraph.text_content() for paragraph in tree.iter("dd")]
    assert not tree.xpath(".//script | .//b | .//a[contains(@href, 'javascript')]")


@pytest.mark.parametrize("arguments", [[], ["publish"], ["check", "--fast"], ["stage", "twice"]])
def test_an_unknown_command_shows_how_it_is_used(clinic_copy: Path, arguments: list[str]) -> None:
    done = run(clinic_copy, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m macros")


def test_help_names_every_command(clinic_copy: Path) -> None:
    done = run(clinic_copy, "--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("check", "stage", "build", "serve"))


@pytest.mark.parametrize(
    ("arguments", "left", "at_once"),
    [
        (["readability"], "stdout", ""),
        (["readability"], "stdout", "1"),
        (["--help"], "stdout", ""),
        (["check", "--format=json"], "stdout", ""),
        (["check"], "stderr", ""),
    ],
    ids=["advice", "advice as it comes", "help", "problems for a program", "problems for a person"],
)
def test_a_reader_who_leaves_early_is_told_nothing_more(clinic_copy: Path, arguments: list[str], left: str, at_once: str) -> None:
    """As in `python -m macros readability | head -1`, and without a complaint of Python's own."""
    if "check" in arguments:
        replace(clinic_copy, CLINIC, "sample: true", "sample: no")
    reading, writing = os.pipe()
    os.close(reading)
    kept = "stderr" if left == "stdout" else "stdout"
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": at_once}
    streams = {left: writing, kept: subprocess.PIPE}
    done = subprocess.run([sys.executable, "-m", "macros", *arguments], cwd=clinic_copy, env=environment, check=False, **streams)
    os.close(writing)
    assert (done.returncode, getattr(done, kept)) == (141, b"")
