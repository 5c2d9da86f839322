"""The engine's short cuts: blocks of raw HTML in one go, and pages that are made on the other core."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import markdown
import markdown.preprocessors
import pytest

from macros.building.engine import NO_DATE, QUIET
from tests.site.project import PROJECT, Built, contents

PIECES = (
    "<div>", "</div>", '<p class="a">', "</p>", "<ul>", "</ul>", "<li>", "</li>", "<br>", "<hr>", "<hr />", "<DIV>", "</Div>",
    "<span>", "</span>", "\n", "\n\n", "\n \n", "  ", "    ", "text", "*em*", "&amp;", "&amp", "&#46;", "&#46", "&", "<", ">",
    "<!-- a\n\nb -->", "<!", "<?pi?>", "<script>", "</script>", "<svg/>", "<section data-a='>' b>", "</section >", "<input disabled>",
    "`<div>`", "# Title\n", "- item\n", "<a b=c>",
)  # fmt: skip


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "overrides"))
    return import_module("quick_html")


def converted(text: str, extractor: type, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(markdown.preprocessors, "HTMLExtractor", extractor)
    return markdown.markdown(text, extensions=["attr_list", "tables", "toc"])


def test_blocks_of_html_come_out_the_same(quick: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dice, slow = random.Random(7), quick.HTMLExtractor
    for _ in range(4000):
        text = "".join(dice.choices(PIECES, k=dice.randint(2, 14)))
        assert converted(text, quick.QuickExtractor, monkeypatch) == converted(text, slow, monkeypatch), text


def test_a_block_of_a_component_is_read_in_one_go(quick: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or this short cut leads nowhere."""
    block = '<ul class="a">\n<li><svg aria-hidden="true"><circle r=".4rem"/></svg>4&#46;5 &amp; more<br></li>\n</ul>'
    monkeypatch.setattr(quick.HTMLExtractor, "handle_starttag", lambda *told: pytest.fail("read tag by tag"))
    assert converted(f"Before.\n\n{block}\n\nAfter.", quick.QuickExtractor, monkeypatch) == f"<p>Before.</p>\n{block}\n\n<p>After.</p>"


SIGNS = (
    "word", " ", "  \n", "\n", "*", "**", "_", "__", "`", "``", "[", "]", "(x)", "[1]", "[a]: b\n", "!", "![", "<", ">", "<b>", "<https://a.example>",
    "<a@b.example>", "&", "&amp;", "&#46;", "\\", "\\*", ":", "{: .a }", "# ", "- ", "|", "\x02", "é", ".",
)  # fmt: skip


def test_texts_come_out_the_same(quick: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dice, extensions = random.Random(8), ["attr_list", "tables", "toc"]
    texts = ["".join(dice.choices(SIGNS, k=dice.randint(1, 10))) for _ in range(4000)]
    slowly = [markdown.markdown(text, extensions=extensions) for text in texts]
    monkeypatch.setattr(quick.InlineProcessor, quick._HANDLE, quick.handled_quickly)
    assert [text for text, meant in zip(texts, slowly, strict=True) if markdown.markdown(text, extensions=extensions) != meant] == []


def test_a_plain_text_is_tried_with_no_pattern(quick: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody's extension has brought patterns that nobody here knows."""
    monkeypatch.setattr(quick.InlineProcessor, quick._HANDLE, quick.handled_quickly)
    monkeypatch.setattr(quick, "_slowly", lambda processor, data, first: "tried")
    assert markdown.markdown("A plain text: 3 to 5.", extensions=["attr_list", "tables", "toc"]) == "<p>A plain text: 3 to 5.</p>"
    assert markdown.markdown("A plain text.", extensions=["footnotes"]) == "<p>tried</p>"


ENGINE = """
import os, sys, both_cores, by_mkdocs
from pathlib import Path
both_cores.FEWEST, both_cores.cores = 2, lambda: 2
forks, fork = [], os.fork
os.fork = lambda: forks.append(1) or fork()
try:
    by_mkdocs.build(Path(sys.argv[1]))
finally:
    print(f"{len(forks)} others")
"""


def built_on_both_cores(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": "overrides", "PATH": "", "CLINIC_GUIDE_STAGED": "1", **QUIET, **NO_DATE}
    command = [sys.executable, "-c", ENGINE, str(site)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_both_cores_make_the_same_pages(lantern: Built, tmp_path: Path) -> None:
    done = built_on_both_cores(lantern.root, tmp_path / "both")
    assert (done.returncode, done.stdout) == (0, "1 others\n"), done.stderr
    both, ours = contents(tmp_path / "both"), contents(lantern.site)
    pages = [*lantern.pages, "404.html"]
    assert [page for page in pages if both[page] != ours[page]] == []


@pytest.fixture
def built_copy(lantern: Built, tmp_path: Path) -> Built:
    """A built project to spoil."""
    return replace(lantern, root=shutil.copytree(lantern.root, tmp_path / "project"))


@pytest.mark.parametrize(("link", "said"), [("nowhere.md", "nowhere.md"), ("#nothing", "#nothing")])
def test_what_is_wrong_on_a_page_is_told_whichever_core_makes_it(built_copy: Built, tmp_path: Path, link: str, said: str) -> None:
    pages = sorted((built_copy.root / "build/pages").rglob("*.md"))
    for page in pages:
        page.write_text(page.read_text("utf-8") + f"\n[here]({link})\n", "utf-8")
    done = built_on_both_cores(built_copy.root, tmp_path / "both")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if said in line and "WARNING" in line]
    assert len(told) == len(pages), done.stderr
    assert f"Aborted with {len(pages)} warnings" in done.stdout + done.stderr


def test_each_page_knows_the_parts_of_those_that_the_other_core_makes(built_copy: Built, tmp_path: Path) -> None:
    """Each page links to two parts of the next one: one that is there, and one that is not."""
    pages = sorted((built_copy.root / "build/pages").rglob("*.md"))
    for page, other in zip(pages, [*pages[1:], pages[0]], strict=True):
        target = os.path.relpath(other, page.parent)
        links = f"[there]({target}#a-part-of-it) and [lost]({target}#no-part-of-it)"
        page.write_text(f"{page.read_text('utf-8')}\n## A part of it\n\n{links}\n", "utf-8")
    done = built_on_both_cores(built_copy.root, tmp_path / "both")
    told = [line for line in done.stderr.splitlines() if "part-of-it" in line]
    assert (done.returncode, len(told)) == (1, len(pages)), done.stderr
    assert [line for line in told if "#no-part-of-it" not in line] == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_page_that_cannot_be_made_ends_the_build_whichever_core_tries(built_copy: Built, tmp_path: Path, number: int) -> None:
    """Three neighbours: one of them at least is made by the other process, and one by this."""
    page = sorted((built_copy.root / "build/pages/lamp").glob("[!i]*.md"))[number]
    page.write_bytes(b"---\ntitle: a\n---\n\xff\n")
    done = built_on_both_cores(built_copy.root, tmp_path / "both")
    assert done.returncode != 0
    assert page.name in done.stderr
    assert "UnicodeDecodeError" in done.stderr
