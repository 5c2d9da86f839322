"""Where Python-Markdown looks long for what is not there: two short cuts through what components write.

Its parser reads blocks of raw HTML tag by tag, to find nothing but where each of them ends; what is well formed tells that at a glance.
And it tries sixteen patterns on every text, though each needs a sign that most texts lack. What is not plain goes the long way.
"""

import re

import markdown.preprocessors
from markdown.htmlparser import HTMLExtractor
from markdown.treeprocessors import InlineProcessor

_ATTRIBUTE = r"""\s+[a-zA-Z_][-\w:.]*(?:="[^"]*"|='[^']*')?"""
_SIGN = re.compile(
    rf"<(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*)(?:{_ATTRIBUTE})*+\s*(?P<empty>/?)>"
    r"|</(?P<ended>[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*)>"
    r"|(?P<odd><|&(?!(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);))"
)
_BLANK_LINE = re.compile(r"(?: *\n){2}")  # the end of this line, and one with nothing on it
# What is inside them is no HTML, or the parser has ways of its own with it.
_NOT_HTML = {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext"}


class QuickExtractor(HTMLExtractor):
    """Python-Markdown's own, but for blocks that are easy to see through."""

    def parse_starttag(self, i):
        """Past the whole block if one begins here, past the tag otherwise."""
        is_first = not self.inraw and not self.intail and self.at_line_start()
        end = self._end_of_block(i) if is_first else None
        if end is None:
            return super().parse_starttag(i)
        followed_by_nothing = _BLANK_LINE.match(self.rawdata, end)
        self.intail = not followed_by_nothing
        block = self.rawdata[i:end] + ("\n" if followed_by_nothing else "")
        self.cleandoc += ["\n", self.md.htmlStash.store(block), "\n\n"]
        return end

    def _end_of_block(self, start):
        """Where the block ends that begins at `start`; None if none does, or none that can be told at a glance."""
        still_open = []
        for sign in _SIGN.finditer(self.rawdata, start):
            name, is_empty, ended, odd = sign.groups("")
            name, ended = name.lower(), ended.lower()
            if odd or name in _NOT_HTML:
                return None
            opens = name and not is_empty and name not in self.empty_tags
            if not still_open and not (opens and self.md.is_block_level(name)):
                return None
            if opens:
                still_open.append(name)
            elif ended in still_open:
                while still_open.pop() != ended:
                    pass
                if not still_open:
                    return sign.end()
        return None


_HANDLE = "_InlineProcessor__handleInline"
_slowly = getattr(InlineProcessor, _HANDLE)
_NEEDED = re.compile(r"[\\`\[<&*_]|  \n")  # each of Python-Markdown's own patterns needs one of these
_OWN = frozenset(
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink automail linebreak html entity "
    "not_strong em_strong em_strong2".split()
)


def handled_quickly(processor, data, first=0):
    """A text with its patterns replaced: at once where none of them can fit."""
    known = vars(processor).get("has_own_patterns_only")
    if known is None:
        known = processor.has_own_patterns_only = _OWN.issuperset(one.name for one in processor.inlinePatterns._priority)
    return data if known and not _NEEDED.search(data) else _slowly(processor, data, first)


def use_short_cuts():
    """From now on, in every page that this process makes."""
    markdown.preprocessors.HTMLExtractor = QuickExtractor
    setattr(InlineProcessor, _HANDLE, handled_quickly)
