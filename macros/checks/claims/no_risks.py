"""no-risks: a page about a treatment without a section on risks and recovery, and without a link to one.

Why: benefits, risks and recovery get equal room and stand near each other; half of the picture is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.checks.claims.passage import Finding, Passage

RISKS = re.compile(
    r"\b(?<!no )(?<!zero )(?<!without )(?:risks?(?![\s-]free|\s+of\s+(?:leaving|not|doing\s+nothing|waiting|delay\w*|the\s+sun|sun\w*))"
    r"|side[\s-]effects?(?![\s-]free)|(?:unwanted|adverse) (?:effects?|events?)|safety|complications?"
    r"|(?:go|goes|going) wrong|cautions?|precautions?|warnings?|harms?|hazards?|dangers?|adverse"
    r"|downsides?|drawbacks?|when to call|(?:possible|unwanted) (?:problems|reactions)|problems (?:after|that can))\b",
    re.IGNORECASE,
)
RECOVERY = re.compile(
    r"\b(?:recover\w*|heal\w*|after\s?care(?! (?:kit|pack|products?|creams?))|downtime|afterwards?"
    r"|after (?:a|the|your|each) \w+|redness|scabs?"
    r"|swelling|side[\s-]effects?)\b",
    re.IGNORECASE,
)
_TREATMENT = re.compile(
    r"\b(?:laser\w*|treatments?|\w*peels?|fillers?|\w*therapy|removal|\w*resurfacing|\w*needling|injections?|injectables?|toning"
    r"|rejuvenation|tightening|\w*lift(?:ing|s)?|\w*contouring|\w*sculpting|\w*abrasion|\w*planing|IPL|BBL|HIFU|RF|PRP"
    r"|radio\s?frequency|facials?|botulinum|botox|(?:skin|polynucleotide) boosters?|ultrasound|lipo\w*|electrolysis|subcision|threads"
    r"|light (?:treatment|pulses)|pulsed light|(?:carbon|chemical|fat|skin|hair|vein) (?:ritual|freezing"
    r"|dissolving|whitening|bleaching|reduction))\b",
    re.IGNORECASE,
)
_OTHER_PAGE = re.compile(
    r"\b(?:contact|privacy|sources?|about (?:us|our|the (?:clinic|team|practice))|who checks|questions?"
    r"|faqs?|estimate|pric(?:es?|ing)|costs?|fees?"
    r"|pay\w*|insurance|careers?|terms|team|opening|how we|sitemap|news\w*|blog|guide to this|decisions?|readme|changelog|policy|cookies"
    r"|book(?:ing|ings)?|appointments?|find us|complain\w*|glossary|doctors?|nurses?|staff|people|history|choos\w+|stud(?:y|ies)|research"
    r"|evidence|webinar|talks?|getting ready|prepar\w+|before your|after\s?care|after (?:your|the|a)|rooms?|training|licen[cs]\w+|vouchers?"
    r"|consent|checklist|diary|(?:our|all|other) treatments)\b"
    r"|\A\s*(?:about|treatments|our lasers?|lasers|treatment menu)\s*\Z",
    re.IGNORECASE,
)
# What a page tells that says how something is done to somebody, whatever it calls it.
_OF_A_VISIT = re.compile(
    r"\b(?:how (?:it|this|we do|it is done|it's done|the \w+ works|we treat)|what we (?:treat|do)"
    r"|areas (?:we|that)|what happens|on the day|in the (?:room|chair)"
    r"|step by step|what to expect|your (?:first )?(?:visit|session|treatment)|the (?:session|procedure"
    r"|method|ritual|treatment|steps|visit)"
    r"|how many sessions|who (?:it|can have|may have|is it|treats)|benefits|candidates?|why choose)\b",
    re.IGNORECASE,
)
_DONE_WITH = re.compile(
    r"\b(?:lasers?|devices?|machine|handpiece|needles?|pulses|inject\w*|peel(?:s|ing)? (?:solution|goes|is)"
    r"|acid|probe|goggles|eye shields|shields|numbing)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\b(?:visit|consultation|welcome|home|skin types?|sun\w*|moles?|what is|why|guide)\b", re.IGNORECASE)
_FEWEST_WORDS = 12  # less than this describes nothing
_LABEL = re.compile(r"\A[*_]{2}([^*_]{3,60})[*_]{2}|\A[*_]*([A-Z][^.:*?]{3,40}):")


def page_without_risks(passages: Sequence[Passage], raw: str) -> Iterator[Finding]:
    """The page's title or first heading, if it tells of a treatment and its risks or its recovery stand nowhere."""
    headings = [one for one in passages if one.kind == "heading"]
    prose = [one for one in passages if one.kind in ("prose", "data")]
    if not headings or not tells_of_treatment(passages, headings, prose):
        return
    if not any(RISKS.search(words) for words in (*_parts(passages), *_links(raw))):
        yield _finding(headings, passages, "the page tells of a treatment and has no section on its risks")
    elif not any(RECOVERY.search(words) for words in (*(one.text for one in (*headings, *prose)), *_links(raw))):
        yield _finding(headings, passages, "the page tells of a treatment and says nothing of recovery")


def tells_of_treatment(passages: Sequence[Passage], headings: Sequence[Passage], prose: Sequence[Passage]) -> bool:
    """Its title or first heading names one; or the page says what happens at a visit, and with what."""
    names = [*[one.text for one in passages if one.kind == "title"][:1], headings[0].text]
    words = " ".join(one.text for one in prose)
    if len(words.split()) < _FEWEST_WORDS or any(map(_OTHER_PAGE.search, names)):
        return False
    if any(map(_TREATMENT.search, names)):
        return True
    is_done = any(_OF_A_VISIT.search(one.text) for one in headings[1:]) and _DONE_WITH.search(words)
    return bool(is_done) and not any(map(_NO_NAME.search, names))


def _parts(passages: Sequence[Passage]) -> Iterator[str]:
    """What heads a part of the page: headings, and words in bold or before a colon that lead a paragraph."""
    for one in passages:
        if one.kind == "heading":
            yield one.text
        elif one.kind == "prose" and (label := _LABEL.match(one.raw)):
            yield label[1] or label[2]


def _links(raw: str) -> Iterator[str]:
    """The words and the address of each link."""
    for link in re.findall(r"\[([^\]]*)\]\(([^)]*)\)|<a\b[^>]*href=[\"']([^\"']*)[\"'][^>]*>(.*?)</a", raw, re.DOTALL):
        yield " ".join(link).replace("-", " ").replace("_", " ")


def _finding(headings: Sequence[Passage], passages: Sequence[Passage], seen: str) -> Finding:
    first = next((one for one in headings if _TREATMENT.search(one.text)), headings[0])
    return Finding("no-risks", first, 0, len(first.text), seen)
