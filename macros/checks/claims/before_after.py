"""before-after, where there is little prose: the words of a picture and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.claims.passage import Finding, Passage

_BEFORE_OR_AFTER = re.compile(
    r"\b(?:before|after|afters|befores|beforeafter|aftertreatment|beforetreatment|(?:post|pre) (?:treatment|laser|procedure|op|session))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:patient|client|customer)(?:s|'s|s'|’s)?\b.*\b(?:result|results|skin|face|cheek|improve\w*|clear\w*)\b"
    r"|\bresults?\b.*\b(?:session|treatment|laser|patient|week|month)s?\b"
    r"|\b(?:clear|smooth|improved|faded|brighter|healed)\w*\b.*\bfollowing\b"
    r"|\b(?:transformation|results? (?:photo|picture|gallery))\b"
    r"|\b(?:weeks?|months?|days?|sessions?|treatments?|visits?) (?:later|on|apart|in)\b"
    r"|\b(?:session|day|week|month|visit) \d+ (?:and|vs|to)\b"
    r"|\b(?:faded|(?:hardly|barely|no longer) visible|(?:almost|nearly|all) gone|improved|cleared|then and now|side by side|progress)\b"
    r"|\b(?:following|since) (?:her|his|their|the) (?:\w+ )?(?:last |final |first )?(?:treatment|session|laser|course|visit)s?\b"
    r"|\bfirst (?:visit|session|treatment|day)\b.*\b(?:last|final|latest) (?:visit|session|treatment|day)\b|\bwhat the laser did\b"
    r"|\bsame (?:patient|woman|man|client|person|lady|face|cheek|skin|scars?|tattoo)\b"
    r"|\b(?:lighter|clearer|smoother|brighter) (?:skin|face|cheeks?|complexion)\b",
    re.IGNORECASE,
)
# What stands over a picture or before it, and is nothing else.
_CAPTION = re.compile(
    r"(?:before|after|then|now|(?:pre|post)[- ](?:treatment|laser|procedure|op)"
    r"|(?:then|before) (?:and|/|&) (?:now|after)|first visit|last visit|baseline)",
    re.IGNORECASE,
)
_DRAWING = re.compile(
    r"\b(?:drawing|drawn|diagram|illustration|sketch|cross[ -]section|chart|graph|timeline|icon|logo|cartoon|layers? of|map|plan|calendar"
    r"|table|how (?:the|a) \w+ works)\b",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:care|wash\w*|clean\w*|sun ?screen|sun ?cream|advice|instructions?|checklist|leaflet|sheet|tips|form|consent|consultation|patch"
    r"|cream|hygiene|glasses|goggles|drinks?|applying|putting|numbing|hours|questions?|dressings?|bandages?|rooms?|doors?|entrance|building|reception|lobby|street|station|opening|renovation"
    r"|(?:nurse|doctor|therapist)s? (?:puts?|sets?|shows?|explains?|talks?|holds?|checks?|covers?|gives?|helps?|looks?|points?))\b",
    re.IGNORECASE,
)


def in_pictures(passage: Passage) -> Iterator[Finding]:
    """Words of before or after, or of somebody's result. Drawings of how something works are fine, and so is care before a session."""
    if _DRAWING.search(passage.raw) or _CARE.search(passage.text):
        return
    if passage.kind == "file" and any(_CAPTION.fullmatch(said.strip(" .:")) for said in (*passage.labels, passage.before)):
        yield Finding("before-after", passage, 0, len(passage.text))
        return
    found = _BEFORE_OR_AFTER.search(re.sub(r"[-_]", " ", passage.text))
    if not found and passage.kind == "alt":
        found = _RESULT.search(passage.text)
    if found:
        yield Finding("before-after", passage, found.start(), found.end())
