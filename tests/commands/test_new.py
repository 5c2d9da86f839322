"""Beginning something: it passes the checks as it is, nothing else changes, and what is refused changes nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.content import check_content
from macros.commands.schema import all_generated
from macros.new import concern, faq, source, treatment
from macros.new.answers import Answers
from macros.new.drafts import TO_WRITE
from tests.site.project import assemble, build

PROJECT = Path(__file__).parents[2]
PLAN = ["--sessions", "2 to 4", "--weeks", "3"]
CONCERN = ["concern", "--name", "Dim corner"]
FAQ = ["faq", "--question", "May I read after it?"]
SOURCE = ["source", "--kind", "study", "--title", "Sand: a study", "--id", "sand-study", "--doi", "10.9999/sand", "--year", "2020"]
TREATMENT = ["treatment", "--name", "Warm sand", "--concern-name", "Cold feet", *PLAN]


def project(clinic: Path, root: Path) -> Path:
    """The data and content of a clinic, and what the checks look at beside them."""
    for name in ("data", "content"):
        shutil.copytree(clinic / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    return root


@pytest.fixture
def made_up(fixture_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project(fixture_clinic, tmp_path / "made-up")
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return root


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The guide of this project, whatever stands in it today."""
    root = project(PROJECT, tmp_path / "real")
    monkeypatch.chdir(root)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def only_added(before: str, after: str) -> bool:
    """Whether every line from before is still there, in the same order."""
    following = iter(after.split("\n"))
    return all(line in following for line in before.rstrip("\n").split("\n"))


def started(root: Path, *arguments: str) -> set[str]:
    """Begin something in the project at `root`; the files that are new or changed."""
    before = contents(root)
    assert main(["new", *arguments]) == 0
    after = contents(root)
    assert before.keys() <= after.keys()
    changed = {path for path in after if before.get(path) != after[path]}
    for path in changed & before.keys():
        assert only_added(before[path].decode(), after[path].decode()), path
    check_content(root)
    fresh = all_generated(root)
    assert all(fresh[path].encode() == after[path] for path in changed - before.keys() if path in fresh), "a first line is wrong"
    return changed


@pytest.mark.parametrize(
    ("arguments", "changed"),
    [
        ([*CONCERN, "--treatment", "lamp"], {"data/treatments/lamp/treatment.yml", "data/treatments/lamp/concerns/dim-corner.yml"}),
        (FAQ, {"content/faq/index.md"}),
        ([*FAQ, "--page", "content/lamp/index.md"], {"content/lamp/index.md"}),
        (SOURCE, {"data/sources.yml"}),
        (
            [*TREATMENT, "--source", "lamp-leaflet"],
            {f"content/warm-sand/{page}.md" for page in ("estimate", "how-it-works", "index", "safety")}
            | {"content/menu.yml", "data/treatments/warm-sand/treatment.yml", "data/treatments/warm-sand/concerns/cold-feet.yml"},
        ),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_what_was_begun_passes_the_checks(made_up: Path, arguments: list[str], changed: set[str]) -> None:
    assert started(made_up, *arguments) == changed


@pytest.mark.parametrize("arguments", [CONCERN, FAQ, SOURCE, TREATMENT], ids=lambda one: one[0])
def test_it_passes_in_the_guide_of_this_project_too(real: Path, arguments: list[str]) -> None:
    guide = check_content(real).guide
    own = next(name for name, one in guide.sources.items() if one.kind == "clinic")
    more = {"concern": ["--treatment", next(iter(guide.treatments))], "treatment": ["--source", own]}
    started(real, *arguments, *more.get(arguments[0], []))


def test_one_after_another(made_up: Path) -> None:
    started(made_up, *SOURCE[:-2], "--only-about", "lamp")
    started(made_up, *TREATMENT, "--source", "mist-leaflet")
    started(made_up, *CONCERN, "--treatment", "warm-sand", "--name", 'A "corner": dim', "--said-as", "no")
    started(made_up, *FAQ)
    started(made_up, "faq", "--question", 'Is "sand" warm?', "--id", "sand", "--answer", "Yes.")
    guide = check_content(made_up).guide
    sand = guide.treatments["warm-sand"]
    assert list(sand.concerns) == ["cold-feet", "a-corner-dim"]
    assert (sand.concerns["a-corner-dim"].name, sand.concerns["a-corner-dim"].said_as) == ('A "corner": dim', "no")
    assert sand.record.usual_course.sessions.model_dump() == {"at_least": 2, "at_most": 4}
    assert sand.record.usual_course.weeks_between.model_dump() == {"at_least": 3, "at_most": 3}
    assert guide.sources["sand-study"].model_dump(exclude_none=True, exclude_defaults=True) == {
        "kind": "study", "title": "Sand: a study", "doi": "10.9999/sand", "only_about": "lamp"
    }  # fmt: skip


def test_a_list_in_brackets_stays_one(made_up: Path) -> None:
    file = made_up / "data/treatments/mist/treatment.yml"
    before = file.read_text("utf-8")
    assert main(["new", *CONCERN, "--treatment", "mist"]) == 0
    assert file.read_text("utf-8") == before.replace("order_of_concerns: [dry-leaf]", "order_of_concerns: [dry-leaf, dim-corner]")


def test_line_endings_stay(made_up: Path) -> None:
    file = made_up / "data/sources.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    started(made_up, *SOURCE)
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


def test_nothing_is_invented(made_up: Path) -> None:
    """Every sentence of a new concern and treatment says that it is to be written, or sends to a doctor; no number stands in them."""
    started(made_up, *TREATMENT, "--source", "lamp-leaflet")
    guide = check_content(made_up).guide
    (one,) = guide.treatments["warm-sand"].concerns["cold-feet"].descriptions
    assert (one.estimate, one.studies, one.rows) == ("doctor decides", None, [])
    text = (made_up / "data/treatments/warm-sand/treatment.yml").read_text("utf-8")
    values = [line.partition("#")[0] for line in text.split("\n") if not line.strip().startswith("#")]
    assert [line for line in values if any(letter.isdigit() for letter in line)] == [
        "  sessions: {at_least: 2, at_most: 4}",
        "  weeks_between: {at_least: 3, at_most: 3}",
    ]
    assert [line.split()[-1] for line in values if "basis: clinic" in line or "basis: studies" in line] == ["clinic", "clinic"]


def test_what_is_next_names_the_lines(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(made_up, *CONCERN, "--treatment", "lamp")
    path = "data/treatments/lamp/concerns/dim-corner.yml"
    marked = [number for number, line in enumerate((made_up / path).read_text("utf-8").split("\n"), 1) if line.find(TO_WRITE) > 0]
    assert capsys.readouterr().out.split("\n") == [
        f"Wrote {path}",
        "Changed data/treatments/lamp/treatment.yml",
        "",
        "Next:",
        "  1. Pages show it last. To move it, change order_of_concerns in data/treatments/lamp/treatment.yml.",
        f'  2. Write what is marked "to write": {path}:{marked[0]}, and {len(marked) - 1} more.',
        "  3. Run: make check.",
        "  4. Look at it: make serve, then lamp/dim-corner.html.",
        "",
    ]


def test_the_line_of_an_answer_to_write(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(made_up, *FAQ)
    lines = (made_up / "content/faq/index.md").read_text("utf-8").split("\n")
    number = lines.index(faq.STILL_TO_WRITE) + 1
    assert f"Write the answer: content/faq/index.md:{number}. " in capsys.readouterr().out


LIKE = "Use small letters a to z, digits and single hyphens"
REFUSALS = [
    (["concern", "--treatment", "lmap", "--name", "A"], 'there is no treatment called "lmap". Did you mean "lamp"?'),
    ([*CONCERN], "this is missing: which treatment: lamp, mist. Add it, like --treatment"),
    (["concern", "--treatment", "lamp"], 'this is missing: its name, as a title. Add it, like --name "Dark circles".'),
    (["concern", "--treatment", "lamp", "--name", "Grey dots"], 'there is a concern or page called "grey-dots" already.'),
    (["concern", "--treatment", "lamp", "--name", "Safety"], 'there is a concern or page called "safety" already.'),
    ([*CONCERN, "--treatment", "lamp", "--id", "Dim Corner"], f'"Dim Corner" is not a name for links. {LIKE}'),
    ([*CONCERN, "--treatment", "lamp", "--id", "../../up"], f'"../../up" is not a name for links. {LIKE}'),
    (["concern", "--treatment", "lamp", "--name", " "], "no words are given. Write something."),
    (["concern", "--treatment", "lamp", "--name", "a\u200bb"], "an invisible character (zero width space)"),
    (["concern", "--treatment", "lamp", "--name", "光"], 'this is missing: its name for links. Add it, like --id "dark-circles".'),
    ([*TREATMENT], "this is missing: which source of kind clinic"),
    ([*TREATMENT, "--source", "long-count"], 'there is no source of kind clinic called "long-count".'),
    ([*TREATMENT, "--source", "lamp-leaflet", "--id", "lamp"], 'there is a treatment or folder called "lamp" already.'),
    ([*TREATMENT, "--source", "lamp-leaflet", "--id", "faq"], 'there is a treatment or folder called "faq" already.'),
    ([*TREATMENT, "--source", "lamp-leaflet", "--sessions", "many"], '"many" is no number. Write one, like 4, or two, like 3 to 6.'),
    ([*TREATMENT, "--source", "lamp-leaflet", "--sessions", "4 to 2"], "at_most (2) is smaller than at_least (4). Swap them"),
    ([*TREATMENT, "--source", "lamp-leaflet", "--weeks", "900"], '"900" is beyond what a course can be.'),
    ([*FAQ, "--page", "faq/indx.md"], 'there is no page called "faq/indx.md". Did you mean "faq/index.md"?'),
    ([*FAQ, "--id", "cost"], 'there is a part of this page called "cost" already.'),
    ([*FAQ, "--answer", "{{ nothing() }}"], "this would not pass the checks: there is no macro called"),
    (["faq", "--question", "What's \"that\"?"], "a question cannot hold this mix of signs."),
    (["source", "--kind", "studdy", "--title", "A", "--id", "a"], 'there is no kind of source called "studdy". Did you mean "study"?'),
    (["source", "--kind", "study", "--title", "A", "--id", "a"], "a source with neither doi nor url. Add --doi or --url"),
    ([*SOURCE[:5], "--id", "long-count", "--doi", "10.9999/a"], 'there is a source called "long-count" already.'),
    ([*SOURCE[:-2], "--year", "20"], "this is no year. Write four digits, like 2020."),
    ([*SOURCE[:-4], "--doi", "https://doi.org/10.9999/a"], '"https://doi.org/10.9999/a" is not a DOI.'),
    ([*SOURCE, "--only-about", "lapm"], 'there is no treatment called "lapm". Did you mean "lamp"?'),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSALS, ids=lambda one: " ".join(one) if isinstance(one, list) else "")
def test_a_refusal_says_why_and_changes_nothing(made_up: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    before = contents(made_up)
    assert main(["new", *arguments]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""
    assert contents(made_up) == before


def test_every_missing_answer_is_named_at_once(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "treatment"]) == 1
    said = capsys.readouterr().err
    assert [option for option in ("name", "source", "sessions", "weeks", "concern-name") if f"--{option}" not in said] == []
    assert "--said-as" not in said


def test_nothing_is_begun_while_something_else_is_wrong(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made_up / "data/clinic.yml").write_text("name: A\n", "utf-8")
    before = contents(made_up)
    assert main(["new", *FAQ]) == 1
    assert "data/clinic.yml" in capsys.readouterr().err
    assert contents(made_up) == before


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_full_disk_leaves_everything_as_it_was(made_up: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    before, folders = contents(made_up), sorted(made_up.rglob("*"))
    write_text, written = Path.write_text, iter(range(100))

    def full(file: Path, *arguments: str) -> int:
        if file.is_relative_to(made_up) and next(written) >= after:
            raise OSError(28, "No space left on device", str(file))
        return write_text(file, *arguments)

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["new", *TREATMENT, "--source", "lamp-leaflet"]) == 1
    assert contents(made_up) == before
    assert sorted(made_up.rglob("*")) == folders


class Person:
    """Somebody at a terminal, who gives these answers in turn."""

    def __init__(self, *answers: str) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        try:
            return next(self.answers)
        except StopIteration:
            raise EOFError from None


def test_a_concern_is_asked_for(made_up: Path) -> None:
    guide, person = check_content(made_up).guide, Person("lmap", "lamp", "Dim corner", "", "grey-dots", "")
    draft = concern.draft(made_up, guide, Answers({}, person))
    assert person.prompts == [
        "Which treatment: lamp, mist (like lamp): ",
        '  there is no treatment called "lmap". Did you mean "lamp"?\n  Again: ',
        "Its name, as a title (like Dark circles): ",
        "The same inside a sentence (dim corner if you press Enter): ",
        "Its name for links (dim-corner if you press Enter): ",
        '  there is a concern or page called "grey-dots" already. '
        "Choose another name, or edit the one in data/treatments/lamp/concerns/.\n  Again: ",
    ]
    assert "data/treatments/lamp/concerns/dim-corner.yml" in draft.texts


@pytest.mark.parametrize(
    ("begin", "answers"),
    [
        (treatment, ["Warm sand", "", "", "lamp-leaflet", "2 to 4", "3", "Cold feet", ""]),
        (faq, ["", "May I read after it?", "", ""]),
        (source, ["study", "Sand", "sand-study", "", "", "", "", "https://sand.example/study", ""]),
    ],
)
def test_each_kind_can_be_asked_for(made_up: Path, begin: object, answers: list[str]) -> None:
    person = Person(*answers)
    draft = begin.draft(made_up, check_content(made_up).guide, Answers({}, person))  # type: ignore[attr-defined]
    assert draft.texts
    assert len(person.prompts) == len(answers)


def test_an_option_is_not_asked_for_again(made_up: Path) -> None:
    person = Person("Dim corner", "", "")
    concern.draft(made_up, check_content(made_up).guide, Answers({"treatment": "lamp"}, person))
    assert len(person.prompts) == 3


def test_answers_that_end_early_change_nothing(made_up: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    before = contents(made_up)
    monkeypatch.setattr("sys.stdin", Terminal("lamp\n"))
    assert main(["new", "concern"]) == 1
    assert "the answers ended too early" in capsys.readouterr().err
    assert contents(made_up) == before


def test_a_new_treatment_can_be_built(fixture_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = assemble(fixture_clinic, tmp_path / "project")
    monkeypatch.chdir(root)
    started(root, *TREATMENT, "--source", "lamp-leaflet")
    built = build(root)
    assert {"warm-sand/cold-feet.html", "warm-sand/estimate.html", "warm-sand/safety.html"} <= set(built.pages)
    assert "still being written" in (built.site / "warm-sand/cold-feet.html").read_text("utf-8")
