"""What a page may weigh before anybody searches: bytes and requests, as the browser counts them. `make audit` prints them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit.weight import FIRST_PAINT, REQUESTS, WHOLE_PAGE, Weight, weigh
from tests.browser.kinds import page_of_each_kind
from tests.site.project import Built

PAGE = (
    '<!doctype html><title>A page</title><link rel="icon" href="data:,">'
    '<link rel="stylesheet" href="a.css"><script defer src="b.js"></script>'
)


@pytest.fixture(scope="module")
def weights(chromium: Browser, real: Built) -> dict[str, Weight]:
    """Of a page of each kind."""
    return {kind: weigh(chromium, real.site, path) for kind, path in page_of_each_kind(real).items()}


@pytest.mark.parametrize("kind", ["questions", "concern"])
def test_a_page_is_light(weights: dict[str, Weight], kind: str) -> None:
    weight = weights[kind]
    assert weight.first_paint <= FIRST_PAINT, str(weight)
    assert weight.total <= WHOLE_PAGE, str(weight)
    assert weight.requests <= REQUESTS, str(weight)


def test_no_page_needs_many_requests_or_anybody_else(weights: dict[str, Weight]) -> None:
    """An estimate brings a style and a script of its own."""
    assert {kind: weight.elsewhere for kind, weight in weights.items() if weight.elsewhere} == {}
    assert {kind: str(weight) for kind, weight in weights.items() if weight.requests > REQUESTS + 2 * (kind == "estimate")} == {}


def made_up(chromium: Browser, folder: Path, more: str = "") -> Weight:
    """The weight of a page with a style that holds it up, and a script that does not."""
    (folder / "index.html").write_text(PAGE + more, "utf-8")
    (folder / "a.css").write_text("p { color: red }", "utf-8")
    (folder / "b.js").write_text("0;" * 5000, "utf-8")
    return weigh(chromium, folder, "index.html")


def test_a_style_counts_for_the_first_paint_and_a_late_script_does_not(chromium: Browser, tmp_path: Path) -> None:
    weight = made_up(chromium, tmp_path)
    assert [one.address.rsplit("/")[-1] for one in weight.loaded] == ["index.html", "a.css", "b.js"]
    assert [one.is_needed_to_paint for one in weight.loaded] == [True, True, False]
    assert weight.total > weight.first_paint > len(PAGE) / 2


def test_bytes_are_counted_as_they_were_sent(chromium: Browser, tmp_path: Path) -> None:
    """Ten thousand signs that repeat themselves are a few dozen once compressed; the headers come on top."""
    script = made_up(chromium, tmp_path).loaded[-1]
    assert 100 < script.bytes < 500


def test_what_is_not_asked_for_by_the_page_counts_too(chromium: Browser, tmp_path: Path) -> None:
    """Files that a script loads, those of somebody else, and the icon that a browser asks for by itself."""
    more = '<script>fetch("a.css?late"); fetch("http://localhost:9/track").catch(() => 0)</script>'
    weight = made_up(chromium, tmp_path, more)
    assert [one.address.rsplit("/")[-1] for one in weight.loaded][-2:] == ["a.css?late", "track"]
    assert weight.elsewhere == ["http://localhost:9/track"]
    (tmp_path / "other").mkdir()
    (tmp_path / "404.html").write_text("not here", "utf-8")
    (tmp_path / "other/index.html").write_text("<!doctype html><title>A page</title>", "utf-8")
    assert [one.address.rsplit("/")[-1] for one in weigh(chromium, tmp_path, "other/index.html").loaded] == ["index.html", "favicon.ico"]
