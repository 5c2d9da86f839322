"""no-risks: a page about a treatment without a section on risks and recovery, and without a link to one.

Why: benefits, risks and recovery get equal room and stand near each other; half of the picture is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.checks.claims.passage import Finding, Passage

RISKS = re.compile(
    r"\b(?<!no )(?<!zero )(?<!without )(?:risks?(?![\s-]free|\s+of\s+(?:leaving|not|doing\s+nothing|waiting|delay\w*|the\s+sun|sun\w*))"
    r"|side[\s-]effects?(?![\s-]free)|safety|complications?"
    r"|what (?:can|could) go wrong|cautions?|precautions?|warnings?|harms?|adverse"
    r"|downsides?|drawbacks?|when to call|problems after)\b",
    re.IGNORECASE,
)
RECOVERY = re.compile(
    r"\b(?:recover\w*|heal\w*|after\s?care|downtime|afterwards|after (?:a|the|your|each) \w+|redness|scabs?|swelling|side[\s-]effects?)\b",
    re.IGNORECASE,
)
_TREATMENT = re.compile(
    r"\b(?:laser\w*|treatments?|peels?|fillers?|therapy|removal|resurfacing|microneedling|injections?|injectables?|toning|rejuvenation"
    r"|tightening|lifting"
    r"|contouring|facelift|thread lift|dermabrasion|IPL|radiofrequency|cryotherapy|facials?|botulinum|botox|skin boosters?|ultrasound|hifu"
    r"|liposuction|mesotherapy)\b",
    re.IGNORECASE,
)
_OTHER_PAGE = re.compile(
    r"\b(?:contact|privacy|sources?|about|who checks|questions?|faqs?|estimate|price\w*|cost\w*|careers?|terms|team|opening|how we|sitemap"
    r"|news|blog|guide to this|decisions?|readme|changelog|policy|cookies)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"\b(?:treats?|works?|helps?|improves?|reduces?|benefits?|results?|sessions?|clears?|removes?|fades?|used for|shatters|targets?"
    r"|stimulates?|prompts|suitable|skin|pulses?|uses|heats?|breaks?|fires?|grows?|pigment|hair|scars?|ink|tone|look|feels?|collagen|warm|lines?)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 12  # less than this describes nothing


def page_without_risks(passages: Sequence[Passage], raw: str) -> Iterator[Finding]:
    """The page's title or first heading, if it tells of a treatment and its risks or its recovery stand nowhere."""
    headings = [one for one in passages if one.kind == "heading"]
    prose = [one for one in passages if one.kind in ("prose", "data")]
    if not headings or not tells_of_treatment(passages, headings, prose):
        return
    named = [RISKS.search(one.text) for one in headings]
    links = re.findall(r"\[([^\]]*)\]\(([^)]*)\)|<a\b[^>]*href=[\"']([^\"']*)[\"'][^>]*>(.*?)</a", raw, re.DOTALL)
    if any(RISKS.search(" ".join(link).replace("-", " ").replace("_", " ")) for link in links):
        return
    if not any(named):
        yield _finding(headings, passages, "the page tells of a treatment and has no section on its risks")
    elif not any(RECOVERY.search(one.text) for one in (*headings, *prose)):
        yield _finding(headings, passages, "the page tells of a treatment and says nothing of recovery")


def tells_of_treatment(passages: Sequence[Passage], headings: Sequence[Passage], prose: Sequence[Passage]) -> bool:
    """Its title or first heading names one, and the prose describes it."""
    names = [one for one in passages if one.kind == "title"][:1] + list(headings[:1])
    if not any(_TREATMENT.search(one.text) for one in names) or any(_OTHER_PAGE.search(one.text) for one in names):
        return False
    text = " ".join(one.text for one in prose)
    return len(text.split()) >= _FEWEST_WORDS and bool(_DESCRIBES.search(text))


def _finding(headings: Sequence[Passage], passages: Sequence[Passage], seen: str) -> Finding:
    first = next((one for one in headings if _TREATMENT.search(one.text)), headings[0])
    return Finding("no-risks", first, 0, len(first.text), seen)
