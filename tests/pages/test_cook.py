"""What comes of a page that is right: its own words, and what the macros that it calls show. Slips are the stories of content_cases/."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html

from macros.facts.guide import Guide
from macros.facts.problem import EditorMistakes
from macros.pages.components import FOLDER
from macros.pages.kitchen import Kitchen
from macros.pages.reviewed import Review

Cook = Callable[[str], str]
PAGE = "content/lamp/page.md"


@pytest.fixture
def cook(guide: Guide) -> Cook:
    return lambda body: Kitchen(guide).cook("lamp/page.md", body, PAGE)


def told(cook: Cook, body: str) -> str:
    """The one problem of a page, as an editor reads it."""
    with pytest.raises(EditorMistakes) as found:
        cook(body)
    assert len(found.value.problems) == 1
    return str(found.value.problems[0])


def test_the_line_is_that_of_the_wrong_call(cook: Cook) -> None:
    body = '{{ sessions("lamp") }}\n\n{{ sessions("lamp") }}\n\n- {{ gap("lamp") }} and {{ gap("mst") }}\n'
    assert told(cook, body) == f'{PAGE}:5:33  there is no treatment called "mst". Did you mean "mist"?'


def test_a_slip_inside_a_call_block_is_found_there(cook: Cook) -> None:
    body = '{% call faq_item("Is it?", "is-it") %}\nYes:\n{{ sessions("lmp") }}\n{% endcall %}\n'
    assert told(cook, body).startswith(f'{PAGE}:3:14  there is no treatment called "lmp".')


def test_the_page_keeps_its_own_words(cook: Cook) -> None:
    """Markdown of an editor is meant: only what comes from data is escaped."""
    assert cook('# A & B\n\n**bold** <b>bold</b> {{ sessions("lamp") }}').startswith("# A & B\n\n**bold** <b>bold</b> <span")


def test_words_in_a_call_are_text(cook: Cook, to_html: Callable[[str], str]) -> None:
    page = html.fragment_fromstring(to_html(cook('{{ sessions_table("lamp", "grey-dots", caption="<b>*x*</b>") }}')), create_parent="div")
    assert [caption.text for caption in page.iter("caption")] == ["<b>*x*</b>: Grey dots"]


def test_values_may_be_named(cook: Cook) -> None:
    assert cook('{{ not_known(concern="grey-dots", treatment="lamp") }}') == cook('{{ not_known("lamp", "grey-dots") }}')


def test_sources_are_numbered_in_their_order_on_the_page(cook: Cook) -> None:
    shown = cook('{{ gap("lamp") }} {{ statements("lamp", "how_it_works") }} {{ sessions("lamp") }}')
    cited = re.findall(r'href="#source-(\d)"', shown)
    assert cited == ["1", "1", "2", "3", "1"]
    assert re.findall(r'<li id="source-(\d)">(?:<a [^>]*>)?(\w+ \w+)', shown) == [("1", "How we"), ("2", "Wick A"), ("3", "Is a")]


def test_a_page_that_cites_nothing_lists_no_sources(cook: Cook) -> None:
    assert cook("# Title\n\n{{ contact() }}").count("#sources") == 0


def test_each_page_counts_its_sources_anew(guide: Guide) -> None:
    kitchen = Kitchen(guide)
    first = kitchen.cook("one.md", '{{ statements("lamp", "how_it_works") }}', "content/one.md")
    second = kitchen.cook("two.md", '{{ statements("lamp", "other_options") }}', "content/two.md")
    assert "source-3" in first and "source-2" not in second
    uses = {name: list(pages) for name, pages in kitchen.uses.items()}
    assert uses == {"lamp-leaflet": ["one.md"], "long-count": ["one.md"], "short-count": ["one.md"], "candle-count": ["two.md"]}


def test_a_source_knows_every_page_that_uses_it_once(guide: Guide) -> None:
    kitchen = Kitchen(guide)
    for page in ("one.md", "two.md", "one.md"):  # a page is made again where it shows how its review stands
        kitchen.cook(page, '{{ statements("lamp", "other_options") }}', f"content/{page}")
    assert list(kitchen.uses["candle-count"]) == ["one.md", "two.md"]
    kitchen.start_with({"long-count": ["three.md"]})
    assert {name: list(pages) for name, pages in kitchen.uses.items()} == {"long-count": ["three.md"]}


@pytest.mark.parametrize(
    ("page", "address"),
    [("index.md", "about/who-checks.html"), ("lamp/index.md", "../about/who-checks.html"), ("about/contact.md", "who-checks.html")],
)
def test_links_start_from_the_page(guide: Guide, page: str, address: str) -> None:
    kitchen = Kitchen(guide)
    kitchen.reviews = {page: Review(page, "never")}
    assert f'href="{address}"' in kitchen.cook(page, "{{ review_line() }}", f"content/{page}")


def test_a_fault_of_ours_is_not_blamed_on_the_page(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """A component that fails is a programmer's mistake: it raises, and no editor is sent to look for it."""
    kitchen = Kitchen(guide)
    monkeypatch.setitem(kitchen.inside.globals, "guide", None)
    with pytest.raises(Exception, match="None") as found:
        kitchen.cook("page.md", "{{ price_answer() }}", PAGE)
    assert not isinstance(found.value, EditorMistakes)


def test_pages_may_call_every_component_and_nothing_else(guide: Guide) -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/macro.jinja")}
    assert set(Kitchen(guide).components) == folders
