"""before-after, where there is little prose: the words of a picture, the name of its file, and two looks set side by side."""

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
    r"|\b(?:start|beginning) and (?:finish|end)\b"
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
    r"\b(?:(?:after)?care|kit|tray|towels?|ice|(?:cold|cool) packs?|hats?|balms?|lotions?|wash\w*|clean\w*"
    r"|sun ?screen|sun ?cream|advice|instructions?|checklist|leaflet|sheet|tips|form|consent|consultation|patch"
    r"|creams?|hygiene|glasses|goggles|drinks?|applying|putting|numbing|hours|questions?"
    r"|dressings?|bandages?|rooms?|doors?|entrance|building|reception|lobby|street|station|opening|renovation"
    r"|(?:nurse|doctor|therapist)s? (?:puts?|sets?|shows?|explains?|talks?|holds?|checks?|covers?|gives?|helps?|looks?|points?))\b",
    re.IGNORECASE,
)


_RECORD = re.compile(r"\b(?:records?|notes|file|study|trial|never|not|no)\b", re.IGNORECASE)
# "Then: dull. Now: bright." is told without a picture, or stands beside one.
_LOOKS = (
    r"(?:spots?|scars?|marks?|trace|dull|patchy|blotchy|rough|red|dark|bright\w*|even|smooth\w*"
    r"|clear\w*|calm\w*|faded|pale\w*|light\w*|glow\w*)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WHEN = rf"(?:(?:day|week|month|visit|session) \w+|(?:first|last|final) (?:day|visit|session)|{_MONTH})"
_MAY_BE = re.compile(r"[:—–(]|\b(?:prior|ahead|day|looked)\b", re.IGNORECASE)  # quick to look for
_SIDE_BY_SIDE = re.compile(
    rf"\b(?:then|before|start|{_WHEN}) ?[:—–] ?[^:]{{0,60}}\b{_LOOKS}\b"
    rf"[^:]{{0,30}}\b(?:now|after|today|end|{_WHEN}) ?[:—–] ?[^:]*\b{_LOOKS}\b"
    r"|\b(?:photo(?:graph)?s?|pictures?|images?|snaps?)\b.*\b(?:prior to|ahead of)\b.*\b(?:following|after|close|end)\b"
    r"|\b(?:prior to|ahead of|before)\b[^.]*\((?:left|top|above)\)[^.]*\b(?:following|after|close|end)\b[^.]*\((?:right|bottom|below)\)"
    r"|\b(?:prior to|ahead of|before) \((?:left|top|above)\)[^.]*\((?:right|bottom|below)\)"
    r"|\b(cheeks?|face|skin|scars?|tattoo|forehead)\b[^.]*\bday (?:one|1)\b.*\b\1\b[^.]*\bday \w+"
    r"|\bhow [^.?]{3,40} looked\b[^.?]*\bhow (?:they|it|she|he) looks?\b",
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


def side_by_side(passage: Passage) -> Iterator[Finding]:
    """Two looks of somebody's skin, one after the other."""
    found = _MAY_BE.search(passage.text) and _SIDE_BY_SIDE.search(passage.text)
    if found and not _DRAWING.search(passage.text) and not _RECORD.search(passage.text):
        yield Finding("before-after", passage, found.start(), found.end())
