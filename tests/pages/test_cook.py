"""What a page may call, and how a slip is told: the file, the line, the column, what was seen, what to do."""

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
EVERY_NAME = "all_sources, call_the_clinic, concern_answer"  # the list of names goes on


@pytest.fixture
def cook(guide: Guide) -> Cook:
    return lambda body: Kitchen(guide).cook("lamp/page.md", body, PAGE)


def told(cook: Cook, body: str) -> str:
    """The one problem of a page, as an editor reads it."""
    with pytest.raises(EditorMistakes) as found:
        cook(body)
    assert len(found.value.problems) == 1
    return str(found.value.problems[0])


# Each call stands in the third line, after "Lamps: ".
SLIPS = [
    # wrong names
    ('{{ sesions("lamp") }}', '3:11  there is no macro called "sesions". Did you mean "sessions"?'),
    ("{{ zzz() }}", f'3:11  there is no macro called "zzz". Use one of: {EVERY_NAME}'),
    ("{{ colour }}", '3:11  there is no macro called "colour". Use one of:'),
    ("{{ colour.red }}", '3:11  there is no macro called "colour". Use one of:'),
    ("{{ range(3) }}", '3:11  there is no macro called "range". Use one of:'),
    ("{{ sessions(lmp) }}", '3:20  there is no macro called "lmp".'),
    ('{{ sessions("lmp") }}', '3:21  there is no treatment called "lmp". Did you mean "lamp"?'),
    ('{{ sessions("fog") }}', '3:21  there is no treatment called "fog". Use one of: lamp, mist.'),
    ("{{ sessions(3) }}", '3:20  there is no treatment called "3". Use one of: lamp, mist.'),
    ('{{ sessions_table("lamp", "gray-dots") }}', '3:35  there is no concern called "gray-dots". Did you mean "grey-dots"?'),
    ('{{ sessions_table("mist", "grey-dots") }}', '3:35  there is no concern called "grey-dots". Use one of: dry-leaf.'),
    ('{{ worked_example("lamp", "grey-dots", "fw") }}', '3:48  there is no description called "fw". Did you mean "few"?'),
    ('{{ statements("lamp", "befor") }}', '3:31  there is no part called "befor". Did you mean "before"?'),
    ('{{ statements("lamp", "name") }}', '3:31  there is no part called "name". Use one of: after, before,'),
    # wrong values
    ("{{ sessions() }}", '3:11  sessions needs "treatment". Write sessions(treatment).'),
    ('{{ sessions_table("lamp") }}', '3:11  sessions_table needs "concern". Write sessions_table(treatment, concern, caption).'),
    ('{{ sessions("lamp", "mist") }}', "3:11  sessions takes 1 values, not 2. Write sessions(treatment)."),
    ('{{ sessions("lamp", treatment="mist") }}', '3:28  sessions is given "treatment" twice. Write sessions(treatment).'),
    ('{{ sessions(treatmnt="lamp") }}', '3:20  sessions has no "treatmnt". Did you mean "treatment"?'),
    ('{{ worked_example("lamp", "grey-dots", "few", concern_id="x") }}', '3:54  worked_example has no "concern_id".'),
    ('{% call faq_item("Why?", "Is it") %}x{% endcall %}', '3:34  "Is it" cannot be an anchor. Use small letters,'),
    # wrong signs
    ('{{ sessions("lamp" }}', "3:8  this macro call cannot be read (unexpected '}', expected ')'). Compare with a call on another page."),
    # A call that is never closed is noticed where the next word stands.
    ('{{ sessions("lamp")', "5:1  this macro call cannot be read (expected token 'end of print statement', got 'End')."),
    ("{{ }}", "3:8  this macro call cannot be read (Expected an expression"),
    ("{% sessions %}", "3:8  this macro call cannot be read (Encountered unknown tag 'sessions'.)"),
    ('{% call faq_item("Is it?", "is-it") %}', "3:8  this macro call cannot be read (Unexpected end of template."),
    ('{{ "lamp" | sessions }}', "3:8  this macro call cannot be read (No filter named 'sessions'.)"),
    # code
    ("{{ ''.__class__ }}", "3:8  this cannot be worked out (access to attribute '__class__'"),
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "3:8  this cannot be worked out (access to attribute '__class__'"),
    ('{{ "" | attr("__class__") }}', "3:8  this cannot be worked out (access to attribute '__class__'"),
    ('{{ "{0.__class__}".format(1) }}', "3:8  this cannot be worked out (access to attribute '__class__'"),
    ("{{ [].append(1) }}", "3:8  this cannot be worked out (access to attribute 'append' of 'list' object is unsafe.)"),
    ("{{ sessions.__call__ }}", "3:8  this cannot be worked out (access to attribute '__call__'"),
    ("{{ 1 / 0 }}", "3:8  this cannot be worked out (division by zero). Pages only call macros by name."),
    ('{{ "a" + 1 }}', "3:8  this cannot be worked out (can only concatenate str"),
]


@pytest.mark.parametrize(("call", "problem"), SLIPS, ids=[call for call, _ in SLIPS])
def test_slip(cook: Cook, call: str, problem: str) -> None:
    assert told(cook, f"# Title\n\nLamps: {call}\n\nEnd\n").startswith(f"{PAGE}:{problem}")


@pytest.mark.parametrize("tag", ['{% include "x" %}', '{% import "x" as x %}', '{% extends "x" %}', '{% from "x" import y %}'])
def test_a_page_reads_no_other_file(cook: Cook, tag: str) -> None:
    assert told(cook, f"\n\n{tag}\n").startswith(f"{PAGE}:3:1  this cannot be worked out (no loader")


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
    assert re.findall(r'<li id="source-(\d)">(\w+ \w+)', shown) == [("1", "How we"), ("2", "Wick A"), ("3", "Is a")]


def test_a_page_that_cites_nothing_lists_no_sources(cook: Cook) -> None:
    assert cook("# Title\n\n{{ contact() }}").count("#sources") == 0


def test_each_page_counts_its_sources_anew(guide: Guide) -> None:
    kitchen = Kitchen(guide)
    first = kitchen.cook("one.md", '{{ statements("lamp", "how_it_works") }}', "content/one.md")
    second = kitchen.cook("two.md", '{{ statements("lamp", "other_options") }}', "content/two.md")
    assert "source-3" in first and "source-2" not in second
    assert kitchen.uses == {"lamp-leaflet": ["one.md"], "long-count": ["one.md"], "short-count": ["one.md"], "candle-count": ["two.md"]}


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


def test_pages_are_given_every_component_and_nothing_else(guide: Guide) -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/macro.jinja")}
    assert set(Kitchen(guide).outside.globals) == folders


@pytest.mark.parametrize("call", ["{{ sessions.environment.loader }}", "{{ sessions.guide.clinic.name }}", "{{ sessions.macro }}"])
def test_a_page_sees_nothing_of_a_component(cook: Cook, call: str) -> None:
    """`sessions.environment.from_string(…).stream().dump(path)` writes any file: a page could run code in CI."""
    told(cook, call)


@pytest.mark.parametrize("call", ["{{ sessions }}", "{{ self }}"])
def test_a_forgotten_bracket_publishes_no_object(cook: Cook, call: str) -> None:
    told(cook, call)


@pytest.mark.parametrize("call", ['{{ sessions_table("lamp", none) }}', '{{ faq_item("Is it?", "is-it") }}'])
def test_nothing_given_is_told_kindly(cook: Cook, call: str) -> None:
    told(cook, call)
