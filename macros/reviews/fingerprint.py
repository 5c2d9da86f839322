"""The fingerprint of a text: 32 letters and digits that change when any word of it does."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from macros.estimate.table import concern_answers
from macros.facts.guide import Guide
from macros.reviews.reading import Reading

# Crockford's letters: none that a person takes for another when a fingerprint is read out or typed from paper.
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz")
SHORTEST = 4  # groups that must be quoted: 80 bits, which nobody hits by accident


def fingerprint(reading: Reading) -> str:
    """Of one page. The first line names this way of counting, so that another one could never be taken for it."""
    return _of(["clinic guide reading 1", reading.page, " ".join(reading.words)])


def joint_fingerprint(pages: dict[str, str]) -> str:
    """One for several pages, from the fingerprint of each: what the reviewer of a packet quotes. Of one page, its own."""
    if len(pages) == 1:
        return next(iter(pages.values()))
    return _of(["clinic guide packet 1", *(f"{page} {mark}" for page, mark in sorted(pages.items()))])


def answers_fingerprint(guide: Guide, treatment: str, concern: str) -> str:
    """Of every answer that the estimate can give on one concern, with its plan, its notes and its whole sources."""
    record = guide.treatments[treatment].concerns[concern]
    rows = concern_answers(guide, guide.treatments[treatment], concern)
    said = {
        "rows": [[row.key, row.headline, row.points_to, row.gap, row.says, row.beside] for row in rows],
        "sources": [[_source(guide, name) for name in row.sources] for row in rows],
        "why": record.why_they_differ,
        "maintenance": [one.text for one in record.maintenance],
        "not_known": record.not_known,
    }
    return _of(["clinic guide answers 1", json.dumps(said, ensure_ascii=False, sort_keys=True)])


def is_quoted(given: str, whole: str) -> bool:
    """Whether somebody quoted this fingerprint: all of it, or at least its first four groups, with or without hyphens and capitals."""
    typed = "".join(given.lower().split()).replace("-", "").translate(str.maketrans("oil", "011"))
    plain = whole.replace("-", "")
    return len(typed) >= 4 * SHORTEST and plain.startswith(typed)


def digest(text: str) -> str:
    """Of any text, in the same letters."""
    return _of([text])


def _of(parts: Iterable[str]) -> str:
    letters = base64.b32encode(sha256("\n".join(parts).encode()).digest()[:20]).decode().translate(_LETTERS)
    return "-".join(letters[start : start + 4] for start in range(0, 32, 4))


def _source(guide: Guide, name: str) -> dict[str, Any]:
    source = guide.sources[name]
    said = {key: value for key, value in source.model_dump().items() if value is not None}
    return said | ({"read_in": guide.sources[source.read_in].title} if source.read_in else {})
