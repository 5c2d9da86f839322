"""The index of the search: a script that sets one name, because a page that was opened from a disk may read no other kind of file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.facts.guide import Guide
from macros.search.reading import FoundPage

FILE = "assets/search-index.js"  # no name that tells its content: pages are made before there is an index
CONTACT = "about/contact.html"


def write_index(site: Path, guide: Guide, pages: Mapping[str, FoundPage]) -> None:
    """Write the index of `pages`, by address, into the site. Raises OSError."""
    file = site / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as index:
        index.writelines(_pieces(guide, pages))


def index_of(guide: Guide, pages: Mapping[str, FoundPage]) -> bytes:
    """The index, the same for the same pages."""
    return b"".join(_pieces(guide, pages))


def _pieces(guide: Guide, pages: Mapping[str, FoundPage]) -> Iterator[bytes]:
    """The index piece by piece: that of a large guide is as large as all its texts."""
    words, names = guide.search, _other_names(guide)
    told = {"same": words.same_words, "small": words.left_out, "instead": _instead(guide, pages), "pages": []}
    yield f"clinicGuideIndex={_script(told).removesuffix(']}')}".encode()
    for number, (address, page) in enumerate(sorted(pages.items())):
        yield f"{',' if number else ''}{_script([address, page.title, names.get(address), page.parts])}".encode()
    yield b"]}\n"


def _other_names(guide: Guide) -> dict[str, list[str]]:
    """What patients call each concern, by the address of its page."""
    return {
        f"{treatment.id}/{name}.html": concern.also_called
        for treatment in guide.treatments.values()
        for name, concern in treatment.concerns.items()
    }


def _instead(guide: Guide, pages: Mapping[str, FoundPage]) -> list[list[str]]:
    """Where to go on when nothing was found: a label and an address each."""
    overviews = [f"{treatment}/index.html" for treatment in guide.treatments]
    found = [[pages[address].title, address] for address in (*overviews, CONTACT) if address in pages]
    if phone := guide.clinic.phone:
        found.append([f"Call {phone}", f"tel:{phone.replace(' ', '')}"])
    return found


def _script(value: Any) -> str:
    """The value in a script. No character of it can end a script element or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
