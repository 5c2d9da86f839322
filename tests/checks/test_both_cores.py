"""Work on the other core, and pages that are judged there."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from macros import both_cores as both
from macros.both_cores import beside, on_both_cores
from macros.checks import published
from macros.checks.claims import remembered
from macros.facts.problem import Problem
from macros.pages.stage import prepare

ON = "2026-11-25"


def lives(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def test_the_work_is_done_in_another_process() -> None:
    with beside(os.getpid) as result:
        done_by = result()
    assert done_by not in (None, os.getpid())


@pytest.mark.parametrize("is_frozen", [True, False])
def test_what_no_search_for_garbage_goes_through_stays_so(is_frozen: bool) -> None:
    gc.unfreeze()  # a build that an earlier test ran in this process has frozen its facts
    if is_frozen:
        gc.freeze()
    try:
        with beside(os.getpid) as result:
            result()
        assert (gc.get_freeze_count() > 0) == is_frozen
    finally:
        gc.unfreeze()


def test_work_that_fails_gives_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with beside(lambda: 1 // 0) as result:
        assert result() is None
    assert "Traceback" not in capfd.readouterr().err  # whoever does the work again will see it


def test_work_that_is_killed_gives_nothing() -> None:
    with beside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as result:
        assert result() is None


def test_who_does_not_wait_ends_the_work() -> None:
    start = time.monotonic()
    with beside(lambda: time.sleep(30)):
        pass
    assert time.monotonic() - start < 10


def test_the_work_ends_with_who_asked_for_it() -> None:
    reading, writing = os.pipe()
    if not (asking := os.fork()):
        with beside(lambda: (os.write(writing, str(os.getpid()).encode()), time.sleep(30))) as result:
            result()
    worker = int(os.read(reading, 20))
    os.kill(asking, signal.SIGKILL)
    os.waitpid(asking, 0)
    give_up = time.monotonic() + 10
    while lives(worker) and time.monotonic() < give_up:
        time.sleep(0.02)
    assert not lives(worker)
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(("fewest", "processes"), [(4, 2), (5, 1)])
def test_many_things_are_done_on_both_cores(monkeypatch: pytest.MonkeyPatch, fewest: int, processes: int) -> None:
    monkeypatch.setattr(both, "cores", lambda: 2)
    halves = on_both_cores(lambda some: (os.getpid(), sorted(some)), "abcd", fewest)
    assert sorted(one for _, some in halves for one in some) == list("abcd")
    assert len({process for process, _ in halves}) == processes
    assert halves[0][0] == os.getpid()


def test_on_one_core_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both, "cores", lambda: 1)
    assert on_both_cores(lambda some: (os.getpid(), some), "abcd", 2) == [(os.getpid(), "abcd")]


def test_a_half_that_fails_there_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """So its failure is seen where somebody can tell of it."""
    monkeypatch.setattr(both, "cores", lambda: 2)
    here = os.getpid()

    def work(some: Sequence[str]) -> Sequence[str]:
        if os.getpid() != here:
            raise OSError("no memory")
        return some

    assert on_both_cores(work, "abcd", 2) == [["a", "d"], ["b", "c"]]


@pytest.mark.parametrize("things", ["hlhlhlhl", "hhllhhll", "hhhhllll"])
def test_heavy_and_light_things_are_shared_evenly(monkeypatch: pytest.MonkeyPatch, things: str) -> None:
    """Pages of two kinds may take turns, as a concern's own and the one that somebody wrote about it do."""
    monkeypatch.setattr(both, "cores", lambda: 2)
    assert on_both_cores(sorted, things, 2) == [list("hhll"), list("hhll")]


def judged(root: Path, monkeypatch: pytest.MonkeyPatch, cache: Path, cores: int) -> list[Problem]:
    monkeypatch.setattr(remembered, "CACHE", cache)
    monkeypatch.setattr(published, "_MANY", 2)
    monkeypatch.setattr(both, "cores", lambda: cores)
    return published.published_claims(prepare(root), root, ON)[1]


def test_two_processes_find_what_one_finds(clinic_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (clinic_copy / "content").rglob("*.md"):
        page.write_text(page.read_text("utf-8") + "\n\nThe lamp always glows.\n", "utf-8")
    alone = judged(clinic_copy, monkeypatch, tmp_path / "one", cores=1)
    assert len({one.path for one in alone}) > 3
    assert judged(clinic_copy, monkeypatch, tmp_path / "two", cores=2) == alone


def test_each_page_is_judged_once(fixture_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here only half of them are: the rest was judged in the other process."""
    here: list[str] = []
    whole = published._Published._as_finished

    def noted(self: published._Published, text: str, is_treatment: bool) -> object:
        here.append(text)
        return whole(self, text, is_treatment)

    monkeypatch.setattr(published._Published, "_as_finished", noted)
    judged(fixture_clinic, monkeypatch, tmp_path, cores=2)
    pages = len(prepare(fixture_clinic).pages)
    assert pages // 2 <= len(here) <= (pages + 1) // 2


def test_a_process_that_fails_leaves_the_work_here(clinic_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = clinic_copy / "content/about/contact.md"
    page.write_text(page.read_text("utf-8") + "\n\nThe lamp always glows.\n", "utf-8")
    alone = judged(clinic_copy, monkeypatch, tmp_path / "one", cores=1)
    monkeypatch.setattr(both, "_result", lambda said: None)
    assert judged(clinic_copy, monkeypatch, tmp_path / "two", cores=2) == alone != []
