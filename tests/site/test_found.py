"""What the built site tells search engines, shared links and tabs, page by page, and whether all that it names is there."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html

from macros.checks.site.check import check_site
from macros.checks.site.pages import read_site
from macros.facts.problem import EditorMistakes
from tests.site.project import Built, assemble, build, staged_for
from tests.site.reading import read_all, text

SITE = "https://guide.lantern.example/"
LINE = f"site_address: {SITE}\n"
FOLDER = "https://lantern.example/patients/guide/"
WITHIN = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def assembled(clinic: Path, root: Path, line: str) -> Built:
    """The made-up clinic with another address of its site."""
    assemble(clinic, root)
    file = root / "data/clinic.yml"
    before = file.read_text("utf-8")
    assert LINE in before
    file.write_text(before.replace(LINE, line), "utf-8")
    return build(root)


@pytest.fixture(scope="module")
def in_a_folder(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return assembled(fixture_clinic, tmp_path_factory.mktemp("folder") / "project", f"site_address: {FOLDER}\n")


@pytest.fixture(scope="module")
def without_address(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return assembled(fixture_clinic, tmp_path_factory.mktemp("no-address") / "project", "")


def meta(tree: html.HtmlElement) -> dict[str, str]:
    """Each name or property of a page's head with its content. None may stand there twice."""
    found = [(one.get("name") or one.get("property"), one.get("content")) for one in tree.xpath("//head/meta[@name or @property]")]
    assert len(dict(found)) == len(found)
    return dict(found)


def links(tree: html.HtmlElement, rel: str) -> list[str]:
    return [one.get("href") for one in tree.xpath("//head/link[@rel=$rel]", rel=rel)]


def data(tree: html.HtmlElement) -> dict[str, Any]:
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, Any] = json.loads(script)
    return found


def addresses_in(value: Any) -> Iterator[str]:
    """Every address of the site in structured data."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from addresses_in(inner)
    if isinstance(value, str) and value.startswith(("https:", "http:")) and value != "https://schema.org":
        yield value


def file_at(site: Path, home: str, address: str) -> Path:
    assert address.startswith(home), address
    return site / (address.removeprefix(home) or "index.html")


def size_of_png(file: Path) -> tuple[int, int]:
    content = file.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


@pytest.mark.parametrize("home", [SITE, FOLDER])
def test_every_page_gives_its_whole_address(lantern: Built, in_a_folder: Built, home: str) -> None:
    built = lantern if home == SITE else in_a_folder
    trees = read_all(built.site)
    for page in built.pages:
        own = home + ("" if page == "index.html" else page)
        assert links(trees[page], "canonical") == [own]
        assert (meta(trees[page])["og:url"], data(trees[page])["url"]) == (own, own)
        assert [address for address in addresses_in(data(trees[page])) if not file_at(built.site, home, address).is_file()] == []


def test_titles_tell_pages_apart_and_name_the_clinic_once(lantern: Built) -> None:
    trees = read_all(lantern.site)
    titles = {page: text(trees[page].xpath("//title")[0]) for page in trees}
    assert len(set(titles.values())) == len(titles)
    assert titles["index.html"] == "Lantern House"
    assert titles["lamp/grey-dots.html"] == "Grey dots: lamp light - Lantern House"
    assert all(title.count("Lantern House") == 1 for title in titles.values())


def test_a_shared_link_shows_what_the_page_is(lantern: Built) -> None:
    trees = read_all(lantern.site)
    for page in lantern.pages:
        told = meta(trees[page])
        assert told["og:description"] == told["description"] == data(trees[page])["description"]
        assert told["og:title"] == data(trees[page])["name"]
        assert f"{told['og:title']} - Lantern House".startswith(text(trees[page].xpath("//title")[0]))
        assert (told["og:site_name"], told["og:locale"], told["twitter:card"]) == ("Lantern House", "en_GB", "summary_large_image")
        assert told["og:type"] == ("website" if page == "index.html" else "article")


def test_the_picture_of_a_shared_link_is_there_in_the_size_that_is_told(lantern: Built, in_a_folder: Built) -> None:
    for built, home in (lantern, SITE), (in_a_folder, FOLDER):
        told = meta(read_all(built.site)["faq/index.html"])
        picture = file_at(built.site, home, told["og:image"])
        assert size_of_png(picture) == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
        assert picture.stat().st_size <= 40_000
        assert told["og:image:alt"] == "Lantern House, Lantern House"  # its title, and its clinic


def test_every_page_has_the_icons(lantern: Built) -> None:
    for page, tree in read_all(lantern.site).items():
        (icon,), (touch,) = links(tree, "icon"), links(tree, "apple-touch-icon")
        at = lantern.site / ("" if icon.startswith("/") else Path(page).parent)
        assert (at / icon.lstrip("/")).read_bytes().startswith(b"<svg ")
        assert size_of_png(at / touch.lstrip("/")) == (180, 180)


def test_the_way_to_a_page_is_shown_and_told_alike(lantern: Built) -> None:
    trees = read_all(lantern.site)
    for page in lantern.pages:
        shown = [text(one) for one in trees[page].xpath("//nav[@class='cg-crumbs']//li[a or @aria-current='page']")]
        told = data(trees[page]).get("breadcrumb", {"itemListElement": []})["itemListElement"]
        assert shown == [item["name"] for item in told]
        assert bool(shown) == (page != "index.html")
    (here,) = trees["lamp/grey-dots.html"].xpath("//nav[@class='cg-crumbs']//li[@aria-current='page']")
    assert (text(here), here.xpath("a")) == ("Grey dots", [])


def test_the_sitemap_lists_the_pages_of_the_site(lantern: Built, in_a_folder: Built) -> None:
    for built, home in (lantern, SITE), (in_a_folder, FOLDER):
        tree = ElementTree.parse(built.site / "sitemap.xml").getroot()
        listed = [one.text or "" for one in tree.iter(f"{WITHIN}loc")]
        assert sorted(file_at(built.site, home, address).relative_to(built.site).as_posix() for address in listed) == built.pages
    assert not (lantern.site / "sitemap.xml.gz").exists()


def test_a_preview_is_kept_out_of_search_engines(lantern: Built) -> None:
    assert {meta(tree).get("robots") for tree in read_all(lantern.site).values()} == {"noindex"}
    assert (lantern.site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


def test_without_an_address_none_is_made_up(without_address: Built) -> None:
    for tree in read_all(without_address.site).values():
        assert links(tree, "canonical") == []
        assert not {"og:url", "og:image", "twitter:card"} & meta(tree).keys()
    contact = read_all(without_address.site)["about/contact.html"]
    assert list(addresses_in(data(contact))) == []
    assert meta(contact)["og:title"] == "Contact"
    assert [one.get("href") for one in contact.xpath("//nav[@class='cg-crumbs']//a")] == ["../index.html"]
    assert not (without_address.site / "sitemap.xml").exists()


# The page for missing addresses


def test_the_page_for_missing_addresses_leads_on_from_any_depth(lantern: Built, in_a_folder: Built) -> None:
    for built, home in (lantern, SITE), (in_a_folder, FOLDER):
        tree = read_all(built.site)["404.html"]
        folder = urlsplit(home).path
        asked = [one.get("href") or one.get("src") for one in tree.xpath("//a[@href] | //link[@href] | //script[@src]")]
        asked += tree.xpath("//@data-script | //@data-style | //@data-index")  # which the search loads on its first use
        found = [address for address in asked if not address.startswith(("#", "tel:", "mailto:"))]
        assert len(found) > 10
        assert [one for one in found if not one.startswith(folder) or not (built.site / one.removeprefix(folder)).is_file()] == []


def test_the_page_for_missing_addresses_is_no_page_to_be_found(lantern: Built) -> None:
    tree = read_all(lantern.site)["404.html"]
    assert tree.xpath("//script[@type='application/ld+json']") == links(tree, "canonical") == []
    assert meta(tree)["robots"] == "noindex"
    assert text(tree.xpath("//title")[0]) == "This page is not here - Lantern House"


@pytest.mark.parametrize("fault", ['<a href="/index.html">x</a>', f'<a href="{FOLDER}gone.html">x</a>', f'<a href="{FOLDER}#gone">x</a>'])
def test_a_link_out_of_the_folder_or_to_no_page_of_it_is_found(in_a_folder: Built, fault: str) -> None:
    staged, pages = staged_for(in_a_folder), read_site(in_a_folder.site)[0]
    check_site(in_a_folder.site, staged, pages)
    missing = in_a_folder.site / "404.html"
    good = missing.read_text("utf-8")
    missing.write_text(good.replace("</article>", f"{fault}</article>"), "utf-8")
    try:
        with pytest.raises(EditorMistakes) as found:
            check_site(in_a_folder.site, staged, read_site(in_a_folder.site)[0])
    finally:
        missing.write_text(good, "utf-8")
    assert [problem.path for problem in found.value.problems] == ["site/404.html"]
