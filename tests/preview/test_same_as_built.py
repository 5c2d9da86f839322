"""What a preview serves is what a whole build writes: each page, the page for missing addresses, each file, and the search index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.facts.remembering import OPEN
from macros.pages.show_sources import FOLDER
from tests.preview.running import Running, running
from tests.site.project import assemble, build, contents

SITE_ALONE = {"sitemap.xml", "sitemap.xml.gz", "_headers"}  # for search engines and hosts


@pytest.fixture(scope="module")
def preview(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(assemble(fixture_clinic, tmp_path_factory.mktemp("same") / "project")) as found:
        yield found


def told(path: str, content: bytes) -> object:
    """What a file says. Those of "Show sources" count their places in the order in which pages were made, which says nothing."""
    if not path.startswith(f"{FOLDER}/") or not content.startswith(b"dispatchEvent"):
        return content
    detail = json.loads(content.decode().partition("detail: ")[2].removesuffix("}));\n"))
    numbers = sorted(map(int, detail["places"]))
    text = re.sub(f"{OPEN}(..)", lambda mark: f"<{detail['places'][str(numbers[shown.index(mark[1])])]}>", detail["page"]) if (
        shown := sorted(set(re.findall(f"{OPEN}(..)", detail["page"])))
    ) else detail["page"]
    return text, sorted(map(str, detail["places"].values()))


def assert_same_as_built(preview: Running) -> None:
    preview.wait(preview.is_calm, "the preview did not come to rest")
    built = contents(build(preview.root).site)
    served = {path: preview.get(path) for path in built if path not in SITE_ALONE and not path.startswith(".")}
    assert {path: status for path, (status, _) in served.items() if status != 200} in ({}, {"404.html": 404})
    assert {path for path, (_, content) in served.items() if told(path, content) != told(path, built[path])} == set()
    assert preview.get("no/such/page.html") == (404, built["404.html"])


def test_at_first(preview: Running) -> None:
    assert_same_as_built(preview)


def test_after_edits_of_every_kind(preview: Running) -> None:
    """All served once before each edit, so that what is kept would be kept wrongly."""
    root = preview.root

    def edit(path: str, old: str, new: str) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text, path
        preview.put(path, text.replace(old, new, 1))

    def seen(path: str, text: str) -> None:
        preview.wait(lambda: text.encode() in preview.get(path)[1], f"{text!r} did not come to {path}")
        for address in ("index.html", "about/sources.html", "lamp/estimate.html", "assets/search-index.js"):
            preview.get(address)

    edit("content/about/contact.md", "title: ", "title: Seen ")
    seen("about/contact.html", "Seen ")
    edit("data/treatments/mist/concerns/dry-leaf.yml", "name: ", "name: Very ")
    seen("mist/estimate.html", "Very ")  # in the menu of its pages, too
    edit("data/clinic.yml", "name: Lantern House", "name: Lantern & Sons")
    seen("lamp/index.html", "Lantern &amp; Sons")
    edit("data/search.yml", "speck", "fleck")
    seen("assets/search-index.js", "fleck")
    preview.put("content/assets/lantern.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    preview.put("content/new.md", "---\ntitle: New\ndescription: A new page.\n---\n\n# New\n\n[Contact](about/contact.md)\n")
    edit("content/menu.yml", "- ", "- New: new.md\n- ")
    seen("new.html", "<h1")
    edit("overrides/style/tokens.css", "--cg-ink", "--cg-blue: #00f;\n  --cg-ink")
    seen("faq/index.html", "--cg-blue")
    edit("overrides/theme/404.html", "not here", "nowhere")
    seen("gone.html", "nowhere")
    edit("mkdocs.yml", "language: en", "language: en-SG")
    edit("macros/components/sessions/macro.jinja", "cg-number", "cg-number cg-new")
    seen("faq/index.html", "cg-new")
    assert_same_as_built(preview)
