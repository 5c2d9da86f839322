"""The live preview in a real browser: an edit shows, a mistake shows above the page, and nothing that is written ends the server."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.audit.axe import AXE
from tests.browser.conftest import wait_until
from tests.conftest import FIXTURE_CLINIC
from tests.preview.running import PATIENCE, Running, running
from tests.site.project import PROGRAM, PROJECT, assemble

CONTACT, CLINIC, LEAF = "content/about/contact.md", "data/clinic.yml", "data/treatments/mist/concerns/dry-leaf.yml"
WAIT = PATIENCE * 1000


@pytest.fixture(scope="module")
def preview(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all tests here: each has to leave it alive."""
    with running(assemble(fixture_clinic, tmp_path_factory.mktemp("preview") / "project")) as found:
        yield found


@pytest.fixture
def restored(preview: Running) -> Iterator[Running]:
    """The preview; afterwards every file is as it was, and the preview has to know it."""
    yield preview
    for place, source in [*((place, FIXTURE_CLINIC / place) for place in ("data", "content")), *((one, PROJECT / one) for one in PROGRAM)]:
        _restore(source, preview.root / place)
    preview.wait(preview.is_calm, "the preview did not recover")


def _restore(source: Path, target: Path) -> None:
    """Only what differs: a restored file that did not change would start a workshop for nothing."""
    if source.is_file():
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            _remove(target)
            shutil.copy(source, target)
        return
    if not target.is_dir() or target.is_symlink():
        _remove(target)
        target.mkdir()
    for entry in target.iterdir():
        if not (source / entry.name).exists() and entry.name != "__pycache__":
            _remove(entry)
    for entry in source.iterdir():
        if entry.name != "__pycache__":
            _restore(entry, target / entry.name)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    elif entry.exists() or entry.is_symlink():
        entry.unlink()


@pytest.fixture
def contact(restored: Running, chromium: Browser) -> Iterator[Page]:
    """The contact page, open in a tab of its own."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(restored.address + "about/contact.html")
    yield page
    context.close()


def edit(preview: Running, path: str, old: str, new: str) -> None:
    text = (preview.root / path).read_text("utf-8")
    assert old in text, path
    preview.put(path, text.replace(old, new, 1))


def overlay(page: Page) -> Locator:
    return page.locator("clinic-guide-preview dialog")


def told(page: Page) -> None:
    """Wait for the overlay."""
    expect(overlay(page)).to_be_visible(timeout=WAIT)


def mended(page: Page) -> None:
    expect(overlay(page)).to_be_hidden(timeout=WAIT)


def test_an_edit_shows_by_itself_and_the_page_stays_where_it_was(restored: Running, contact: Page) -> None:
    restored.put(CONTACT, (restored.root / CONTACT).read_text("utf-8") + "\n\n".join(f"Line {number}" for number in range(200)))
    expect(contact.get_by_text("Line 199")).to_be_attached(timeout=WAIT)
    contact.wait_for_load_state()
    contact.evaluate("scrollTo(0, 3000)")
    edit(restored, CONTACT, "Line 0", "A new line")
    expect(contact.get_by_text("A new line")).to_be_attached(timeout=WAIT)
    wait_until(contact, "Math.abs(scrollY - 3000) < 60")


def test_an_edit_of_data_shows_in_the_pages_that_it_touches(restored: Running, contact: Page) -> None:
    contact.evaluate("window.stays = true")
    edit(restored, LEAF, "name: ", "name: Very ")
    restored.wait(lambda: restored.has_told_of("dry-leaf") and restored.is_calm(), "the edit was not taken in")
    contact.goto(restored.address + "mist/dry-leaf.html")
    expect(contact.get_by_role("heading", level=1)).to_contain_text("Very ")


def test_a_page_that_no_edit_touches_is_left_alone(restored: Running, contact: Page) -> None:
    contact.evaluate("window.stays = true")
    edit(restored, "content/faq/index.md", "\n# ", "\n# Now: ")
    restored.wait(lambda: restored.has_told_of("faq") and restored.is_calm(), "the edit was not taken in")
    contact.wait_for_timeout(300)
    assert contact.evaluate("window.stays")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("overrides/theme/main.html", "</article>", '</article><b id="seen">x</b>'),
        ("macros/components/contact/macro.jinja", "{% endmacro %}", '<p id="seen">x</p>\n{% endmacro %}'),
        ("macros/pages/stage.py", "markdown = kitchen.cook(", 'markdown = "<p id=seen>x</p>\\n\\n" + kitchen.cook('),
    ],
)
def test_the_theme_and_the_program_are_followed(restored: Running, contact: Page, path: str, old: str, new: str) -> None:
    edit(restored, path, old, new)
    expect(contact.locator("#seen")).to_be_attached(timeout=WAIT)


@pytest.mark.parametrize("path", ["overrides/style/tokens.css", "macros/components/sessions_table/sessions_table.css"])
def test_styles_are_followed(restored: Running, contact: Page, path: str) -> None:
    restored.put(path, (restored.root / path).read_text("utf-8") + "\nbody { opacity: 0.5; }\n")
    wait_until(contact, "document.body && getComputedStyle(document.body).opacity === '0.5'")


def test_a_picture_is_followed(restored: Running, contact: Page) -> None:
    contact.evaluate("window.stays = true")
    restored.put("content/assets/lantern.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    wait_until(contact, "!window.stays")


def test_a_page_that_is_new_renamed_and_gone(restored: Running, contact: Page) -> None:
    contact.goto(restored.address + "new.html")
    expect(contact.get_by_role("heading", level=1)).to_have_text("This page is not here")
    restored.put("content/new.md", "---\ntitle: New\ndescription: A new page.\n---\n\n# Quite new\n")
    edit(restored, "content/menu.yml", "- ", "- New: new.md\n- ")
    expect(contact.get_by_role("heading", level=1)).to_have_text("Quite new", timeout=WAIT)
    (restored.root / "content/new.md").rename(restored.root / "content/newer.md")
    edit(restored, "content/menu.yml", "new.md", "newer.md")
    expect(contact.get_by_role("heading", level=1)).to_have_text("This page is not here", timeout=WAIT)
    contact.goto(restored.address + "newer.html")
    expect(contact.get_by_role("heading", level=1)).to_have_text("Quite new")


def test_every_problem_shows_with_its_place_its_line_a_caret_and_what_to_do(restored: Running, contact: Page) -> None:
    edit(restored, CLINIC, "sample: true", "sample: no")
    told(contact)
    edit(restored, CONTACT, "contact()", "contcat()")
    expect(contact.get_by_role("heading", level=1, name="2 problems")).to_be_visible(timeout=WAIT)
    shown = overlay(contact).get_by_role("listitem")
    expect(shown).to_have_count(2)
    first, second = shown.nth(0), shown.nth(1)
    line = (restored.root / CONTACT).read_text("utf-8").split("\n").index("{{ contcat() }}") + 1
    expect(first.locator(".place")).to_have_text(f"{CONTACT}:{line}:4")
    expect(first.locator(".says")).to_have_text('there is no macro called "contcat". Did you mean "contact"?')
    expect(first.locator("pre")).to_contain_text("{{ contcat")
    expect(second.locator(".place")).to_contain_text(f"{CLINIC}:")
    for one, part in ((first, "contcat"), (second, "no")):
        mark, caret = one.locator("mark"), one.locator(".caret")
        assert mark.evaluate("mark => mark.firstChild.data") == part
        above, below = mark.bounding_box(), caret.bounding_box()
        assert above and below
        assert abs(above["x"] - below["x"]) < 1
        assert abs(above["width"] - below["width"]) < 1
        assert below["y"] >= above["y"] + above["height"] - 4
    expect(contact.locator("article")).to_be_attached()  # the last good page lies below


def test_it_clears_when_the_mistake_is_mended(restored: Running, contact: Page) -> None:
    edit(restored, CLINIC, "sample: true", "sample: no")
    told(contact)
    edit(restored, CLINIC, "sample: no", "sample: true")
    mended(contact)
    expect(contact.locator("clinic-guide-preview .corner")).to_be_hidden()


def test_escape_hides_it_and_the_corner_brings_it_back(restored: Running, contact: Page) -> None:
    contact.get_by_role("link").first.focus()
    edit(restored, CLINIC, "sample: true", "sample: no")
    told(contact)
    assert contact.evaluate("document.activeElement.localName") == "clinic-guide-preview"
    contact.keyboard.press("Escape")
    mended(contact)
    assert contact.evaluate("document.activeElement.localName") == "a"  # where the reader was
    contact.get_by_role("button", name="1 problem").click()
    told(contact)
    contact.get_by_role("button", name="Hide").click()
    mended(contact)
    contact.reload()
    expect(contact.get_by_role("button", name="1 problem")).to_be_visible(timeout=WAIT)
    expect(overlay(contact)).to_be_hidden()  # hidden is hidden, while it says the same
    edit(restored, CLINIC, "sample: no", "sample: nope")
    told(contact)


def test_what_stands_in_a_file_is_text_in_the_overlay(restored: Running, contact: Page) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    contact.on("dialog", lambda dialog: pytest.fail(dialog.message))
    edit(restored, CLINIC, "sample: true", f"sample: true\n'{hostile}': 1")
    told(contact)
    expect(overlay(contact).locator("pre")).to_contain_text(hostile)
    assert overlay(contact).locator("img, script").count() == 0


def complaints(page: Page) -> list[str]:
    """What axe says of the preview's own parts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(
        """async () => (await axe.run("clinic-guide-preview", {resultTypes: ["violations"]})).violations.flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_overlay_fits_and_axe_has_no_complaint(restored: Running, contact: Page, scheme: str, width: int) -> None:
    contact.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    contact.set_viewport_size({"width": width, "height": 740})
    edit(restored, CLINIC, "sample: true", f"sample: no  # {'a very long line ' * 30}")
    told(contact)
    assert complaints(contact) == []
    box = overlay(contact).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert contact.evaluate("document.documentElement.scrollWidth") <= width
    edit(restored, CLINIC, "sample: no ", f"'{'far ' * 60}': x{chr(0x200B)}")
    expect(overlay(contact).locator("pre")).to_contain_text("far far", timeout=WAIT)
    expect(overlay(contact).locator("pre mark")).to_be_in_viewport(ratio=1)
    contact.keyboard.press("Escape")
    assert complaints(contact) == []


def _write(path: str, content: str | bytes) -> Callable[[Running], None]:
    return lambda preview: preview.put(path, content)


def _fifo(path: str) -> Callable[[Running], None]:
    def put(preview: Running) -> None:
        (preview.root / path).unlink(missing_ok=True)
        os.mkfifo(preview.root / path)

    return put


def _gone(path: str) -> Callable[[Running], None]:
    return lambda preview: _remove(preview.root / path)


COMPONENT, RULE = "macros/components/contact/macro.jinja", "macros/estimate/rule.py"
BAD = {
    "broken YAML": (_write(CLINIC, "name: [\n"), CLINIC),
    "no text": (_write(CLINIC, b"\xff\xfe\x00"), CLINIC),
    "an empty file": (_write(CLINIC, b""), CLINIC),
    "a broken page": (_write(CONTACT, "no title"), CONTACT),
    "a broken menu": (_write("content/menu.yml", "- : :"), "content/menu.yml"),
    "a pipe for a page": (_fifo("content/pipe.md"), "content/pipe.md"),
    "a pipe for data": (_fifo(CLINIC), CLINIC),
    "no data at all": (_gone("data"), "data/clinic.yml"),
    "no content at all": (_gone("content"), "content/menu.yml"),
    "a syntax error in the program": (_write(RULE, "def broken(:\n"), f"{RULE}:1"),
    "an error in the program": (_write("macros/estimate/in_words.py", "1 / 0\n"), "macros/estimate/in_words.py:1"),
    "a broken component": (_write(COMPONENT, "{% macro contact() -%}\n{% if %}\n{%- endmacro %}\n"), COMPONENT),
    "a broken theme": (_write("overrides/theme/main.html", "{% extends 'base.html' %}\n{% block x %}"), "overrides/theme/main.html"),
    "broken settings": (_write("mkdocs.yml", "site_name: [\n"), "mkdocs.yml"),
    "settings that the engine refuses": (_write("mkdocs.yml", "site_name: x\ntheme: there-is-none\n"), "mkdocs.yml"),
    "no settings": (_gone("mkdocs.yml"), "mkdocs.yml"),
    "a broken hook": (_write("overrides/hook.py", "import there_is_none\n"), "overrides/hook.py:1"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_shows_above_the_last_good_page_and_is_got_over(restored: Running, contact: Page, kind: str) -> None:
    break_it, where = BAD[kind]
    break_it(restored)
    told(contact)
    expect(overlay(contact).locator(".place").filter(has_text=where).first).to_be_visible(timeout=WAIT)
    expect(contact.locator("article")).to_be_attached()
    assert "Traceback" not in overlay(contact).inner_text()


def test_a_file_in_two_steps_and_a_browser_that_goes_away(restored: Running, contact: Page) -> None:
    text = (restored.root / CONTACT).read_bytes()
    with socket.create_connection(("127.0.0.1", int(restored.address.rpartition(":")[2].strip("/")))) as line:
        line.sendall(b"GET /_preview/news?of=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
    with (restored.root / CONTACT).open("wb") as file:
        for part in (text[:10], text[10:], b"\nSlowly written.\n"):
            file.write(part)
            file.flush()
            contact.wait_for_timeout(60)
    expect(contact.get_by_text("Slowly written.")).to_be_visible(timeout=WAIT)


def test_a_workshop_that_is_killed_is_replaced_with_the_next_edit(restored: Running, contact: Page) -> None:
    assert restored.preview._shop
    restored.preview._shop.close()
    told(contact)
    restored.put(CONTACT, (restored.root / CONTACT).read_text("utf-8") + "\nBack again.\n")
    expect(contact.get_by_text("Back again.")).to_be_visible(timeout=WAIT)
    mended(contact)


def test_with_bad_data_at_the_start_the_page_is_empty_and_comes_by_itself(
    fixture_clinic: Path, tmp_path: Path, chromium: Browser
) -> None:  # fmt: skip
    root = assemble(fixture_clinic, tmp_path / "project")
    good = (root / CLINIC).read_text("utf-8")
    (root / CLINIC).write_text("name: [\n", "utf-8")
    with running(root) as preview:
        page = chromium.new_page()
        page.goto(preview.address)
        told(page)
        assert page.locator("article").count() == 0
        preview.put(CLINIC, good)
        expect(page.locator("article")).to_be_attached(timeout=WAIT)
        mended(page)
        page.context.close()
