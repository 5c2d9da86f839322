"""What git remembers: an entry that any commit holds is there today, and the text that was signed is found, wherever the project lies."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.facts.ledger import ledger_of
from macros.reviews.git import contents_of
from macros.reviews.history import Past, git, is_cut_short, lost_entries
from tests.reviews.scratch import (
    FIRST,
    KEEPER,
    KEYED,
    PLAIN,
    PLAIN_KEEPER,
    PLAIN_TWICE,
    SECOND,
    TODAY,
    TWICE,
    Scratch,
    base_of,
    clinic_of_few_reviews,
    copy_of,
    needs_git_and_keys,
    programs,
    unsigned_clinic,
)

pytestmark = needs_git_and_keys

DRY_LEAF = "mist/dry-leaf.md"  # a page without any review
ODD = f"about/head/{'0-' * 29}00.md"  # as odd as a page may be called: git has a name like its folder, and no name may be longer
FACTS_OF_IT = "data/treatments/mist/concerns/dry-leaf.yml"


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scratch:
    return copy_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path)


@pytest.fixture
def inside(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scratch:
    """The clinic in a larger repository, in folders whose names git and shells quote, and a page with an odd name. Two pages are signed."""
    outer = tmp_path / "all our work"
    clinic = copy_of(unsigned_clinic(base_of(tmp_path_factory)), outer / "größere guides and more")
    shutil.rmtree(clinic.root / ".git")
    for name in ("data/reviews/index.yml", "content/index.md"):  # like the project's own, and nothing of it
        (outer / name).parent.mkdir(parents=True)
        (outer / name).write_text("- page: index.md\n", "utf-8")
    subprocess.run(["git", "init", "-q", "--template=", str(outer)], check=True)
    clinic.write(f"content/{ODD}", "---\ntitle: Words\ndescription: Words.\n---\n\n# Words\n\nFirst words.\n")
    clinic.replace("content/menu.yml", "    - Contact: about/contact.md\n", f"    - Contact: about/contact.md\n    - Words: {ODD}\n")
    clinic.sign(PLAIN, ODD, on=FIRST, reviewer=PLAIN_KEEPER)
    clinic.commit("Sign two pages")
    return clinic


def lost(clinic: Scratch) -> list[str]:
    return [str(problem) for problem in lost_entries(clinic.root, clinic.reviews(PLAIN).staged.guide)]


def edit(clinic: Scratch, page: str = PLAIN, number: int = 0) -> None:
    entries = clinic.entries(page)
    entries[number] |= {"note": "Good for everybody."}
    clinic.write_entries(page, entries)


def shown_by_the_advice(clinic: Scratch, problem: str) -> str:
    """What the command in the message prints, typed as it stands there in the folder of the project."""
    command = re.search(r"git show \w+:\"[^\"]+\"", problem)
    assert command
    done = subprocess.run(command[0], shell=True, cwd=clinic.root, capture_output=True, text=True, check=True)
    return done.stdout


def found_text(clinic: Scratch, page: str) -> str | None:
    """The page as it was signed, if git still has it."""
    reviews = clinic.reviews(page)
    with Past(clinic.root) as past:
        signed = past.signed(reviews.entries(page)[-1])
        folder = past.folder
    assert not folder.exists()
    return signed.content.decode() if signed else None


# Entries


def test_a_history_in_which_entries_are_only_added_has_lost_none(clinic: Scratch) -> None:
    assert lost(clinic) == []
    clinic.sign(TWICE, on=TODAY)
    assert lost(clinic) == []
    clinic.commit()
    assert lost(clinic) == []


@pytest.mark.parametrize("is_committed", [False, True], ids=["not committed", "committed"])
def test_an_edited_entry_is_named_with_its_place_and_the_command_that_shows_it(clinic: Scratch, is_committed: bool) -> None:
    before = clinic.read(ledger_of(PLAIN_TWICE))
    commit = clinic.git("rev-parse", "--short=10", "HEAD")
    edit(clinic, PLAIN_TWICE, 1)
    if is_committed:
        clinic.commit()
    (said,) = lost(clinic)
    seen = f"entry 2 ({PLAIN_KEEPER}, {SECOND}) was edited, moved or removed since commit {commit}"
    do = f'Put it back as it was: git show {commit}:"./{ledger_of(PLAIN_TWICE)}". Then add a new entry below it.'
    assert said == f"{ledger_of(PLAIN_TWICE)}:1:1  {seen}. {do}"
    assert shown_by_the_advice(clinic, said) == before


def test_put_back_as_the_message_says_nothing_is_lost_any_more(clinic: Scratch) -> None:
    edit(clinic)
    clinic.commit()
    clinic.write(ledger_of(PLAIN), shown_by_the_advice(clinic, lost(clinic)[0]))
    assert [said for said in lost(clinic) if "2026-06-01" not in said] == []
    # The edited entry was committed too, so it cannot vanish either: the message names the commit that holds it.
    (said,) = lost(clinic)
    assert "Good for everybody." in shown_by_the_advice(clinic, said)


def test_an_edit_that_was_never_committed_can_be_taken_back(clinic: Scratch) -> None:
    edit(clinic)
    clinic.git("checkout", "--", "data/reviews")
    assert lost(clinic) == []


def test_each_lost_entry_is_told_once_however_many_commits_hold_it(clinic: Scratch) -> None:
    for number in range(2):
        clinic.sign(PLAIN, on=f"2026-10-0{number + 1}", reviewer=PLAIN_KEEPER)
        clinic.commit()
    clinic.write_entries(PLAIN, [])
    assert [re.findall(r"entry \d \([^)]*\)", said)[0] for said in lost(clinic)] == [
        f"entry 1 ({PLAIN_KEEPER}, {FIRST})",
        f"entry 2 ({PLAIN_KEEPER}, 2026-10-01)",
        f"entry 3 ({PLAIN_KEEPER}, 2026-10-02)",
    ]


def test_two_reviews_of_one_day_cannot_change_places(clinic: Scratch) -> None:
    for note in ("First.", "Second."):
        clinic.sign(DRY_LEAF, on=TODAY, reviewer=PLAIN_KEEPER, note=note)
    clinic.commit()
    clinic.write_entries(DRY_LEAF, clinic.entries(DRY_LEAF)[::-1])
    (said,) = lost(clinic)
    assert f"entry 2 ({PLAIN_KEEPER}, {TODAY}) was edited, moved or removed" in said


def test_a_ledger_in_another_writing_is_the_same_ledger(clinic: Scratch) -> None:
    clinic.write_entries(PLAIN_TWICE, clinic.entries(PLAIN_TWICE))
    clinic.write(ledger_of(PLAIN), "# Another comment\n\n" + clinic.read(ledger_of(PLAIN)).replace('"', "'"))
    assert lost(clinic) == []


def test_an_entry_that_is_not_committed_yet_is_nobodys_loss(clinic: Scratch) -> None:
    clinic.sign(DRY_LEAF, on=TODAY, reviewer=PLAIN_KEEPER)
    clinic.git("add", "-A")
    (clinic.root / ledger_of(DRY_LEAF)).unlink()
    assert lost(clinic) == []


def test_an_entry_on_another_branch_is_not_missed(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "-b", "other")
    clinic.sign(PLAIN, on=TODAY, reviewer=PLAIN_KEEPER)
    clinic.commit()
    clinic.git("checkout", "-q", "main")
    assert lost(clinic) == []
    assert clinic.judged(PLAIN).is_published


def test_a_commit_that_is_looked_at_without_a_branch_counts(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "--detach")
    edit(clinic)
    clinic.commit()
    clinic.git("branch", "-D", "main")
    assert len(lost(clinic)) == 1


def test_two_branches_that_each_review_another_page_join_without_loss(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "-b", "other")
    clinic.sign(DRY_LEAF, on=TODAY)
    clinic.commit()
    clinic.git("checkout", "-q", "main")
    clinic.sign(PLAIN, on=TODAY, reviewer=PLAIN_KEEPER)
    clinic.commit()
    clinic.git("merge", "-q", "--no-edit", "other")
    assert lost(clinic) == []
    for page in (DRY_LEAF, PLAIN):
        assert clinic.judged(page).is_published


def _two_reviews_of_one_page(clinic: Scratch, reviewer: str) -> list[dict[str, object]]:
    """On two branches, joined by keeping both in the order of their dates. Returns them."""
    before = clinic.entries(KEYED)
    clinic.git("checkout", "-q", "-b", "other")
    clinic.sign(KEYED, on="2026-10-02", reviewer=reviewer)
    second = clinic.entries(KEYED)[-1]
    clinic.commit()
    clinic.git("checkout", "-q", "main")
    clinic.sign(KEYED, on="2026-10-01", reviewer=reviewer)
    first = clinic.entries(KEYED)[-1]
    clinic.commit()
    clinic.git("merge", "-q", "-s", "ours", "--no-commit", "other")
    clinic.write_entries(KEYED, [*before, first, second])
    clinic.commit("Keep both")
    return [*before, first, second]


def test_two_reviews_of_one_page_join_without_loss(clinic: Scratch) -> None:
    _two_reviews_of_one_page(clinic, PLAIN_KEEPER)
    assert clinic.judged(KEYED).is_published


def test_a_signature_that_another_entry_came_before_is_given_again(clinic: Scratch) -> None:
    """The signed statement names the entry above it, and after the join that is another one."""
    _two_reviews_of_one_page(clinic, KEEPER)
    found = clinic.judged(KEYED)
    assert (found.state, found.lost) == ("forged", ())
    assert f"Let {KEEPER} read and sign it again" in found.said
    clinic.sign(KEYED, on=TODAY)
    clinic.commit()
    assert clinic.judged(KEYED).is_published


@pytest.mark.parametrize("dropped", ["first", "second"])
def test_a_join_that_keeps_one_of_two_reviews_is_seen(clinic: Scratch, dropped: str) -> None:
    before, first, second = _two_reviews_of_one_page(clinic, PLAIN_KEEPER)
    clinic.git("reset", "-q", "--hard", "HEAD~1")
    clinic.git("merge", "-q", "-s", "ours", "--no-commit", "other")
    clinic.write_entries(KEYED, [before, second if dropped == "first" else first])
    clinic.commit("Keep one")
    (said,) = lost(clinic)
    assert f"entry 2 ({PLAIN_KEEPER}, 2026-10-0{'1' if dropped == 'first' else '2'})" in said


def test_a_renamed_ledger_is_missed_at_its_old_place(clinic: Scratch) -> None:
    clinic.git("mv", ledger_of(PLAIN), ledger_of("mist/safely.md"))
    entries = clinic.entries("mist/safely.md")
    clinic.write_entries("mist/safely.md", [entry | {"page": "mist/safely.md"} for entry in entries])
    clinic.commit()
    (said,) = lost(clinic)
    assert said.startswith(f"{ledger_of(PLAIN)}:1:1  entry 1 ({PLAIN_KEEPER}, {FIRST}) was edited, moved or removed")


def test_a_renamed_page_leaves_its_reviews_as_a_record(clinic: Scratch) -> None:
    clinic.git("mv", "content/about/contact.md", "content/about/where.md")
    clinic.replace("content/menu.yml", "about/contact.md", "about/where.md")
    done = clinic.run("review", "status")
    assert done.code == 0, done.err
    assert re.search(r"^about/where\.md +never$", done.out, re.MULTILINE)
    assert f"Reviews of pages that are no longer there (they stay, as a record): {PLAIN_TWICE}\n" in done.out


def test_an_old_version_that_cannot_be_read_is_no_review(clinic: Scratch) -> None:
    good = clinic.read(ledger_of(PLAIN))
    for broken in (b"- page: [", b"page: mist/safety.md\n", b"12\n", b"\xff\xfe", b"\x00"):
        (clinic.root / ledger_of(PLAIN)).write_bytes(broken)
        clinic.commit()
    clinic.write(ledger_of(PLAIN), good)
    assert lost(clinic) == []


# What was committed although no program of this project would have accepted it, and what is said of it.
SLIPS: dict[str, tuple[dict[str, object], str]] = {
    "the same entry twice": ({}, "this entry repeats entry 1"),
    "an entry of another page": ({"page": KEYED}, "this entry is a review of"),
    "an entry that lacks a field": ({"reviewer": None}, '"reviewer" is missing'),
    "an entry before the one above": ({"reviewed_on": "2026-05-01"}, "dated before the one above it"),
    "an entry for too long a time": ({"next_review_by": "2031-01-01"}, "more than 12 months after this one"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_that_was_committed_can_be_mended(clinic: Scratch, slip: str) -> None:
    """Or nobody could publish ever again: with it the ledger is refused, and without it, too."""
    good, (changed, said) = clinic.read(ledger_of(PLAIN)), SLIPS[slip]
    (entry,) = clinic.entries(PLAIN)
    clinic.write_entries(PLAIN, [entry, {name: value for name, value in (entry | changed).items() if value is not None}])
    clinic.commit("Merge by hand")
    assert said in clinic.judged(PLAIN).said
    clinic.write(ledger_of(PLAIN), good)
    assert lost(clinic) == []


SETTINGS = [
    ("color.ui", "always"), ("log.follow", "true"), ("log.showRoot", "false"), ("log.diffMerges", "off"), ("core.quotePath", "true"),
    ("diff.renames", "copies"), ("log.showSignature", "true"), ("diff.external", "false"),
]  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting[0])
def test_nobodys_settings_of_git_hide_a_lost_entry(clinic: Scratch, setting: tuple[str, str]) -> None:
    """All of it in one commit, the first: where some settings would have git say nothing."""
    clinic.git("checkout", "-q", "--orphan", "anew")
    clinic.commit("Begin anew")
    clinic.git("config", *setting)
    edit(clinic)
    (said,) = lost(clinic)
    assert said.startswith(f"{ledger_of(PLAIN)}:1:1  entry 1 ({PLAIN_KEEPER}, {FIRST})")


# The text that was signed


def test_the_text_is_found_although_the_commit_of_its_entry_changed_it(clinic: Scratch) -> None:
    clinic.sign(DRY_LEAF, on=TODAY)
    clinic.replace(FACTS_OF_IT, "A leaf that is dry.", "A leaf that is rather dry.")
    clinic.commit("Review, and a newer text")
    assert clinic.state(DRY_LEAF) == "changed"
    assert "A leaf that is dry." in (found_text(clinic, DRY_LEAF) or "")


def test_the_text_of_the_newest_entry_is_found_and_not_that_of_an_older_one(clinic: Scratch) -> None:
    clinic.replace("content/faq/index.md", "Is one lamp really enough?", "Are two lamps enough?")
    text = found_text(clinic, TWICE) or ""
    assert "Is one lamp really enough?" in text


def test_the_text_is_found_in_a_commit_that_a_merge_brought(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "-b", "other")
    clinic.sign(DRY_LEAF, on=TODAY)
    clinic.commit()
    clinic.git("checkout", "-q", "main")
    clinic.write("notes.txt", "x")
    clinic.commit()
    clinic.git("merge", "-q", "--no-edit", "other")
    clinic.replace(FACTS_OF_IT, "A leaf that is dry.", "A leaf that is rather dry.")
    clinic.commit()
    assert "A leaf that is dry." in (found_text(clinic, DRY_LEAF) or "")


def test_a_text_that_was_never_committed_is_not_found_and_no_other_is_taken_for_it(clinic: Scratch) -> None:
    clinic.replace(FACTS_OF_IT, "A leaf that is dry.", "A leaf that was only ever on a desk.")
    clinic.sign(DRY_LEAF, on=TODAY)
    clinic.replace(FACTS_OF_IT, "A leaf that was only ever on a desk.", "A leaf that is rather dry.")
    clinic.commit()
    assert clinic.state(DRY_LEAF) == "changed"
    assert found_text(clinic, DRY_LEAF) is None


def test_a_program_that_cannot_run_leaves_the_text_to_the_commit_before(clinic: Scratch) -> None:
    clinic.sign(DRY_LEAF, on=TODAY)
    clinic.write("macros/__main__.py", "raise SystemExit('too old')\n")
    clinic.commit("Review, and a broken program")
    assert found_text(clinic, DRY_LEAF) is not None


# Where a project may lie


def test_a_project_inside_a_larger_repository_keeps_its_own_history(inside: Scratch) -> None:
    assert lost(inside) == []
    assert inside.judged(PLAIN).is_published
    before = inside.read(ledger_of(PLAIN))
    edit(inside)
    (said,) = lost(inside)
    assert said.startswith(f"{ledger_of(PLAIN)}:1:1  entry 1 ({PLAIN_KEEPER}, {FIRST})")
    assert shown_by_the_advice(inside, said) == before


def test_the_signed_text_is_found_inside_a_larger_repository(inside: Scratch) -> None:
    inside.replace(f"content/{ODD}", "First words.", "Other words.")
    assert inside.state(ODD) == "changed"
    assert "First words." in (found_text(inside, ODD) or "")


def test_ledgers_of_the_larger_repository_are_none_of_its_business(inside: Scratch) -> None:
    outer = inside.root.parents[1]
    (outer / "data/reviews/index.yml").unlink()
    inside.commit()
    assert lost(inside) == []


def test_a_page_with_an_odd_name_is_signed_and_remembered(clinic: Scratch) -> None:
    page = ODD
    clinic.write(f"content/{page}", "---\ntitle: Words\ndescription: Words.\n---\n\n# Words\n\nFirst words.\n")
    clinic.replace("content/menu.yml", "    - Contact: about/contact.md\n", f"    - Contact: about/contact.md\n    - Words: {page}\n")
    mark = clinic.reviews(page).fingerprint(page)
    given = ("--reviewer", PLAIN_KEEPER, "--on", TODAY, "--next", "2027-05-31", "--fingerprint", mark)
    done = clinic.run("review", "sign", page, *given)
    assert done.code == 0, done.err
    clinic.commit()
    assert clinic.judged(page).is_published
    before = clinic.read(ledger_of(page))
    edit(clinic, page)
    (said,) = lost(clinic)
    assert said.startswith(f"{ledger_of(page)}:1:1  entry 1 ({PLAIN_KEEPER}, {TODAY})")
    assert shown_by_the_advice(clinic, said) == before


@pytest.mark.parametrize("page", ["about/words.md", ODD])
def test_the_command_of_a_refusal_works_as_it_stands(clinic: Scratch, page: str) -> None:
    clinic.write(f"content/{page}", "---\ntitle: Words\ndescription: Words.\n---\n\n# Words\n")
    clinic.replace("content/menu.yml", "    - Contact: about/contact.md\n", f"    - Contact: about/contact.md\n    - Words: {page}\n")
    command = re.search(r"python -m macros (review packet .+)\.$", clinic.judged(page).said)
    assert command
    done = clinic.run(*shlex.split(command[1]))
    assert done.code == 0, done.err
    assert "(1 page)" in done.out


# Without git, or with little of it


def test_without_the_program_git_pages_are_judged_by_their_ledgers_alone(clinic: Scratch, tmp_path: Path) -> None:
    clinic.replace("content/lamp/safety.md", "# Safety", "# Safety first")
    with programs("ssh-keygen", folder=tmp_path / "bin"):
        assert git(clinic.root, "rev-parse", "HEAD") is None
        assert lost(clinic) == []
        assert not is_cut_short(clinic.root)
        assert found_text(clinic, KEYED) is None
        done = clinic.run("review", "status")
    assert done.code == 0, done.err
    assert re.search(
        rf"^{KEYED} +changed .*\n +what changed is not known: git does not hold the text that was signed$", done.out, re.MULTILINE
    )


def test_a_folder_outside_any_repository_has_no_history(clinic: Scratch) -> None:
    shutil.rmtree(clinic.root / ".git")
    edit(clinic)
    assert git(clinic.root, "rev-parse", "HEAD") is None
    assert lost(clinic) == []


def test_a_repository_without_a_commit_has_no_history_yet(clinic: Scratch) -> None:
    shutil.rmtree(clinic.root / ".git")
    clinic.git("init", "-q", "--template=")
    assert lost(clinic) == []
    assert clinic.run("review", "status").code == 0


def test_the_newest_commit_alone_is_known_for_what_it_is(clinic: Scratch, tmp_path: Path) -> None:
    assert not is_cut_short(clinic.root)
    clinic.git("clone", "-q", "--depth", "1", clinic.root.as_uri(), str(tmp_path / "clone"))
    assert is_cut_short(tmp_path / "clone")


def test_the_newest_commit_that_holds_a_lost_review_is_named(clinic: Scratch) -> None:
    """Of a ledger that was edited and put back: what an editor takes it back from should not be years old."""
    ledger = ledger_of(PLAIN)
    as_it_was = clinic.read(ledger)
    (clinic.root / ledger).unlink()
    clinic.commit("Lose a ledger")
    clinic.write(ledger, as_it_was)
    newest = clinic.commit("Put it back")
    edit(clinic)
    (told,) = lost(clinic)
    assert f"since commit {newest[:10]}" in told


def test_what_git_holds_is_read_at_once_and_what_it_lacks_left_out(clinic: Scratch) -> None:
    texts = ["one\n\n", "", "no end of line", "0123456789012345678901234567890123456789 blob 3\nab\n"]
    for number, text in enumerate(texts):
        clinic.write(f"{number}.txt", text)
    names = [clinic.git("hash-object", "-w", f"{number}.txt") for number in range(len(texts))]
    lacking = "0" * 39 + "1"
    found = contents_of(clinic.root, [names[0], lacking, *names[1:], clinic.git("rev-parse", "HEAD")])
    assert found == {name: text.encode() for name, text in zip(names, texts, strict=True)}
    assert contents_of(clinic.root, []) == {}


def _belongs_to_somebody_else(_clinic: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that builds in a container: git is there, the history too, and git will not look at it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def _is_damaged(clinic: Scratch, _monkeypatch: pytest.MonkeyPatch) -> None:
    (clinic.root / ".git/HEAD").write_text("nowhere\n", "utf-8")


def _lacks(clinic: Scratch, revision: str) -> None:
    """One object of the history is gone, as after a half copied folder, or a clone that left the contents of files out."""
    name = clinic.git("rev-parse", revision)
    (pack,) = (clinic.root / ".git/objects/pack").glob("*.pack")
    taken_out = pack.rename(clinic.root / ".git/taken-out.pack")
    with taken_out.open("rb") as content:
        subprocess.run(["git", "unpack-objects", "-q"], cwd=clinic.root, stdin=content, check=True)
    (clinic.root / ".git/objects" / name[:2] / name[2:]).unlink()
    for graph in (clinic.root / ".git/objects/info").glob("commit-graph*"):
        graph.unlink()


def _lacks_an_old_commit(clinic: Scratch, _monkeypatch: pytest.MonkeyPatch) -> None:
    _lacks(clinic, "HEAD~2")


def _lacks_an_old_ledger(clinic: Scratch, _monkeypatch: pytest.MonkeyPatch) -> None:
    _lacks(clinic, f"HEAD:./{ledger_of(PLAIN)}")


def _holds_an_old_ledger_that_is_spoilt(clinic: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    _lacks_an_old_ledger(clinic, monkeypatch)
    name = clinic.git("rev-parse", f"HEAD:./{ledger_of(PLAIN)}")
    (clinic.root / ".git/objects" / name[:2] / name[2:]).write_bytes(b"no object")


_SPOILT = [_belongs_to_somebody_else, _is_damaged, _lacks_an_old_commit, _lacks_an_old_ledger, _holds_an_old_ledger_that_is_spoilt]


@pytest.mark.parametrize("spoil", _SPOILT)
def test_a_history_that_git_cannot_read_is_not_taken_for_a_good_one(
    clinic: Scratch, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Scratch, pytest.MonkeyPatch], None]
) -> None:
    edit(clinic)
    spoil(clinic, monkeypatch)
    done = clinic.run("review", "status")
    assert (done.code, done.out) == (1, "")
    assert "git" in done.err
