"""What the benchmark says of figures that are made up here."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.measure import AGAIN, CHANGED_NUMBER, OURS, PLAIN, Cost, run
from tests.bench.others import put_aside
from tests.bench.report import Result, markdown, verdicts


def result(pages: int, ours: float, plain: float | None, changed: float = 0.5, memory: float = 100) -> Result:
    seconds = {OURS: 2 * ours, AGAIN: ours, CHANGED_NUMBER: changed} | ({PLAIN: plain} if plain else {})
    return Result(pages, [{path: Cost(one, one, memory) for path, one in seconds.items()}])


def said(*results: Result) -> str:
    return "\n".join(map(str, verdicts(list(results))))


def test_a_quarter_of_plain_material_is_enough_at_1000_pages_and_no_more() -> None:
    assert "met     1000 pages: 0.25 of plain" in said(result(1000, ours=5, plain=20))
    assert "MISSED  1000 pages: 0.26 of plain" in said(result(1000, ours=5.2, plain=20))


def test_a_small_guide_may_take_a_quarter_longer() -> None:
    assert "met     100 pages: 1.25 of plain" in said(result(100, ours=2.5, plain=2))
    assert "MISSED  100 pages: 1.30 of plain" in said(result(100, ours=2.6, plain=2))


def test_what_grows_faster_than_the_pages_is_told() -> None:
    assert "MISSED  1000 to 5000" in said(result(1000, ours=5, plain=20), result(5000, ours=25.1, plain=None))
    assert "met     1000 to 5000" in said(result(1000, ours=5, plain=20), result(5000, ours=25, plain=None))


def test_memory_has_its_bar_without_plain_material() -> None:
    assert said(result(5000, ours=25, plain=None, memory=513)) == "MISSED  5000 pages: 513 MB at the most, bar 512"


def test_a_changed_number_has_to_be_quick_by_both_measures() -> None:
    assert "aim met     1000 pages, one number changed: 0.05" in said(result(1000, ours=5, plain=20, changed=1))
    assert "aim missed  1000 pages, one number changed: 0.06" in said(result(1000, ours=5, plain=20, changed=1.2))
    assert "aim missed  1000 pages, one number changed: 0.20" in said(result(1000, ours=1, plain=4, changed=0.8))


def test_what_was_not_measured_is_said_in_the_table() -> None:
    last = markdown([result(5000, ours=25, plain=None)]).splitlines()[-1]
    assert last == "| 5,000 | ours, after one changed number | 0.50 | 0.50 | 100 | not measured | not measured |"


def test_what_a_build_before_has_made_is_out_of_the_way(tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / "site").mkdir()
        (tmp_path / "site/index.html").write_text(str(number), "utf-8")
        put_aside(tmp_path / "site")
        assert not (tmp_path / "site").exists()
    put_aside(tmp_path / "site")
    assert sorted(file.read_text("utf-8") for file in tmp_path.rglob("index.html")) == ["0", "1"]


def test_the_memory_of_every_process_counts(tmp_path: Path) -> None:
    """Two processes hold 60 MB each, and neither holds 100."""
    hold = "held = bytearray(b'1') * 60_000_000; import time; time.sleep(1)"
    both = f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; one.wait()"
    assert 120 <= run([sys.executable, "-c", both], tmp_path).megabytes <= 180
