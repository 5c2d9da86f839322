"""What search engines, shared links and tabs are told of each page of the made-up clinic. What is expected was thought, not copied."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from lxml import etree
from PIL import Image

from macros.facts.guide import Guide
from macros.facts.records import Clinic, Person, Registration
from macros.facts.records.clinic import Brand
from macros.pages.found import made as making
from macros.pages.found.files import files_beside, shared
from macros.pages.found.made import made
from macros.pages.found.mark import MARK, SIDE, colours, shapes, tab_icon
from macros.pages.found.opening_hours import opening_hours
from macros.pages.found.picture import can_be_drawn, share_picture, touch_icon
from macros.pages.found.structured import clinic_of, web_page
from macros.pages.found.trail import Step, trails
from macros.pages.reviewed import Review, State
from macros.pages.stage import Staged, prepare, with_reviews
from macros.reviews.states import Reviews
from tests.conftest import PROJECT

SITE = "https://guide.lantern.example/"
KEEPER = Person(name="A. Lamp Keeper", qualification="Master of Lamps", registration=Registration(body="Lamp Board", number="LB-1"))
TOLD_OF_KEEPER = {
    "@type": "Person",
    "name": "A. Lamp Keeper",
    "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "Master of Lamps"},
    "identifier": {"@type": "PropertyValue", "propertyID": "Lamp Board", "value": "LB-1"},
}


def all_in(staged: Staged, state: State) -> dict[str, Review]:
    answers = {(one.id, concern): state for one in staged.guide.treatments.values() for concern in one.concerns}
    one = Review("", state, "lamp-keeper", KEEPER, "2026-02-28", "2027-02-28", answers=answers)
    return {page: replace(one, page=page) for page in staged.pages}


def in_state(staged: Staged, state: State) -> Staged:
    """The clinic with the review of every page in one state."""
    return with_reviews(staged, all_in(staged, state))


def of_clinic(staged: Staged, **changed: Any) -> Staged:
    """The same clinic with some fields of data/clinic.yml changed."""
    clinic = Clinic.model_validate(staged.guide.clinic.model_dump() | changed, strict=True)
    return replace(staged, guide=replace(staged.guide, clinic=clinic))


def head(staged: Staged, page: str) -> dict[str, Any]:
    """The front matter of a page as an engine reads it."""
    found: dict[str, Any] = yaml.safe_load(staged.files[page].decode().split("---\n")[1])
    return found


def data(staged: Staged, page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(head(staged, page)["data"])
    return found


@pytest.fixture(scope="module")
def prepared(fixture_clinic: Path) -> Staged:
    return prepare(fixture_clinic)


@pytest.fixture(scope="module")
def staged(prepared: Staged) -> Staged:
    return in_state(prepared, "never")


# The way to a page


def test_the_way_to_a_concern_leads_over_the_page_of_all_of_them(staged: Staged) -> None:
    start, overview = {"label": "Start", "address": "../index.html"}, {"label": "Lamp light", "address": "index.html"}
    assert head(staged, "lamp/grey-dots.md")["crumbs"] == [start, overview, {"label": "Grey dots"}]


def test_a_group_without_a_page_of_its_own_leads_nowhere(staged: Staged) -> None:
    crumbs = [{"label": "Start", "address": "../index.html"}, {"label": "About"}, {"label": "Contact"}]
    assert head(staged, "about/contact.md")["crumbs"] == crumbs


def test_the_page_of_a_group_does_not_name_the_group_as_well(staged: Staged) -> None:
    assert [crumb["label"] for crumb in head(staged, "lamp/index.md")["crumbs"]] == ["Start", "All concerns"]


def test_the_first_page_needs_no_way(staged: Staged) -> None:
    assert "crumbs" not in head(staged, "index.md")


def test_groups_in_groups_and_a_first_page_that_is_deep_in_the_menu() -> None:
    menu = [{"All": [{"Here": "index.md"}, {"Deep": [{"Own": "a/index.md"}, {"Page": "a/b.md"}]}]}, {"Alone": "c.md"}]
    start = Step("Here", "index.md")
    assert trails(menu) == {
        "a/index.md": (start, Step("All", None), Step("Own", "a/index.md")),
        "a/b.md": (start, Step("All", None), Step("Deep", "a/index.md"), Step("Page", "a/b.md")),
        "c.md": (start, Step("Alone", "c.md")),
    }


def test_labels_are_text_wherever_a_theme_prints_them(prepared: Staged) -> None:
    odd = replace(prepared, menu=[{"Start": "index.md"}, {"<b>Dots & \"threads\"</b>": "lamp/grey-dots.md"}])
    crumb = head(in_state(odd, "never"), "lamp/grey-dots.md")["crumbs"][-1]
    assert crumb == {"label": "&lt;b&gt;Dots &amp; &quot;threads&quot;&lt;/b&gt;"}


# What is told of the page itself


def test_search_engines_are_told_of_a_page_about_a_treatment(staged: Staged) -> None:
    address = f"{SITE}lamp/grey-dots.html"
    assert data(staged, "lamp/grey-dots.md") == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Grey dots: lamp light",
        "description": unescape(head(staged, "lamp/grey-dots.md")["description"]),
        "inLanguage": "en",
        "url": address,
        "about": {"@type": "MedicalProcedure", "name": "Lamp light"},
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Start", "item": SITE},
                {"@type": "ListItem", "position": 2, "name": "Lamp light", "item": f"{SITE}lamp/index.html"},
                {"@type": "ListItem", "position": 3, "name": "Grey dots", "item": address},
            ],
        },
    }


def test_a_page_that_shows_two_treatments_is_about_both(staged: Staged) -> None:
    assert [one["name"] for one in data(staged, "index.md")["about"]] == ["Lamp light", "Cool mist"]


def test_a_page_about_no_treatment_is_no_medical_one(staged: Staged) -> None:
    told = data(staged, "about/contact.md")
    assert told["@type"] == "WebPage"
    assert "about" not in told


def test_groups_without_a_page_are_left_out_of_the_way_that_search_engines_show(staged: Staged) -> None:
    items = data(staged, "about/contact.md")["breadcrumb"]["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [(1, "Start"), (2, "Contact")]


def test_how_a_treatment_works_is_told_where_the_page_says_it(prepared: Staged) -> None:
    """Taken from the same data, but no sentence that this page does not show."""
    how = " ".join(one.text for one in prepared.guide.treatments["lamp"].record.how_it_works)
    page = "lamp/safety.md"
    with_it = replace(prepared, files={**prepared.files, page: prepared.files[page] + how.encode()})
    assert data(in_state(with_it, "never"), page)["about"]["description"] == how
    half = replace(prepared, files={**prepared.files, page: prepared.files[page] + how[: len(how) // 2].encode()})
    assert "description" not in data(in_state(half, "never"), page)["about"]


def test_who_reviewed_a_page_is_told_while_it_reads_as_it_was_reviewed(prepared: Staged) -> None:
    told = data(in_state(prepared, "current"), "lamp/grey-dots.md")
    assert (told["lastReviewed"], told["reviewedBy"]) == ("2026-02-28", TOLD_OF_KEEPER)


@pytest.mark.parametrize("state", [state for state in get_args(State) if state != "current"])
def test_nothing_is_told_of_a_review_that_is_not_current(prepared: Staged, state: State) -> None:
    found = in_state(prepared, state)
    for page in found.pages:
        assert "reviewedBy" not in head(found, page)["data"] and "lastReviewed" not in head(found, page)["data"]


def test_what_is_not_known_of_a_reviewer_is_not_told() -> None:
    review = Review("lamp/index.md", "current", "mist-keeper", Person(name="M. Mist Keeper"), "2026-02-28", "2027-02-28")
    assert web_page("Lamps", "About lamps.", [], review)["reviewedBy"] == {"@type": "Person", "name": "M. Mist Keeper"}


def test_a_page_that_waits_for_a_doctor_tells_of_no_treatment(prepared: Staged) -> None:
    reviews = all_in(prepared, "never")
    page = "lamp/safety.md"
    assert data(with_reviews(prepared, reviews), page)["@type"] == "MedicalWebPage"
    assert data(with_reviews(prepared, reviews | {page: replace(reviews[page], is_waiting=True)}), page)["@type"] == "WebPage"


def test_an_older_version_of_a_page_is_called_what_it_was_called(prepared: Staged) -> None:
    then = b'---\ntitle: "Safety &amp; care"\ndescription: "As it was."\n---\n\n# Safety\n\nAs signed.\n'
    told = data(with_reviews(prepared, all_in(prepared, "current"), instead={"lamp/safety.md": then}), "lamp/safety.md")
    assert (told["name"], told["description"]) == ("Safety & care", "As it was.")


def test_no_word_can_end_the_element_that_the_data_stands_in(prepared: Staged) -> None:
    odd = b'---\ntitle: "a &lt;/script&gt;&lt;script&gt;alert(1)"\ndescription: "b &lt;!-- &amp; c"\n---\n\n# A\n'
    changed = replace(prepared, files={**prepared.files, "about/contact.md": odd})
    text = head(in_state(changed, "never"), "about/contact.md")["data"]
    assert not set(text) & set("<>&")
    assert json.loads(text)["name"] == "a </script><script>alert(1)"


def test_a_doctor_signs_the_same_text_whatever_is_told_beside_it(prepared: Staged, clinic_copy: Path) -> None:
    before = {page: Reviews(prepared, "2026-11-25").fingerprint(page) for page in prepared.pages}
    clinic = clinic_copy / "data/clinic.yml"
    clinic.write_text(clinic.read_text("utf-8").replace(SITE, "https://elsewhere.example/guide/"), "utf-8")
    moved = Reviews(prepare(clinic_copy), "2026-11-25")
    assert {page: moved.fingerprint(page) for page in prepared.pages} == before
    safety = clinic_copy / "content/lamp/safety.md"
    safety.write_text(safety.read_text("utf-8").replace("description: Who should wait.", "description: Who must wait."), "utf-8")
    described = Reviews(prepare(clinic_copy), "2026-11-25")
    assert {page for page in before if described.fingerprint(page) != before[page]} == {"lamp/safety.md"}


# The clinic


def test_a_made_up_clinic_is_told_of_nowhere(staged: Staged) -> None:
    assert not [page for page in staged.pages if "MedicalClinic" in head(staged, page)["data"]]


def test_a_real_clinic_is_told_of_with_what_the_page_says(prepared: Staged) -> None:
    real = of_clinic(prepared, sample=False, site_address="https://lanterns.sg/")
    found = in_state(real, "never")
    assert data(found, "about/contact.md")["publisher"] == {
        "@type": "MedicalClinic",
        "name": "Lantern House",
        "telephone": "+00 000 00",
        "email": "hello@lantern.example",
        "address": "1 Lantern Lane, Nowhere",
    }  # no hours: nobody can read "while it is dark" as a time
    assert data(found, "lamp/safety.md")["publisher"] == {"@type": "MedicalClinic", "name": "Lantern House"}


def test_opening_hours_are_told_where_they_stand(guide: Guide) -> None:
    hours = ["Monday to Friday: 9 am to 6 pm", "Sunday: closed"]
    clinic = Clinic.model_validate(guide.clinic.model_dump() | {"hours": hours}, strict=True)
    assert clinic_of(clinic, "Monday to Friday: 9 am to 6 pm. Sunday: closed")["openingHours"] == ["Mo-Fr 09:00-18:00"]
    assert "openingHours" not in clinic_of(clinic, "Monday to Friday: 9 am to 6 pm")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Monday to Friday: 9 am to 6 pm"], ["Mo-Fr 09:00-18:00"]),
        (["Saturday and Sunday: 10.30 am to 12 noon", "Tuesday: closed."], ["Sa,Su 10:30-12:00"]),
        (["Wednesday: 12 pm to 8:15 pm"], ["We 12:00-20:15"]),
        (["Thursday: 09:00 to 17:30"], ["Th 09:00-17:30"]),
        (["Monday: 12 am to 1 am"], ["Mo 00:00-01:00"]),
        (["Monday to Friday: 9 am to 6 pm", "Closed at lunch"], []),  # half of it would be false
        (["Monday to Friday: 9 to 6"], []),  # of which half of the day?
        (["Monday: 13 am to 2 pm"], []),
        (["Monday: 9:75 am to 2 pm"], []),
        (["Monday: 24:00 to 25:00"], []),
        (["Monday: 3 noon to 4 pm"], []),
        (["Monday to Friday: 9 am to 6 pm (sample hours)"], []),
        (["Someday: 9 am to 6 pm"], []),
        ([], []),
    ],
)
def test_opening_hours(lines: list[str], told: list[str]) -> None:
    assert opening_hours(lines) == told


# Without an address, and in a folder


def test_without_an_address_no_address_is_made_up(prepared: Staged) -> None:
    found = in_state(of_clinic(prepared, site_address=None), "never")
    for page in found.pages:
        assert "address" not in head(found, page)
        assert not {"url", "breadcrumb"} & data(found, page).keys()
    assert head(found, "about/contact.md")["crumbs"][0]["address"] == "../index.html"
    assert shared(found.guide, found.kitchen.titles).keys() == {"icon", "touch_icon"}
    names = {Path(path).name.partition(".")[0] for path in files_beside(found.guide, found.kitchen.titles, is_preview=False)}
    assert names == {"icon", "touch-icon"}


def test_the_whole_address_of_a_page_starts_with_that_of_the_site(prepared: Staged) -> None:
    home = "https://lantern.example/patients/guide/"
    found = in_state(of_clinic(prepared, site_address=home), "never")
    addresses = {"index.md": home, "faq/index.md": f"{home}faq/index.html", "mist/dry-leaf.md": f"{home}mist/dry-leaf.html"}
    assert {page: head(found, page)["address"] for page in addresses} == addresses


def text(staged: Staged, path: str, **how: bool) -> str | None:
    content = files_beside(staged.guide, staged.kitchen.titles, **how).get(path)
    return content and content.decode()


def test_the_sitemap_lists_each_page_once_and_nothing_else(prepared: Staged) -> None:
    tree = etree.fromstring(files_beside(prepared.guide, prepared.kitchen.titles, is_preview=False)["sitemap.xml"])
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert tree.tag == f"{name}urlset"
    listed = [one.text for one in tree.iter(f"{name}loc")]
    assert sorted(listed) == sorted(SITE + page.removesuffix("md") + "html" if page != "index.md" else SITE for page in prepared.pages)
    assert {one.tag for one in tree.iter()} == {f"{name}{tag}" for tag in ("urlset", "url", "loc")}


def test_a_preview_asks_search_engines_to_stay_away(prepared: Staged) -> None:
    assert text(prepared, "robots.txt", is_preview=True) == "User-agent: *\nDisallow: /\n"


def test_what_patients_may_see_may_be_found(prepared: Staged) -> None:
    assert text(prepared, "robots.txt", is_preview=False) == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n"


def test_rules_for_robots_are_read_at_the_root_of_a_host_alone(prepared: Staged) -> None:
    below = of_clinic(prepared, site_address="https://lantern.example/guide/")
    assert text(below, "robots.txt", is_preview=False) is None
    assert text(below, "sitemap.xml", is_preview=False)


# Pictures


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture.convert("RGB")


LIGHT = colours(None)[0]


def test_the_picture_of_a_shared_link_has_the_size_that_is_asked_for(prepared: Staged) -> None:
    content = share_picture(LIGHT, "A guide to lamps & mist", "Lantern House")
    assert opened(content).size == (1200, 630)
    assert len(content) <= 40_000
    assert opened(touch_icon(LIGHT)).size == (180, 180)


def test_the_same_words_give_the_same_bytes() -> None:
    assert share_picture(LIGHT, "Lamps", "House") == share_picture(LIGHT, "Lamps", "House")
    assert share_picture(LIGHT, "Lamps", "House") != share_picture(LIGHT, "Lamps", "Horse")
    assert share_picture(LIGHT, "Lamps", "House") != share_picture(LIGHT, "Lamp", "House")


def test_what_the_font_lacks_is_left_out_without_a_word() -> None:
    assert can_be_drawn("Lantern House: lamps & mist?") and not can_be_drawn("Größe") and not can_be_drawn("診所")
    plain = share_picture(LIGHT, "Lamps", "Größe")
    assert plain == share_picture(LIGHT, "Lamps", "診所")
    assert plain != share_picture(LIGHT, "Lamps", "House")
    assert share_picture(LIGHT, "Größe", "House") == share_picture(LIGHT, "診所", "House")


@pytest.mark.parametrize("title", ["A guide " * 200, "A guide " * 30, "W" * 2000, "A", "Lamps, mist and " + "W" * 300])
def test_words_of_any_length_stay_on_the_picture(title: str) -> None:
    """Nothing is drawn at its edges, nor between the title and the mark."""
    picture = opened(share_picture(LIGHT, title, title[:500]))
    paper = picture.getpixel((1, 1))
    for box in ((0, 0, 90, 600), (1112, 0, 1200, 600), (0, 0, 1200, 60), (0, 380, 1200, 410)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]


def test_pictures_have_the_colours_of_the_clinic() -> None:
    brand = Brand(colour="#0000ff", colour_in_the_dark="#aaaaff")
    assert opened(touch_icon(colours(brand)[0])).getpixel((2, 2)) == (0, 0, 255)
    assert b"svg{color:#0000ff}" in tab_icon(brand)
    assert b"(prefers-color-scheme:dark){svg{color:#aaaaff}}" in tab_icon(brand)


def test_the_colours_are_those_of_the_style_in_light_and_dark() -> None:
    light, dark = colours(None)
    assert light.keys() == dark.keys() >= {"brand", "on-brand", "paper", "ink"}
    text = (PROJECT / "overrides/style/tokens.css").read_text("utf-8")
    assert text.index(f"--cg-brand: {light['brand']};") < text.index("@media screen") < text.index(f"--cg-brand: {dark['brand']};")


def test_the_icon_of_a_tab_is_a_drawing_that_stands_alone() -> None:
    tree = etree.fromstring(tab_icon(None))
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert tree.get("viewBox") == f"0 0 {SIDE} {SIDE}"
    assert len(tree.findall("{*}path")) + len(tree.findall("{*}circle")) == len(list(shapes()))


def test_the_mark_is_drawn_as_it_is_written() -> None:
    """Its outlines go through the ends of its curves, and stay inside its canvas."""
    drawn = {one.points for one in shapes() if not one.is_circle}
    paths = [path.get("d") for path in etree.fromstring(MARK.read_bytes()).findall("path")]
    assert len(drawn) == len(paths) > 0
    starts = {tuple(map(float, path.removeprefix("M").split("C")[0].split())) for path in paths if path}
    assert {points[0] for points in drawn} == starts
    assert all(0 <= number <= SIDE for one in shapes() for point in one.points for number in point)


def test_another_picture_has_another_name() -> None:
    names = [{name: one.path for name, one in made(*words).items()} for words in [
        ("Lamps", "House", None), ("Mist", "House", None), ("Lamps", "Horse", None), ("Lamps", "House", Brand(colour="#123456")),
    ]]  # fmt: skip
    assert len({one["shared"] for one in names}) == 4
    assert len({one["icon"] for one in names}) == len({one["touch_icon"] for one in names}) == 2


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "CACHE", tmp_path / "kept")
    one = made("Lamps", "House", None)["shared"]
    first = one.make()
    assert first == share_picture(LIGHT, "Lamps", "House")
    monkeypatch.setattr("macros.pages.found.picture.share_picture", lambda *_: b"drawn again")
    assert one.make() == first
    shutil.rmtree(tmp_path / "kept")
    assert one.make() == b"drawn again"


def test_a_picture_is_there_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept").touch()
    monkeypatch.setattr(making, "CACHE", tmp_path / "kept")
    assert made("Lamps", "House", None)["shared"].make() == share_picture(LIGHT, "Lamps", "House")


def test_who_only_checks_does_not_load_what_draws(fixture_clinic: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from macros.checks.content import check_content;"
        "from macros.pages.stage import told_to_the_engine, with_reviews; from macros.reviews.states import Reviews;"
        "found = check_content(Path(sys.argv[1]), '2026-11-25');"
        "told_to_the_engine(with_reviews(found, Reviews(found, '2026-11-25').by_page)); sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(fixture_clinic)], cwd=PROJECT, check=False).returncode == 0
