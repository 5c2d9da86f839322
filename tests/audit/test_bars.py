"""What the audit makes of what it measured. The looks themselves are tested in tests/browser, each with a fault that it must find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.audit import __main__ as audit
from tests.audit import lighthouse
from tests.audit.bars import _light_bars, _middle, _none
from tests.audit.lighthouse import Lighthouse, _read, slower_than
from tests.bench.report import Verdict

WELL = Lighthouse((100, 100, 100, 100), 0.8, 0.0, 0.0, ())


def met(told: Any) -> list[bool]:
    return [one.met for one in told if isinstance(one, Verdict)]


def test_one_slow_run_of_three_does_not_count() -> None:
    slow = Lighthouse((80, 100, 100, 100), 3.0, 0.0, 400.0, ("performance: slow",))
    assert _middle([WELL, slow, WELL]) == WELL
    assert _middle([slow, slow, WELL]) == slow


@pytest.mark.parametrize(
    ("powers", "counted"),
    [
        ([2000, 1600, 1900], [2000, 1600, 1900]),
        ([2000, 900, 1600, 1400, 1900], [2000, 1600, 1900]),  # two while something else took the processor
        ([2000, *[900] * 5], [2000, *[900] * 5]),  # nothing else to be had
    ],
)
def test_a_look_counts_while_the_machine_has_its_power(
    powers: list[float], counted: list[float], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = iter(powers)
    monkeypatch.setattr(lighthouse, "_report", lambda *_: next(left))
    monkeypatch.setattr(lighthouse, "_read", lambda power: replace(WELL, power=power))
    assert [one.power for one in lighthouse.look_at([], tmp_path, "index.html", slower=4, times=3)] == counted
    assert list(left) == []


@pytest.mark.parametrize(
    ("worse", "verdicts"),
    [
        ({}, [True, True, True, True]),
        ({"scores": (99, 100, 100, 100)}, [False, True, True, True]),
        ({"scores": (100, 100, 100, 92)}, [False, True, True, True]),
        ({"lcp": 1.01}, [True, False, True, True]),
        ({"cls": 0.001}, [True, True, False, True]),
        ({"tbt": 1.0}, [True, True, True, False]),
    ],
)
def test_each_bar_of_lighthouse_can_be_missed(worse: dict[str, Any], verdicts: list[bool]) -> None:
    told = [one for one in _light_bars("home", replace(WELL, **worse)) if isinstance(one, Verdict)]
    assert [one.met for one in told] == verdicts
    assert all(one.counts for one in told)


def test_a_bar_is_missed_where_something_is_found() -> None:
    assert met(_none("faults", 3, [])) == [True]
    verdict, *told = _none("faults", 3, ["index.html  a fault"])
    assert str(verdict) == "MISSED  faults: 1 on 3 pages"
    assert told == ["          index.html  a fault"]


def test_what_lighthouse_says_is_read() -> None:
    one = {"scoreDisplayMode": "numeric", "score": 1}
    audits = {
        "largest-contentful-paint": one | {"numericValue": 1234.0, "score": 0.9, "title": "LCP", "displayValue": "1.2 s"},
        "cumulative-layout-shift": one | {"numericValue": 0.0, "title": "CLS"},
        "total-blocking-time": one | {"numericValue": 8.0, "title": "TBT"},
        "image-alt": {"score": None, "scoreDisplayMode": "notApplicable", "title": "Pictures"},
    }
    refs = [{"id": name, "weight": 1} for name in audits]
    categories = {name: {"score": 1, "auditRefs": []} for name in ("accessibility", "best-practices", "seo")}
    performance = {"score": 0.97, "auditRefs": refs}
    environment = {"benchmarkIndex": 1750.5}
    found = _read({"audits": audits, "categories": categories | {"performance": performance}, "environment": environment})
    assert found == Lighthouse((97, 100, 100, 100), 1.234, 0.0, 8.0, ("performance: LCP (1.2 s)",), 1750.5)


@pytest.mark.parametrize(("power", "slower"), [(2000, 4), (1500, 4), (1499, 2), (1000, 2), (800, 2), (799, 1), (100, 1)])
def test_a_slow_machine_plays_a_phone_that_is_not_slower_than_phones_are(power: float, slower: int) -> None:
    assert slower_than(power) == slower


def test_a_part_that_is_not_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["audit", "--only", "weight,hight"])
    with pytest.raises(SystemExit):
        audit.main()
    assert "there is no part hight" in capsys.readouterr().err
