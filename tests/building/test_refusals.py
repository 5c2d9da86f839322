"""The system may refuse any call of a build: a full disk, a missing permission. The old site stays, and one message says why."""

from __future__ import annotations

import errno
import random
from collections import defaultdict
from pathlib import Path

import pytest

from tests.building.test_kills import is_mended_by_the_next_build
from tests.building.trial import Call, Hurt, Note, Workshop

REFUSALS = [
    getattr(errno, name)
    for name in ("ENOSPC", "EACCES", "EROFS", "EIO", "EMFILE", "ENAMETOOLONG", "EDQUOT", "EPERM", "ENFILE", "ESTALE", "ENOMEM", "EBUSY")
]
GROUPS, EACH = 8, 8
TRIED = GROUPS * EACH
CHANGING = {"mkdir", "rename", "replace", "exchange", "write_text", "write_bytes", "keep_from_power_cuts", "chmod", "unlink", "rmdir"}


@pytest.fixture(scope="module")
def calls(trials: Workshop) -> list[Call]:
    """What a build asks, in the order in which it does."""
    trials.set_back()
    notes = trials.root / "notes.txt"
    notes.unlink(missing_ok=True)
    assert trials.build(hurt=Note(notes)).code == 0
    lines = (line.split("\t") for line in notes.read_text("utf-8").splitlines())
    return [Call(name, path, int(count)) for name, path, count in lines]


@pytest.fixture(scope="module")
def chosen(calls: list[Call]) -> list[Call]:
    """Some calls of each kind: rare kinds first, so that each step of the swap is among them."""
    by_name: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        by_name[call.name].append(call)
    choice = random.Random(7)
    kinds = [choice.sample(found, len(found)) for _, found in sorted(by_name.items())]
    return [kind[turn] for turn in range(TRIED) for kind in kinds if turn < len(kind)][:TRIED]


@pytest.mark.parametrize("group", range(GROUPS))
def test_refused_anywhere(trials: Workshop, chosen: list[Call], group: int) -> None:
    for number, call in list(enumerate(chosen))[group::GROUPS]:
        trials.set_back()
        ended = trials.build(hurt=Hurt(call, REFUSALS[number % len(REFUSALS)]))
        told = f"{call} refused with {errno.errorcode[REFUSALS[number % len(REFUSALS)]]}: {ended}"
        assert "Traceback" not in ended.said, told
        assert trials.standing == ("new" if ended.code == 0 else "old"), told
        assert bool(ended.said) == (ended.code != 0), told
        assert ended.code == 0 or ended.said.count("site/ is as it was.") + ended.said.count("Nothing was changed.") == 1, told
    is_mended_by_the_next_build(trials)


def test_every_kind_of_call_is_tried(calls: list[Call], chosen: list[Call]) -> None:
    assert CHANGING <= {call.name for call in calls} == {call.name for call in chosen}
    assert len(set(chosen)) == TRIED >= 60


@pytest.mark.parametrize(
    "call",
    [
        Call("write_text", "build/manifest-new.json", 1),
        Call("exchange", "build/site", 1),
        Call("keep_from_power_cuts", "build/site", 1),
        Call("open", "build/lock", 1),
    ],
    ids=str,
)
def test_a_step_that_must_not_fail_silently(trials: Workshop, call: Call) -> None:
    trials.set_back()
    ended = trials.build(hurt=Hurt(call, errno.ENOSPC))
    assert (ended.code, trials.standing) == (1, "old")
    assert ended.said.endswith("No space left on device. Check free space and permissions; site/ is as it was.\n")


@pytest.mark.parametrize(
    "call", [Call("replace", "build/manifest-new.json", 1), Call("rmdir", "build/site", 1), Call("unlink", "index.html", 1)], ids=str
)
def test_tidying_up_that_fails_is_done_by_the_next_build(trials: Workshop, call: Call) -> None:
    trials.build()  # or what an earlier trial has left would be tidied up first
    trials.set_back()
    ended = trials.build(hurt=Hurt(call, errno.EIO))
    assert (ended.code, ended.said, trials.standing) == (0, "", "new")
    is_mended_by_the_next_build(trials)


def test_another_disk_is_said_so(trials: Workshop) -> None:
    trials.set_back()
    ended = trials.build(hurt=Hurt(Call("exchange", "build/site", 1), errno.EXDEV))
    assert (ended.code, trials.standing) == (1, "old")
    assert ended.said.startswith("site: site/ is on another disk than build/") or "site/ is on another disk than build/" in ended.said


def test_what_was_cut_off_is_not_taken_for_good(trials: Workshop) -> None:
    """A page that was written half is written anew, and so is what the engine is told."""
    for path in ("pages/index.md", "engine.json"):
        file = trials.root / "build" / path
        file.write_bytes(file.read_bytes()[:40])
    assert trials.build().code == 0
    assert (trials.root / "build/pages/index.md").read_text("utf-8").count("\n") > 5
    assert (trials.root / "build/engine.json").read_text("utf-8").rstrip().endswith("}")


def files_left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob(".new"))


def test_no_half_page_is_ever_in_its_place(trials: Workshop) -> None:
    page = trials.root / "build/pages/index.md"
    page.write_text("an older page", "utf-8")
    trials.set_back()
    ended = trials.build(hurt=Hurt(Call("write_bytes", "build/pages/.new", 1), errno.ENOSPC))
    assert (ended.code, page.read_text("utf-8")) == (1, "an older page")
    is_mended_by_the_next_build(trials)
    assert files_left(trials.root / "build") == []
