"""Any Markdown or data file, read passage by passage, with the line in which each sentence begins."""

from __future__ import annotations

import time

import pytest

from macros.checks.readability.written import Written, in_markdown, in_yaml
from macros.facts.problem import EditorMistakes


def told(found: list[Written]) -> list[tuple[str, int, str]]:
    return [(one.kind, one.line_of(sentence), sentence) for one in found for sentence in one.sentences]


MARKDOWN = """\
---
title: "A title: with a colon"
description: What it says.
other: Not shown anywhere
---

# A heading {: #an-id }

One sentence. Another that
goes on in the next line. A third.
<!-- A note. Nobody sees it. -->

- An item with a [link](https://a.example/b_c) and **bold** words.
- Most plans have {{ sessions("lamp") }}. That
  is usual.

1. Numbered.

> Quoted text.

| Head | Other |
|------|:-----:|
| Cell | One. Two. |

![A drawing of a lamp](lamp.svg)

```
code. Not text.
```

{{ usual_course("lamp") }}

{% call faq_item("Does it glow?", "glow") %}
Yes &amp; no.
{% endcall %}

<p class="x">A paragraph in HTML.</p>

Term
:   What it means.
"""


def test_markdown() -> None:
    assert told(list(in_markdown(MARKDOWN))) == [
        ("title", 2, "A title: with a colon"),
        ("description", 3, "What it says."),
        ("h2", 7, "A heading"),
        ("p", 9, "One sentence."),
        ("p", 9, "Another that goes on in the next line."),
        ("p", 10, "A third."),
        ("li", 13, "An item with a link and bold words."),
        ("li", 14, "Most plans have {…}."),
        ("li", 14, "That is usual."),
        ("li", 17, "Numbered."),
        ("p", 19, "Quoted text."),
        ("td", 21, "Head"),
        ("td", 21, "Other"),
        ("td", 23, "Cell"),
        ("td", 23, "One."),
        ("td", 23, "Two."),
        ("p", 25, "A drawing of a lamp"),
        ("p", 34, "Yes & no."),
        ("p", 37, "A paragraph in HTML."),
        ("p", 39, "Term"),
        ("dd", 40, "What it means."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain text. No front matter.", [("p", 1, "Plain text."), ("p", 1, "No front matter.")]),
        ("title: stays text here", [("p", 1, "title: stays text here")]),
        ("---\ntitle: T\n", [("p", 2, "title: T")]),
        ("<!-- never closed\nA. B.", []),
        ("```\nnever closed", []),
        ("{{ never closed", [("p", 1, "{{ never closed")]),
        ("", []),
        ("\n\n\nLate.", [("p", 4, "Late.")]),
        ("- a\n- b", [("li", 1, "a"), ("li", 2, "b")]),
        ("Run this:\n\n    make code\n\tmake more\n\nThen go on.", [("p", 1, "Run this:"), ("p", 6, "Then go on.")]),
        ("One\n    goes on.", [("p", 1, "One goes on.")]),
        ("- a\n\n    More of it.", [("li", 1, "a"), ("p", 3, "More of it.")]),
        ("{{ a(\n  b) }} and more.\nNext.", [("p", 2, "{…} and more."), ("p", 3, "Next.")]),
    ],
)
def test_odd_markdown(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(list(in_markdown(text))) == expected


def test_a_long_line_of_openings_takes_no_time() -> None:
    """Each pattern reads a text once, whatever stands in it. In quadratic time this would take minutes."""
    start = time.process_time()
    for opening in ("[", "{{", "{%", "<a ", "<!-- ", "![", "```\n", "**", "- ", "{: ", "| "):
        list(in_markdown(opening * 60_000))
    assert time.process_time() - start < 5


YAML = """\
# Comments are not read.
name: One word
id: word
about: >
  A folded text. It goes on
  in a second line. And a third.
list:
  - First entry here.
  - "Quoted entry here."
deep: {text: Flow text here., number: 3}
block: |
  Kept lines. Second
  sentence.
source: {kind: study, title: A title that nobody may shorten}
"""


def test_data() -> None:
    assert told(list(in_yaml(YAML, "x.yml"))) == [
        ("name", 2, "One word"),
        ("about", 5, "A folded text."),
        ("about", 5, "It goes on in a second line."),
        ("about", 6, "And a third."),
        ("0", 8, "First entry here."),
        ("1", 9, "Quoted entry here."),
        ("text", 10, "Flow text here."),
        ("block", 12, "Kept lines."),
        ("block", 12, "Second sentence."),
    ]


def test_broken_data_is_refused_with_its_place() -> None:
    with pytest.raises(EditorMistakes, match=r"x\.yml:2:1"):
        list(in_yaml("a: b\n\tc: d\n", "x.yml"))
