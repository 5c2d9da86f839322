"""What a text says is what a patient reads, in every place where a component or a page may put it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from macros.facts.characters import odd_characters
from macros.pages.components import workshop
from macros.pages.safe_text import as_json, capital, plain

# Where a text may stand, the one element that must hold it, and what that element must read.
PLACES = {
    "paragraph": ("{}", "p", "{}"),
    "paragraph after words": ("before {}", "p", "before {}"),
    "paragraph before words": ("{} after", "p", "{} after"),
    "second line of a paragraph": ("before\n{}", "p", "before {}"),
    "list item": ("- {}", "li", "{}"),
    "numbered item": ("1. {}", "li", "{}"),
    "heading": ("# {}", "h1", "{}"),
    "heading with an address": ("## {} {{: #here }}", "h2", "{}"),
    "link": ("[{}](here.md)", "a", "{}"),
    "bold": ("**{}**", "strong", "{}"),
    "HTML block": ('<div class="here">\n<p>{}</p>\n</div>', "p", "{}"),
    "HTML inside a sentence": ("before <span>{}</span> after", "span", "{}"),
    "table": ("| head |\n|---|\n| {} |", "td", "{}"),
}

CORPUS = """
<b>&"'{{ x }} *a* | _b_ `code` </script>
<script>alert(1)</script>
<!-- a comment -->
<img src=x onerror=alert(1)>
&amp; &#42; &lt;b&gt; &nbsp;
# a heading
## closed ##
- an item
+ an item
* an item
1. an item
12) an item
> a quote
=== underlined
--- a line
*** a line
``` a fence
~~~ a fence
: a definition
{: .class }
words {: #id .class onclick=x }
[words](https://lantern.example)
![picture](x.png)
[words][1]
[1]: https://lantern.example
[^1]: a note
*[ABBR]: an abbreviation
<https://lantern.example>
<hello@lantern.example>
https://lantern.example/a_b_c*d*
a \\ b \\* c \\\\
a | b | c
**bold** __bold__ *slanted* _slanted_ `code`
snake_case_words 2*3*4
{% raw %} {# hidden #} {{ 7 * 7 }}
"quoted" 'quoted' — “quoted” ‘quoted’
ends with a backslash \\
ends with two hashes ##
wzxhzdk:0 klzzwxh:0
5 < 6 > 4 & 3
0.2% of 1.5
ß İ ﬁ 漢字 🙂 é
""".strip().split("\n")

# Half of the letters are such that HTML, Markdown or Jinja act on them.
LETTERS = st.sampled_from("<>&\"'`*_{}[]()#+-.!|~^=:;%\\/$@ 019abz") | st.characters(exclude_categories=["C", "Zl", "Zp"])


def may_stand_in_data(text: str) -> bool:
    """Invisible characters are refused when data is read, so no text on a page has any."""
    return bool(text) and not list(odd_characters(text, ""))


TEXTS = st.text(LETTERS, max_size=40).map(lambda text: " ".join(text.split())).filter(may_stand_in_data)


def reads(markup: str, tag: str) -> str:
    """The text of the one element of this kind, white space collapsed."""
    page = html.fragment_fromstring(markup, create_parent="div")
    (found,) = page.iter(tag)
    assert not list(found), f"markup was made from text: {markup}"
    return " ".join(found.text_content().split())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", CORPUS)
def test_corpus(text: str, place: str, to_html: Callable[[str], str]) -> None:
    around, tag, shown = PLACES[place]
    assert reads(to_html(around.format(plain(text))), tag) == shown.format(text)


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
def test_any_text(place: str, to_html: Callable[[str], str], text: str) -> None:
    around, tag, shown = PLACES[place]
    assert reads(to_html(around.format(plain(text))), tag) == shown.format(text)


@given(text=TEXTS)
def test_any_text_in_an_attribute(to_html: Callable[[str], str], text: str) -> None:
    page = html.fragment_fromstring(to_html(f'<div data-text="{plain(text)}">\n<p>here</p>\n</div>'), create_parent="div")
    assert [element.get("data-text") for element in page] == [text]


@given(one=TEXTS, other=TEXTS)
def test_two_texts_do_nothing_together(to_html: Callable[[str], str], one: str, other: str) -> None:
    assert reads(to_html(f"{plain(one)} {plain(other)}"), "p") == f"{one} {other}"


def test_lines_become_spaces() -> None:
    """A line that starts with # would be a heading."""
    assert plain("a\n# b") == "a &#35; b"


@pytest.mark.parametrize("value", [5, 4.5, -3, None, True, Markup("<b>bold</b>")])
def test_what_is_no_text_is_printed_as_it_is(value: Any) -> None:
    assert plain(value) == str(value)


def test_what_a_list_holds_is_no_markup() -> None:
    assert "<" not in plain(["<b>", "it's"])


@pytest.mark.parametrize("how", ["{{ text }}", "{{ text }}{{ nothing }}", "{% macro one(text) %}{{ text }}{% endmacro %}{{ one(text) }}"])
def test_escaped_once(how: str) -> None:
    """Jinja's own escaping is left out: what a component prints went through `plain`, once, however deep it lies."""
    assert workshop().from_string(how).render(text='<b>&"*', nothing="") == "&#60;b&#62;&#38;&#34;&#42;"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(VALUES)
@example("</script><!--<script>")
@example("\u2028 \u2029 & ' \" \\")
@example({"</script>": ["</SCRIPT >", "]]>"]})
def test_json_comes_back_and_ends_no_script(value: Any) -> None:
    text = as_json(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


@given(st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_json_arrives_through_markdown(to_html: Callable[[str], str], value: dict[str, str]) -> None:
    """Markdown must not touch a script inside a component: no *slant*, no {: attributes }, no smart quotes."""
    markup = f'<div>\n<script type="application/json">{as_json(value)}</script>\n</div>'
    page = html.fragment_fromstring(to_html(markup), create_parent="div")
    (script,) = page.iter("script")
    assert json.loads(script.text or "") == value


@pytest.mark.parametrize(
    ("text", "capitalised"),
    [("lamps", "Lamps"), ("1064 nm Nd:YAG", "1064 nm Nd:YAG"), ("a Tall LAMP", "A Tall LAMP"), ("", ""), ("élan", "Élan")],
)
def test_capital(text: str, capitalised: str) -> None:
    assert capital(text) == capitalised
