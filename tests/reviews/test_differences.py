"""`python -m macros differences`: what patients read differently, told so that nothing of a page's text can act in a comment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from macros.__main__ import main
from macros.reviews import differences
from macros.reviews.differences import MOST, TITLE, as_markdown, pages_in
from tests.conftest import FIXTURE_CLINIC

HEAD = "---\ntitle: {}\ndescription: About it\n---\n"
LONG = "The lamp is lit for {} hours of every night, and it is put out by the keeper in the morning."


def page(title: str, *paragraphs: str) -> str:
    return HEAD.format(title) + "\n\n".join(["", *paragraphs, ""])


def folder(place: Path, pages: Mapping[str, str]) -> Path:
    for path, text in pages.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8")
    return place


def told(tmp_path: Path, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    old, new = folder(tmp_path / "before", before), folder(tmp_path / "after", after)
    return as_markdown(differences.differences(pages_in(old), pages_in(new)))


def test_a_changed_number_is_shown_in_its_sentence_and_is_bold(tmp_path: Path) -> None:
    said = told(tmp_path, {"lamp/a.md": page("A", LONG.format(3))}, {"lamp/a.md": page("A", LONG.format("4 long"))})
    assert said.startswith(f"{TITLE}\n\n1 page changes. ")
    assert "Numbers in what changed are **bold**." in said
    assert "<h4><code>lamp/a.md</code> changes</h4>" in said
    shown = "is lit for <del><b>3</b></del> <ins><b>4</b> long</ins> hours of every night"
    assert shown in said


def test_a_changed_word_is_told_to_be_no_number(tmp_path: Path) -> None:
    said = told(tmp_path, {"a.md": page("A", LONG.format(3))}, {"a.md": page("A", LONG.format(3).replace("keeper", "doctor"))})
    assert "<del>keeper</del> <ins>doctor</ins>" in said
    assert "No number changes." in said


def test_sentences_that_come_and_go_are_shown(tmp_path: Path) -> None:
    other = "Nobody may open the door of the lamp while it is lit."
    both = page("A", LONG.format(3), other)
    assert f"<ins>{other}</ins>" in told(tmp_path / "come", {"a.md": page("A", LONG.format(3))}, {"a.md": both})
    assert f"<del>{other}</del>" in told(tmp_path / "go", {"a.md": both}, {"a.md": page("A", LONG.format(3))})


def test_a_new_page_is_shown_whole_and_one_that_is_gone_is_named(tmp_path: Path) -> None:
    same = {"a.md": page("A")}
    said = told(tmp_path, same | {"old.md": page("Old", "Old words.")}, same | {"new.md": page("New", "First.", "Second.")})
    assert "1 page is new, 1 page is gone." in said
    assert "<h4><code>new.md</code> is new</h4>" in said and "<h4><code>old.md</code> is gone</h4>" in said
    assert "<p><code><ins>First.</ins></code></p>\n\n<p><code><ins>Second.</ins></code></p>" in said
    assert "Old words" not in said


def test_a_drawing_on_a_new_page_is_told_of_and_not_its_digest(tmp_path: Path) -> None:
    drawing = '<svg viewBox="0 0 9 9"><path d="M0 0h4"/><path d="M0 0h8"/></svg>'
    said = told(tmp_path, {"a.md": page("A")}, {"a.md": page("A"), "n.md": page("Newer", f"<div>It breaks. {drawing}</div>")})
    assert "<p><code><ins>⟨new drawing⟩</ins></code></p>" in said
    assert "picture" not in said


def test_what_changes_on_many_pages_alike_is_shown_once(tmp_path: Path) -> None:
    before = {f"{name}.md": page(name, LONG.format(3)) for name in "abc"} | {"d.md": page("d", "Only here, and quite alone, is 7 told of.")}
    said = told(tmp_path, before, {path: text.replace("3 hours", "4 hours").replace("7", "8") for path, text in before.items()})
    assert "<h4>On 3 pages alike: <code>a.md</code>, <code>b.md</code>, <code>c.md</code></h4>" in said
    assert said.count("<del><b>3</b></del>") == 1
    assert "<code>a.md</code> changes" not in said
    assert said.index("On 3 pages") < said.index("<h4><code>d.md</code> changes</h4>")
    assert "4 pages change." in said


def test_a_new_page_that_repeats_itself_is_one_page(tmp_path: Path) -> None:
    said = told(tmp_path, {"a.md": page("A")}, {"a.md": page("A"), "n.md": page("Newer", *["The same again."] * 3)})
    assert "pages alike" not in said and said.count("The same again.") == 3


def test_markup_alone_changes_nothing_for_a_reader(tmp_path: Path) -> None:
    before, after = page("A", "Some *words* here."), page("A", '<p class="x">Some <em>words</em> here.</p>')
    assert told(tmp_path, {"a.md": before}, {"a.md": after}) == f"{TITLE}\n\nNothing: every page reads as before.\n"


HOSTILE = [
    "&lt;/code&gt;&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;",
    "&lt;!-- &lt;script&gt;",
    "@octocat please look, and @everyone",
    "https://evil.example/ www.evil.example mail@evil.example #1 GH-1 11bd71901bbe5b1630ceea73d27597364c9af683",
    "`` ` ``` ~~~ **bold** [a](https://evil.example) | a | b |",
    '" onmouseover=" &amp;lt;b&amp;gt;',
    "one\u2028two\u202ethree\u200bfour\x85five",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["same", "old", "new", "page"])
def test_no_text_of_a_page_can_act_in_the_comment(tmp_path: Path, text: str, place: str) -> None:
    words = " ".join(text.split("\n"))
    before = page("A", f"Before {words if place in ('same', 'old') else ''} the lamp is lit and burns 3 hours.")
    after = page("A", f"Before {words if place in ('same', 'new') else ''} the lamp is lit and burns 4 hours.")
    said = told(tmp_path, {"a.md": before}, {"a.md": after} | ({"n.md": page("Newer", words)} if place == "page" else {}))
    blocks = said.split("\n\n")
    for block in blocks[2:]:  # each on one line, so that no empty one ends the HTML
        assert block.strip().count("\n") == 0 and block.strip().startswith(("<p><code>", "<h4>"))
    tree = html.fragment_fromstring("".join(blocks[2:]), create_parent="div")
    assert {element.tag for element in tree.iterdescendants()} <= {"p", "h4", "code", "del", "ins", "b"}
    assert all(not element.attrib for element in tree.iterdescendants())
    for paragraph in tree.iter("p"):  # outside of <code> GitHub would make links and call people
        assert not paragraph.text and all(child.tag == "code" and not (child.tail or "").strip() for child in paragraph)
    assert all(letter.isprintable() for letter in said if letter != "\n")


def test_no_name_of_a_page_can_act_either(tmp_path: Path) -> None:
    name = "@octocat <b>x</b>.md"
    said = told(tmp_path, {"a.md": page("A")}, {"a.md": page("A"), name: page("Newer")})
    assert "<h4><code>@octocat &lt;b&gt;x&lt;/b&gt;.md</code> is new</h4>" in said


def test_a_huge_difference_fits_into_a_comment_and_says_what_is_left_out(tmp_path: Path) -> None:
    lines = [f"In the year {number} the lamp was lit \u00e9\u00e9\u00e9 {number} times, by one keeper." for number in range(3000)]
    said = told(tmp_path, {"a.md": page("A")}, {"a.md": page("A"), "n.md": page("Newer", *lines), "o.md": page("Other")})
    assert 50_000 < len(said.encode()) <= MOST
    shown = said.count("<p><code>")
    assert f"\n{3000 + 4 - shown} more changes are not shown here: there is no room.\n" in said  # titles and descriptions count, too


def test_one_huge_sentence_is_cut(tmp_path: Path) -> None:
    said = told(tmp_path, {"a.md": page("A")}, {"a.md": page("A"), "n.md": page("Newer", "lamp " * 50_000)})
    assert len(said) < 10_000 and " …</ins>" in said


def test_the_command_reads_what_stage_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from macros.checks.content import check_content
    from macros.pages.stage import write

    for name in ("before", "after"):
        (tmp_path / name / "pages").mkdir(parents=True)
        write(check_content(FIXTURE_CLINIC, "2026-11-25"), tmp_path / name)
    pages = [tmp_path / name / "pages" for name in ("before", "after")]
    assert main(["differences", *map(str, pages)]) == 0
    assert "every page reads as before" in capsys.readouterr().out
    (pages[1] / "lamp/safety.md").unlink()
    assert main(["differences", *map(str, pages)]) == 0
    assert "<code>lamp/safety.md</code> is gone" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [b"no front matter", b"---\n---\n", b"---\ntitle: [\n---\n", b"\xff\xfe",
     b"---\ntitle: A\ndescription: B\n---\n<script type='application/json'>{</script>\n", b""],
    ids=["no head", "an empty head", "a broken head", "no text", "broken data", "empty"],
)  # fmt: skip
def test_a_file_that_is_no_page_is_a_message(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = folder(tmp_path / "good", {"a.md": page("A")}), folder(tmp_path / "bad", {"a.md": ""})
    (bad / "a.md").write_bytes(content)
    code = main(["differences", str(good), str(bad)])
    assert code == 1
    assert "a.md:1:1  this is no finished page." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "empty", "file"])
def test_a_folder_without_pages_is_a_message(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    good = folder(tmp_path / "good", {"a.md": page("A")})
    assert main(["differences", str(tmp_path / name), str(good)]) == 1
    assert "there is no finished page here" in capsys.readouterr().err


def test_a_link_to_another_file_is_not_read(tmp_path: Path) -> None:
    secret = folder(tmp_path / "elsewhere", {"secret.md": page("Secret", "Nobody may see this.")})
    old, new = folder(tmp_path / "before", {"a.md": page("A")}), folder(tmp_path / "after", {"a.md": page("A")})
    (new / "b.md").symlink_to(secret / "secret.md")
    (new / "more").symlink_to(secret, target_is_directory=True)
    assert "Nobody may see" not in as_markdown(differences.differences(pages_in(old), pages_in(new)))
    assert list(pages_in(new)) == ["a.md"]
