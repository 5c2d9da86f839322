"""Which day it is, and how dates and numbers of days are given."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

import pytest

from macros.commands import day as module
from macros.commands.day import day, days, later, today
from macros.facts.problem import EditorMistakes


class Clock(datetime):
    """A clock that stands at ten in the morning of a day, at Greenwich."""

    @classmethod
    def now(cls, tz=None):  # type: ignore[no-untyped-def]
        return datetime(2026, 11, 25, 10, 0, tzinfo=UTC).astimezone(tz)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_a_day_has_come_when_it_has_begun_somewhere() -> None:
    """At 10:00 in Greenwich it is midnight on Kiritimati, where the 26th begins."""
    assert today() == "2026-11-26"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_zone_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    assert today() == "2026-11-26"


def test_the_day_can_be_fixed_by_the_time_of_a_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225599")  # 2025-12-31 23:59:59 at Greenwich
    assert today() == "2026-01-01"


@pytest.mark.parametrize("wrong", ["", "tomorrow", "-1", "1e9", "1767225599.5"])
def test_a_fixed_day_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
    with pytest.raises(EditorMistakes, match=r"which is no number of seconds\. Set it to the time of the commit: git log"):
        today()


@pytest.mark.parametrize("given", ["2026-02-29", "20261125", "2026-W48-3", "25.11.2026", "2026-11-5", ""])
def test_a_date_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="write year, month and day like 2026-11-25"):
        day(given)


def test_a_date_is_taken_as_it_is() -> None:
    assert day("2024-02-29") == "2024-02-29"


@pytest.mark.parametrize("given", ["30", "d", "-3d", "1.5d", "99999d"])
def test_a_number_of_days_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="write it like 30d"):
        days(given)


def test_days_later() -> None:
    assert (days("30d"), later("2026-02-15", 14), later("2028-02-15", 15), later("9999-12-30", 30)) == (
        30, "2026-03-01", "2028-03-01", "9999-12-31",
    )  # fmt: skip
