"""The policy of a site, and the check that each page is as the policy lets browsers show it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest

from macros.headers.policy import in_page, policy_of
from macros.headers.site import held_by, policy_problems, style_in, wanted_by, write_headers

STYLE = b"p{color:red}"
HASH = f"'sha256-{b64encode(hashlib.sha256(STYLE).digest()).decode()}'"
POLICY = f"default-src 'none'; script-src 'self'; style-src 'self' {HASH}; img-src 'self'; connect-src 'self'"
POLICY += "; base-uri 'none'; form-action 'none'"
HEADER = "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types clinic-guide"
HEAD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE.decode()}</style>'
DATA = '<script type="application/ld+json">{"a": 1}</script>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three pages as they should be."""
    for path in ("index.html", "faq/index.html", "404.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"<!doctype html><html><head>{HEAD}</head><body><p>Text</p>{DATA}<script src=x.js></script>", "utf-8")
    return tmp_path


def kinds(site: Path) -> list[tuple[str, str]]:
    """The page and kind of each problem that the check finds."""
    held = held_by(site)
    return [(problem.path, problem.kind) for problem in policy_problems(held, write_headers(site, held))]


def test_the_policy_allows_what_a_site_holds_and_nothing_else() -> None:
    assert policy_of(STYLE, ["index.html", "a.png"]) == POLICY + HEADER
    assert in_page(policy_of(STYLE, [])) == POLICY


def test_a_preview_may_show_its_sources() -> None:
    assert policy_of(STYLE, ["show-sources/show_sources.js"]) == POLICY + HEADER + " show-sources"


@pytest.mark.parametrize(
    ("path", "more"), [("talk.MP4", "media-src 'self'"), ("a/talk.mp3", "media-src 'self'"), ("assets/a.woff2", "font-src 'self'")]
)
def test_films_sounds_and_letters_are_allowed_where_there_are_any(path: str, more: str) -> None:
    assert policy_of(STYLE, ["index.html", path]) == POLICY.replace("; base-uri", f"; {more}; base-uri") + HEADER


def test_pages_as_they_should_be_are_let_through(site: Path) -> None:
    assert kinds(site) == []
    assert (site / "_headers").read_text("utf-8").startswith(f"/*\n  Content-Security-Policy: {POLICY}{HEADER}\n")


def test_one_page_with_another_style_is_named(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("red}", "blue}"), "utf-8")
    assert kinds(site) == [("site/index.html", "other-style")]


@pytest.mark.parametrize("style", ["", "<style>p{color:red}</style><style>a{color:red}</style>"])
def test_a_page_without_its_style_or_with_two_is_named(site: Path, style: str) -> None:
    page = site / "faq/index.html"
    page.write_text(page.read_text("utf-8").replace("<style>p{color:red}</style>", style), "utf-8")
    assert kinds(site) == [("site/faq/index.html", "other-style")]


def test_a_page_that_does_not_tell_the_policy_is_named(site: Path) -> None:
    page = site / "404.html"
    page.write_text(page.read_text("utf-8").replace("img-src 'self'; ", ""), "utf-8")
    assert kinds(site) == [("site/404.html", "no-policy")]


@pytest.mark.parametrize(
    "part",
    [
        '<p style="color: red">', "<p\n STYLE=x>", '<p class="x"style="y">', "<a onclick='x()'>", "<img src=a onError=x>",
        "<script>x()</script>", "x<script type=module>x()</script>", '<script defer type="text/javascript">x()</script>',
    ],
)  # fmt: skip
def test_what_browsers_would_refuse_is_named(site: Path, part: str) -> None:
    page = site / "faq/index.html"
    page.write_text(page.read_text("utf-8").replace("<p>Text", part), "utf-8")
    assert kinds(site) == [("site/faq/index.html", "against-policy")]


@pytest.mark.parametrize(
    "part", ["<p>Write style = bold, or press on = off", "<p data-style='x'>", '<script id=a type="application/json">1</script>']
)
def test_words_and_data_are_no_fault(site: Path, part: str) -> None:
    page = site / "faq/index.html"
    page.write_text(page.read_text("utf-8").replace("<p>Text", part), "utf-8")
    assert kinds(site) == []


def test_a_site_without_a_page_is_no_error_of_this_check(tmp_path: Path) -> None:
    assert kinds(tmp_path) == []
    assert wanted_by(tmp_path, {}).kept_for_ever == ()


@pytest.mark.parametrize("style", [b"", b"a{}", b"a<b</c</styl>d\n{}"])
def test_a_style_ends_where_browsers_end_it(style: bytes) -> None:
    assert style_in(b'<p><style media="all">' + style + b"</style><style>b{}</style>") == style
