"""Whether a passage names where it knows something from, so that a reader can look it up."""

from __future__ import annotations

import re
from functools import lru_cache

from macros.checks.claims.passage import Passage
from macros.facts.words import CALL

_SOURCE = re.compile(
    r"https?://|www\.|\bdoi\b|\b10\.\d{4,9}/|(?<![!])\[[^\]\n]+\]\([^)#\s]|\[\^|\[\d{1,3}\]|#source|cg-cite|<sup|<a\b[^>]*href|\[[^\]]+\]\[|PMID|ISBN"
    r"|\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)|\bet al\b"
    r"|\b[A-Z][a-zà-ÿ-]+ (?:and|&) [A-Z][a-zà-ÿ-]+,? \(?(?:19|20)\d\d|\b[A-Z][a-zà-ÿ-]+,? (?:19|20)\d\d[,;:]"
    r"|\A\s*Sources?:\s[A-Z][a-z-]+ [A-Z]{1,3}\b"
    r"|\A\s*(?:Sources?|References?):.*\b(?:19|20)\d\d\b|\((?:see )?(?:sources?|ref(?:erence)?s?\.?) \d"
    r"|\A\s*(?:[A-Z][a-z-]+ [A-Z]{1,3}[,.] ?)+.*\b(?:19|20)\d\d\b"
    r"|[¹²³⁴⁵⁶⁷⁸⁹]",
)

_CITATION = re.compile(
    r"\bdoi(?:\.org/|:\s*|\s+)10\.\d{4,9}/|\bPMC\d{5}|\b510\(k\)|\bK\d{6}\b|\bpubmed\b|\b\d{1,3}(?:\(\d+\))?:\s?\d+[-–]\d+",
    re.IGNORECASE,
)


def names_a_source(passage: Passage) -> bool:
    """A link, a number in brackets, a DOI, an author with a year; or a macro or a row of data, which bring theirs."""
    if passage.kind in ("alt", "file"):
        return False  # where a picture lies is no source
    return passage.has_source or CALL in passage.text or _names_one(passage.raw)


def is_citation(passage: Passage) -> bool:
    """The passage is the title of somebody's study, with its DOI, or its place in a journal."""
    return bool(_CITATION.search(passage.raw))


@lru_cache(maxsize=4096)  # pages share most of their passages
def _names_one(raw: str) -> bool:
    return bool(_CITATION.search(raw) or _SOURCE.search(raw))
