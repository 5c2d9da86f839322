"""The whole round with a real key, as people walk it: a packet, a signature, a publication, a change, and the round again.

It is walked once. Each test looks at one thing that was seen on the way.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from macros.estimate.table import HELD_BACK, WHY_HELD_BACK
from macros.facts.ledger import ledger_of
from macros.reviews.history import Past
from macros.reviews.publishing import BEING_REVIEWED, for_patients, for_patients_without_waiting
from macros.reviews.signing import marks_of
from tests.reviews.scratch import (
    ESTIMATE,
    KEEPER,
    KEYED,
    PLAIN,
    TODAY,
    Done,
    Scratch,
    base_of,
    copy_of,
    needs_git_and_keys,
    signed_clinic,
    unsigned_clinic,
)
from tests.site.project import contents
from tests.site.reading import dead_links, text

pytestmark = needs_git_and_keys

NEXT = "2027-05-31"
GREY_DOTS = "data/treatments/lamp/concerns/grey-dots.yml"
# Who shows how many sessions a few grey dots take: the page on them, the estimate, a table of the questions, and the worked example.
MOVED = ["about/how-we-count.md", "faq/index.md", "lamp/estimate.md", "lamp/grey-dots.md", "lamp/index.md"]
WITH_AN_OLD_VERSION = ["faq/index.md", "lamp/grey-dots.md", "lamp/index.md"]
WITHOUT_SOME_ANSWERS = ["about/how-we-count.md", "lamp/estimate.md"]
OLD, NEW = "3 to 6 sessions", "3 to 5 sessions"
BYLINE = "Reviewed by A. Lamp Keeper, on 25 November 2026. Next review by 31 May 2027. What was reviewed"
NEWER = "A newer version of this page is being reviewed."
OF_LAST_WEEK = {"index.html": b"of last week", "old/page.html": b"older still"}


@dataclass(frozen=True)
class Site:
    """What a build left: every file of site/, by path."""

    files: dict[str, bytes]

    @property
    def pages(self) -> list[str]:
        """By the name of their Markdown file."""
        return [path.removesuffix("html") + "md" for path in self.files if path.endswith(".html") and path != "404.html"]

    def tree(self, page: str) -> html.HtmlElement:
        content = self.files[page.removesuffix("md") + "html"]
        return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))

    def text(self, page: str) -> str:
        return " ".join(" ".join(self.tree(page).xpath("//article//text()[not(parent::script)]")).split())

    def notice(self, page: str) -> str:
        """What stands below the title about the review, and again at the end, without what waits until it is overdue."""
        found = self.tree(page).xpath("//article//div[starts-with(@class, 'cg-review ')]")
        below_title, at_end = (" ".join(text(part) for part in one.xpath("./p[not(@hidden)]")) for one in found)
        assert below_title == at_end
        return below_title

    def told_to_search_engines(self, page: str) -> list[dict[str, object]]:
        """What is said there of a review."""
        data = (json.loads(one) for one in self.tree(page).xpath("//script[@type='application/ld+json']/text()"))
        return [one for one in data if {"lastReviewed", "reviewedBy"} & one.keys()]

    def rows(self, page: str) -> dict[str, dict[str, object]]:
        """What the estimate carries for its script."""
        (data,) = self.tree(page).xpath("//script[@class='cg-estimate__data']/text()")
        found: dict[str, dict[str, object]] = json.loads(data)["rows"]
        return found

    def files_that_say(self, words: str) -> list[str]:
        return [path for path, content in self.files.items() if words.encode() in content]


def site_of(clinic: Scratch) -> Site:
    return Site(contents(clinic.root / "site"))


def packet(clinic: Scratch, *pages: str) -> str:
    """The fingerprint that a packet ends with."""
    done = clinic.run("review", "packet", *pages)
    assert done.code == 0, done.err
    assert (clinic.root / "build/review-packet.html").is_file()
    return done.out.rpartition("Its fingerprint is ")[2].strip()


def sign(clinic: Scratch, pages: list[str], fingerprint: str) -> Done:
    key = str(clinic.keys / "keeper")
    given = ("--reviewer", KEEPER, "--on", TODAY, "--next", NEXT, "--fingerprint", fingerprint, "--key", key)
    return clinic.run("review", "sign", *pages, *given)


@dataclass
class Round:
    """What was seen on the way, in this order."""

    pages: list[str]
    at_first: Done
    refused_at_first: Done
    site_at_first: Site
    signed: Done
    published: Done
    site: Site
    after_a_change: Done
    refused: Done
    site_after_refusal: Site
    preview: Site
    only_reviewed: Done
    site_of_reviewed: Site
    dead_links: list[str]
    signed_again: Done
    published_again: Done
    site_again: Site


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Round:
    clinic = copy_of(unsigned_clinic(base_of(tmp_path_factory)), tmp_path_factory.mktemp("round"))
    for path, content in OF_LAST_WEEK.items():
        clinic.write(f"site/{path}", content.decode())
    at_first, refused_at_first, site_at_first = clinic.run("review", "status"), clinic.run("build", "--publish"), site_of(clinic)
    pages = [line.split()[0] for line in at_first.out.splitlines() if line.endswith("never")]
    signed = sign(clinic, pages, packet(clinic))
    clinic.commit("Sign every page")
    published, site = clinic.process("build", "--publish"), site_of(clinic)
    clinic.replace(GREY_DOTS, "studies:\n      sessions: {at_least: 3, at_most: 6}", "studies:\n      sessions: {at_least: 3, at_most: 5}")
    after_a_change = clinic.run("review", "status", "--why")
    refused, site_after_refusal = clinic.run("build", "--publish"), site_of(clinic)
    assert clinic.run("build").code == 0
    preview = site_of(clinic)
    only_reviewed, site_of_reviewed = clinic.run("build", "--publish", "--only-reviewed"), site_of(clinic)
    dead = list(dead_links(clinic.root / "site"))
    signed_again = sign(clinic, MOVED, marks_of(clinic.reviews(), MOVED))
    clinic.commit("Sign what changed")
    published_again, site_again = clinic.run("build", "--publish"), site_of(clinic)
    return Round(
        pages, at_first, refused_at_first, site_at_first, signed, published, site, after_a_change, refused, site_after_refusal,
        preview, only_reviewed, site_of_reviewed, dead, signed_again, published_again, site_again,
    )  # fmt: skip


def refused_pages(done: Done) -> list[str]:
    """The pages that a refusal names, each with the command that helps."""
    named = []
    for line in done.err.splitlines():
        if " cannot be published: " in line:
            page = line.split()[1]
            assert line.endswith(f"Show it to the doctor: python -m macros review packet {page}.  [not-signed]")
            named.append(page)
    return named


def test_at_first_no_page_is_reviewed(walked: Round) -> None:
    assert walked.at_first.code == 0
    assert len(walked.pages) == 15
    assert "0 of 15 pages can be published." in walked.at_first.out
    assert "python -m macros review packet" in walked.at_first.out.splitlines()[-1]


def test_what_nobody_reviewed_is_not_published_and_the_old_site_stays(walked: Round) -> None:
    assert walked.refused_at_first.code == 1
    assert sorted(refused_pages(walked.refused_at_first)) == sorted(walked.pages)
    assert walked.refused_at_first.err.endswith("\n15 problems. Nothing was changed.\n")
    assert walked.site_at_first.files == OF_LAST_WEEK


def test_a_signature_names_each_ledger_and_what_to_do_with_it(walked: Round) -> None:
    assert walked.signed.code == 0, walked.signed.err
    *ledgers, last = walked.signed.out.splitlines()
    assert ledgers == [f"Signed: {ledger_of(page)}" for page in walked.pages]
    assert "git add data/reviews && git commit" in last


def test_then_every_page_is_published_with_its_byline(walked: Round) -> None:
    assert walked.published.code == 0, walked.published.err
    assert sorted(walked.site.pages) == sorted(walked.pages)
    for page in walked.pages:
        assert walked.site.notice(page) == BYLINE
    assert "old/page.html" not in walked.site.files


def test_then_search_engines_are_told_of_every_review(walked: Round) -> None:
    for page in walked.pages:
        (told,) = walked.site.told_to_search_engines(page)
        assert told["lastReviewed"] == TODAY
        assert told["reviewedBy"] == {"@type": "Person", "name": "A. Lamp Keeper"}


def test_a_published_page_does_not_call_itself_a_preview_and_a_preview_does(walked: Round) -> None:
    assert walked.site.files_that_say("Preview, not for patients") == []
    assert len(walked.preview.files_that_say("Preview, not for patients")) == 16  # the page for missing addresses too


def test_a_changed_number_changes_the_pages_that_show_it_and_no_others(walked: Round) -> None:
    states = {
        line.split()[0]: line.split()[1] for line in walked.after_a_change.out.splitlines() if line.split()[:1][0:1] and ".md " in line
    }
    assert states == {page: "changed" if page in MOVED else "reviewed" for page in walked.pages}
    assert "10 of 15 pages can be published." in walked.after_a_change.out


def test_status_says_what_changed_in_words(walked: Round) -> None:
    lines = walked.after_a_change.out.splitlines()
    for page in MOVED:
        (number,) = (number for number, line in enumerate(lines) if line.startswith(f"{page} "))
        assert "“6” is now “5”" in lines[number + 1]


def test_the_fact_behind_it_is_named_with_its_line_and_its_pages(walked: Round) -> None:
    _, _, reasons = walked.after_a_change.out.rpartition("\n\n")
    fact, *pages = reasons.splitlines()
    assert fact == f"{GREY_DOTS}:21  descriptions › few › studies › sessions: 3 to 6 is now 3 to 5"
    assert [page.strip() for page in pages] == MOVED


def test_a_preview_shows_the_change_without_a_byline(walked: Round) -> None:
    for page in walked.pages:
        if page in MOVED:
            assert walked.preview.notice(page).startswith("This page has changed since a doctor reviewed it on 25 November 2026.")
            assert walked.preview.told_to_search_engines(page) == []
            assert NEW in walked.preview.text(page)
        else:
            assert walked.preview.notice(page) == BYLINE
            assert walked.preview.told_to_search_engines(page) == walked.site.told_to_search_engines(page)


def test_the_change_is_not_published_and_the_old_site_stays(walked: Round) -> None:
    assert walked.refused.code == 1
    assert sorted(refused_pages(walked.refused)) == MOVED
    assert "it changed since it was reviewed on 2026-11-25" in walked.refused.err
    assert walked.site_after_refusal.files == walked.site.files


def test_pages_that_wait_are_named_with_what_stands_in_their_place(walked: Round) -> None:
    assert walked.only_reviewed.code == 0, walked.only_reviewed.err
    held_back = [line for line in walked.only_reviewed.out.splitlines() if line.startswith("Held back: ")]
    since = "it changed since it was reviewed on 2026-11-25; it"
    assert held_back == [
        f"Held back: about/how-we-count.md: {since} gives no number for the answers that changed",
        f"Held back: faq/index.md: {since} stays as it was signed on 2026-11-25",
        f"Held back: lamp/estimate.md: {since} gives no number for the answers that changed",
        f"Held back: lamp/grey-dots.md: {since} stays as it was signed on 2026-11-25",
        f"Held back: lamp/index.md: {since} stays as it was signed on 2026-11-25",
    ]


def test_a_page_that_waits_stays_at_its_last_signed_version_and_says_so(walked: Round) -> None:
    for page in WITH_AN_OLD_VERSION:
        notice = walked.site_of_reviewed.notice(page)
        assert notice.startswith(BYLINE)
        assert NEWER in notice
        assert OLD in walked.site_of_reviewed.text(page)
        assert walked.site_of_reviewed.told_to_search_engines(page) == walked.site.told_to_search_engines(page)


def test_the_estimate_gives_no_number_for_what_changed_and_still_one_for_the_rest(walked: Round) -> None:
    before, rows = walked.site.rows("lamp/estimate.md"), walked.site_of_reviewed.rows("lamp/estimate.md")
    assert before.keys() == rows.keys()
    for key, row in rows.items():
        if key.startswith("grey-dots|"):
            assert (row["headline"], row["sources"]) == (HELD_BACK, [])
            assert not {"sessions", "whole", "weeks", "gap", "points_to", "lanes"} & row.keys()
        else:
            without_numbers_of_sources = {name: value for name, value in row.items() if name != "sources"}
            assert without_numbers_of_sources == {name: value for name, value in before[key].items() if name != "sources"}
    assert {key.split("|")[0] for key, row in rows.items() if "sessions" in row} == {"dull-shine", "loose-threads"}
    assert walked.site_of_reviewed.rows("mist/estimate.md") == walked.site.rows("mist/estimate.md")


def test_the_table_of_the_estimate_holds_back_the_same_answers(walked: Round) -> None:
    for name in ("grey-dots", "dull-shine", "loose-threads"):
        (before,), (after,) = (
            site.tree("lamp/estimate.md").xpath(f"//section[@aria-labelledby='every-{name}']")
            for site in (walked.site, walked.site_of_reviewed)
        )
        headlines = [text(one) for one in after.xpath(".//*[@class='cg-every__headline']")]
        if name == "grey-dots":
            assert set(headlines) == {HELD_BACK}
            assert not {"session", "RANGE"} & set(text(after).replace(".", " ").split())
        else:
            assert headlines == [text(one) for one in before.xpath(".//*[@class='cg-every__headline']")]
            assert HELD_BACK not in headlines


def test_a_page_that_is_partly_held_back_claims_no_review_of_the_whole(walked: Round) -> None:
    for page in WITHOUT_SOME_ANSWERS:
        assert walked.site_of_reviewed.notice(page).startswith("Some answers on this page are being reviewed.")
        assert walked.site_of_reviewed.told_to_search_engines(page) == []


def test_an_example_of_what_changed_gives_no_number(walked: Round) -> None:
    said = walked.site_of_reviewed.text("about/how-we-count.md")
    assert WHY_HELD_BACK in said
    assert "session" not in said


def test_the_new_number_is_nowhere_on_the_site_before_it_is_signed(walked: Round) -> None:
    assert walked.site_of_reviewed.files_that_say(NEW) == []
    assert set(walked.site_of_reviewed.files_that_say(OLD)) == {
        *(page.removesuffix("md") + "html" for page in WITH_AN_OLD_VERSION), "assets/search-index.js",
    }  # fmt: skip


def test_pages_that_did_not_change_keep_their_byline_and_their_text(walked: Round) -> None:
    for page in set(walked.pages) - set(MOVED):
        assert walked.site_of_reviewed.notice(page) == BYLINE
        if page != "about/who-checks.md":
            assert walked.site_of_reviewed.text(page) == walked.site.text(page)


def test_every_link_still_leads_somewhere(walked: Round) -> None:
    assert walked.dead_links == []


def test_signed_again_everything_is_published_again(walked: Round) -> None:
    assert walked.signed_again.code == 0, walked.signed_again.err
    assert walked.published_again.code == 0, walked.published_again.err
    for page in walked.pages:
        assert walked.site_again.notice(page) == BYLINE
    for page in MOVED:
        assert NEW in walked.site_again.text(page)
        assert OLD not in walked.site_again.text(page)
    assert {row["headline"] for key, row in walked.site_again.rows("lamp/estimate.md").items() if key.startswith("grey-dots|few")} == {NEW}


# Pages that wait for the first time, and projects without their history


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scratch:
    return copy_of(signed_clinic(base_of(tmp_path_factory)), tmp_path)


def test_each_of_several_facts_is_named_with_the_pages_that_it_moved(clinic: Scratch) -> None:
    clinic.replace(GREY_DOTS, "people: 12", "people: 120")
    clinic.replace("content/index.md", "who checks this", "who checks all of this")
    done = clinic.run("review", "status", "--why", "--json")
    assert done.code == 0, done.err
    moved = {fact["path"]: (fact["was"], fact["now"], fact["pages"]) for fact in json.loads(done.out)["why"]["facts"]}
    assert moved == {
        GREY_DOTS: ("“12”", "“120”", ["lamp/grey-dots.md"]),
        "content/index.md": ("", "the text of this file changed", ["index.md"]),
    }


SECRET = "Nobody has read this yet."


@pytest.fixture(scope="module")
def with_a_new_page(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Everything is signed but the page on safety, to which others link."""
    clinic = copy_of(unsigned_clinic(base_of(tmp_path_factory)), tmp_path_factory.mktemp("new"))
    clinic.replace("content/lamp/safety.md", "title: Lamp safety", "title: An unread title")
    clinic.replace("content/lamp/safety.md", "Who should wait.", "An unread description.")
    clinic.write("content/lamp/safety.md", clinic.read("content/lamp/safety.md") + f"\n## At night {{: #at-night }}\n\n{SECRET}\n")
    clinic.write("content/index.md", clinic.read("content/index.md") + "\n[When it is dark](lamp/safety.md#at-night)\n")
    clinic.sign(*(page for page in clinic.reviews().by_page if page != KEYED), on=TODAY, by=NEXT)
    done = clinic.run("build", "--publish", "--only-reviewed")
    assert done.code == 0, done.err
    assert f"Held back: {KEYED}: no doctor has reviewed it; it says that it is being reviewed" in done.out
    assert list(dead_links(clinic.root / "site")) == []
    return site_of(clinic)


def test_a_page_that_was_never_signed_says_that_it_is_being_reviewed(with_a_new_page: Site) -> None:
    assert BEING_REVIEWED in with_a_new_page.text(KEYED)
    assert with_a_new_page.notice(KEYED).startswith("No doctor has reviewed this page yet.")
    assert with_a_new_page.told_to_search_engines(KEYED) == []


def test_a_page_that_was_never_signed_keeps_the_anchors_that_others_link_to(with_a_new_page: Site) -> None:
    assert with_a_new_page.tree("index.md").xpath("//a[@href='lamp/safety.html#at-night']")
    assert with_a_new_page.tree(KEYED).xpath("//*[@id='at-night']")


def test_nothing_of_an_unsigned_page_is_on_the_site(with_a_new_page: Site) -> None:
    assert with_a_new_page.files_that_say(SECRET) == []
    assert with_a_new_page.files_that_say("An unread description.") == []
    assert with_a_new_page.files_that_say("At night") == []
    assert b"An unread title" not in with_a_new_page.files["lamp/safety.html"]
    assert with_a_new_page.tree(KEYED).xpath("string(//title)").startswith("Safety")


def test_the_other_pages_have_their_bylines(with_a_new_page: Site) -> None:
    for page in with_a_new_page.pages:
        if page != KEYED:
            assert with_a_new_page.notice(page) == BYLINE


@pytest.mark.parametrize("edit", ["changed", "never signed"])
def test_the_page_on_who_checks_holds_up_no_other_page(clinic: Scratch, edit: str) -> None:
    if edit == "changed":
        clinic.replace("content/about/who-checks.md", "title: Who checks this", "title: Who looks after this")
    else:
        shutil.rmtree(clinic.root / ".git")
        (clinic.root / ledger_of("about/who-checks.md")).unlink()
    done = clinic.run("build", "--publish", "--only-reviewed")
    assert done.code == 0, done.err
    assert list(dead_links(clinic.root / "site")) == []


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """What git holds of the signed clinic: a copy of it holds the same commits, so each is staged once."""
    with Past(signed_clinic(base_of(tmp_path_factory)).root) as found:
        yield found


def in_its_place(clinic: Scratch, page: str, past: Past) -> str:
    """What patients would see of a page that changed."""
    reviews = clinic.reviews()
    assert reviews.by_page[page].state == "changed"
    return for_patients_without_waiting(reviews, past).files[page].decode()


def test_an_estimate_with_other_words_and_the_same_answers_stays_as_it_was(clinic: Scratch, past: Past) -> None:
    clinic.replace("data/questions.yml", "label: North", "label: Northward")
    shown = in_its_place(clinic, ESTIMATE, past)
    assert "North" in shown and "Northward" not in shown
    assert NEWER in shown


def test_an_estimate_with_other_words_and_another_number_shows_neither_the_old_nor_the_new(clinic: Scratch, past: Past) -> None:
    """The words around the answers are not as signed, so they cannot be shown; the old version would give the old number."""
    clinic.replace("data/questions.yml", "label: North", "label: Northward")
    clinic.replace(GREY_DOTS, "studies:\n      sessions: {at_least: 3, at_most: 6}", "studies:\n      sessions: {at_least: 3, at_most: 5}")
    shown = in_its_place(clinic, ESTIMATE, past)
    assert BEING_REVIEWED in shown
    assert not [words for words in (OLD, NEW, "North", "session") if words in shown]


def test_an_old_version_is_not_shown_with_a_new_picture(clinic: Scratch, past: Past) -> None:
    clinic.replace("content/index.md", "who checks this", "who checks all of this")
    assert "who checks this" in in_its_place(clinic, "index.md", past)
    clinic.replace("content/assets/lantern.svg", "</svg>", "<circle r='1'/></svg>")
    assert BEING_REVIEWED in in_its_place(clinic, "index.md", past)


def test_an_old_version_is_not_shown_whose_link_leads_nowhere_now(clinic: Scratch) -> None:
    clinic.replace("content/about/contact.md", "# Contact us", "# Contact us\n\n## By post {: #by-post }")
    clinic.write("content/index.md", clinic.read("content/index.md") + "\n[Find us](about/contact.md#by-post)\n")
    clinic.sign("index.md", on=TODAY)
    clinic.commit()
    clinic.replace("content/index.md", "[Find us](about/contact.md#by-post)", "[Find us](about/sources.md)")
    with Past(clinic.root) as past:
        assert "contact.html#by-post" in in_its_place(clinic, "index.md", past).replace(".md#", ".html#")
        clinic.replace("content/about/contact.md", "#by-post", "#by-phone")
        assert BEING_REVIEWED in in_its_place(clinic, "index.md", past)
        clinic.replace("content/about/contact.md", "#by-phone", "#by-post")
        (clinic.root / "content/about/contact.md").rename(clinic.root / "content/about/where.md")
        clinic.replace("content/menu.yml", "about/contact.md", "about/where.md")
        assert BEING_REVIEWED in in_its_place(clinic, "index.md", past)


def test_with_nothing_signed_there_is_nothing_to_publish(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    clinic = copy_of(unsigned_clinic(base_of(tmp_path_factory)), tmp_path)
    clinic.write("site/index.html", "of last week")
    done = clinic.run("build", "--publish", "--only-reviewed")
    assert (done.code, done.out) == (1, "")
    assert "there is nothing to publish" in done.err
    assert "python -m macros review packet" in done.err
    assert clinic.read("site/index.html") == "of last week"


def test_only_reviewed_is_for_publishing(clinic: Scratch) -> None:
    done = clinic.run("build", "--only-reviewed")
    assert (done.code, done.out) == (1, "")
    assert "Add --publish, or leave it out" in done.err


def test_without_git_signed_pages_are_published_and_a_changed_one_says_that_it_is_being_reviewed(clinic: Scratch) -> None:
    shutil.rmtree(clinic.root / ".git")
    assert for_patients(clinic.reviews()).pages
    clinic.replace(GREY_DOTS, "people: 12", "people: 120")
    status = clinic.run("review", "status", "--why").out
    assert "what changed is not known: git does not hold the text that was signed" in status
    assert status.endswith("Unknown: the text that was signed is not in the history that is here\n    lamp/grey-dots.md\n")
    done = clinic.run("build", "--publish", "--only-reviewed")
    assert done.code == 0, done.err
    assert "Held back: lamp/grey-dots.md: it changed since it was reviewed on 2026-06-01; it says that it is being reviewed" in done.out
    site = site_of(clinic)
    assert BEING_REVIEWED in site.text("lamp/grey-dots.md")
    assert "A. Lamp Keeper" not in site.text("lamp/grey-dots.md")
    assert "Reviewed by A. Lamp Keeper" in site.notice("lamp/index.md")
    assert "Reviewed by M. Mist Keeper" in site.notice(PLAIN)


def cut_short(clinic: Scratch, to: Path) -> Scratch:
    """The newest commit alone, as machines fetch it."""
    clinic.git("clone", "-q", "--depth", "1", clinic.root.as_uri(), str(to))
    return Scratch(to, clinic.keys)


def test_a_clone_of_the_newest_commit_says_what_is_missing(clinic: Scratch, tmp_path: Path) -> None:
    clinic.replace(GREY_DOTS, "people: 12", "people: 120")
    clinic.commit()
    done = cut_short(clinic, tmp_path / "clone").run("review", "status")
    assert done.code == 0
    assert "what changed is not known: fetch the whole history with git fetch --unshallow" in done.out
    assert "14 of 15 pages can be published." in done.out


def test_a_clone_of_the_newest_commit_does_not_pass_over_an_edited_review_in_silence(clinic: Scratch, tmp_path: Path) -> None:
    entries = clinic.entries(PLAIN)
    clinic.write_entries(PLAIN, [entries[0] | {"note": "Good for everybody."}])
    clinic.commit()
    assert clinic.judged(PLAIN).lost
    done = cut_short(clinic, tmp_path / "clone").run("build", "--publish")
    assert "git fetch --unshallow" in done.said
