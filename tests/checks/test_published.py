"""Claims in what will be published, on the made-up clinic: where each is told, and what the doctor is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.content import check_content
from macros.checks.published import published_claims
from macros.facts.problem import EditorMistakes, Problem
from macros.pages.stage import Staged, prepare
from macros.reviews.fingerprint import fingerprint
from macros.reviews.history import Past
from macros.reviews.packet import packet
from macros.reviews.reading import read
from macros.reviews.states import Reviews
from macros.reviews.why import why

ON = "2026-11-25"
PAGE = "content/about/contact.md"
TOP = "---\ntitle: Contact\ndescription: How to reach us.\n---\n\n"


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, "utf-8")


def swap(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    write(root, path, text.replace(old, new, 1))


def problems(root: Path) -> list[Problem]:
    return published_claims(prepare(root), root, ON)[1]


def told(root: Path) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column} {one.kind}" for one in sorted(problems(root))]


def test_the_made_up_clinic_claims_nothing(fixture_clinic: Path) -> None:
    assert problems(fixture_clinic) == []


def test_what_an_editor_wrote_is_told_in_the_page(clinic_copy: Path) -> None:
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nA page.\n\nThe lamp\nalways glows.\n")
    assert told(clinic_copy) == [f"{PAGE}:11:1 guarantee"]


def test_a_sentence_of_a_macro_and_an_editor_together_is_told_where_the_editor_wrote(clinic_copy: Path) -> None:
    write(clinic_copy, PAGE, f'{TOP}# Contact\n\nPlan {{{{ sessions("lamp") }}}} to brighten it.\n')
    (found,) = problems(clinic_copy)
    assert (found.path, found.line, found.kind) == (PAGE, 8, "outcome-tie")
    assert found.column == len('Plan {{ sessions("lamp") }} ') + 1


def test_what_came_from_data_is_told_in_the_data_once_for_all_pages(clinic_copy: Path) -> None:
    text = "  - text: >\n      Our heatless\n      light.\n    basis: precaution\n"
    swap(clinic_copy, "data/treatments/lamp/treatment.yml", "\nrecovery:\n", f"\nrecovery:\n{text}")
    lines = (clinic_copy / "data/treatments/lamp/treatment.yml").read_text("utf-8").split("\n")
    assert told(clinic_copy) == [f"data/treatments/lamp/treatment.yml:{lines.index('      Our heatless') + 1}:11 painless"]


def test_a_mistake_in_the_facts_hides_no_claim(clinic_copy: Path) -> None:
    """No page can be made, so what was typed is judged as it stands, in content and in data."""
    write(clinic_copy, PAGE, f'{TOP}# Contact\n\nIt always glows after {{{{ sessions("lamp") }}}}.\n')
    swap(clinic_copy, "data/treatments/lamp/treatment.yml", "summary: ", "summary: Heatless. ")
    swap(clinic_copy, "data/treatments/lamp/concerns/grey-dots.yml", "people: 12", "people: twelve")
    with pytest.raises(EditorMistakes) as mistakes:
        check_content(clinic_copy, ON)
    found = {(one.path, one.kind) for one in mistakes.value.problems}
    assert found == {
        (PAGE, "guarantee"),
        ("data/treatments/lamp/treatment.yml", "painless"),
        ("data/treatments/lamp/concerns/grey-dots.yml", "not-a-number"),
    }


def test_pages_are_not_staged_with_a_waiver_whose_day_has_come(
    clinic_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\n<!-- allow guarantee until 2026-11-17: it is called so -->\nIt always glows.\n")
    monkeypatch.chdir(clinic_copy)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")  # 18 November 2026
    assert main(["stage"]) == 1
    assert f"{PAGE}:8:1" in (said := capsys.readouterr().err) and "[expired-waiver]" in said


def test_titles_the_menu_and_the_clinic_are_read_too(clinic_copy: Path) -> None:
    write(clinic_copy, PAGE, "---\ntitle: The brightest clinic\ndescription: It always glows.\n---\n\n# Contact\n")
    swap(clinic_copy, "content/menu.yml", "Contact:", "Brightest clinic:")
    swap(clinic_copy, "data/clinic.yml", "notice: ", "notice: Heatless. ")
    found = [(one.split(":")[0], one.split()[-1]) for one in told(clinic_copy)]
    assert told(clinic_copy)[:2] == [f"{PAGE}:2:12 superlative", f"{PAGE}:3:17 guarantee"]
    assert found[2:] == [("content/menu.yml", "superlative"), ("data/clinic.yml", "painless")]


def test_numbers_are_asked_of_what_was_typed_by_hand_alone(clinic_copy: Path) -> None:
    write(clinic_copy, PAGE, f'{TOP}# Contact\n\nPlan {{{{ sessions("lamp") }}}}, or 7 sessions.\n')
    assert [one.kind for one in problems(clinic_copy)] == ["bare-number"]


@pytest.mark.parametrize(("profile", "severity"), [("sg", "error"), ("uk", "warning")])
def test_the_clinic_says_whose_rules_count(profile: str, severity: str, clinic_copy: Path) -> None:
    swap(clinic_copy, "data/clinic.yml", "notice:", f"advertising_rules: {profile}\nnotice:")
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nThe brightest lamp.\n")
    assert [one.severity for one in problems(clinic_copy)] == [severity]


def test_what_a_profile_allows_is_not_told(clinic_copy: Path) -> None:
    swap(clinic_copy, "data/clinic.yml", "notice:", "advertising_rules: us\nnotice:")
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nThe brightest lamp.\n")
    assert problems(clinic_copy) == []


def test_an_error_stops_the_check_and_a_warning_does_not(clinic_copy: Path) -> None:
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nA dazzling lamp.\n")
    assert [one.kind for one in check_content(clinic_copy, ON).warnings] == ["soft-promise"]
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nA heatless lamp.\n")
    with pytest.raises(EditorMistakes, match="heatless"):
        check_content(clinic_copy, ON)


def test_a_mistake_in_the_rules_themselves_is_told_at_its_place(clinic_copy: Path) -> None:
    swap(clinic_copy, "data/claims.yml", '"always glows"', '"always (glows"')
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nSomething new.\n")
    (found,) = problems(clinic_copy)
    lines = (clinic_copy / "data/claims.yml").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "(glows" in text)
    assert (found.path, found.line, found.kind, found.seen) == ("data/claims.yml", line, "phrase", '"(" is not closed')


WAIVED = f"{TOP}# Contact\n\n<!-- allow painless until 2027-06-01: an old name -->\nThe Heatless lamp.\n"


def staged_with(root: Path, page: str) -> Staged:
    write(root, PAGE, page)
    staged, found = published_claims(prepare(root), root, ON)
    assert found == []
    return staged


def test_a_waiver_is_not_published_and_changes_no_fingerprint(clinic_copy: Path) -> None:
    with_waiver = staged_with(clinic_copy, WAIVED)
    swap(clinic_copy, "data/claims.yml", '"heatless"', '"heatfree"')
    without = staged_with(clinic_copy, f"{TOP}# Contact\n\nThe Heatless lamp.\n")
    marks = [fingerprint(read("about/contact.md", one.files["about/contact.md"], one.files)) for one in (with_waiver, without)]
    assert b"allow" not in with_waiver.files["about/contact.md"]
    assert marks[0] == marks[1]


def test_what_a_waiver_lets_through_is_known_by_page(clinic_copy: Path) -> None:
    staged = staged_with(clinic_copy, WAIVED)
    (one,) = staged.exceptions["about/contact.md"]
    assert (one.rule, one.phrase, one.reason, one.until) == ("painless", "Heatless", "an old name", "2027-06-01")
    assert staged.exceptions.keys() == {"about/contact.md"}


def test_the_doctor_finds_open_exceptions_in_the_packet(clinic_copy: Path) -> None:
    reviews = Reviews(staged_with(clinic_copy, WAIVED), ON)
    with Past(clinic_copy) as past:
        shown = packet(reviews, ["about/contact.md", "index.md"], past, why(reviews, clinic_copy, past))
    contact, index = shown.split('<section class="sheet"')[1:3]
    assert "“Heatless” (painless). The clinic’s reason: an old name" in contact
    assert "looked at again by 1 June 2027" in contact
    assert "no exception from them is open" in index
    assert "no exception from them is open" not in contact


def test_an_unused_waiver_in_data_is_told(clinic_copy: Path) -> None:
    swap(clinic_copy, "data/clinic.yml", "notice:", "# allow painless until 2027-06-01: no need\nnotice:")
    assert [one.kind for one in problems(clinic_copy)] == ["unused-waiver"]


def test_what_is_remembered_is_what_is_found_anew(clinic_copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from macros.checks.claims import remembered

    monkeypatch.setattr(remembered, "CACHE", tmp_path / "cache")
    write(clinic_copy, PAGE, f"{TOP}# Contact\n\nThe lamp always glows.\n")
    first = problems(clinic_copy)
    assert list((tmp_path / "cache").glob("*.json"))
    assert problems(clinic_copy) == first
    swap(clinic_copy, "data/claims.yml", '"always glows"', '"never glows"')
    assert problems(clinic_copy) == []
