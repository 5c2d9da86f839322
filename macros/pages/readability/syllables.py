"""How many syllables an English word has, near enough for a reading grade: by rules of spelling, without a dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Words of such texts that follow no rule.
_ODD = {
    "every": 2, "everybody": 4, "everything": 3, "anyone": 3, "someone": 2, "therefore": 2,
    "acne": 2, "bluish": 2, "ragged": 2, "jagged": 2, "naked": 2, "forehead": 2, "widespread": 2, "cafe": 2,
    "guideline": 2, "guidelines": 2, "timeline": 2,
}
_SILENT = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ly|less|ness|ful|ty)(?:ly|ness|s)?$)"  # care-fully, safe-ty
    r"|(?<=[^aeiouyl])e(?=ments?$)"  # state-ment; but el-e-ment
    r"|(?<=^som)e(?=body|one|thing|times|what|where)"
    r"|(?<=[^aeioutd])e(?=d$)(?<![^aeiouylr][lr]e)"  # scarred; but treat-ed, set-tled, hun-dred
    r"|(?<=[^aeiouscgzx])e(?=s$)(?<![cs]he)(?<![^aeiouylr]le)(?<![tb]re)"  # takes; but dos-es, patch-es, ta-bles
    r"|(?<=[^aeiouy])e$(?<![^aeiouylr]le)(?<![tb]re)"  # take; but ta-ble, cen-tre
    r"|(?<=[qg])ue$|a(?=lly$)(?<=ica)"  # unique; med-ic-(al)ly
)
# Vowels that stand together and are said apart. After c, g, s, t and x an "i" only softens: special, region, session.
_APART = re.compile(
    r"(?<![cghstx])(?<!ll)(?<!n(?=io))i[aou]|ia(?=t)|iu(?=m)|ie(?=ty?|rs?$)|(?<![ct])ie(?=n(?:t|ce))|^sci(?=en)|[aeiou]i(?=sts?$|sms?$)"
    r"|[aeiou]ing|(?<![aeiou])ying|(?<!q)ua(?=l|te|ti|r[yi])|(?<!g)eo(?=[lns]|gr|$)"
    r"|(?<=cr)ea(?=t[eio])|^rea(?=ct|li)|oe(?=[mt])|eu(?=m)|[rd]eas?$|uo(?=us)|(?:s|th)ms?$"
)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """At least 1. A number counts one for each digit, which is about how it is said; a word with hyphens is counted part by part."""
    plain = unicodedata.normalize("NFD", word.lower()).encode("ascii", "ignore").decode().replace("'", "")
    parts = re.findall(r"[a-z]+|\d", plain)
    return max(1, sum(map(_of_letters, parts)))


def _of_letters(letters: str) -> int:
    if letters in _ODD:
        return _ODD[letters]
    if not re.search("[aeiouy]", letters):
        return len(letters)  # "nm" is said letter by letter
    heard = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "-", _SILENT.sub("", letters.replace("eye", "ey")))
    return max(1, len(re.findall("[aeiouy]+", heard)) + len(_APART.findall(letters)))
