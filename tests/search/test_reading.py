"""What of a built page can be found, and what cannot."""

from __future__ import annotations

import pytest

from macros.search.reading import FoundPage, read_html

PART = tuple[str, str, str]


def found(article: str, head: str = "<title>Tab</title>") -> FoundPage:
    body = f"<nav>Menu</nav><main><nav>Crumbs</nav><article>{article}</article></main>"
    read = read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())
    assert read
    return read


def parts(article: str) -> list[PART]:
    return [(part.anchor, part.heading, part.text) for part in found(article).parts]


CASES: dict[str, tuple[str, list[PART]]] = {
    "the top of a page, and its sections": (
        "<h1 id='t'>Title</h1><p>Top.</p><h2 id='a'>First</h2><p>One.</p><h3 id='b'>Second</h3><p>Two.</p>",
        [("", "", "Top."), ("a", "First", "One."), ("b", "Second", "Two.")],
    ),
    "a heading without an id belongs to the section above": (
        "<h2 id='a'>First</h2><p>One.</p><h3>Plain</h3><p>Two.</p>",
        [("a", "First", "One. Plain · Two.")],
    ),
    "a section in the middle of a box": ("<div><h2 id='a'>First</h2>One</div>Two", [("a", "First", "One · Two")]),
    "a heading alone": ("<h2 id='a'>First</h2>", [("a", "First", "")]),
    "marks inside a word and a line": ("<p>a<b>b</b>c <em>d</em>\n e<sup>2</sup></p>", [("", "", "abc d e2")]),
    "cells and items are kept apart": (
        "<table><tr><th>Gap</th><td>4</td><td>6</td></tr></table><ul><li>one</li><li>two</li></ul>",
        [("", "", "Gap · 4 · 6 · one · two")],
    ),
    "sentences need no dot between them": ("<p>One.</p><p>Two?</p><p>Three:</p><p>four</p>", [("", "", "One. Two? Three: four")]),
    "where a sentence comes from": (
        "<ul><li>It hurts. <span class='cg-basis cg-basis--a'>Studies</span><a class='cg-cite'>[1]</a></li><li>It ends.</li></ul>",
        [("", "", "It hurts. (Studies) · It ends.")],
    ),
    "a list of sources, and the section of a page's sources": (
        "<p>One.</p><ul class='x cg-sources'><li>A study</li></ul><h2 id='sources'>Sources</h2><p>All</p>",
        [("", "", "One.")],
    ),
    "what is left out by name": (
        "<p>One.</p><section data-search-exclude><h2 id='a'>No</h2><p>No</p></section> Two.",
        [("", "", "One. Two.")],
    ),
    "what nobody sees": (
        "<p>a</p><p hidden>b</p><template><p>c</p></template><script>d</script><style>e</style><!-- f --><p>g</p>",
        [("", "", "a · g")],
    ),
    "fields and pictures": ("<p>a</p><form><label>b</label></form><svg><title>c</title><text>d</text></svg><p>e</p>", [("", "", "a · e")]),
    "signs of HTML are text": ("<p>a &lt;b&gt; &amp;amp; c</p>", [("", "", "a <b> &amp; c")]),
    "nothing at all": ("", []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_read(case: str) -> None:
    article, expected = CASES[case]
    assert parts(article) == expected


def test_the_title_is_the_first_heading_or_that_of_the_tab() -> None:
    assert found("<h1>One <i>two</i></h1><p>x</p>").title == "One two"
    assert found("<p>x</p>").title == "Tab"
    assert found("<p>x</p>", head="").title == ""


def test_a_page_without_an_article_is_none() -> None:
    assert read_html(b"<main><p>x</p></main>") is None
    assert read_html(b"<article><p>x</p></article>") is None


def test_a_page_that_is_far_too_deep_is_read_as_far_as_it_can_be_parsed() -> None:
    read = read_html(("<main><article><p>top</p>" + 5000 * "<div>" + "bottom").encode())
    assert read
    assert read.parts[0].text.startswith("top")
