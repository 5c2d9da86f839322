"""testimonial, where only the way it is written tells: a name under a quotation, or a patient's name with an age.

Phrases know no capital letters, so this looks at the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.claims.passage import Finding, Passage
from macros.checks.claims.sources import names_a_source

_NO_NAME = (
    "Dr|Prof|The|A|An|And|We|Our|In|No|It|January|February|March|April|May|June|July|August|September|October|November|December"
    "|Types?|Page|Room|Level|Ages?|Step|Section|Chapter|Table|Figure|Version|Unit"
)
_NAME = rf"(?:(?:Mrs?|Ms|Mdm|Madam|Miss)\.?\s)?(?!(?:{_NO_NAME})\b)[A-Z](?:[a-z]+|\.)(?:[ .]?[A-Z](?:[a-z]+\b|\.)){{0,2}}"
_WITH_AGE = re.compile(rf"\b{_NAME}(?:,\s(?:aged\s)?[1-8]\d,|\s\((?:aged\s)?[1-8]\d\))\s(?![A-Z\d(])")
_SIGNED = re.compile(
    rf"(?:[”\"!.]|(?<=\w))\s+[-–—~]\s*{_NAME}(?=\s*(?:$|[,.(]))"
    rf"|(?<=[”\"])\s*{_NAME}(?:,\s[A-Z]\w+\.?|,\s\d\d\.?)?$"
)
_SAID_BY = re.compile(
    rf"[”\"]\s*,?\s?(?:says|said|writes|wrote|smiles|recalls|raves|adds|laughs|shares|gushes)\s{_NAME}"
    rf"|{_NAME}\s(?:says|said|writes|wrote|raves|shares|gushes)[:,]?\s[“\"]"
    rf"|\b(?:[Rr]ead|[Hh]ear|[Ww]atch|[Ss]ee|[Mm]eet)\s(?:Aunty\s|Auntie\s|Uncle\s)?{_NAME}['’]s\s(?:story|journey|tale)\b"
)
_MAY_BE = re.compile(r"[“”\"~–—]|\s-\s|['’]s\s|[1-8]\d[,)]|-\s*[A-Z]")  # quick to look for
_QUOTED = re.compile(r"[“”\"]")
_OF_ONESELF = re.compile(r"\b(?:I|my|me|I've|I'm|thank you)\b", re.IGNORECASE)


def in_quotations(passage: Passage) -> Iterator[Finding]:
    """A quotation with the name of who said it, and a patient's name with an age. A signed question and what has a source are fine."""
    if not _MAY_BE.search(passage.text):
        return
    found = _WITH_AGE.search(passage.text) or _said(passage.text)
    if found and not names_a_source(passage):
        yield Finding("testimonial", passage, found.start(), found.end())


def _said(text: str) -> re.Match[str] | None:
    if found := _SAID_BY.search(text):
        return found
    found = _SIGNED.search(text)
    before = text[: found.start()] if found else ""
    is_told = _QUOTED.search(before) or _OF_ONESELF.search(before)
    return found if is_told and "?" not in before[-3:] else None
