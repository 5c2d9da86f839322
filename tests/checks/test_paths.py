"""`python -m macros check PATH...`: any files, one line a problem, and nothing of a project needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.conftest import PROJECT

ON = ["--on", "2026-11-25"]
Check = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Writes one file into an empty folder, checks it, and gives the exit code and what was said, up to the reason."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def check(name: str, text: str | bytes, *options: str) -> tuple[int, list[str]]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        code = main(["check", name, *ON, *options])
        return code, [":".join(line.split(":")[:5]) for line in capsys.readouterr().out.splitlines()]

    return check


PLACES = {
    "a paragraph": ("a.md", "Fine.\n\nIt is **painless**.\n", 'a.md:3:9: painless: "painless"'),
    "a line further on in a paragraph": ("a.md", "One line\nand it is\npainless.\n", 'a.md:3:1: painless: "painless"'),
    "an entity before it": ("a.md", "A &amp; B are painless.\n", 'a.md:1:15: painless: "painless"'),
    "a title": ("a.md", "---\ntitle: Painless laser\n---\n", 'a.md:2:8: painless: "Painless"'),
    "a folded description": ("a.md", "---\ndescription: >\n  A page on\n  painless laser\n---\n", 'a.md:4:3: painless: "painless"'),
    "a heading": ("a.md", "# A painless laser\n\nText.\n", 'a.md:1:5: painless: "painless"'),
    "a paragraph below two headings": ("a.md", "# One\n\n## Two ##\nIt is painless.\n", 'a.md:4:7: painless: "painless"'),
    "a cell": ("a.md", "| a | b |\n|---|---|\n| x | painless |\n", 'a.md:3:7: painless: "painless"'),
    "the words of a link": ("a.md", "See [painless laser](x.md).\n", 'a.md:1:6: painless: "painless"'),
    "the words of a picture": ("a.md", "![A painless laser](x.png)\n", 'a.md:1:5: painless: "painless"'),
    "the name of a picture": ("a.md", "![A face](img/before-after.png)\n", 'a.md:1:15: before-after: "before"'),
    "a tag's words": ("a.html", '<p>x</p><img src="x.png" alt="painless laser">\n', 'a.html:1:31: painless: "painless"'),
    "a question in a call": ("a.md", '{% call faq_item("A painless laser", "x") %}\ny\n{% endcall %}\n', 'a.md:1:21: painless: "painless"'),
    "a call whose text is not there yet": ("a.md", '{{ sessions("x") }} to clear acne\n', 'a.md:1:1: outcome-tie: "{{ … }} to clear"'),
    "YAML": ("a.yml", "- text: It is painless.\n", 'a.yml:1:15: painless: "painless"'),
    "YAML in quotes": ("a.yaml", 'a: "Well: it is painless."\n', 'a.yaml:1:17: painless: "painless"'),
    "folded YAML": ("a.yml", "a:\n  b: >\n    Folded text,\n    and painless.\n", 'a.yml:4:9: painless: "painless"'),
    "plain text": ("a.txt", "It is painless.\n", 'a.txt:1:7: painless: "painless"'),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES)
def test_a_claim_is_told_where_it_stands(case: tuple[str, str, str], said: Check) -> None:
    name, text, told = case
    assert said(name, text) == (1, [told])


NOT_READ = {
    "code": "```\npainless\n```\n",
    "code in a line": "Write `painless` here.\n",
    "a comment": "<!-- painless -->\n",
    "an address": "[a](https://x.example/painless)\n",
    "a call": '{{ sessions("painless") }}\n',
    "a script": "<script>painless</script>\n",
    "a style": "<style>.painless {}</style>\n",
    "an id of a heading": "## About {: #painless }\n",
    "other lines of the head": "---\ntitle: A\nslug: painless\n---\n",
    "the frame of a page": "<nav>painless</nav>\n",
}


@pytest.mark.parametrize("text", NOT_READ.values(), ids=NOT_READ)
def test_what_nobody_reads_is_no_claim(text: str, said: Check) -> None:
    assert said("a.md", text) == (0, [])


def test_a_warning_does_not_fail_and_says_that_it_is_one(said: Check, capsys: pytest.CaptureFixture[str]) -> None:
    assert said("a.md", "A lunchtime laser\n")[0] == 0
    assert main(["check", "a.md", *ON]) == 0
    assert capsys.readouterr().out.endswith("Give the recovery time from the data, with its source. (warning)\n")


def test_each_message_has_the_reason_the_rule_and_what_to_write(said: Check, capsys: pytest.CaptureFixture[str]) -> None:
    said("a.md", "It is painless.\n")
    main(["check", "a.md", *ON])
    assert capsys.readouterr().out == (
        'a.md:1:7: painless: "painless": Every laser treatment can hurt and can have side effects. Words that brush them aside mislead a '
        "worried patient (ASA laser and hair-removal advice; AHPRA). "
        'Say what most people feel, what can go wrong and how often, like "It may sting. Redness is common".\n'
    )


@pytest.mark.parametrize(("profile", "code", "count"), [("sg", 1, 1), ("uk", 0, 1), ("us", 0, 0)])
def test_a_profile_decides_what_counts(profile: str, code: int, count: int, said: Check) -> None:
    found = said("a.md", "See our before and after photos.\n", "--profile", profile)
    assert (found[0], len(found[1])) == (code, count)


BAD = {
    "bytes that are no text": ("a.md", b"\xff\xfe\x00", "a.md:1:1: not-utf-8: the file is saved as UTF-16"),
    "a NUL": ("a.md", b"a\0b", "a.md:1:2: invisible-character: an invisible character"),
    "another kind of file": ("a.pdf", b"%PDF", "a.pdf:1:1: unknown-kind-of-file: this kind of file cannot be checked"),
    "YAML that nobody can read": ("a.yml", b"a: [b\n", "a.yml:"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_a_bad_file_is_one_line(case: tuple[str, bytes, str], said: Check) -> None:
    name, content, start = case
    code, lines = said(name, content)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith(start[:20])


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.md"), *ON]) == 1
    assert capsys.readouterr().out.endswith("none.md:1:1: no-such-file: there is no such file. Add it, or correct its name.\n")


def test_a_folder_is_read_whole_but_for_what_is_hidden(said: Check) -> None:
    said("in/.hidden/a.md", "painless\n")
    said("in/b.md", "It is painless.\n")
    code, lines = said("in/deep/c.yml", "a: It is painless.\n")
    assert main(["check", "in", *ON]) == 1
    assert (code, len(lines)) == (1, 1)


def test_yaml_that_the_guide_would_refuse_is_read_all_the_same(said: Check) -> None:
    assert said("a.yml", "day: 2026-11-25\nok: yes\ntext: It is painless.\n") == (1, ['a.yml:3:13: painless: "painless"'])


def test_a_number_with_a_source_beside_it_is_a_row(said: Check) -> None:
    assert said("a.yml", "text: Sessions are 4 weeks apart.\nsources: [x]\n") == (0, [])
    assert said("a.yml", "text: Sessions are 4 weeks apart.\n")[1] == ['a.yml:1:20: bare-number: "4 weeks"']


@pytest.mark.parametrize("folder", ["content", "data/treatments"])
def test_the_real_guide_holds_no_claim(folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Read file by file, where a macro's text is missing, only what needs that text may be found."""
    monkeypatch.chdir(PROJECT)
    main(["check", folder, *ON])
    rules = {line.split(": ")[1] for line in capsys.readouterr().out.splitlines()}
    assert rules <= {"no-source", "bare-number", "no-risks"}
