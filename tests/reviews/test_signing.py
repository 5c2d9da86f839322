"""What is signed is what was read: every order that is not right is refused with what to do, and then nothing is written at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.facts.ledger import ledger_of
from macros.facts.problem import EditorMistakes
from macros.pages.stage import with_reviews
from macros.reviews import signing
from macros.reviews.fingerprint import is_quoted
from macros.reviews.signing import Order, marks_of, sign_pages
from macros.reviews.statement import sign as really_sign
from macros.reviews.states import Reviews, seal_of
from tests.reviews.scratch import (
    ESTIMATE,
    FIRST,
    KEEPER,
    KEYED,
    NEXT_TO_IT,
    PLAIN,
    PLAIN_KEEPER,
    SECOND,
    TODAY,
    TWICE,
    Done,
    Scratch,
    base_of,
    clinic_of_few_reviews,
    facts_of,
    needs_git_and_keys,
    programs,
)

pytestmark = needs_git_and_keys

NEXT = "2027-05-31"
DRY_LEAF = "mist/dry-leaf.md"  # a page without any review
WHOLE = "8ae3-g4dv-kkjh-crr6-95sc-9y5x-8ka2-kxse"


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scratch:
    """To write into."""
    return facts_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """To be refused: nothing is ever written here. See `unchanged`."""
    return facts_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path_factory.mktemp("kept"))


def everything(clinic: Scratch) -> dict[str, bytes]:
    """Every file of the project. Left out: what git keeps for itself, and the lock that every build takes."""
    files = {file.relative_to(clinic.root).as_posix(): file for file in sorted(clinic.root.rglob("*")) if file.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not path.startswith(".git/") and path != "build/lock"}


@pytest.fixture
def unchanged(kept: Scratch) -> Iterator[Scratch]:
    """After the test every file of the project is as it was, and none is new."""
    before = everything(kept)
    yield kept
    assert everything(kept) == before


def order(clinic: Scratch, reviews: Reviews, *pages: str, **changed: Any) -> Order:
    """A right order for these pages by the reviewer with a key, but for what is given here."""
    right: dict[str, Any] = {"reviewer": KEEPER, "reviewed_on": TODAY, "next_review_by": NEXT, "key": clinic.keys / "keeper"}
    return Order(list(pages), **({"quoted": marks_of(reviews, list(pages))} | right | changed))


def refusal(clinic: Scratch, *pages: str, **changed: Any) -> str:
    """The one thing that is said against an order. It always comes with what to do."""
    reviews = clinic.reviews(*pages)
    wanted = order(clinic, reviews, *pages, **changed)
    with pytest.raises(EditorMistakes) as refused:
        sign_pages(clinic.root, reviews, wanted)
    (problem,) = refused.value.problems
    assert problem.do
    return str(problem)


def cli(clinic: Scratch, *pages: str, **given: str) -> Done:
    """`review sign` with a right order, but for what is given here; an empty text leaves an option out."""
    right = {"reviewer": PLAIN_KEEPER, "on": TODAY, "next": NEXT, "fingerprint": "none"}
    options = [part for name, value in (right | given).items() if value for part in (f"--{name}", value)]
    return clinic.run("review", "sign", *pages, *options)


# Refusals


def test_an_unknown_reviewer(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, reviewer="lamp-keper")
    assert said == 'data/reviewers.yml:1:1  there is no reviewer called "lamp-keper". Did you mean "lamp-keeper"?'


def test_a_reviewer_with_a_key_who_gives_none(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, key=None)
    assert "lamp-keeper has a key on file, so this review must be signed with it. Give the private key: --key FILE" in said


def test_a_key_of_a_reviewer_who_has_none_on_file(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, reviewer=PLAIN_KEEPER)
    assert "mist-keeper has no key on file, so nobody could check this signature" in said
    assert "Add the one line of the .pub file as ssh_key below mist-keeper, or leave --key out" in said


def test_a_key_of_somebody_else(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, key=unchanged.keys / "stranger")
    assert "data/reviewers.yml:1:1  this key is not the one on file for lamp-keeper" in said
    assert "Sign with the key whose .pub line stands below lamp-keeper, or correct that line" in said


def test_no_key_file(unchanged: Scratch, tmp_path: Path) -> None:
    for nothing in (tmp_path / "gone", tmp_path):
        assert refusal(unchanged, DRY_LEAF, key=nothing) == f"{nothing}:1:1  there is no such key file. Give the private key after --key."


def test_the_public_half_of_a_key(unchanged: Scratch, tmp_path: Path) -> None:
    shutil.copy(unchanged.keys / "keeper.pub", tmp_path)
    said = refusal(unchanged, DRY_LEAF, key=tmp_path / "keeper.pub")
    assert said.startswith(f"{tmp_path}/keeper.pub:1:1  OpenSSH could not sign with this key (")
    assert said.endswith("Give the private key, not the .pub file, after --key.")


def test_a_file_that_is_no_key(unchanged: Scratch, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear keeper,\n", "utf-8")
    (tmp_path / "letter").chmod(0o600)
    assert "OpenSSH could not sign with this key (" in refusal(unchanged, DRY_LEAF, key=tmp_path / "letter")


def test_a_key_that_others_may_read_is_refused_for_that(unchanged: Scratch, tmp_path: Path) -> None:
    open_key = Path(shutil.copy(unchanged.keys / "keeper", tmp_path))
    open_key.chmod(0o644)
    said = refusal(unchanged, DRY_LEAF, key=open_key)
    assert "could not sign with this key" in said
    assert "chmod 600" in said


def test_no_openssh_to_sign_with(unchanged: Scratch, tmp_path: Path) -> None:
    with programs("git", folder=tmp_path / "bin"):
        said = refusal(unchanged, DRY_LEAF)
    assert "ssh-keygen is not installed here" in said
    assert "Install OpenSSH" in said


@pytest.mark.parametrize("command", ["review status", "build --publish"])
def test_no_openssh_to_check_with(unchanged: Scratch, tmp_path: Path, command: str) -> None:
    """A signature that cannot be checked is no reason to publish, and no reason to call it forged."""
    with programs("git", folder=tmp_path / "bin"):
        done = unchanged.run(*command.split())
    assert (done.code, done.out) == (1, "")
    assert "ssh-keygen is not installed here" in done.err
    assert "Install OpenSSH" in done.err


def test_a_day_that_has_not_come(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, reviewed_on="2026-11-26")
    assert "2026-11-26 has not come yet; today is 2026-11-25. Give the day on which the text was read after --on" in said


@pytest.mark.parametrize("day", ["2026-11-24", TODAY])
def test_a_next_review_that_is_not_after_this_one(unchanged: Scratch, day: str) -> None:
    said = refusal(unchanged, DRY_LEAF, next_review_by=day)
    assert f"the next review ({day}) is not after this one. Give a later day after --next" in said


def test_a_next_review_beyond_the_limit_of_the_clinic(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, next_review_by="2027-11-26")
    assert "the next review (2027-11-26) is more than 12 months after this one" in said
    assert "Give --next 2027-11-25 or earlier; the limit is most_months_between_reviews in data/clinic.yml" in said


def test_a_day_before_the_newest_review(unchanged: Scratch) -> None:
    said = refusal(unchanged, TWICE, reviewed_on="2026-08-31")
    assert f"{TWICE} was reviewed later than that, on {SECOND}. Give that day or a later one after --on" in said


def test_the_newest_review_of_another_page_does_not_matter(clinic: Scratch) -> None:
    mark = clinic.reviews(DRY_LEAF).fingerprint(DRY_LEAF)
    done = cli(clinic, DRY_LEAF, on="2026-08-31", next="2027-01-31", fingerprint=mark)
    assert done.code == 0, done.err
    assert clinic.entries(DRY_LEAF)[0]["reviewed_on"] == "2026-08-31"


def _groups(count: int) -> Callable[[str], str]:
    return lambda mark: "-".join(mark.split("-")[:count])


def _other_end(mark: str) -> str:
    return mark[:-1] + ("0" if mark[-1] != "0" else "1")


MISQUOTED: dict[str, Callable[[str], str]] = {
    "none": lambda _mark: "",
    "three groups": _groups(3),
    "almost four groups": lambda mark: _groups(4)(mark)[:-1],
    "the end alone": lambda mark: mark[5:],
    "one letter more": lambda mark: mark + "0",
    "one letter else": _other_end,
    "another": lambda _mark: WHOLE,
    "nothing but hyphens": lambda _mark: "-" * 39,
    "a word": lambda _mark: "yes",
}


@pytest.mark.parametrize("how", MISQUOTED)
def test_a_fingerprint_that_is_not_of_this_text(unchanged: Scratch, how: str) -> None:
    quoted = MISQUOTED[how](marks_of(unchanged.reviews(DRY_LEAF), [DRY_LEAF]))
    said = refusal(unchanged, DRY_LEAF, quoted=quoted)
    assert f"the fingerprint {quoted or '(none)'} is not that of {DRY_LEAF} as it reads now" in said
    assert f"Read the text of today and quote its fingerprint: python -m macros review packet {DRY_LEAF}" in said


def test_the_fingerprint_of_a_text_that_changed_since_it_was_read(clinic: Scratch) -> None:
    read_then = marks_of(clinic.reviews(DRY_LEAF), [DRY_LEAF])
    clinic.replace("data/treatments/mist/concerns/dry-leaf.yml", "The leaf is dry.", "The leaf is rather dry.")
    before = everything(clinic)
    assert "as it reads now" in refusal(clinic, DRY_LEAF, quoted=read_then)
    assert everything(clinic) == before


@pytest.mark.parametrize("given", [["one"], ["other"], ["both", "one"], ["both", "other"]], ids=" of ".join)
def test_the_fingerprint_of_other_pages_than_are_signed(unchanged: Scratch, given: list[str]) -> None:
    """One of two does not stand for both, and that of both for none alone."""
    pages = {"one": [DRY_LEAF], "other": [KEYED], "both": [DRY_LEAF, KEYED]}
    quoted = marks_of(unchanged.reviews(DRY_LEAF, KEYED), pages[given[0]])
    wanted = pages[given[1]] if len(given) > 1 else pages["both"]
    assert "is not that of" in refusal(unchanged, *wanted, quoted=quoted)


def test_at_least_four_groups_are_quoted_in_any_writing() -> None:
    assert is_quoted(WHOLE, WHOLE)
    assert is_quoted("8AE3 G4DV KKJH CRR6", WHOLE)
    assert is_quoted(" 8ae3g4dvkkjhcrr695sc ", WHOLE)
    assert is_quoted("oo11-22il-3333-4444", "0011-2211-3333-4444-5555-6666-7777-8888")
    assert not is_quoted("8ae3-g4dv-kkjh", WHOLE)
    assert not is_quoted("8ae3-g4dv-kkjh-crr7", WHOLE)


NOTES = {
    "nothing": ("", "the note is empty or too long. Write up to 500 characters after --note, or leave it out"),
    "blanks": ("  \n ", "the note is empty or too long"),
    "too much": ("x" * 501, "the note is empty or too long"),
    "a character that nobody sees": ("Read\u200b twice", "the note: an invisible character (zero width space). Delete it"),
    "words that run backwards": ("Read \u202eeciwt", "the note: an invisible character (right-to-left override)"),
    "the end of a line for some": ("Read\u2028twice", "the note: an invisible character (line separator)"),
    "an order to the terminal": ("\x1b[2JRead twice", "the note: an invisible character"),
    "half a character": ("Read \udcff", "the note: an invisible character"),
    "a letter that looks like another": ("Re\u0430d twice", 'the note: "\u0430" in "Re\u0430d" is no Latin letter'),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_that_the_ledger_would_not_be_read_with(unchanged: Scratch, name: str) -> None:
    note, said = NOTES[name]
    assert said in refusal(unchanged, DRY_LEAF, note=note)


@pytest.mark.parametrize("name", ["faq/indx.md", "faq/indx", "content/faq/indx.md", "./faq/indx.html"])
def test_a_page_that_is_not_there(unchanged: Scratch, name: str) -> None:
    done = cli(unchanged, name)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f'{name}:1:1  there is no such page. Did you mean "faq/index.md"?  [unknown-page]\n')


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"on": "yesterday"}, '"yesterday" is not a date; write year, month and day like 2026-11-25'),
        ({"on": "2026-2-3"}, '"2026-2-3" is not a date'),
        ({"next": "20270531"}, '"20270531" is not a date'),
        ({"next": ""}, "the following arguments are required: --next"),
        ({"on": ""}, "the following arguments are required: --on"),
        ({"reviewer": ""}, "the following arguments are required: --reviewer"),
    ],
)
def test_an_order_that_lacks_something(unchanged: Scratch, given: dict[str, str], said: str) -> None:
    done = cli(unchanged, DRY_LEAF, **given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_without_anybody_at_the_keyboard_the_fingerprint_must_be_given(unchanged: Scratch) -> None:
    done = cli(unchanged, DRY_LEAF, fingerprint="")
    assert (done.code, done.out) == (1, "")
    assert "the fingerprint (none) is not that of mist/dry-leaf.md" in done.err


def test_the_same_review_a_second_time(clinic: Scratch) -> None:
    """Without a key it would be the same entry, word for word, which no ledger may hold."""
    mark = marks_of(clinic.reviews(DRY_LEAF), [DRY_LEAF])
    assert cli(clinic, DRY_LEAF, fingerprint=mark).code == 0
    before = everything(clinic)
    done = cli(clinic, DRY_LEAF, fingerprint=mark)
    assert done.code == 1
    assert everything(clinic) == before
    assert clinic.run("check").code == 0


@pytest.mark.parametrize("ledger", ["[]\n", '[{"page": "mist/dry-leaf.md"}]\n'], ids=["an empty list", "a list in brackets"])
def test_a_ledger_to_which_no_line_can_be_added_is_not_spoiled(clinic: Scratch, ledger: str) -> None:
    """Refused, or written so that it can be read."""
    if "page" in ledger:
        clinic.sign(DRY_LEAF, on=FIRST, reviewer=PLAIN_KEEPER)
        ledger = json.dumps(clinic.entries(DRY_LEAF))
    clinic.write(ledger_of(DRY_LEAF), ledger)
    cli(clinic, DRY_LEAF, fingerprint=clinic.reviews(DRY_LEAF).fingerprint(DRY_LEAF))
    done = clinic.run("check")
    assert done.code == 0, done.err


# All or none


def test_one_page_that_cannot_be_signed_keeps_all_from_being_signed(unchanged: Scratch) -> None:
    said = refusal(unchanged, DRY_LEAF, TWICE, reviewed_on="2026-08-31", next_review_by="2027-01-31")
    assert f"{TWICE} was reviewed later than that" in said


def test_a_key_that_fails_half_way_keeps_all_from_being_signed(unchanged: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def fail_at_the_second(text: str, key: Path) -> str:
        texts.append(text)
        return really_sign(text, key if len(texts) == 1 else unchanged.keys / "stranger")

    monkeypatch.setattr(signing, "sign", fail_at_the_second)
    assert "this key is not the one on file" in refusal(unchanged, DRY_LEAF, KEYED)
    assert len(texts) == 2


def test_a_disk_that_is_full_half_way_keeps_all_from_being_signed(clinic: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(clinic)
    reviews = clinic.reviews(DRY_LEAF, KEYED, NEXT_TO_IT)
    wanted = order(clinic, reviews, DRY_LEAF, KEYED, NEXT_TO_IT)
    written: list[Path] = []
    write_text = Path.write_text

    def write_until_it_is_full(file: Path, *arguments: Any, **options: Any) -> int:
        if clinic.root in file.parents:
            written.append(file)
            if len(written) == 2:
                raise OSError(28, "No space left on device", str(file))
        return write_text(file, *arguments, **options)

    monkeypatch.setattr(Path, "write_text", write_until_it_is_full)
    with pytest.raises(OSError, match="No space left"):
        sign_pages(clinic.root, reviews, wanted)
    monkeypatch.undo()
    assert {path: content for path, content in everything(clinic).items() if not path.endswith(".new")} == before


def test_several_pages_are_signed_with_their_joint_fingerprint(clinic: Scratch) -> None:
    pages = [DRY_LEAF, ESTIMATE, KEYED]
    joint = marks_of(clinic.reviews(*pages), pages)
    assert joint == marks_of(clinic.reviews(*pages), pages[::-1])
    assert joint not in {clinic.reviews(*pages).fingerprint(page) for page in pages}
    done = cli(clinic, *pages, DRY_LEAF, reviewer=KEEPER, key=str(clinic.keys / "keeper"), fingerprint=joint)
    assert done.code == 0, done.err
    assert done.out.splitlines()[:-1] == [f"Signed: {ledger_of(page)}" for page in pages]
    for page in pages:
        assert clinic.entries(page)[-1]["fingerprint"] == clinic.reviews(page).fingerprint(page)
        assert clinic.state(page) == "current"


@pytest.mark.parametrize(
    "name", ["mist/dry-leaf", "mist/dry-leaf.html", "content/mist/dry-leaf.md", "./mist/dry-leaf.md", "build/pages/mist/dry-leaf.md"]
)
def test_a_page_may_be_named_as_people_name_it(clinic: Scratch, name: str) -> None:
    done = cli(clinic, name, fingerprint=clinic.reviews(DRY_LEAF).fingerprint(DRY_LEAF))
    assert done.code == 0, done.err
    assert done.out.startswith(f"Signed: {ledger_of(DRY_LEAF)}\n")


# What is written


def test_only_the_ledger_is_touched_and_only_added_to(clinic: Scratch) -> None:
    before = everything(clinic)
    clinic.sign(KEYED, DRY_LEAF, on=TODAY)
    after = everything(clinic)
    assert {path for path in after if after[path] != before.get(path)} == {ledger_of(KEYED), ledger_of(DRY_LEAF)}
    assert before.keys() <= after.keys()
    assert after[ledger_of(KEYED)].startswith(before[ledger_of(KEYED)])
    assert after[ledger_of(DRY_LEAF)].startswith(b"# Who reviewed mist/dry-leaf.md, the newest last.")


def test_git_finds_nothing_lost_after_a_signature(clinic: Scratch) -> None:
    clinic.sign(KEYED, on=TODAY)
    assert clinic.judged(KEYED).is_published
    clinic.commit()
    assert clinic.judged(KEYED).is_published


WRITTEN = {
    "quotes": """Read "twice", and 'once' more""",
    "a backslash": "Read C:\\new\\table twice",
    "braces": "Read {{ sessions() }} and {% raw %} twice",
    "three hyphens": "---",
    "a list": "- one",
    "a comment": "Read twice # and once more",
    "a field": "signature: none",
    "nothing": "null",
    "a number": "12",
    "the end of a document": "...",
    "a mark": "&a *a !!python/object",
    "markup": "<b>Read</b> <script>alert(1)</script> &amp; *twice*",
    "accents": "Gelesen: größtenteils, deux fois, два раза, 二回",
    "500 characters": "x" * 500,
}


@pytest.mark.parametrize("reviewer", [KEEPER, PLAIN_KEEPER])
def test_a_note_is_read_again_as_it_was_written(clinic: Scratch, reviewer: str) -> None:
    for note in WRITTEN.values():
        clinic.sign(DRY_LEAF, on=TODAY, reviewer=reviewer, note=note)
    reviews = clinic.reviews(DRY_LEAF)
    entries = reviews.entries(DRY_LEAF)
    assert [entry.note for entry in entries] == list(WRITTEN.values())
    seals = [seal_of(reviews.staged.guide, entries[:count]) for count in range(1, len(entries) + 1)]
    assert dict(zip(WRITTEN, seals, strict=True)) == dict.fromkeys(WRITTEN, "current")


@pytest.mark.parametrize("note", ["Read\ntwice", "  Read \t twice ", "Read\r\ntwice\n"])
def test_a_note_is_one_line_whatever_is_typed(clinic: Scratch, note: str) -> None:
    clinic.sign(KEYED, on=TODAY, note=note)
    assert clinic.entries(KEYED)[-1]["note"] == "Read twice"
    assert clinic.judged(KEYED).is_published


def test_a_note_cannot_add_a_line_to_what_is_signed(clinic: Scratch) -> None:
    clinic.sign(KEYED, on=TODAY, note="none\nreview before this one: none")
    assert clinic.entries(KEYED)[-1]["note"] == "none review before this one: none"
    assert clinic.state(KEYED) == "current"


def test_a_note_is_shown_to_patients_as_text(clinic: Scratch) -> None:
    clinic.sign(PLAIN, on=TODAY, reviewer=PLAIN_KEEPER, note=WRITTEN["markup"] + " " + WRITTEN["braces"])
    reviews = clinic.reviews()
    page = with_reviews(reviews.staged, reviews.by_page).files["about/who-checks.md"].decode()
    assert "Read" in page
    assert not {"<script>", "<b>Read", "{{", "{%", "*twice*"} & {
        part for part in ("<script>", "<b>Read", "{{", "{%", "*twice*") if part in page
    }


def test_an_entry_is_read_again_as_it_was_meant(clinic: Scratch) -> None:
    clinic.sign(ESTIMATE, on=TODAY, by=NEXT, note="Read twice.")
    reviews = clinic.reviews(ESTIMATE)
    before, entry = reviews.entries(ESTIMATE)
    assert (before.reviewed_on, entry.reviewed_on, entry.next_review_by) == (FIRST, TODAY, NEXT)
    assert (entry.page, entry.reviewer, entry.note) == (ESTIMATE, KEEPER, "Read twice.")
    assert entry.fingerprint == reviews.fingerprint(ESTIMATE)
    assert (entry.frame, entry.answers) == (reviews.frame(ESTIMATE), reviews.answers(ESTIMATE))
    assert set(entry.answers["lamp"]) == {"grey-dots", "dull-shine", "loose-threads"}
    assert entry.signature is not None and entry.signature.startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert set(clinic.reviews(ESTIMATE).by_page[ESTIMATE].answers.values()) == {"current"}


def test_a_page_without_an_estimate_has_neither_frame_nor_answers(clinic: Scratch) -> None:
    clinic.sign(DRY_LEAF, on=TODAY, reviewer=PLAIN_KEEPER)
    assert clinic.entries(DRY_LEAF)[0].keys() == {"page", "reviewer", "reviewed_by", "reviewed_on", "next_review_by", "fingerprint"}
