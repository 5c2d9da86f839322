"""What only a whole build can see is told all at once, each at its place, and nothing is built: see whole_build_faults.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.site.project import run

PARTS: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("whole_build_faults.yml").read_text("utf-8"))


@pytest.mark.parametrize("part", PARTS)
def test_each_fault_is_told_with_its_place_and_nothing_is_built(clinic_copy: Path, part: str) -> None:
    for name, fault in PARTS[part].items():
        file = clinic_copy / fault["file"]
        text = file.read_text("utf-8")
        assert fault["old"] in text, name
        file.write_text(text.replace(fault["old"], fault["new"], 1), "utf-8")
    done = run(clinic_copy, "macros", "build")
    assert done.returncode == 1, done.stdout
    told = done.stderr.splitlines()
    missed = [name for name, one in PARTS[part].items() if not any(line.startswith(one["where"]) and one["says"] in line for line in told)]
    assert missed == [], done.stderr
    assert "Traceback" not in done.stderr
    assert not (clinic_copy / "site").exists()
