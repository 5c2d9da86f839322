"""From a folder of facts and pages to build/pages: what appears there, what is refused, what is left untouched."""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from macros.facts.problem import EditorMistakes
from macros.pages.found.files import files_beside
from macros.pages.stage import Staged, prepare, write

TOP = "---\ntitle: A page\ndescription: About a page.\n---\n\n# A page\n"


@pytest.fixture(scope="module")
def staged(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def told(root: Path) -> list[str]:
    with pytest.raises(EditorMistakes) as found:
        prepare(root)
    return [str(problem) for problem in found.value.problems]


# What is staged


def test_counts(staged: Staged) -> None:
    assert staged.counts() == {"pages": 15, "concerns": 4, "answers": 54}


def test_each_concern_has_its_page(staged: Staged) -> None:
    for path, name in {"lamp/grey-dots.md": "Grey dots", "lamp/loose-threads.md": "Loose threads", "mist/dry-leaf.md": "Dry leaf"}.items():
        assert f"\n# {name}\n" in staged.files[path].decode()


def test_no_call_is_left_behind(staged: Staged) -> None:
    """Words of the data may hold braces. Markdown gets them escaped, so what looks like a call here was never worked out."""
    for path in staged.pages:
        text = re.sub(r"<script.*?</script>", "", staged.files[path].decode(), flags=re.DOTALL)
        assert "{{" not in text and "{%" not in text


def test_hostile_words_reach_the_patient_as_they_are(staged: Staged, to_html: Callable[[str], str]) -> None:
    for path in ("lamp/loose-threads.md", "lamp/index.md", "lamp/safety.md", "lamp/estimate.md"):
        page = html.fragment_fromstring(to_html(staged.files[path].decode().partition("---\n\n")[2]), create_parent="div")
        assert """<b>&"'{{ x }} *a* | _b_ `code` </script>""" in "".join(page.xpath(".//text()[not(parent::script)]"))


def test_a_new_concern_needs_data_alone(clinic_copy: Path) -> None:
    data = clinic_copy / "data/treatments/mist"
    text = (data / "concerns/dry-leaf.yml").read_text("utf-8").replace("name: Dry leaf", "name: Wet leaf")
    (data / "concerns/wet-leaf.yml").write_text(text, "utf-8")
    edit(clinic_copy, "data/treatments/mist/treatment.yml", "[dry-leaf]", "[wet-leaf, dry-leaf]")
    staged = prepare(clinic_copy)
    assert "\n# Wet leaf\n" in staged.files["mist/wet-leaf.md"].decode()
    assert staged.menu[3]["Cool mist"][:2] == [{"Wet leaf": "mist/wet-leaf.md"}, {"Dry leaf": "mist/dry-leaf.md"}]


def test_the_menu_lists_concerns_in_the_order_of_the_clinic(staged: Staged) -> None:
    assert staged.menu[2]["Lamp light"] == [
        {"All concerns": "lamp/index.md"},
        {"Grey dots": "lamp/grey-dots.md"},
        {"Dull shine": "lamp/dull-shine.md"},
        {"Loose threads": "lamp/loose-threads.md"},
        {"Your estimate": "lamp/estimate.md"},
        {"Safety": "lamp/safety.md"},
    ]


def test_front_matter_is_written_so_that_yaml_reads_it_again(staged: Staged) -> None:
    assert staged.files["faq/index.md"].decode().startswith('---\ntitle: "Questions"\ndescription: "Quoted: words"\n---\n\n# Questions\n')
    # Escaped for HTML already, because themes print it as it is.
    assert '\ndescription: "A shine that is dull, &quot;so to speak&quot;."\n' in staged.files["lamp/dull-shine.md"].decode()


def test_the_files_of_the_clinic_come_along(staged: Staged, fixture_clinic: Path) -> None:
    assert staged.files["assets/lantern.svg"] == (fixture_clinic / "content/assets/lantern.svg").read_bytes()
    assert {re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in staged.files} > {"assets/estimate.css", "assets/estimate.js"}


def test_the_sources_page_lists_each_use(staged: Staged, to_html: Callable[[str], str]) -> None:
    def page(path: str) -> html.HtmlElement:
        return html.fromstring(to_html(staged.files[path].decode().partition("---\n\n")[2]))

    def cited(path: str) -> list[str]:
        """Each source by its address; one without an address by its words."""
        return [known_by(item) for item in page(path).xpath('.//li[starts-with(@id, "source-")]')]

    def known_by(entry: html.HtmlElement) -> str:
        address = str(entry.xpath('string(a[starts-with(@href, "http")]/@href)'))
        return address or str(entry.text_content()).partition(" Used on:")[0].strip()

    entries = page("about/sources.md").xpath('.//ul[@class="cg-sources"]/li')
    assert {entry.get("id") for entry in entries} == staged.guide.sources.keys(), "the made-up clinic cites all its sources"
    for entry in entries:
        links = entry.xpath('./span[@class="cg-uses"]/a/@href')
        used_on = [posixpath.normpath(f"about/{link}").removesuffix(".html") + ".md" for link in links]
        assert used_on == [path for path in sorted(staged.pages) if known_by(entry) in cited(path)]


def test_a_line_of_a_page_keeps_its_number(clinic_copy: Path) -> None:
    """The front matter is cut off, yet a slip is told at the line of the file."""
    (clinic_copy / "content/about/contact.md").write_text(TOP + "\n{{ contac() }}\n", "utf-8")
    assert told(clinic_copy) == ['content/about/contact.md:8:4  there is no macro called "contac". Did you mean "contact"?']


def test_windows_line_ends_are_welcome(clinic_copy: Path) -> None:
    (clinic_copy / "content/about/contact.md").write_bytes(TOP.replace("\n", "\r\n").encode() + b"\r\n{{ contact() }}\r\n")
    assert b"Lantern House" in prepare(clinic_copy).files["about/contact.md"]


# What is refused: the rest stands in content_cases/


def test_links_among_the_files_of_the_theme_are_refused(clinic_copy: Path) -> None:
    """The engine copies what lies there."""
    (clinic_copy / "overrides/theme/assets/p.png").symlink_to("/etc/passwd")
    (clinic_copy / "overrides/theme/all").symlink_to("/")
    assert told(clinic_copy) == [
        "overrides/theme/all:1:1  this is a link to another place. Put the file or folder itself here.",
        "overrides/theme/assets/p.png:1:1  this is a link to another place. Put the file or folder itself here.",
    ]


def test_all_mistakes_are_told_at_once(clinic_copy: Path) -> None:
    edit(clinic_copy, "content/index.md", 'usual_course("mist")', 'usual_course("misst")')
    edit(clinic_copy, "content/lamp/safety.md", "safety_box(", "safetybox(")
    edit(clinic_copy, "content/menu.yml", "concerns_of: mist", "concerns_of: misst")
    places = [line.partition("  ")[0] for line in told(clinic_copy)]
    assert places == ["content/index.md:10:18", "content/lamp/safety.md:10:4", "content/menu.yml:11:20"]


# What is written


def stamps(folder: Path) -> dict[str, int]:
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def long_ago(folder: Path) -> dict[str, int]:
    """Put the clock of every file back, so that a write shows even within one tick."""
    for file in folder.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return stamps(folder)


def test_build_holds_what_is_staged(staged: Staged, tmp_path: Path) -> None:
    write(staged, tmp_path)
    pages = tmp_path / "pages"
    found = {file.relative_to(pages).as_posix(): file.read_bytes() for file in pages.rglob("*") if file.is_file()}
    assert found == {**staged.files, **files_beside(staged.guide, staged.kitchen.titles, is_preview=True)}
    engine = json.loads((tmp_path / "engine.json").read_text("utf-8"))
    assert engine["site_name"] == "Lantern House"
    assert engine["nav"] == staged.menu
    assert engine["extra"]["clinic"]["sample"] is True


def test_an_unchanged_file_is_not_touched(staged: Staged, tmp_path: Path) -> None:
    """A live preview reloads what is written."""
    write(staged, tmp_path)
    before = long_ago(tmp_path)
    write(staged, tmp_path)
    assert stamps(tmp_path) == before


def test_only_the_pages_that_show_a_fact_are_written_again(clinic_copy: Path) -> None:
    build = clinic_copy / "build"
    write(prepare(clinic_copy), build)
    before = long_ago(build)
    edit(clinic_copy, "data/treatments/lamp/treatment.yml", "text: Call if it flickers.", "text: Call if it smokes.")
    write(prepare(clinic_copy), build)
    assert {path for path, stamp in stamps(build).items() if stamp != before[path]} == {"pages/lamp/safety.md"}


def test_stale_files_go_and_hidden_ones_stay(staged: Staged, tmp_path: Path) -> None:
    for path in ("old.md", "lamp/old-concern.md", ".gitkeep"):
        (tmp_path / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / path).write_text("old", "utf-8")
    write(staged, tmp_path)
    assert not (tmp_path / "pages/old.md").exists() and not (tmp_path / "pages/lamp/old-concern.md").exists()
    assert (tmp_path / "pages/.gitkeep").read_text("utf-8") == "old"


def test_nothing_is_written_or_deleted_through_a_link(staged: Staged, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "lamp").mkdir(parents=True)
    (mine / "index.md").write_text("my own", "utf-8")
    (mine / "lamp/old.md").write_text("my own", "utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/pages").symlink_to(mine)
    write(staged, tmp_path / "build")
    (tmp_path / "build/pages/index.md").unlink()
    (tmp_path / "build/pages/index.md").symlink_to(mine / "index.md")
    (tmp_path / "build/pages/mine").symlink_to(mine)
    write(staged, tmp_path / "build")
    assert {path.relative_to(mine).as_posix(): path.read_text("utf-8") for path in mine.rglob("*.md")} == {
        "index.md": "my own",
        "lamp/old.md": "my own",
    }
    assert (tmp_path / "build/pages/index.md").read_bytes() == staged.files["index.md"]


def test_staging_twice_gives_the_same(staged: Staged, fixture_clinic: Path) -> None:
    assert prepare(fixture_clinic).files == staged.files


def test_one_mistake_is_told_once(clinic_copy: Path) -> None:
    (clinic_copy / "content/about/contact.md").write_text("---\ntitle: A page\n---\n", "utf-8")
    assert told(clinic_copy) == ['content/about/contact.md:2:1  "description" is missing. Add it.']


@pytest.mark.parametrize(("old", "new"), [("- Start: index.md", "- Start: {page: index.md}"), ("concerns_of: lamp", "concerns_of: [lamp]")])
def test_a_menu_entry_of_a_wrong_kind_is_told_kindly(clinic_copy: Path, old: str, new: str) -> None:
    edit(clinic_copy, "content/menu.yml", old, new)
    assert all(line.startswith("content/menu.yml:") for line in told(clinic_copy))


def test_a_file_of_the_clinic_replaces_no_script(clinic_copy: Path) -> None:
    (clinic_copy / "content/assets/estimate.js").write_text("// another", "utf-8")
    assert "content/assets/estimate.js" in told(clinic_copy)[0]
