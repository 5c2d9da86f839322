"""The reader that the other tests here trust finds what it must find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.reading import dead_links, inline_code, read, third_parties

GOOD = """<!doctype html><title>x</title><a href="#part">x</a><a href="sub/two.html#other%20part">x</a><a href="https://b.example/">x</a>
<a href="mailto:a@b.example">x</a><img src="a.svg" alt=""><link rel="stylesheet" href="a.css"><p id="part">x</p>"""
DEAD = ['<a href="no.html">', '<a href="#no">', '<a href="sub/two.html#no">', '<img src="no.svg">', '<script src="/no.js">']
FOREIGN = [
    '<script src="https://b.example/x.js">', '<img src="//b.example/x.png">', '<img srcset="a.svg 1x, https://b.example/x.png 2x">',
    '<link rel="preconnect" href="https://b.example">', '<iframe src="http://b.example">', '<form action="https://b.example/">',
    '<style>@import "https://b.example/x.css";</style>', '<p style="background: url(https://b.example/x.png)">',
]  # fmt: skip
INLINE = ['<p style="color: red">', '<p onclick="x()">', '<img src="a.svg" onerror="x()">']


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A good site of two pages, a style and a picture."""
    (tmp_path / "sub").mkdir()
    two = '<p id="other part">x <a href="../index.html">x</a>'
    files = {"index.html": GOOD, "sub/two.html": two, "a.svg": "", "a.css": "p { color: red }"}
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def _add(site: Path, markup: str, name: str = "index.html") -> Path:
    with (site / name).open("a", encoding="utf-8") as page:
        page.write(markup)
    return site / name


def test_a_good_site(small: Path) -> None:
    assert list(dead_links(small)) == list(third_parties(small)) == inline_code(read(small / "index.html")) == []


@pytest.mark.parametrize("markup", DEAD)
def test_a_dead_link(small: Path, markup: str) -> None:
    _add(small, markup)
    assert len(list(dead_links(small))) == 1


@pytest.mark.parametrize("markup", FOREIGN)
def test_a_third_party(small: Path, markup: str) -> None:
    _add(small, markup)
    assert len(list(third_parties(small))) == 1


@pytest.mark.parametrize("rule", ['@import "https://b.example/x.css";', "p { background: url('//b.example/x.png') }"])
def test_a_third_party_in_a_style(small: Path, rule: str) -> None:
    _add(small, rule, "a.css")
    assert len(list(third_parties(small))) == 1


@pytest.mark.parametrize("markup", INLINE)
def test_inline_code(small: Path, markup: str) -> None:
    assert len(inline_code(read(_add(small, markup)))) == 1
