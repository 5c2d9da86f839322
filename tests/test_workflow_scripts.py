"""The scripts in the workflows run here for real, in bash, with stand-ins for the programs that would reach out of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.reviews.differences import TITLE
from tests.conftest import FIXTURE_CLINIC, PROJECT
from tests.site.project import assemble

GITHUB = PROJECT / ".github"
needs_jq_and_zip = pytest.mark.skipif(not (shutil.which("jq") and shutil.which("zip")), reason="jq or zip is not installed here")

# Writes down what it was asked. Says what the file of answers has for the first pattern that fits; without one it fails.
STAND_IN = """#!/bin/sh
for part; do printf '%s\\037' "$part" >> "$CALLS"; done; printf '\\036' >> "$CALLS"
case "$*" in *"--config -"*) cat >> "$CALLS.input" ;; esac
while IFS="$(printf '\\t')" read -r pattern says; do
  case "$*" in $pattern) printf '%b' "$says"; exit 0 ;; esac
done < "$ANSWERS"
exit 22
"""


@dataclass
class Ran:
    """What came of one run of a script."""

    code: int
    said: str
    calls: list[list[str]]
    outputs: str


def script_of(workflow: str, job: str, step: str) -> str:
    """The script of a step, by the beginning of its name."""
    steps: list[dict[str, Any]] = yaml.safe_load((GITHUB / f"workflows/{workflow}.yml").read_text("utf-8"))["jobs"][job]["steps"]
    (found,) = (one["run"] for one in steps if one["name"].startswith(step) and "run" in one)
    return str(found)


def program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def run(root: Path, tmp_path: Path, script: str, answers: dict[str, str] | None = None, **given: str) -> Ran:
    """Run a script in the project at `root`. `answers`: what gh, curl and the like say, by a pattern of what they are asked."""
    place = tmp_path / "around"
    for name in ("gh", "curl", "sleep", "wrangler"):
        program(place / f"bin/{name}", STAND_IN)
    (place / "answers").write_text("".join(f"{pattern}\t{says}\n" for pattern, says in {"[0-9]": "", **(answers or {})}.items()), "utf-8")
    for name in ("calls", "calls.input", "outputs"):
        (place / name).write_text("", "utf-8")
    (place / "script.sh").write_text(script, "utf-8")
    environment = {
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}", "CALLS": str(place / "calls"), "ANSWERS": str(place / "answers"),
        "GITHUB_OUTPUT": str(place / "outputs"), "RUNNER_TEMP": str(place), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(place), **given,
    }  # fmt: skip
    done = subprocess.run(["bash", "-e", place / "script.sh"], cwd=root, env=environment, capture_output=True, text=True, check=False)
    calls = [call.split("\037")[:-1] for call in (place / "calls").read_text("utf-8").split("\036")[:-1]]
    return Ran(done.returncode, done.stdout + done.stderr, calls, (place / "outputs").read_text("utf-8"))


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up clinic with an environment as `make` leaves it."""
    root = assemble(FIXTURE_CLINIC, tmp_path_factory.mktemp("scripts") / "project")
    program(root / ".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    shutil.copytree(GITHUB, root / ".github", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(PROJECT / "requirements", root / "requirements", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "CHANGELOG.md", "Makefile"):
        shutil.copy(PROJECT / name, root)
    return root


@pytest.fixture
def edited(clinic: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return shutil.copytree(clinic, tmp_path / "project")


# The pages of a pull request


def repository(root: Path) -> None:
    """Make a repository of the project, with a merge like that which GitHub checks out."""
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@clinic.example", "-c", "commit.gpgsign=false"]

    def do(*command: str) -> None:
        subprocess.run([*git, *command], check=True, capture_output=True)

    (root / ".gitignore").write_text("/.venv/\n/build/\n", "utf-8")
    (root / "Makefile").write_text(f".venv/site:\n\t@mkdir -p .venv/bin && cp -u '{root}/.venv/bin/python' .venv/bin/ || true\n", "utf-8")
    do("init", "-q", "-b", "main")
    do("add", ".")
    do("commit", "-qm", "before")
    do("checkout", "-qb", "change")
    safety = root / "content/lamp/safety.md"
    safety.write_text(safety.read_text("utf-8") + "\nKeep the lamp dry.\n", "utf-8")
    do("commit", "-qam", "a change")
    do("checkout", "-q", "main")
    do("merge", "-q", "--no-ff", "-m", "as GitHub merges", "change")


def test_the_pages_before_and_after_are_written_and_compared(edited: Path, tmp_path: Path) -> None:
    repository(edited)
    program(edited / ".venv/bin/python", f'#!/bin/sh\necho "$SOURCE_DATE_EPOCH" >> "$RUNNER_TEMP/days"\nexec "{sys.executable}" "$@"\n')
    ran = run(edited, tmp_path, script_of("pull-request", "pages", "Write both"))
    assert ran.code == 0, ran.said
    pages = tmp_path / "around/pages"
    assert "lamp dry" not in (pages / "before/lamp/safety.md").read_text("utf-8")
    assert "lamp dry" in (pages / "after/lamp/safety.md").read_text("utf-8")

    first, second = (tmp_path / "around/days").read_text("utf-8").splitlines()
    assert first == second and first.isdigit()  # or a review that falls due at midnight would be a difference

    answers = {"api *artifacts?name=pages *": "1\\n", "run download 77 --name pages --dir *": ""}
    shutil.copytree(pages, edited / "build/of-pull-request")
    ran = run(edited, tmp_path, script_of("pull-request-comment", "compare", "Fetch the pages"), answers, RUN="77")
    assert (ran.code, ran.outputs) == (0, "compared=true\n"), ran.said
    said = (edited / "build/differences.md").read_text("utf-8")
    assert "1 page changes." in said and "<ins>Keep the lamp dry.</ins>" in said


def test_without_pages_nothing_is_compared(clinic: Path, tmp_path: Path) -> None:
    ran = run(clinic, tmp_path, script_of("pull-request-comment", "compare", "Fetch the pages"), {"api *": "0\\n"}, RUN="77")
    assert (ran.code, ran.outputs, len(ran.calls)) == (0, "", 1)


def test_pages_that_are_none_stop_it(edited: Path, tmp_path: Path) -> None:
    (edited / "build/of-pull-request/before").mkdir(parents=True)
    answers = {"api *": "1\\n", "run download *": ""}
    ran = run(edited, tmp_path, script_of("pull-request-comment", "compare", "Fetch the pages"), answers, RUN="77")
    assert (ran.code, ran.outputs) == (1, "")


def post(tmp_path: Path, answers: dict[str, str]) -> Ran:
    given = {"HEAD": "stranger:a $(touch oops) branch", "COMMIT": "c" * 40}
    return run(tmp_path, tmp_path, script_of("pull-request-comment", "comment", "Post or update"), answers, **given)


def test_a_comment_is_posted_where_there_is_none(tmp_path: Path) -> None:
    ran = post(tmp_path, {"*/pulls *": "12\\n", "*--paginate *issues/12/comments *": "", "*POST *": ""})
    looked, listed, posted = ran.calls
    assert ran.code == 0
    assert "head=stranger:a $(touch oops) branch" in looked and not (tmp_path / "oops").exists()
    assert posted == ["api", "--silent", "--method", "POST", "repos/{owner}/{repo}/issues/12/comments", "--field", "body=@differences.md"]
    assert f'startswith("{TITLE}")' in listed[-1]


def test_a_comment_that_is_there_is_brought_up_to_date(tmp_path: Path) -> None:
    ran = post(tmp_path, {"*/pulls *": "12\\n", "*--paginate *": "501\\n502\\n", "*PATCH *": ""})
    assert ran.code == 0
    assert ran.calls[-1][2:5] == ["--method", "PATCH", "repos/{owner}/{repo}/issues/comments/501"]
    assert ran.calls[-1][5:] == ["--field", "body=@differences.md"]


def test_nothing_is_posted_to_a_pull_request_that_has_moved_on(tmp_path: Path) -> None:
    ran = post(tmp_path, {"*/pulls *": ""})
    assert (ran.code, len(ran.calls)) == (0, 1)


@needs_jq_and_zip
def test_the_pull_request_is_the_one_whose_branch_has_this_commit() -> None:
    script = script_of("pull-request-comment", "comment", "Post or update")
    which, ours = (found.replace("'\\''", "'") for found in re.findall(r"--jq '([^']*)'", script))

    def jq(query: str, given: str) -> str:
        environment = {**os.environ, "COMMIT": "abc"}
        return subprocess.run(["jq", "-r", query], input=given, env=environment, capture_output=True, text=True, check=True).stdout

    assert jq(which, '[{"number": 3, "head": {"sha": "other"}}, {"number": 4, "head": {"sha": "abc"}}]') == "4\n"
    assert jq(which, '[{"number": 3, "head": {"sha": "other"}}]') == ""
    people = [("github-actions[bot]", f"{TITLE}\\n\\nNothing", 1), ("octocat", TITLE, 2), ("github-actions[bot]", "Hello", 3)]
    comments = ",".join(f'{{"user": {{"login": "{who}"}}, "body": "{body}", "id": {number}}}' for who, body, number in people)
    assert jq(ours, f"[{comments}]") == "1\n"


# Publishing


def build(root: Path, tmp_path: Path, where: str, only_reviewed: str = "") -> tuple[Ran, str]:
    program(root / ".venv/bin/python", '#!/bin/sh\necho "$@" >> asked\n')
    (root / "Makefile").write_text(".PHONY: publish\n.venv/site:\npublish:\n\t@echo make publish >> asked\n", "utf-8")
    ran = run(root, tmp_path, script_of("publish", "build", "Build"), PUBLISH_TO=where, ONLY_REVIEWED=only_reviewed)
    return ran, (root / "asked").read_text("utf-8") if (root / "asked").exists() else ""


@pytest.mark.parametrize("where", ["github-pages", "netlify", "cloudflare-pages"])
def test_a_site_for_patients_is_built(edited: Path, tmp_path: Path, where: str) -> None:
    ran, asked = build(edited, tmp_path, where)
    assert (ran.code, asked) == (0, "make publish\n")
    assert where in yaml.safe_load((GITHUB / "workflows/publish.yml").read_text("utf-8"))["jobs"]


def test_a_host_that_nobody_knows_is_said(edited: Path, tmp_path: Path) -> None:
    ran, asked = build(edited, tmp_path, "netlifly")
    assert (ran.code, asked) == (1, "")
    assert "::error::PUBLISH_TO must be" in ran.said


def test_an_urgent_correction_does_not_wait_for_other_pages(edited: Path, tmp_path: Path) -> None:
    ran, asked = build(edited, tmp_path, "github-pages", "true")
    assert (ran.code, asked) == (0, "-m macros build --publish --only-reviewed\n")


def netlify(tmp_path: Path, answers: dict[str, str]) -> Ran:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>hello", "utf-8")
    given = {"NETLIFY_AUTH_TOKEN": "a-secret", "NETLIFY_SITE_ID": "our-site"}
    return run(tmp_path, tmp_path, script_of("publish", "netlify", "Publish"), answers, **given)


@needs_jq_and_zip
def test_netlify_is_given_the_whole_site_and_asked_until_it_is_there(tmp_path: Path) -> None:
    ready = '{"state": "ready", "ssl_url": "https://guide.example"}'
    ran = netlify(tmp_path, {"*/sites/our-site/deploys": '{"id": "d1", "state": "uploaded"}', "*/deploys/d1": ready})
    assert (ran.code, ran.outputs) == (0, "url=https://guide.example\n"), ran.said
    assert "--data-binary" in ran.calls[0] and "@site.zip" in ran.calls[0]
    assert not any("a-secret" in part for call in ran.calls for part in call)  # other programs see what a program is called with
    assert 'header = "Authorization: Bearer a-secret"' in (tmp_path / "around/calls.input").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        assert packed.namelist() == ["index.html"]


@needs_jq_and_zip
@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"*/sites/our-site/deploys": '{"id": "d1"}', "*/deploys/d1": '{"state": "error", "error_message": "no room"}'}, "no room"),
        ({"*/sites/our-site/deploys": '{"id": "d1"}', "*/deploys/d1": '{"state": "processing"}', "5": ""}, "within five minutes"),
        ({}, ""),
    ],
    ids=["refused", "slow", "no answer"],
)
def test_a_site_that_netlify_does_not_take_fails(tmp_path: Path, answers: dict[str, str], says: str) -> None:
    ran = netlify(tmp_path, answers)
    assert ran.code != 0 and says in ran.said and ran.outputs == ""


@needs_jq_and_zip
def test_cloudflare_says_where_the_site_is(tmp_path: Path) -> None:
    program(tmp_path / ".github/cloudflare-pages/node_modules/.bin/wrangler", STAND_IN)
    (tmp_path / "around").mkdir()
    told = '{"type":"session"}\n{"type":"pages-deploy","url":"https://a1.guide.example"}\n{"type":"other","url":"x"}\n'
    (tmp_path / "around/published.jsonl").write_text(told, "utf-8")
    given = {"CLOUDFLARE_PROJECT": "guide", "WRANGLER_OUTPUT_FILE_PATH": str(tmp_path / "around/published.jsonl")}
    ran = run(tmp_path, tmp_path, script_of("publish", "cloudflare-pages", "Publish"), {"pages deploy site *": ""}, **given)
    assert (ran.code, ran.outputs) == (0, "url=https://a1.guide.example\n"), ran.said
    assert ran.calls == [["pages", "deploy", "site", "--project-name", "guide", "--branch", "main"]]


@pytest.mark.parametrize(("fails", "code", "asked"), [(0, 0, 1), (2, 0, 3), (9, 1, 5)])
def test_what_is_served_is_compared_until_it_is_everywhere(tmp_path: Path, fails: int, code: int, asked: int) -> None:
    program(tmp_path / ".venv/bin/python", f'#!/bin/sh\necho "$@" >> asked\n[ "$(wc -l < asked)" -gt {fails} ]\n')
    ran = run(tmp_path, tmp_path, script_of("publish", "verify", "Compare"), {"*": ""}, URL="https://guide.example/")
    assert ran.code == code
    lines = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert lines == ["-m macros verify https://guide.example/ --manifest published/build/manifest.json"] * asked


# The release


def notes(root: Path, tmp_path: Path, tag: str, changelog: str) -> Ran:
    (root / "CHANGELOG.md").write_text(changelog, "utf-8")
    program(tmp_path / "around/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    return run(root, tmp_path, script_of("release", "make", "Take the notes"), TAG=tag)


CHANGES = "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 0.1.0 (2026-12-01)\n\n- First.\n- Second.\n\n## 0.0.1\n\n- Older.\n"


def test_the_notes_are_the_section_of_the_version(edited: Path, tmp_path: Path) -> None:
    (edited / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n', "utf-8")
    assert notes(edited, tmp_path, "v0.1.0", CHANGES).code == 0
    assert (edited / "build/release/notes.md").read_text("utf-8").strip() == "- First.\n- Second."


@pytest.mark.parametrize(
    ("tag", "changelog", "says"),
    [("v0.2.0", CHANGES, "pyproject.toml says 0.1.0"), ("v0.1.0", "## 0.0.1\n\n- Older.\n", 'says nothing below "## 0.1.0"')],
)
def test_a_tag_without_its_version_or_notes_is_refused(edited: Path, tmp_path: Path, tag: str, changelog: str, says: str) -> None:
    (edited / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n', "utf-8")
    ran = notes(edited, tmp_path, tag, changelog)
    assert ran.code == 1 and says in ran.said


# The weekly look


def weekly(root: Path, tmp_path: Path, job: str, python: str, *, open_issue: str = "") -> Ran:
    program(root / ".venv/bin/python", f"#!/bin/sh\n{python}\n")
    program(root / "build/audit/bin/pip-audit", f"#!/bin/sh\n{python}\n")
    answers = {"api *": open_issue, "issue *": "", "label *": ""}
    return run(root, tmp_path, script_of("weekly", job, "Open, update or close"), answers)


FOUND = {"sources": "echo '- [ ] `one`: gone'; exit 1", "audit": "echo '| lamp | CVE-1 |' > build/audit.md; exit 1"}


@pytest.mark.parametrize("job", FOUND)
def test_what_was_found_is_told_in_one_issue(edited: Path, tmp_path: Path, job: str) -> None:
    ran = weekly(edited, tmp_path, job, FOUND[job])
    assert ran.code == 0, ran.said
    assert [call[:2] for call in ran.calls] == [["api", ran.calls[0][1]], ["label", "create"], ["issue", "create"]]
    body = ran.calls[-1][ran.calls[-1].index("--body") + 1]
    assert ("`one`: gone" if job == "sources" else "| lamp | CVE-1 |") in body
    assert weekly(edited, tmp_path, job, FOUND[job], open_issue="9").calls[-1][:3] == ["issue", "edit", "9"]


@pytest.mark.parametrize("job", FOUND)
def test_the_issue_is_closed_when_all_is_well(edited: Path, tmp_path: Path, job: str) -> None:
    assert weekly(edited, tmp_path, job, "echo 'A heading, and nothing below it'", open_issue="9").calls[-1][:3] == ["issue", "close", "9"]
    assert len(weekly(edited, tmp_path, job, "exit 0").calls) == 1


@pytest.mark.parametrize(("job", "code"), [("sources", 1), ("sources", 2), ("audit", 1), ("audit", 2)])
def test_a_look_that_failed_is_no_finding(edited: Path, tmp_path: Path, job: str, code: int) -> None:
    ran = weekly(edited, tmp_path, job, f"exit {code}", open_issue="9")
    assert (ran.code, ran.calls) == (code, [])
