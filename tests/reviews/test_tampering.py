"""Whoever changes what a doctor signed, or what says that it was signed, is refused or takes the byline away. Each way is one case.

A ledger is looked at twice: by what stands in it, as where there is no git, and by what git remembers of it. The file is long because it is
mostly tables of cases: each stands beside the others of its kind.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from macros.facts.ledger import ledger_of
from macros.facts.problem import EditorMistakes
from macros.pages.stage import prepare
from macros.reviews.history import Past
from macros.reviews.publishing import for_patients, for_patients_without_waiting
from macros.reviews.statement import statement
from tests.reviews.scratch import (
    ESTIMATE,
    FIRST,
    FIRST_NEXT,
    KEEPER,
    KEYED,
    NEXT_TO_IT,
    PLAIN,
    PLAIN_KEEPER,
    PLAIN_TWICE,
    SECOND,
    SECOND_NEXT,
    TODAY,
    TWICE,
    Scratch,
    Verdict,
    as_entry,
    base_of,
    clinic_of_few_reviews,
    copy_of,
    facts_of,
    lending,
    needs_git_and_keys,
    seconds,
    sign_with,
    signed_clinic,
)

pytestmark = needs_git_and_keys

Edit = Callable[[Scratch], None]
ANOTHER = "0000-1111-2222-3333-4444-5555-6666-7777"
REVIEWERS = "data/reviewers.yml"
CLINIC = "data/clinic.yml"
GREY_DOTS = "data/treatments/lamp/concerns/grey-dots.yml"
HISTORY = ("was edited, moved or removed since commit", "Put it back as it was: git show", "Then add a new entry below it")


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scratch:
    """With reviews of six pages: the ledgers that are tampered with."""
    return facts_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path)


@pytest.fixture(scope="module")
def _to_lend(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return facts_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path_factory.mktemp("lent"))


@pytest.fixture
def lent_clinic(_to_lend: Scratch) -> Iterator[Scratch]:
    """The same, for tests that edit data and content and leave git alone."""
    with lending(_to_lend) as clinic:
        yield clinic


@pytest.fixture(scope="module")
def _whole_to_lend(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return copy_of(signed_clinic(base_of(tmp_path_factory)), tmp_path_factory.mktemp("whole"))


@pytest.fixture
def whole_clinic(_whole_to_lend: Scratch) -> Iterator[Scratch]:
    """With every page reviewed; again to edit data and content, and to leave git alone."""
    with lending(_whole_to_lend) as clinic:
        yield clinic


# What a page says


class Words(NamedTuple):
    """An edit of what is read, and the pages that are no longer what was signed."""

    edit: Edit
    pages: set[str]


def replacing(path: str, old: str, new: str) -> Edit:
    return lambda clinic: clinic.replace(path, old, new)


CITE_LONG_COUNT = {
    "about/how-we-count.md", "about/sources.md", "faq/index.md", "lamp/dull-shine.md", "lamp/estimate.md", "lamp/grey-dots.md",
    "lamp/index.md", "lamp/loose-threads.md", "lamp/safety.md",
}  # fmt: skip
# Pages that somebody wrote know a study by its journal; only what has none is named there.
NAME_LONG_COUNT = {"about/sources.md", "lamp/dull-shine.md", "lamp/grey-dots.md", "lamp/loose-threads.md"}
CITE_PORCH_COUNT = {"about/sources.md", "faq/index.md", "lamp/estimate.md", "lamp/grey-dots.md", "lamp/safety.md"}
ESTIMATES = {"lamp/estimate.md", "mist/estimate.md"}

WORDS = {
    "the text of a page": Words(replacing("content/mist/safety.md", "# Safety", "# Safety first"), {"mist/safety.md"}),
    "one word less": Words(replacing("content/faq/index.md", "Studies of grey dots", "Studies of dots"), {"faq/index.md"}),
    "the title in search results": Words(replacing("content/mist/safety.md", "title: Mist safety", "title: Safe mist"), {"mist/safety.md"}),
    "the description in search results": Words(replacing("content/lamp/safety.md", "Who should wait", "Nobody should wait"), {KEYED}),
    "where a link leads": Words(replacing("content/index.md", "lamp/grey-dots.md", "lamp/dull-shine.md"), {"index.md"}),
    "what a picture shows": Words(replacing("content/assets/lantern.svg", "</svg>", "<path d='M0 0'/></svg>"), {"index.md"}),
    "what a picture is said to show": Words(replacing("content/index.md", "![A lantern]", "![Two lanterns]"), {"index.md"}),
    "a row of a study": Words(replacing(GREY_DOTS, "people: 12", "people: 120"), {"lamp/grey-dots.md"}),
    "the title of a source": Words(replacing("data/sources.yml", "A long count of lamps", "A very long count of lamps"), NAME_LONG_COUNT),
    "the journal of a source": Words(replacing("data/sources.yml", "Annals of Lamps 1(2)", "Annals of Lamps 1(3)"), CITE_LONG_COUNT),
    "the DOI of a source": Words(replacing("data/sources.yml", "10.9999/porch\n", "10.9999/perch\n"), CITE_PORCH_COUNT),
    "a sentence that only the estimate says": Words(replacing("data/wording.yml", "TOGETHER {sessions}.", "TWICE {sessions}."), ESTIMATES),
    "an answer to a question": Words(replacing("data/questions.yml", "label: North", "label: Northward"), ESTIMATES),
    "who may review": Words(replacing(REVIEWERS, "Keeping mist", "Keeping fog"), {"about/who-checks.md"}),
    "a reviewer's name": Words(replacing(REVIEWERS, "A. Lamp Keeper", "Professor Lamp"), {"about/who-checks.md"}),
}


@pytest.mark.parametrize("case", WORDS.values(), ids=WORDS)
def test_other_words_change_the_pages_that_show_them_and_no_others(whole_clinic: Scratch, case: Words) -> None:
    case.edit(whole_clinic)
    reviews = whole_clinic.reviews()
    open_pages = {page: review.state for page, review in reviews.by_page.items() if review.state != "current"}
    assert open_pages == dict.fromkeys(case.pages, "changed")
    with pytest.raises(EditorMistakes) as refused:
        for_patients(reviews)
    assert {problem.seen.split(" cannot be published: ")[0] for problem in refused.value.problems} == case.pages
    for problem in refused.value.problems:
        assert "it changed since it was reviewed on" in problem.seen
        assert problem.do.startswith("Show it to the doctor: python -m macros review packet ")


def test_other_words_of_a_component_change_the_pages_that_call_it(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    clinic = copy_of(signed_clinic(base_of(tmp_path_factory)), tmp_path)
    clinic.replace("macros/components/safety_box/macro.jinja", "Wait", "You need not wait")
    done = clinic.process("build", "--publish")
    assert done.code == 1
    assert [line.split("  ")[1].split(". ")[0] for line in done.err.splitlines() if "  " in line] == [
        f"{page} cannot be published: it changed since it was reviewed on {FIRST}" for page in ("lamp/safety.md", "mist/safety.md")
    ]


# Sly ways: what a browser shows without its being a word of the page. Each pair of snippets must read differently.
SLY = {
    "a word struck out": ("<p>safe for <span>all</span> lamps</p>", "<p>safe for <del>all</del> lamps</p>"),
    "a sentence that folds away": ("<div>Stay away from curtains.</div>", "<details><summary></summary>Stay away from curtains.</details>"),
    "a sentence that is hidden": ("<p>Never when wet.</p>", "<p hidden>Never when wet.</p>"),
    "a sentence in white": ("<p>Not near water.</p>", '<p style="color: white">Not near water.</p>'),
    "a sentence that waits for a script": ("<p>Mind the wick.</p>", "<template><p>Mind the wick.</p></template>"),
    "a label for those who listen": ('<p aria-label="One lamp">I</p>', '<p aria-label="Many lamps">I</p>'),
    "a word that comes up under the mouse": ('<abbr title="Never">N.</abbr>', '<abbr title="Nightly">N.</abbr>'),
    "a list that counts from elsewhere": ("<ol><li>lamp or lamps</li></ol>", '<ol start="9"><li>lamp or lamps</li></ol>'),
    "a style sheet in the page": ("<style>.cg-a { top: 0 }</style>", "<style>.cg-a::after { content: 'cures all' }</style>"),
    "an address that moves on": ("<p>Stay here.</p>", '<p>Stay here.</p><meta http-equiv="refresh" content="9; url=index.html">'),
    "letters that nobody sees": ("<p>lamps are notable</p>", "<p>lamps are not&#8203;able</p>"),
    "figures that run backwards": (
        "<p>Light <bdo>sessions: &#52;&#56;</bdo></p>",
        '<p>Light <bdo dir="rtl">sessions: &#52;&#56;</bdo></p>',
    ),
    "the words on a button": ('<input type="button" value="Ask first">', '<input type="button" value="Do not ask">'),
    "a bar that fills": ('<meter value="0.1">a bar</meter>', '<meter value="0.9">a bar</meter>'),
    "a figure in the next column": (
        "| Glow | Sessions | Weeks |\n|---|---|---|\n| faint | few | |",
        "| Glow | Sessions | Weeks |\n|---|---|---|\n| faint | | few |",
    ),
    "a drawn line": ('<svg viewBox="0 0 9 9"><path d="M1 1h1"></path></svg>', '<svg viewBox="0 0 9 9"><path d="M1 1h8"></path></svg>'),
    "text that only a drawing shows": (
        '<div><svg viewBox="0 0 9 9"><g></g></svg></div>',
        '<div><svg viewBox="0 0 9 9"><g></g><text y="5"><![CDATA[One lamp cures]]></text></svg></div>',
    ),
    "text behind a comment": (
        "<noscript><!--</noscript><p>Ask first.</p>--></noscript>",
        "<noscript><!--</noscript><p>Ask nobody.</p>--></noscript>",
    ),
    "a style that was only for paper": (
        '<style media="print">.cg-b { display: none }</style>',
        '<style media="all">.cg-b { display: none }</style>',
    ),
    "a script that was only text": ('<script type="text/plain">document.title = 1</script>', "<script>document.title = 1</script>"),
}
# The same for files that a page brings along: the page stays as it is, the file does not.
BROUGHT = {
    "a picture": '<img src="../assets/FILE" alt="">',
    "a picture for sharp screens": '<img src="../assets/lantern.svg" srcset="../assets/FILE 2x" alt="">',
    "a picture for wide screens": '<picture><source srcset="../assets/FILE"><img src="../assets/lantern.svg" alt=""></picture>',
    "a style sheet": '<link rel="stylesheet" href="../assets/FILE">',
    "a page in a frame": '<iframe src="../assets/FILE"></iframe>',
    "a still of a film": '<video poster="../assets/FILE"></video>',
    "a leaflet behind a link": "[Our leaflet](../assets/FILE)",
}


def _file(name: str) -> str:
    return f"{name.replace(' ', '-')}.svg"


@pytest.fixture(scope="module")
def sly_clinic(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """Every snippet on one page, and signed there. To lend.

    The checks refuse nearly all of them (see below). Should one get past them, it must still not stand under a doctor's name.
    """
    clinic = facts_of(clinic_of_few_reviews(base_of(tmp_path_factory)), tmp_path_factory.mktemp("sly"))
    clinic = replace(clinic, stage=prepare)
    for name in BROUGHT:
        clinic.write(f"content/assets/{_file(name)}", "<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    _write_on_a_page(clinic, [*(before for before, _ in SLY.values()), *_bringing()])
    clinic.sign(KEYED, on=TODAY)
    return clinic


def _bringing() -> list[str]:
    return [text.replace("FILE", _file(name)) for name, text in BROUGHT.items()]


def _write_on_a_page(clinic: Scratch, snippets: list[str]) -> list[range]:
    """Add each snippet to the page as a part of its own. Returns the lines of each."""
    text, lines = clinic.read("content/lamp/safety.md"), []
    for snippet in snippets:
        begin = text.count("\n") + 3
        lines.append(range(begin, begin + snippet.count("\n") + 1))
        text += f"\n\n{snippet}\n"
    clinic.write("content/lamp/safety.md", text)
    return lines


@pytest.fixture
def lent(sly_clinic: Scratch) -> Iterator[Scratch]:
    with lending(sly_clinic) as clinic:
        yield clinic


def test_a_page_with_them_is_not_published_even_under_a_signature(lent: Scratch) -> None:
    lent.write("site/index.html", "of last week")
    assert lent.state(KEYED) == "current"
    done = lent.run("build", "--publish")
    assert (done.code, done.out) == (1, "")
    assert re.search(r'^content/lamp/safety\.md:\d+:1  a page cannot use the tag "<style>"\..*\[raw-html\]$', done.err, re.MULTILINE)
    assert lent.read("site/index.html") == "of last week"


def test_the_checks_refuse_whatever_could_run_load_or_restyle(clinic: Scratch) -> None:
    """Of the sly ways these are left, which honest pages need: there the fingerprint alone stands between an edit and patients."""
    ways = [*((name, after) for name, (_, after) in SLY.items()), *zip(BROUGHT, _bringing(), strict=True)]
    lines = _write_on_a_page(clinic, [snippet for _, snippet in ways])
    with pytest.raises(EditorMistakes) as refused:
        clinic.staged()
    told = {problem.line for problem in refused.value.problems if (problem.path, problem.kind) == ("content/lamp/safety.md", "raw-html")}
    assert {name for (name, _), where in zip(ways, lines, strict=True) if told.isdisjoint(where)} == {
        "a word struck out",
        "a sentence that folds away",
        "a label for those who listen",
        "a word that comes up under the mouse",
        "a list that counts from elsewhere",
        "a figure in the next column",
        "a picture",
        "a leaflet behind a link",
    }


def test_markup_alone_takes_no_review_away(lent: Scratch) -> None:
    assert lent.state(KEYED) == "current"
    lent.replace("content/lamp/safety.md", "<p>Never when wet.</p>", '<p  class="cg-note"\n id="wet" >Never <b>when</b> wet.</p>')
    assert lent.state(KEYED) == "current"


@pytest.mark.parametrize("name", SLY)
def test_what_a_browser_would_show_otherwise_changes_the_page(lent: Scratch, name: str) -> None:
    lent.replace("content/lamp/safety.md", *SLY[name])
    assert lent.state(KEYED) == "changed"


@pytest.mark.parametrize("name", BROUGHT)
def test_another_file_under_the_same_name_changes_the_page(lent: Scratch, name: str) -> None:
    lent.write(f"content/assets/{_file(name)}", "<svg xmlns='http://www.w3.org/2000/svg'><text>another</text></svg>")
    assert lent.state(KEYED) == "changed"


def test_a_finished_page_among_the_pictures_is_not_published(clinic: Scratch) -> None:
    clinic.write("content/assets/cure.html", "<!doctype html><title>Cure</title><article>One lamp cures all.</article>")
    try:
        published = for_patients(clinic.reviews(KEYED))
    except EditorMistakes as mistakes:
        assert any("cure.html" in problem.path and problem.do for problem in mistakes.problems)
    else:
        assert "assets/cure.html" not in published.files


def test_a_new_name_of_a_reviewer_stands_on_no_page_that_they_signed_under_the_old_one(clinic: Scratch) -> None:
    clinic.replace(REVIEWERS, "name: A. Lamp Keeper", "name: Professor Lamp")
    with Past(clinic.root) as past:
        published = for_patients_without_waiting(clinic.reviews(KEYED, TWICE), past)
    assert [page for page in published.pages if b"Professor Lamp" in published.files[page]] == []


# What a ledger says


class Ledger(NamedTuple):
    """An edit of a ledger. `state` is what the entries alone come to, None where they cannot be read; `said` are words of the refusal."""

    page: str
    edit: Edit
    state: str | None
    said: tuple[str, ...] = ()


def editing(page: str, number: int = -1, **values: Any) -> Edit:
    """Fields of one entry replaced, or taken out by None."""

    def edit(clinic: Scratch) -> None:
        entries = clinic.entries(page)
        entries[number] = {name: value for name, value in (entries[number] | values).items() if value is not None}
        clinic.write_entries(page, entries)

    return edit


def arranging(page: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Edit:
    """The list of entries made into another one."""
    return lambda clinic: clinic.write_entries(page, change(clinic.entries(page)))


def signing(page: str, change: Callable[[str], str] = str, *, key: str = "keeper", namespace: str = "clinic-guide-review") -> Edit:
    """A new signature under the newest entry: of `change` of its statement, by `key`, in `namespace`."""

    def edit(clinic: Scratch) -> None:
        entries = clinic.entries(page)
        before = as_entry(entries[-2]) if len(entries) > 1 else None
        entries[-1]["signature"] = sign_with(clinic.keys / key, change(statement(as_entry(entries[-1]), before)), namespace)
        clinic.write_entries(page, entries)

    return edit


def resigning(page: str, change: Callable[[str], str]) -> Edit:
    """The text of the signature itself changed."""
    return lambda clinic: editing(page, signature=change(clinic.entries(page)[-1]["signature"]))(clinic)


def appending(page: str, **values: Any) -> Edit:
    """A new entry that says what the newest one says, but for these fields."""
    return arranging(page, lambda entries: [*entries, {name: value for name, value in (entries[-1] | values).items() if value is not None}])


def with_new_text(page: str, then: Callable[[Scratch, str], None]) -> Edit:
    """The page says something else, and the ledger is made to fit it."""

    def edit(clinic: Scratch) -> None:
        clinic.write(f"content/{page}", clinic.read(f"content/{page}") + "\nOne lamp cures all.\n")
        then(clinic, clinic.reviews(page).fingerprint(page))

    return edit


def _another_number(clinic: Scratch) -> None:
    clinic.replace(GREY_DOTS, "studies:\n      sessions: {at_least: 3, at_most: 6}", "studies:\n      sessions: {at_least: 3, at_most: 5}")


def _frame_and_answers_of_another_number(clinic: Scratch) -> None:
    _another_number(clinic)
    reviews = clinic.reviews(ESTIMATE)
    editing(ESTIMATE, fingerprint=reviews.fingerprint(ESTIMATE), frame=reviews.frame(ESTIMATE), answers=reviews.answers(ESTIMATE))(clinic)


def _answers_of_another_number(clinic: Scratch) -> None:
    _another_number(clinic)
    editing(ESTIMATE, answers=clinic.reviews(ESTIMATE).answers(ESTIMATE))(clinic)


def _swap(clinic: Scratch) -> None:
    one, two = ledger_of(KEYED), ledger_of(NEXT_TO_IT)
    first, second = clinic.read(one), clinic.read(two)
    clinic.write(one, second)
    clinic.write(two, first)


def _under_another_name(clinic: Scratch) -> None:
    (clinic.root / ledger_of(KEYED)).rename(clinic.root / ledger_of("lamp/safely.md"))


def _as_if_of_this_page(clinic: Scratch) -> None:
    """The whole entry of another page, with this page's name and text."""
    entries = clinic.entries(NEXT_TO_IT)
    entries[0] |= {"page": KEYED, "fingerprint": clinic.entries(KEYED)[0]["fingerprint"]}
    clinic.write_entries(KEYED, entries)


def _replayed(clinic: Scratch) -> None:
    """The old text is put back, and the entry that was true of it stands below the newer one again."""
    clinic.replace("content/faq/index.md", "Is one lamp really enough?", "Is one lamp enough?")
    arranging(TWICE, lambda entries: [*entries, entries[0]])(clinic)


def _replayed_with_today(clinic: Scratch) -> None:
    clinic.replace("content/faq/index.md", "Is one lamp really enough?", "Is one lamp enough?")
    arranging(TWICE, lambda entries: [*entries, entries[0] | {"reviewed_on": SECOND}])(clinic)


def _written(page: str, change: Callable[[str], str]) -> Edit:
    return lambda clinic: clinic.write(ledger_of(page), change(clinic.read(ledger_of(page))))


def _gone(clinic: Scratch) -> None:
    (clinic.root / ledger_of(KEYED)).unlink()


def _all_gone(clinic: Scratch) -> None:
    shutil.rmtree(clinic.root / "data/reviews")


NOT_THE_SIGNATURE = (
    "the signature or the name of its review of",
    "does not fit",
    f"Let {KEEPER} read and sign it again: python -m macros review packet",
)
NO_SIGNATURE = ("lacks the signature of lamp-keeper", f"Let {KEEPER} read and sign it again: python -m macros review packet")
NEVER = ("no doctor has reviewed it", "Show it to the doctor: python -m macros review packet")
OTHER_TEXT = ("it changed since it was reviewed on", "Show it to the doctor: python -m macros review packet")
NO_ARMOUR = ("this is no SSH signature", "Sign again with: python -m macros review sign")

SIGNED = {
    "the date": Ledger(KEYED, editing(KEYED, reviewed_on="2026-11-01"), "forged", NOT_THE_SIGNATURE),
    "the reviewer": Ledger(KEYED, editing(KEYED, reviewer=PLAIN_KEEPER), "forged", ("does not fit", f"Let {PLAIN_KEEPER} read")),
    "the reviewer's name": Ledger(KEYED, editing(KEYED, reviewed_by={"name": "Professor Lamp"}), "forged", NOT_THE_SIGNATURE),
    "the reviewer's qualification": Ledger(
        KEYED, editing(KEYED, reviewed_by={"name": "A. Lamp Keeper", "qualification": "Master of Wicks"}), "forged", NOT_THE_SIGNATURE
    ),
    "no name": Ledger(KEYED, editing(KEYED, reviewed_by=None), None, ('"reviewed_by" is missing', "Add it")),
    "the next review": Ledger(KEYED, editing(KEYED, next_review_by="2027-06-01"), "forged", NOT_THE_SIGNATURE),
    "a note": Ledger(KEYED, editing(KEYED, note="Good for everybody."), "forged", NOT_THE_SIGNATURE),
    "the fingerprint, for a new text": Ledger(
        KEYED, with_new_text(KEYED, lambda clinic, mark: editing(KEYED, fingerprint=mark)(clinic)), "forged", NOT_THE_SIGNATURE
    ),
    "the frame of an estimate": Ledger(ESTIMATE, editing(ESTIMATE, frame=ANOTHER), "forged", NOT_THE_SIGNATURE),
    "no frame": Ledger(ESTIMATE, editing(ESTIMATE, frame=None), "forged", NOT_THE_SIGNATURE),
    "the answers of an estimate": Ledger(ESTIMATE, _answers_of_another_number, "forged", NOT_THE_SIGNATURE),
    "no answers": Ledger(ESTIMATE, editing(ESTIMATE, answers=None), "forged", NOT_THE_SIGNATURE),
    "all of an estimate, for a new number": Ledger(ESTIMATE, _frame_and_answers_of_another_number, "forged", NOT_THE_SIGNATURE),
    "no signature": Ledger(KEYED, editing(KEYED, signature=None), "unsigned", NO_SIGNATURE),
    "the signature of another page": Ledger(
        KEYED,
        lambda clinic: editing(KEYED, signature=clinic.entries(NEXT_TO_IT)[0]["signature"])(clinic),
        "forged",
        NOT_THE_SIGNATURE,
    ),
    "the entry of another page": Ledger(KEYED, _as_if_of_this_page, "forged", NOT_THE_SIGNATURE),
    "the signature of the entry above": Ledger(
        TWICE, lambda clinic: editing(TWICE, signature=clinic.entries(TWICE)[0]["signature"])(clinic), "forged", NOT_THE_SIGNATURE
    ),
    "a signature by another key": Ledger(KEYED, signing(KEYED, key="stranger"), "forged", NOT_THE_SIGNATURE),
    "a signature for another purpose": Ledger(KEYED, signing(KEYED, namespace="git"), "forged", NOT_THE_SIGNATURE),
    "a signature of a file, as ssh-keygen suggests": Ledger(KEYED, signing(KEYED, namespace="file"), "forged", NOT_THE_SIGNATURE),
    "a signature under other words": Ledger(KEYED, signing(KEYED, lambda text: text.replace(FIRST, TODAY)), "forged", NOT_THE_SIGNATURE),
    "a signature under a later way of writing": Ledger(
        KEYED, signing(KEYED, lambda text: text.replace("version 1", "version 2")), "forged", NOT_THE_SIGNATURE
    ),
    "a signature under nothing": Ledger(KEYED, signing(KEYED, lambda _text: ""), "forged", NOT_THE_SIGNATURE),
    "a signature that hides the entry above": Ledger(
        TWICE,
        signing(TWICE, lambda text: re.sub("review before this one: .*", "review before this one: none", text)),
        "forged",
        NOT_THE_SIGNATURE,
    ),
    "a signature cut short": Ledger(
        KEYED, resigning(KEYED, lambda text: "\n".join([*text.splitlines()[:3], text.splitlines()[-1]])), "forged", NOT_THE_SIGNATURE
    ),
    "a signature without its end": Ledger(KEYED, resigning(KEYED, lambda text: "\n".join(text.splitlines()[:-1])), None, NO_ARMOUR),
    "a garbled signature": Ledger(KEYED, resigning(KEYED, lambda text: text.replace("U1NIU0lH", "U1NIU0lI")), "forged", NOT_THE_SIGNATURE),
    "a signature with letters that are none": Ledger(
        KEYED, resigning(KEYED, lambda text: text.replace("U1NIU0lH", "U1NI*0lH")), None, NO_ARMOUR
    ),
    "words before the signature": Ledger(KEYED, resigning(KEYED, lambda text: "I agree.\n" + text), None, NO_ARMOUR),
    "words behind the signature": Ledger(KEYED, resigning(KEYED, lambda text: text + "I agree.\n"), None, NO_ARMOUR),
    "two signatures": Ledger(KEYED, resigning(KEYED, lambda text: text + text), None, NO_ARMOUR),
    "another kind of signature": Ledger(KEYED, resigning(KEYED, lambda text: text.replace("SSH", "PGP")), None, NO_ARMOUR),
    "an empty signature": Ledger(KEYED, resigning(KEYED, lambda _text: ""), None, NO_ARMOUR),
    "a change to the entry above": Ledger(TWICE, editing(TWICE, 0, note="Read in haste."), "forged", NOT_THE_SIGNATURE),
}

# Without a key nothing in the entry itself can tell: it is git that does.
ASSERTED = {
    "the date": Ledger(PLAIN, editing(PLAIN, reviewed_on="2026-11-01"), "current"),
    "the reviewer, for one with a key": Ledger(PLAIN, editing(PLAIN, reviewer=KEEPER), "unsigned", NO_SIGNATURE),
    "the reviewer's name": Ledger(
        PLAIN,
        editing(PLAIN, reviewed_by={"name": "Professor Mist"}),
        "forged",
        ("the name of its review", f"Let {PLAIN_KEEPER} read and sign it again"),
    ),
    "the next review": Ledger(PLAIN, editing(PLAIN, next_review_by="2027-06-01"), "current"),
    "a note": Ledger(PLAIN, editing(PLAIN, note="Good for everybody."), "current"),
    "the fingerprint, for a new text": Ledger(
        PLAIN, with_new_text(PLAIN, lambda clinic, mark: editing(PLAIN, fingerprint=mark)(clinic)), "current"
    ),
    "the fingerprint alone": Ledger(PLAIN, editing(PLAIN, fingerprint=ANOTHER), "changed", OTHER_TEXT),
    "a signature that nothing can check": Ledger(
        PLAIN,
        lambda clinic: editing(PLAIN, signature=clinic.entries(KEYED)[0]["signature"])(clinic),
        "forged",
        ("does not fit", f"Let {PLAIN_KEEPER} read and sign it again"),
    ),
    "the entry above": Ledger(PLAIN_TWICE, editing(PLAIN_TWICE, 0, note="Read in haste."), "current"),
}

ARRANGED = {
    "the newest entry removed": Ledger(TWICE, arranging(TWICE, lambda entries: entries[:-1]), "changed", OTHER_TEXT),
    "the first entry removed": Ledger(TWICE, arranging(TWICE, lambda entries: entries[1:]), "forged", NOT_THE_SIGNATURE),
    "the first entry removed, without a key": Ledger(PLAIN_TWICE, arranging(PLAIN_TWICE, lambda entries: entries[1:]), "current"),
    "entries reordered": Ledger(
        TWICE,
        arranging(TWICE, lambda entries: entries[::-1]),
        None,
        ("this review is dated before the one above it (2026-09-01)", "Entries stand in the order of their dates", "review sign"),
    ),
    "entries reordered with their dates": Ledger(
        PLAIN_TWICE,
        arranging(PLAIN_TWICE, lambda old: [old[1] | {"reviewed_on": FIRST}, old[0] | {"reviewed_on": SECOND}]),
        "changed",
        OTHER_TEXT,
    ),
    "an entry replaced by a new one": Ledger(PLAIN, arranging(PLAIN, lambda old: [old[0] | {"reviewed_on": TODAY}]), "current"),
    "the file deleted": Ledger(KEYED, _gone, "never", NEVER),
    "all ledgers deleted": Ledger(KEYED, _all_gone, "never", NEVER),
    "the list emptied": Ledger(KEYED, lambda clinic: clinic.write_entries(KEYED, []), "never", NEVER),
    "two ledgers swapped": Ledger(
        KEYED,
        _swap,
        None,
        ('this entry is a review of "lamp/index.md", not of lamp/safety.md', f"sign {KEYED} with: python -m macros review sign {KEYED}"),
    ),
    "a ledger under another name": Ledger(
        KEYED,
        _under_another_name,
        None,
        ('this entry is a review of "lamp/safety.md", not of lamp/safely.md', "Each page has its own file"),
    ),
}

# What is only added: git has nothing to say against it.
ADDED = {
    "an old entry again": Ledger(TWICE, _replayed, None, ("this entry repeats entry 1", "only a doctor who has read the text of today")),
    "an old entry again, dated later": Ledger(TWICE, _replayed_with_today, "forged", NOT_THE_SIGNATURE),
    "the newest entry again, with a later next review": Ledger(
        KEYED, appending(KEYED, next_review_by="2027-06-01"), "forged", NOT_THE_SIGNATURE
    ),
    "an entry for a new text, with the old signature": Ledger(
        KEYED, with_new_text(KEYED, lambda clinic, mark: appending(KEYED, fingerprint=mark)(clinic)), "forged", NOT_THE_SIGNATURE
    ),
    "an entry for a new text, without a signature": Ledger(
        KEYED,
        with_new_text(KEYED, lambda clinic, mark: appending(KEYED, fingerprint=mark, signature=None)(clinic)),
        "unsigned",
        NO_SIGNATURE,
    ),
    "an entry for a new text, signed by a stranger": Ledger(
        KEYED,
        with_new_text(KEYED, lambda clinic, mark: (appending(KEYED, fingerprint=mark)(clinic), signing(KEYED, key="stranger")(clinic))[0]),
        "forged",
        NOT_THE_SIGNATURE,
    ),
    "a good signature below one that hides the entry above": Ledger(
        KEYED,
        lambda clinic: (
            appending(KEYED, reviewed_on=TODAY)(clinic),
            signing(KEYED, lambda text: re.sub("before this one: .*", "before this one: none", text))(clinic),
        )[0],
        "forged",
        NOT_THE_SIGNATURE,
    ),
    "an entry dated tomorrow": Ledger(
        PLAIN,
        appending(PLAIN, reviewed_on="2026-11-26"),
        None,
        ("this review is dated 2026-11-26, and today is 2026-11-25", "Correct the date, or the clock of this machine"),
    ),
    "an entry dated before the one above": Ledger(
        PLAIN, appending(PLAIN, reviewed_on="2026-05-31"), None, ("dated before the one above it (2026-06-01)", "review sign")
    ),
    "a next review before the review": Ledger(
        PLAIN,
        appending(PLAIN, next_review_by="2026-05-01"),
        None,
        ("the next review is not after this one", "Sign again with a later --next"),
    ),
    "a next review on the day of the review": Ledger(
        PLAIN, appending(PLAIN, next_review_by=FIRST), None, ("the next review is not after this one", "Sign again with a later --next")
    ),
    "a next review beyond the clinic's limit": Ledger(
        PLAIN,
        appending(PLAIN, next_review_by="2027-06-02"),
        None,
        (
            "more than 12 months after this one",
            "Sign again with --next 2027-06-01 or earlier",
            "most_months_between_reviews in data/clinic.yml",
        ),
    ),
    "an older entry beyond any limit": Ledger(
        PLAIN,
        arranging(PLAIN, lambda old: [*old, old[0] | {"next_review_by": "2029-06-02"}, old[0] | {"reviewed_on": SECOND}]),
        None,
        ("more than 36 months after this one",),
    ),
    "an unknown reviewer": Ledger(
        PLAIN,
        appending(PLAIN, reviewer="mist-keepr"),
        None,
        ('there is no reviewer called "mist-keepr". Did you mean "mist-keeper"?', REVIEWERS),
    ),
    "a date that is none": Ledger(
        PLAIN, appending(PLAIN, reviewed_on="2026-02-30"), None, ('"2026-02-30" is not a date', "year, month and day")
    ),
    "a fingerprint that is none": Ledger(
        PLAIN, appending(PLAIN, fingerprint="793b"), None, ('"793b" is no fingerprint', "copy it from the packet")
    ),
    "a field that nobody asked for": Ledger(PLAIN, appending(PLAIN, approved=True), None, ('there is no field "approved" here',)),
    "an entry of another page": Ledger(
        PLAIN,
        lambda clinic: clinic.write_entries(PLAIN, [*clinic.entries(PLAIN), *clinic.entries(KEYED)]),
        None,
        ("this entry is a review of",),
    ),
}


@pytest.mark.parametrize("case", SIGNED.values(), ids=SIGNED)
def test_an_entry_that_was_signed_cannot_be_edited(lent_clinic: Scratch, case: Ledger) -> None:
    _refused_by_both(lent_clinic, case)


@pytest.mark.parametrize("case", ASSERTED.values(), ids=ASSERTED)
def test_an_entry_without_a_key_cannot_be_edited_either(lent_clinic: Scratch, case: Ledger) -> None:
    _refused_by_both(lent_clinic, case)


@pytest.mark.parametrize("case", ARRANGED.values(), ids=ARRANGED)
def test_a_ledger_cannot_be_rearranged(lent_clinic: Scratch, case: Ledger) -> None:
    _refused_by_both(lent_clinic, case)


@pytest.mark.parametrize("case", ADDED.values(), ids=ADDED)
def test_not_everything_can_be_added(lent_clinic: Scratch, case: Ledger) -> None:
    case.edit(lent_clinic)
    found = lent_clinic.judged(case.page)
    assert found.state == case.state
    _says(found.said, case.said)
    assert found.says_what_to_do
    assert found.problems and not found.lost


def test_nobody_who_is_not_listed_gets_a_byline(clinic: Scratch) -> None:
    """Without a key nothing binds the name in an entry but the list of reviewers."""
    appending(PLAIN, reviewed_on=TODAY, reviewed_by={"name": "Professor Nobody", "qualification": "Master of all"})(clinic)
    found = clinic.judged(PLAIN)
    assert not found.is_published
    assert found.says_what_to_do


def _refused_by_both(clinic: Scratch, case: Ledger) -> None:
    """By what stands in the ledger, if that can tell; and by git, as long as the ledger can be read at all."""
    case.edit(clinic)
    found = clinic.judged(case.page)
    assert found.state == case.state
    _says(found.said, case.said)
    assert found.says_what_to_do
    assert bool(found.problems) == (case.state != "current")
    if case.state is not None:
        _says("\n".join(map(str, found.lost)), HISTORY)
    assert not found.is_published


def _says(text: str, words: tuple[str, ...]) -> None:
    for part in words:
        assert part in text


# Who the reviewers are


def _key_line(clinic: Scratch, name: str = "keeper") -> str:
    return (clinic.keys / f"{name}.pub").read_text("utf-8").strip()


def putting_key(change: Callable[[Scratch, str], str]) -> Edit:
    """The reviewer's line of `ssh_key` becomes another text."""

    def edit(clinic: Scratch) -> None:
        line = _key_line(clinic)
        clinic.replace(REVIEWERS, f"  ssh_key: {line}\n", change(clinic, line))

    return edit


def _as_text(text: str) -> str:
    return f"  ssh_key: {json.dumps(text)}\n"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


PRIVATE = ("this is a private key", "Take it out at once and make a new one")
NO_KEY = ("is no public SSH key", "Paste the one line of the .pub file")
KEYS = {
    "the key removed": Ledger(KEYED, putting_key(lambda _clinic, _line: ""), "forged", NOT_THE_SIGNATURE),
    "the key replaced": Ledger(
        KEYED, putting_key(lambda clinic, _line: f"  ssh_key: {_key_line(clinic, 'stranger')}\n"), "forged", NOT_THE_SIGNATURE
    ),
    "a key for a reviewer who signed without one": Ledger(
        PLAIN,
        lambda clinic: clinic.replace(REVIEWERS, "Keeping mist.\n", f"Keeping mist.\n  ssh_key: {_key_line(clinic, 'stranger')}\n"),
        "unsigned",
        ("lacks the signature of mist-keeper", "Let mist-keeper read and sign it again"),
    ),
    "a private key": Ledger(
        KEYED, putting_key(lambda clinic, _line: "  ssh_key: |\n" + _indented((clinic.keys / "keeper").read_text("utf-8"))), None, PRIVATE
    ),
    "a private key on one line": Ledger(
        KEYED,
        putting_key(lambda clinic, _line: _as_text((clinic.keys / "keeper").read_text("utf-8"))),
        None,
        PRIVATE,
    ),
    "words instead of a key": Ledger(KEYED, putting_key(lambda _clinic, _line: "  ssh_key: trust me\n"), None, NO_KEY),
    "a key that is too short": Ledger(KEYED, putting_key(lambda _clinic, _line: "  ssh_key: ssh-ed25519 AAAA\n"), None, NO_KEY),
    "a key of another kind than it says": Ledger(
        KEYED, putting_key(lambda _clinic, line: f"  ssh_key: {line.replace('ssh-ed25519', 'ssh-rsa')}\n"), None, NO_KEY
    ),
    "two keys on two lines": Ledger(
        KEYED, putting_key(lambda clinic, line: _as_text(f"{line}\n{KEEPER} {_key_line(clinic, 'stranger')}")), None, NO_KEY
    ),
    "a key with a line end": Ledger(KEYED, putting_key(lambda _clinic, line: _as_text(f"{line}\n")), None, NO_KEY),
    "a key with a name before it": Ledger(KEYED, putting_key(lambda _clinic, line: f"  ssh_key: '* {line}'\n"), None, NO_KEY),
    "a key that may sign for others": Ledger(KEYED, putting_key(lambda _clinic, line: f"  ssh_key: cert-authority {line}\n"), None, NO_KEY),
    "the reviewer removed": Ledger(
        KEYED,
        lambda clinic: clinic.write(REVIEWERS, "mist-keeper:" + clinic.read(REVIEWERS).split("mist-keeper:")[1]),
        None,
        ('there is no reviewer called "lamp-keeper"', "Reviewers stand in data/reviewers.yml"),
    ),
    "the reviewer under another id": Ledger(
        KEYED,
        lambda clinic: clinic.replace(REVIEWERS, "lamp-keeper:", "head-keeper:"),
        None,
        ('there is no reviewer called "lamp-keeper"', "Reviewers stand in data/reviewers.yml"),
    ),
    "a clinic that allows itself any time": Ledger(
        KEYED, replacing(CLINIC, "sample: true", "sample: true\nmost_months_between_reviews: 37"), None, ("37 is too large", "36")
    ),
    "a clinic with a shorter limit than was signed": Ledger(
        KEYED,
        replacing(CLINIC, "sample: true", "sample: true\nmost_months_between_reviews: 6"),
        None,
        ("more than 6 months after this one",),
    ),
}


@pytest.mark.parametrize("case", KEYS.values(), ids=KEYS)
def test_a_change_of_reviewers_keeps_no_byline_that_it_should_not(lent_clinic: Scratch, case: Ledger) -> None:
    case.edit(lent_clinic)
    found = lent_clinic.judged(case.page)
    assert found.state == case.state
    _says(found.said, case.said)
    assert found.says_what_to_do
    assert found.problems


def test_no_part_of_a_private_key_is_shown_again(clinic: Scratch) -> None:
    KEYS["a private key"].edit(clinic)
    secret = (clinic.keys / "keeper").read_text("utf-8").splitlines()[1]
    done = clinic.run("check")
    assert done.code == 1
    assert "private key" in done.err
    assert secret[:16] not in done.said


def test_the_comment_behind_a_key_means_nothing(clinic: Scratch) -> None:
    clinic.replace(REVIEWERS, "a comment", f"a comment * {_key_line(clinic, 'stranger')}")
    assert clinic.judged(KEYED).state == "current"
    signing(KEYED, key="stranger")(clinic)
    assert clinic.judged(KEYED).state == "forged"


# What kind of file a ledger is


def _as_link(clinic: Scratch) -> None:
    file = clinic.root / ledger_of(KEYED)
    file.rename(clinic.root / "elsewhere.yml")
    file.symlink_to(clinic.root / "elsewhere.yml")


def _in_a_linked_folder(clinic: Scratch) -> None:
    folder = clinic.root / "data/reviews"
    folder.rename(clinic.root / "elsewhere")
    folder.symlink_to(clinic.root / "elsewhere")


def _as_pipe(clinic: Scratch) -> None:
    _gone(clinic)
    os.mkfifo(clinic.root / ledger_of(KEYED))


def _as_folder(clinic: Scratch) -> None:
    _gone(clinic)
    (clinic.root / ledger_of(KEYED)).mkdir()


def _with_another_ending(clinic: Scratch) -> None:
    file = clinic.root / ledger_of(KEYED)
    file.rename(file.with_suffix(".yaml"))


ORDINARY = ("this is not an ordinary file", "Put a plain text file here")
FILES: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a link": (_as_link, ORDINARY),
    "in a folder that is a link": (_in_a_linked_folder, ("a link to another place", "Put the folder itself here")),
    "a pipe": (_as_pipe, ORDINARY),
    "a folder": (_as_folder, ORDINARY),
    "with another ending": (_with_another_ending, ("nothing reads this file", "Check its name and folder")),
    "nothing in it": (_written(KEYED, lambda _text: ""), ("the file is empty", "Write its fields, or delete it")),
    "a group instead of a list": (_written(KEYED, lambda _text: "page: lamp/safety.md\n"), ("is not a list",)),
    "two documents": (_written(KEYED, lambda text: f"{text}---\n[]\n"), ("a second document starts here", "Keep one document")),
    "a part to be repeated": (_written(KEYED, lambda text: text.replace("- page:", "- &a\n  page:")), ("marks a part for repeating",)),
    "a repeated part": (_written(KEYED, lambda text: f"{text}\n- *a\n"), ("repeats another part", "Write the value out")),
    "the date twice": (
        _written(KEYED, lambda text: text.replace("  next_review_by", '  reviewed_on: "2026-11-01"\n  next_review_by')),
        ('"reviewed_on" is here twice', "Keep one of them"),
    ),
    "two versions that were never joined": (
        _written(KEYED, lambda text: f"<<<<<<< ours\n{text}=======\n[]\n>>>>>>> theirs\n"),
        ("two versions of this file were never joined", "Keep one"),
    ),
    "a letter that looks like another": (
        _written(KEYED, lambda text: text.replace("lamp-keeper", "l\u0430mp-keeper")),
        ("no Latin letter",),
    ),
    "a character that nobody sees": (
        _written(KEYED, lambda text: text.replace("lamp-keeper", "lamp-\u200bkeeper")),
        ("an invisible character",),
    ),
    "a date that is no text": (_written(KEYED, lambda text: text.replace('"2026-06-01"', "20260601")), ("is not text",)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_ledger_is_a_plain_file_with_one_list(clinic: Scratch, name: str) -> None:
    edit, said = FILES[name]
    edit(clinic)
    found = clinic.judged(KEYED)
    assert found.state is None
    _says(found.said, said)
    assert found.says_what_to_do


# What git was made to forget


def test_a_commit_that_is_made_anew_without_an_entry_takes_the_byline_away(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "HEAD~1", "--", ledger_of(TWICE), ledger_of(PLAIN_TWICE))
    clinic.git("commit", "-q", "--amend", "--allow-empty", "-m", "Sign them again")
    for page in (TWICE, PLAIN_TWICE):
        found = clinic.judged(page)
        assert (found.state, found.lost) == ("changed", ())
        _says(found.said, OTHER_TEXT)


def test_a_rebase_that_drops_an_entry_takes_the_byline_away(clinic: Scratch) -> None:
    start = clinic.git("rev-parse", "HEAD")
    clinic.write("content/mist/safety.md", clinic.read("content/mist/safety.md") + "\nAnd dry the sill.\n")
    clinic.sign(PLAIN, on=TODAY, reviewer=PLAIN_KEEPER)
    clinic.git("add", "data/reviews")
    clinic.git("commit", "-q", "-m", "Sign")
    signed = clinic.git("rev-parse", "HEAD")
    clinic.commit("Change the page")
    assert clinic.judged(PLAIN).state == "current"
    clinic.git("rebase", "-q", "--onto", start, signed)
    found = clinic.judged(PLAIN)
    assert (found.state, found.lost) == ("changed", ())


def test_a_revert_of_a_review_is_seen(clinic: Scratch) -> None:
    clinic.git("revert", "--no-edit", "HEAD")
    for page in (TWICE, PLAIN_TWICE):
        found = clinic.judged(page)
        assert found.state == "changed"
        _says("\n".join(map(str, found.lost)), ("entry 2", ledger_of(page), *HISTORY))


def test_a_merge_that_drops_an_entry_is_seen(clinic: Scratch) -> None:
    clinic.git("checkout", "-q", "-b", "other", "HEAD~1")
    clinic.write("notes.txt", "x")
    clinic.commit()
    clinic.git("merge", "-q", "-s", "ours", "-m", "Merge", "main")
    found = clinic.judged(TWICE)
    assert found.state == "changed"
    _says(found.said, (ledger_of(TWICE), ledger_of(PLAIN_TWICE), "entry 2 (lamp-keeper, 2026-09-01)", *HISTORY))


def test_an_edit_that_was_committed_long_ago_is_still_seen(clinic: Scratch) -> None:
    editing(PLAIN, note="Good for everybody.")(clinic)
    clinic.commit()
    for number in range(3):
        clinic.write("notes.txt", str(number))
        clinic.commit()
    _says(clinic.judged(PLAIN).said, ("entry 1 (mist-keeper, 2026-06-01)", *HISTORY))


@pytest.mark.parametrize(
    "command", [("review", "status"), ("review", "due"), ("build", "--publish"), ("build", "--publish", "--only-reviewed")]
)
def test_every_command_that_speaks_of_reviews_asks_git_first(clinic: Scratch, command: tuple[str, ...]) -> None:
    editing(PLAIN, note="Good for everybody.")(clinic)
    clinic.write("site/index.html", "of last week")
    done = clinic.run(*command)
    assert (done.code, done.out) == (1, "")
    _says(done.err, (f"{ledger_of(PLAIN)}:1:1  entry 1 (mist-keeper, 2026-06-01)", *HISTORY, "1 problem. Nothing was changed."))
    assert clinic.read("site/index.html") == "of last week"


def test_no_new_review_covers_up_an_edited_one(clinic: Scratch) -> None:
    mark = clinic.reviews(PLAIN).fingerprint(PLAIN)
    editing(PLAIN, note="Good for everybody.")(clinic)
    before = clinic.contents()
    done = clinic.run("review", "sign", PLAIN, "--reviewer", PLAIN_KEEPER, "--on", TODAY, "--next", "2027-01-01", "--fingerprint", mark)
    assert done.code == 1
    _says(done.err, HISTORY)
    assert clinic.contents() == before


# The clock


@pytest.mark.parametrize(("on", "state"), [(FIRST, "current"), (FIRST_NEXT, "current"), ("2027-06-01", "due"), ("2099-01-01", "due")])
def test_a_review_is_due_from_the_day_after_its_last(clinic: Scratch, on: str, state: str) -> None:
    shutil.rmtree(clinic.root / "data/reviews/faq")  # signed later than the first of these days
    (clinic.root / ledger_of(PLAIN_TWICE)).unlink()
    assert clinic.state(KEYED, on) == state
    assert clinic.state(PLAIN, on) == state


def test_the_second_review_counts_and_not_the_first(clinic: Scratch) -> None:
    assert clinic.state(TWICE, SECOND_NEXT) == "current"
    assert clinic.state(TWICE, "2027-03-02") == "due"


def test_a_clock_that_is_behind_is_said_so(clinic: Scratch) -> None:
    done = clinic.run("review", "status", on="2026-08-31")
    assert done.code == 1
    _says(done.err, (f"{ledger_of(TWICE)}:", "this review is dated 2026-09-01, and today is 2026-08-31", "or the clock of this machine"))
    assert done.err.count(", and today is ") == 2  # once for each entry of that day


@pytest.mark.parametrize("given", ["", "yesterday", "-1", "1e9", "1 000", "9" * 12, "0x10", "١٢"])
def test_a_clock_that_is_none_is_said_so(clinic: Scratch, given: str) -> None:
    done = clinic.run("review", "status", SOURCE_DATE_EPOCH=given)
    assert done.code == 1
    _says(done.err, (f'SOURCE_DATE_EPOCH is "{given}", which is no number of seconds', "git log -1 --format=%ct"))


def test_the_largest_clock_makes_every_review_due(clinic: Scratch) -> None:
    done = clinic.run("review", "due", "--within", "9999d", SOURCE_DATE_EPOCH="9" * 11)
    assert done.code == 1
    assert done.out.count("overdue") == 6


def test_the_zone_of_the_machine_changes_nothing(clinic: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    said = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        said.add(clinic.run("review", "due", "--within", "90d", on="2026-12-02T09:59").out)
    monkeypatch.undo()
    time.tzset()
    (text,) = said
    assert text == f"2027-03-01  due      {PLAIN_TWICE}\n2027-03-01  due      {TWICE}\n"


def test_a_review_of_the_day_that_has_begun_only_in_the_east_counts(clinic: Scratch) -> None:
    appending(PLAIN, reviewed_on="2026-11-26")(clinic)
    assert clinic.run("review", "status", on="2026-11-25T10:00").code == 0
    done = clinic.run("review", "status", on="2026-11-25T09:59")
    assert done.code == 1
    assert "this review is dated 2026-11-26, and today is 2026-11-25" in done.err


def test_the_moments_of_these_tests_are_what_they_say() -> None:
    assert seconds(TODAY) == "1795564800"


def test_before_any_tampering_all_is_well(clinic: Scratch, whole_clinic: Scratch) -> None:
    for page in (KEYED, NEXT_TO_IT, ESTIMATE, TWICE, PLAIN, PLAIN_TWICE):
        assert clinic.judged(page) == Verdict("current")
    assert whole_clinic.open_pages() == {}
