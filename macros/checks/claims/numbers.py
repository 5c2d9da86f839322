"""bare-number: two or more sessions, a gap, a recovery time or a percentage typed by hand.

Why: a number without a row has no basis and no source, and stays wrong when the row is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.claims.matching import Finder
from macros.checks.claims.passage import Finding, Passage
from macros.facts.words import NUMBER_WORDS

_WORDS = "|".join(word for word in NUMBER_WORDS if word not in ("hundred", "fortnight"))
_AMOUNT = rf"(?:\d+(?:[.,]\d+)?|{_WORDS}|a\s+dozen|half\s+a\s+dozen)"
_RANGE = rf"{_AMOUNT}(?:\s*(?:-|–|—|to|or|and|through|up\s+to)\s*{_AMOUNT})?\+?(?:\s+or\s+(?:more|fewer))?"
_BETWEEN = (
    r"[\s-]+(?:(?:more|further|laser|short|monthly|weekly|whole|full|treatment|separate|follow[\s-]up|extra|in-clinic|consecutive"
    r"|initial|regular)\s+){0,2}"
)
_COUNTED = r"(?:sessions?|treatments?|visits?|appointments?|sittings?|rounds?\s+of\s+(?:\w+\s+)?(?:laser|treatment|sessions))"
_ABOUT = r"(?:(?:about|around|up\s+to|at\s+least|only|just)\s+)?"
_SPAN = r"(?:weeks?|wks?|months?|mths?|days?|hours?|hrs?|nights?|fortnights?)"
# "7 in 10 people" is a percentage in plain words; "9 of 12 people" is a count.
_WHOLE = rf"(?:\d{{1,3}}(?![\d,.]\d)|{_WORDS}|(?:a\s+|one\s+)?hundred)"
_PEOPLE = r"(?:people|patients|clients|women|men|adults|children|cases|participants|users|customers|persons|volunteers|them|those)"
_NUMBER = re.compile(
    rf"(?P<count>\b{_RANGE}{_BETWEEN}{_COUNTED}\b)"
    rf"|(?P<in_other_words>\b(?:by|after|before|until|from)\s+(?:session|visit|treatment)\s+{_AMOUNT}(?=\W|$)"
    rf"|\b(?:course|series)\s+of\s+{_ABOUT}{_RANGE}(?=\s*(?:[,.;:)!?]|$|(?:is|are|with|and|for)\b))"
    rf"|\b(?:needs?|plan|recommend)\s+{_ABOUT}{_RANGE}(?=\s*[,.;!])"
    rf"|\b(?:come|treated|lasered)\s+{_RANGE}\s+times\b)"
    rf"|(?P<span>\b(?:{_RANGE}|an?)[\s-]*(?:(?:more|whole|full|long)\s+)?{_SPAN}\b)"
    rf"|(?P<percent>\b\d+(?:[.,]\d+)?(?:\s*(?:-|–|to)\s*\d+(?:[.,]\d+)?)?\s*(?:%|per\s?cent\b)|\b{_AMOUNT}\s+per\s?cent\b)"
    r"|(?P<gap>\b(?:a|every|one|per)\s+fortnight\b|\bfortnightly\b|\b(?:monthly|weekly)\s+(?:laser\s+)?(?:sessions|treatments|visits|appointments)\b"
    r"|\b(?:sessions|treatments)\s+are\s+(?:monthly|weekly)\b"
    r"|\b(?:sessions?|treatments?|visits?)\s+(?:every|once\s+a|each|are\s+a)\s+(?:other\s+)?(?:month|week)\b|\b(?:every|once\s+a)\s+(?:month|week)\b(?=[^.]*\bsessions?\b)"
    r"|\bcome\s+(?:back\s+)?(?:every|once\s+a)\s+(?:month|week|fortnight)\b)",
    re.IGNORECASE,
)
# Quick to look for: no number is without one of these.
_MAY_BE = re.compile(rf"\d|\b(?:{_WORDS}|dozen|hundred|an?\W+(?:\w+\W+)?{_SPAN}|\w*(?:fortnight|month|week)\w*)\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?:in|out\s+of)\s+(?:every\s+)?{_WHOLE}\s+(?:of\s+)?(?:our\s+|the\s+|these\s+)?(?:{_PEOPLE}|had|saw|got|were)\b", re.IGNORECASE
)
_AMOUNT_BEFORE = re.compile(rf"\b{_AMOUNT}\s+\Z", re.IGNORECASE)
_ASKED = re.compile(rf"\bhow\s+many\s+[^?.]*\b{_COUNTED}[^?.]*\?\s+(?:\w+\s+){{0,4}}?{_RANGE}(?=\W|$)", re.IGNORECASE)
_ONE = re.compile(r"(?:1|one)(?:[\s-]|$)(?!\s*(?:-|–|to|or|and|in|out)\b)(?!\s*[-–]\s*(?:\d|two|three))", re.IGNORECASE)
# A time is a gap or a recovery where the sentence says so.
_GAP = re.compile(
    r"\b(?:apart|between|gaps?|intervals?|spac(?:e|ed|ing)|every|waits?|waiting|leave|repeat\w*|next (?:session|treatment|visit|laser|peel)"
    r"|before your next|until (?:the|your) next|one session (?:and|to) the next|sessions? (?:are|is)|come back|return (?:in|after|for))\b",
    re.IGNORECASE,
)
_RECOVERY = re.compile(
    r"\b(?:heal\w*|recover\w*|red|redness|swell\w*|swollen|scab\w*|crust\w*|downtime|sore\w*|bruis\w*|peel(?:s|ing)|pink\w*|flak\w*"
    r"|side effects?|settles?|settled|tender\w*|bleed\w*|blister\w*|itch\w*|sting\w*|pain|painful|discomfort|numb\w*|time off|off work"
    r"|(?:plan|take|need|allow|expect)\s+(?:\w+\s+){0,3}(?:days?|weeks?) off|back (?:to|at) (?:work|(?:your|the|their) (?:desk|office))"
    r"|normal again|calms? down|make-?up again|tight|dry|dark(?:er)? marks|wounds?|skin (?:is|will be|may be|looks|feels))\b",
    re.IGNORECASE,
)
# What a page may say of time by hand: when the clinic is open, when it answers, how old somebody is, how long data is kept.
_OTHER_TIME = re.compile(
    r"\b(?:open(?:s|ing)?|closed?|clos(?:es|ing)|hours a day|days a week|repl(?:y|ies)|answer(?:s|ed)?|respond|cancel\w*|reschedul\w*"
    r"|notice|reminder|remind|confirm\w*|cookies?|stor(?:e|ed|es)|records?|keep your|kept for|delet\w*|old|aged?|experience|practis\w+"
    r"|worked|trained|training|refund\w*|publish\w*|updated|warranty|subscription|newsletter|complain\w*|complaints?|deliver\w*|parking"
    r"|park|gestation|pregnan\w*|reviewed|valid|call us back|phone|ring|e-?mail|office|queue|waiting list|working days|business days"
    r"|bank holidays?|salary|instal\w*|webinar|conference|shift"
    r"|biops\w*|test results?|laborator\w*|born|baby|since \d{4}|sun ?screen|sun ?cream|blood tests?)\b",
    re.IGNORECASE,
)
_ON_DUTY = re.compile(r"\b(?:surgeon|dermatologist|specialist|doctor|nurse|engineer|inspector)\b[^,.;]*\Z", re.IGNORECASE)
# "Allow a week to heal" gives a recovery time, and "it may be red for a day" hardly does.
_GIVEN = re.compile(
    r"\b(?:allow|give|set aside|takes|lasts?|plan|needs|expect|count on)\b[^,.;]{0,20}\Z"
    r"|\b(?:heals|settles|recovers?) (?:in|within|after) (?:about |around )?\Z",
    re.IGNORECASE,
)
# A patient's own question, which says nothing: "Can six sessions clear my scars?"
_ASKED_BY_PATIENT = re.compile(
    r"\s*[\"“]?(?:can|could|will|would|do|does|is|are|should|may|must|what if|how|why)\b.*"
    r"\b(?:I|my|me|enough|too (?:many|few|long|soon)|normal|usual|a lot)\b.*\?",
    re.IGNORECASE | re.DOTALL,
)
_NO_COUNT = re.compile(
    r"\b(?:these|those|the|both|between|other|of\s+the|all)\s+(?:other\s+)?(?:two|three|2|3)\s+(?:laser\s+)?(?:treatments|visits\s+to)\b",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\s*(?:strength\s+)?(?:alcohol|glycolic|salicylic|lactic|mandelic|tca|trichlor\w*|lidocaine|lignocaine|hydroquinone|zinc|cotton"
    r"|vitamin|peroxide|vat|gst|interest|deposit|off|discount|cream|gel|solution|strength|concentration|tax|acid|retinol|niacinamide"
    r"|azelaic|saline|recycled|natural|silk|of the (?:fee|price|cost|deposit)|cancellation|wool|organic|humidity|oxygen|cashback"
    r"|instal\w*|charge|surcharge)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b100\s*(?:%|per\s?cent)(?!\s+of\b)", re.IGNORECASE)


def bare_numbers(passage: Passage, finder: Finder) -> Iterator[Finding]:
    """Each such number of a passage that no macro and no row of data made."""
    if passage.has_source or passage.kind in ("file",):
        return
    if not _MAY_BE.search(passage.text):
        return
    for found in _NUMBER.finditer(passage.text):
        if not _is_fine(found, passage.text):
            yield Finding("bare-number", passage, found.start(), found.end())
    for found in _SHARE.finditer(passage.text):
        if amount := _AMOUNT_BEFORE.search(passage.text[max(0, found.start() - 20) : found.start()]):
            yield Finding("bare-number", passage, found.start() - len(amount[0]), found.end())
    if (answer := _ASKED.search(passage.text)) and not re.search(r"(?:\b(?:1|one)|\d{3,})$", answer[0], re.IGNORECASE):
        yield Finding("bare-number", passage, answer.start(), answer.end())


def _is_fine(found: re.Match[str], text: str) -> bool:
    start, said = found.start(), found[0]
    sentence = _sentence_around(text, start, found.end())
    before = text[max(0, start - 30) : start]
    if _ASKED_BY_PATIENT.match(sentence) and not found["percent"]:
        return True
    if found["in_other_words"]:
        return bool(re.search(r"\b(?:1|one)\Z", said, re.IGNORECASE))
    if found["count"]:
        return bool(_ONE.match(said) or re.match(r"0\b|\d+,\d{3}|\d{3,}", said) or _NO_COUNT.search(before[-12:] + said))
    if found["percent"]:
        return bool(_STRENGTH.match(text[found.end() :]) or _SAYING.match(said + text[found.end() :][:4]))
    if found["span"]:
        is_one = re.match(r"(?:1|one|an?)\b(?!\s*(?:-|–|to|or)\s*(?:\d|two|three|four))", said, re.IGNORECASE)
        is_gap = bool(_GAP.search(sentence))
        return bool(_OTHER_TIME.search(sentence)) or not (is_gap or (_RECOVERY.search(sentence) and (not is_one or _GIVEN.search(before))))
    return bool(_OTHER_TIME.search(sentence) or _ON_DUTY.search(text[:start]))


def _sentence_around(text: str, start: int, end: int) -> str:
    first = max((text.rfind(mark, 0, start) for mark in (". ", "? ", "! ", "\n\n")), default=-1)
    last = min((place for mark in (". ", "? ", "! ") if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[first + 1 : last + 1]
