"""A build may be killed at any moment: the site is the old one or the new one, whole, and the next build needs no help."""

from __future__ import annotations

import random
import shutil
import signal
import time
from dataclasses import dataclass

import pytest

from macros import both_cores
from macros.building import place
from macros.checks import published
from macros.checks.site import check
from macros.checks.site import pages as built_pages
from macros.headers import site as policy
from macros.pages import reading
from tests.building.trial import Call, Ended, Hurt, Workshop

GROUPS, KILLS = 6, 10  # each group of kills meets what those before it have left

# The last steps, in their order. What lies between them is tried by the kills at random moments.
LAST_STEPS = [
    Call("rename", "build/show-sources", 1),
    Call("keep_from_power_cuts", "build/site", 1),
    Call("write_text", "build/manifest-new.json", 1),
    Call("exchange", "build/site", 1),
    Call("replace", "build/manifest-new.json", 1),
    Call("rmdir", "build/site", 1),
]
AFTER_THE_SWAP = {("exchange", "after"), ("replace", "before"), ("replace", "after"), ("rmdir", "before"), ("rmdir", "after")}


@pytest.fixture(scope="module")
def seconds(trials: Workshop) -> float:
    """How long a build takes here and now: kills come at moments within it, on a slow machine, too."""
    start = time.perf_counter()
    assert trials.build().code == 0
    return time.perf_counter() - start


@pytest.mark.parametrize("group", range(GROUPS))
def test_killed_at_random_moments(trials: Workshop, seconds: float, group: int) -> None:
    moments = random.Random(group)
    for _ in range(KILLS):
        trials.set_back()
        ended = trials.build(kill_after=moments.uniform(0, seconds))
        assert trials.standing in ("old", "new")
        assert ended.code in (0, -9)
        assert ended.code == -9 or trials.standing == "new"
    is_mended_by_the_next_build(trials)


@dataclass(frozen=True)
class AsIfOfManyPages:
    """From now on, a few pages are enough for the other core to take half of them."""

    def __call__(self) -> None:
        both_cores.cores = lambda: 2
        for module in (built_pages, check, policy):
            module.MANY_PAGES = 2  # type: ignore[attr-defined]
        published._MANY = reading._MANY_FILES = 2


def test_killed_at_random_moments_while_both_cores_work(trials: Workshop, seconds: float) -> None:
    """Whoever helped ends with the build, and leaves nothing in the way of the next."""
    moments = random.Random(GROUPS)
    for _ in range(KILLS):
        trials.set_back()
        shutil.rmtree(trials.root / ".cache/claims", ignore_errors=True)
        ended = trials.build(hurt=AsIfOfManyPages(), kill_after=moments.uniform(0, 2 * seconds))
        assert trials.standing in ("old", "new")
        assert ended.code == -9 or (ended.code, trials.standing) == (0, "new")
    trials.set_back()
    assert trials.build(hurt=AsIfOfManyPages()) == Ended(0, "")
    is_mended_by_the_next_build(trials)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("call", LAST_STEPS, ids=str)
def test_killed_at_each_of_the_last_steps(trials: Workshop, call: Call, when: str) -> None:
    trials.set_back()
    assert trials.build(hurt=Hurt(call, kill=when)).code == -9
    assert trials.standing == ("new" if (call.name, when) in AFTER_THE_SWAP else "old")
    is_mended_by_the_next_build(trials)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("call", [step for step in LAST_STEPS if step.name in ("exchange", "replace", "rmdir")], ids=str)
def test_asked_to_end_in_the_moment_of_the_swap(trials: Workshop, call: Call, by: signal.Signals) -> None:
    """It is too late for "site/ is as it was": the build does what is left to do, and ends then."""
    trials.set_back()
    ended = trials.build(hurt=Hurt(call, kill="before", by=by))
    assert ended == Ended(-15 if by == signal.SIGTERM else 130, "")
    assert (trials.standing, trials.left, trials.manifest_is_right) == ("new", set(), True)


@dataclass(frozen=True)
class WithTwoRenames:
    """Where two folders cannot change places in one step."""

    hurt: Hurt

    def __call__(self) -> None:
        place.exchange = lambda _new, _site: False
        self.hurt()


@pytest.mark.parametrize(
    ("call", "when", "standing"),
    [
        (Call("rename", "site", 1), "before", "old"),
        (Call("rename", "site", 1), "after", "none"),
        (Call("rename", "build/site", 1), "before", "none"),
        (Call("rename", "build/site", 1), "after", "new"),
    ],
    ids=str,
)
def test_killed_between_two_renames(trials: Workshop, call: Call, when: str, standing: str) -> None:
    """A moment without a site is all that can be seen, and any next build ends it: even one that fails."""
    trials.set_back()
    assert trials.build(hurt=WithTwoRenames(Hurt(call, kill=when))).code == -9
    assert trials.standing == standing
    page = trials.root / "content/index.md"
    good = page.read_bytes()
    page.write_bytes(good + b"\n{{ nothing() }}\n")
    assert trials.build().code == 1
    assert trials.standing == ("new" if standing == "new" else "old")
    page.write_bytes(good)
    is_mended_by_the_next_build(trials)


def is_mended_by_the_next_build(trials: Workshop) -> None:
    ended = trials.build()
    assert (ended.code, ended.said, trials.standing, trials.left) == (0, "", "new", set())
    assert trials.manifest_is_right
