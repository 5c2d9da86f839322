"""What runs on GitHub by itself: only pinned code, only the rights it needs, and the weekly look at reviews does what it says.

The script of that look runs here for real, with a stand-in for GitHub's own program that writes down what it was asked to do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.facts.ledger import FOLDER, ledger_of
from macros.pages.stage import prepare
from macros.reviews.signing import REVIEWERS, Order, marks_of, sign_pages
from macros.reviews.states import Reviews
from tests.conftest import FIXTURE_CLINIC, PROJECT
from tests.site.project import assemble

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
DUE = GITHUB / "workflows/reviews-due.yml"
# What a workflow may write, and nothing else. A new line here is a decision.
MAY_WRITE: dict[str, set[str]] = {
    "reviews-due.yml": {"issues"},
    "weekly.yml": {"issues"},
    "pull-request-comment.yml": {"pull-requests"},
    "publish.yml": {"pages", "id-token"},
    "release.yml": {"contents"},
}
# By whose word a workflow runs that a stranger can start, and the one that follows it with rights.
STRANGERS, AFTER_STRANGERS = GITHUB / "workflows/pull-request.yml", GITHUB / "workflows/pull-request-comment.yml"

PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def slips(text: str, may_write: set[str]) -> list[str]:
    """What is wrong with the text of a workflow."""
    read = yaml.safe_load(text)
    started_by = read.get("on", read.get(True))  # YAML 1.1 takes the word "on" for "true"
    found = ["pull_request_target"] if "pull_request_target" in started_by else []
    found += [] if read.get("concurrency", {}).get("group") else ["no concurrency"]
    has_secrets = re.search(r"secrets\b|github\.token|write", _without_comments(text))
    found += ["secrets in a pull request"] if "pull_request" in started_by and has_secrets else []
    found += _follower(read) if "workflow_run" in started_by else []
    for name, job in read["jobs"].items():
        found += [f"{name}: no timeout"] if "timeout-minutes" not in job and "uses" not in job else []
        found += [f"{name}: {slip}" for slip in _rights(read.get("permissions"), job.get("permissions"), may_write)]
        found += [f"{name}: {slip}" for step in [job, *job.get("steps", [])] for slip in _step(step, text)]
    return found


def _without_comments(text: str) -> str:
    """The text of a workflow without its comments."""
    return re.sub(r"(?m)(^|\s)#.*$", "", text)


def _follower(read: Mapping[str, Any]) -> Iterator[str]:
    """What runs after a pull request has rights: it may fetch main, and where it may write it may run nothing that it fetched."""
    for name, job in read["jobs"].items():
        fetches = [step.get("with", {}) for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        if any("ref" in given or "repository" in given for given in fetches):
            yield f"{name}: fetches the code of a stranger"
        if fetches and "write" in job["permissions"].values():
            yield f"{name}: may write, and runs a program"


def _rights(of_all: Any, of_job: Any, may_write: set[str]) -> Iterator[str]:
    if of_all is None and of_job is None:
        yield "permissions are not given"
    elif of_all != {} and not isinstance(of_all, str):
        yield "permissions of all jobs are not {}"
    for given in (of_all, of_job):
        if isinstance(given, str):
            yield f"permissions are {given}"
        elif given:
            yield from (f"may write {what}" for what, right in given.items() if right not in ("read", "none") and what not in may_write)


def _step(step: Mapping[str, Any], text: str) -> Iterator[str]:
    if "${{" in step.get("run", ""):
        yield "an expression inside a script"
    if "\n" in step.get("run", "").strip() and step.get("shell") == "bash" and not step["run"].startswith("set -euo pipefail\n"):
        yield "a script that goes on after a slip"
    if uses := step.get("uses"):
        if not PINNED.fullmatch(uses):
            yield f"{uses} is not pinned"
        elif not re.search(re.escape(uses) + r" +# v\d+(\.\d+)*$", text, re.MULTILINE):
            yield f"{uses} does not say its version"
        if "actions/checkout@" in uses and step.get("with", {}).get("persist-credentials") is not False:
            yield "leaves its credentials behind"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_runs_pinned_code_with_few_rights(file: Path) -> None:
    assert slips(file.read_text("utf-8"), MAY_WRITE.get(file.name, set())) == []


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("workflow_dispatch:", "pull_request_target:", "pull_request_target"),
        ("    timeout-minutes: 10\n", "", "reviews-due: no timeout"),
        ("contents: read", "contents: write", "reviews-due: may write contents"),
        ("permissions: {}", "permissions: write-all", "reviews-due: permissions are write-all"),
        ("  group: reviews-due.*\n", "", "no concurrency"),
        ("          persist-credentials: false\n", "", "reviews-due: leaves its credentials behind"),
        ("          set -euo pipefail\n", "", "reviews-due: a script that goes on after a slip"),
        ("permissions: {}", "permissions: {contents: read}", "reviews-due: permissions of all jobs are not {}"),
        ("make .venv/site", "make ${{ github.ref }}", "reviews-due: an expression inside a script"),
        ("# v4.2.2", "", "does not say its version"),
        ("# v4.2.2", "# the newest", "does not say its version"),
        (r"@[0-9a-f]{40}  # v4.2.2", "@v4.2.2", "reviews-due: actions/checkout@v4.2.2 is not pinned"),
        (r"@[0-9a-f]{40}  # v4.2.2", "@11bd719", "reviews-due: actions/checkout@11bd719 is not pinned"),
    ],
)
def test_a_slip_in_a_workflow_would_be_seen(old: str, new: str, seen: str) -> None:
    changed, count = re.subn(old, new, DUE.read_text("utf-8"))
    assert count == 1
    (slip,) = slips(changed, MAY_WRITE[DUE.name])
    assert slip.endswith(seen)


def test_a_workflow_without_any_permissions_would_be_seen() -> None:
    bare = re.sub(r"^ *permissions:.*\n( +(contents|issues):.*\n)*", "", DUE.read_text("utf-8"), flags=re.MULTILINE)
    assert slips(bare, MAY_WRITE[DUE.name]) == ["reviews-due: permissions are not given"]


@pytest.mark.parametrize(
    ("file", "old", "new", "seen"),
    [
        (STRANGERS, "run: make check", "run: make check\n        env: {KEY: '${{ secrets.KEY }}'}", ["secrets in a pull request"]),
        (STRANGERS, "run: make check", "run: make check\n        env: {KEY: '${{ github.token }}'}", ["secrets in a pull request"]),
        (STRANGERS, "contents: read", "contents: write", ["secrets in a pull request", "preview: may write contents"]),
        (STRANGERS, "run: make check", "run: make check # with no secrets", []),
        (AFTER_STRANGERS, "credentials: false", "credentials: false\n          ref: x", ["compare: fetches the code of a stranger"]),
        (AFTER_STRANGERS, "actions: read ", "pull-requests: write ", ["compare: may write, and runs a program"]),
    ],
)
def test_a_right_for_strangers_would_be_seen(file: Path, old: str, new: str, seen: list[str]) -> None:
    text = file.read_text("utf-8")
    assert old in text
    assert slips(text.replace(old, new, 1), MAY_WRITE.get(file.name, set())) == seen


def test_one_action_has_one_version_everywhere() -> None:
    texts = [file.read_text("utf-8") for file in WORKFLOWS]
    found = {tuple(used) for text in texts for used in re.findall(r"uses: ([\w./-]+)@(\w+  # v\S+)$", text, re.MULTILINE)}
    assert len(found) == len({name for name, _ in found}) >= 7


def test_a_secret_is_kept_in_an_environment_and_known_to_one_step() -> None:
    for file in WORKFLOWS:
        for name, job in yaml.safe_load(file.read_text("utf-8"))["jobs"].items():
            with_secrets = [step for step in job["steps"] if "secrets." in str(step)]
            assert len(with_secrets) <= 1 and (not with_secrets or job["environment"]["name"] == name)
            assert "secrets." not in str(job.get("env"))


def test_the_table_of_rights_names_no_workflow_that_is_gone() -> None:
    assert set(MAY_WRITE) <= {file.name for file in WORKFLOWS}


# Who must approve


def _owners_of(path: str) -> list[str]:
    """As GitHub reads CODEOWNERS: the last line that fits counts. Ours name files and whole folders, and no patterns."""
    lines = [line.split() for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all(line[0].startswith("/") and not set(line[0]) & set("*?[!") for line in lines)
    fitting = [line[1:] for line in lines if line[0] == f"/{path}" or (line[0].endswith("/") and f"/{path}".startswith(line[0]))]
    return fitting[-1] if fitting else []


@pytest.mark.parametrize("path", [ledger_of("faq/index.md"), f"{FOLDER}/index.yml", REVIEWERS, ".github/CODEOWNERS"])
def test_only_doctors_can_let_a_review_in(path: str) -> None:
    """One owner: of several, any one could approve."""
    (owner,) = _owners_of(path)
    assert owner.endswith("/doctors")


ABOUT_REVIEWS = ["macros/reviews/states.py", "macros/components/review_line/macro.jinja"]
BY_ITSELF = [".github/workflows/publish.yml", "requirements/site.txt"]


@pytest.mark.parametrize("path", ABOUT_REVIEWS + BY_ITSELF)
def test_developers_approve_what_tells_of_reviews_or_runs_by_itself(path: str) -> None:
    assert (PROJECT / path).is_file()
    (owner,) = _owners_of(path)
    assert owner.endswith("/developers")


# The weekly look at reviews

REVIEWED_ON, NEXT_BY = "2026-01-05", "2026-07-05"
LONG_BEFORE, SOON, PAST = "2026-02-01", "2026-06-20", "2026-07-10"

# Answers like GitHub's program to a machine that may use it: FAKE_OPEN is the number of the open issue, if any.
FAKE_GH = """#!/bin/sh
[ -n "$GH_TOKEN" ] && [ "$GH_REPO" = lantern/guide ] || exit 4
for part; do printf '%s\\037' "$part" >> "$FAKE_CALLS"; done
printf '\\036' >> "$FAKE_CALLS"
[ "$1" != api ] || { [ -z "$FAKE_BROKEN" ] || exit 1; [ -z "$FAKE_OPEN" ] || echo "$FAKE_OPEN"; }
"""


@dataclass
class Ran:
    """What came of one run of the script."""

    code: int
    said: str
    calls: list[list[str]] = field(default_factory=list)

    @property
    def done(self) -> list[list[str]]:
        """The calls that change something. The one before them only looks for the issue."""
        look, *others = self.calls
        assert look[:2] == ["api", "repos/{owner}/{repo}/issues?labels=reviews-due&state=open&direction=asc"]
        return others


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up clinic, every page reviewed on one day and to be reviewed again by another, with an environment as `make` leaves it."""
    root = assemble(FIXTURE_CLINIC, tmp_path_factory.mktemp("due") / "project")
    reviews = Reviews(prepare(root), REVIEWED_ON)
    pages = list(reviews.by_page)
    sign_pages(root, reviews, Order(pages, "lamp-keeper", REVIEWED_ON, NEXT_BY, marks_of(reviews, pages)))
    _program(root / ".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    shutil.copytree(GITHUB, root / ".github")
    return root


@pytest.fixture
def edited(clinic: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return shutil.copytree(clinic, tmp_path / "project")


def _program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def _due_step() -> dict[str, Any]:
    (job,) = yaml.safe_load(DUE.read_text("utf-8"))["jobs"].values()
    (step,) = (step for step in job["steps"] if "review due" in step.get("run", ""))
    found: dict[str, Any] = step
    return found


def _look(root: Path, tmp_path: Path, on: str, *, open_issue: str = "", **more: str) -> Ran:
    """Run the script of the workflow in the project at `root`, as GitHub does, on a given day."""
    step, calls, script = _due_step(), tmp_path / "calls", tmp_path / "script.sh"
    known = {"${{ github.token }}": "a-token", "${{ github.repository }}": "lantern/guide"}
    given = {name: known.get(value, value) for name, value in step["env"].items()}
    assert "${{" not in "".join(given.values())
    _program(tmp_path / "bin/gh", FAKE_GH)
    calls.touch()
    script.write_text(step["run"], "utf-8")
    midnight = int(datetime.fromisoformat(f"{on}T00:00:00").replace(tzinfo=UTC).timestamp())
    environment = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "SOURCE_DATE_EPOCH": str(midnight), "PYTHONDONTWRITEBYTECODE": "1",
        "FAKE_CALLS": str(calls), "FAKE_OPEN": open_issue, "FAKE_BROKEN": "", **given, **more,
    }  # fmt: skip
    done = subprocess.run(["bash", script], cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    told = [call.split("\037")[:-1] for call in calls.read_text("utf-8").split("\036")[:-1]]
    return Ran(done.returncode, done.stdout + done.stderr, told)


def _value(call: list[str], option: str) -> str:
    return call[call.index(option) + 1]


def test_an_issue_is_opened_when_reviews_fall_due(clinic: Path, tmp_path: Path) -> None:
    ran = _look(clinic, tmp_path, SOON)
    label, issue = ran.done  # the label first: an issue cannot be given one that is not there
    assert (ran.code, label[:3], issue[:2]) == (0, ["label", "create", "reviews-due"], ["issue", "create"])
    assert "--force" in label  # or it would fail where the label is there already
    assert _value(issue, "--label") == "reviews-due"
    assert _value(issue, "--title")
    pages = [file.relative_to(clinic / FOLDER).with_suffix(".md").as_posix() for file in (clinic / FOLDER).rglob("*.yml")]
    assert len(pages) > 10
    assert [page for page in pages if f"- [ ] `{page}`: by {NEXT_BY}\n" not in _value(issue, "--body")] == []


def test_an_issue_that_is_open_is_brought_up_to_date(clinic: Path, tmp_path: Path) -> None:
    ran = _look(clinic, tmp_path, PAST, open_issue="17")
    (call,) = ran.done
    assert (ran.code, call[:3]) == (0, ["issue", "edit", "17"])
    assert f"- [ ] `faq/index.md`: **overdue** since {NEXT_BY}\n" in _value(call, "--body")


def test_the_issue_is_closed_when_nothing_is_due_any_more(clinic: Path, tmp_path: Path) -> None:
    ran = _look(clinic, tmp_path, LONG_BEFORE, open_issue="17")
    (call,) = ran.done
    assert (ran.code, call[:3]) == (0, ["issue", "close", "17"])


def test_nothing_is_done_when_nothing_is_due(clinic: Path, tmp_path: Path) -> None:
    ran = _look(clinic, tmp_path, LONG_BEFORE)
    assert (ran.code, ran.done) == (0, [])


def test_data_that_the_checks_refuse_fail_the_job(edited: Path, tmp_path: Path) -> None:
    with (edited / ledger_of("faq/index.md")).open("a", encoding="utf-8") as ledger:
        ledger.write("- page: faq/index.md\n")
    ran = _look(edited, tmp_path, SOON, open_issue="17")
    assert (ran.code, ran.calls) == (1, [])
    assert f"{ledger_of('faq/index.md')}:" in ran.said


@pytest.mark.parametrize(("code", "says"), [(2, ""), (3, "echo '- [ ] half a list';"), (1, "")])
def test_a_program_that_fails_in_another_way_fails_the_job(edited: Path, tmp_path: Path, code: int, says: str) -> None:
    _program(edited / ".venv/bin/python", f"#!/bin/sh\n{says} exit {code}\n")
    ran = _look(edited, tmp_path, SOON, open_issue="17")
    assert (ran.code, ran.calls) == (code, [])


@pytest.mark.parametrize("on", [LONG_BEFORE, SOON])
def test_no_second_issue_is_opened_when_github_does_not_answer(clinic: Path, tmp_path: Path, on: str) -> None:
    ran = _look(clinic, tmp_path, on, FAKE_BROKEN="yes")
    assert (ran.code, ran.done) == (1, [])


def test_the_look_is_weekly_and_by_hand_with_the_whole_history_and_no_left_credentials() -> None:
    read = yaml.safe_load(DUE.read_text("utf-8"))
    (job,) = read["jobs"].values()
    (timer,) = read[True]["schedule"]
    minute, hour, day, month, weekday = timer["cron"].split()
    assert (minute.isdigit(), hour.isdigit(), day, month, weekday.isdigit()) == (True, True, "*", "*", True)
    assert "workflow_dispatch" in read[True]
    assert read["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    assert read["concurrency"]["group"]
    (fetch,) = (step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert fetch == {"fetch-depth": 0, "persist-credentials": False}


def test_the_token_is_known_to_one_step_alone() -> None:
    text = DUE.read_text("utf-8")
    assert text.count("github.token") == 1
    assert "secrets." not in text
    assert _due_step()["run"].startswith("set -euo pipefail\n")
    assert "make .venv/site" in text
