"""Where nothing has moved, a finished page has the digits of its article in the same order: then its numbers need no closer look."""

from __future__ import annotations

import markdown
import pytest

from macros.checks.site.text import digits_of_built, digits_of_staged


@pytest.mark.parametrize(
    "body",
    [
        "# Treatment 7: part 1-2\n\nIt takes 3 to 5 sessions.\n\n## After 4 weeks {: #week-4 }\n\nOf 20 people, 6.\n",
        '## 2 parts {: #two }\n\n<p class="c9">8</p>\n\n### Step 1\n\n10\n',
    ],
)
def test_headings_with_numbers_and_names_of_their_own(body: str) -> None:
    built = markdown.markdown(body, extensions=["toc", "attr_list"])
    head = '---\ntitle: "1 title"\ndescription: "2"\n---\n\n'
    assert digits_of_staged(head + body) == digits_of_built(built) != []


def test_a_number_that_moved_is_seen() -> None:
    assert digits_of_staged("---\n---\n\n# A\n\n3 to 5\n") != digits_of_built("<h1>A</h1><p>5 to 3</p>")
