"""A project in which nearly everything is wrong: every mistake in one run, sorted, each with its line and its caret, none told twice."""

from __future__ import annotations

from pathlib import Path

from pytest import CaptureFixture, MonkeyPatch

from macros.__main__ import main

STORY = Path(__file__).with_name("dreadful.txt")
EDITS = [
    ("content/about/contact.md", "{{ contact() }}", '{{ contcat() }} and {{ sessions("lmp") }}, [Questions](../faq/indx.md)'),
    ("content/faq/index.md", 'sessions_table("lamp", "grey-dots",', 'sessions_table("lamp",\n  "dull-shne", '),
    ("content/lamp/safety.md", "title:", "tilte:"),
    ("content/menu.yml", "concerns_of: mist", "concerns_of: msit"),
    ("data/clinic.yml", "sample: true", "sample: no"),
    ("data/sources.yml", "only_about: mist", "only_about: 皮秒"),
    ("data/treatments/lamp/concerns/grey-dots.yml", "people: 12", "people: twelve"),
    ("data/treatments/mist/concerns/dry-leaf.yml", "sources: [mist-count]", "sources: [mist-cont]"),
    ("data/treatments/mist/treatment.yml", "summary: ", "summary: \tA summary: "),
    ("mkdocs.yml", "strict: true", "stict: true"),
]


def test_all_that_is_wrong_is_told_in_one_run(clinic_copy: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]) -> None:
    for path, old, new in EDITS:
        text = (clinic_copy / path).read_text("utf-8")
        assert old in text, path
        (clinic_copy / path).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.chdir(clinic_copy)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == STORY.read_text("utf-8")
