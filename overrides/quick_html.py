"""Blocks of raw HTML in one go: Python-Markdown's parser reads them tag by tag, to find nothing but where each of them ends.

What components write is well formed, so a look at its tags tells that as well. Whatever is not, goes the long way; so does all that
stands outside such blocks.
"""

import re

import markdown.preprocessors
from markdown.htmlparser import HTMLExtractor

_ATTRIBUTE = r"""\s+[a-zA-Z_][-\w:.]*(?:="[^"]*"|='[^']*')?"""
_SIGN = re.compile(
    rf"<(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*)(?:{_ATTRIBUTE})*+\s*(?P<empty>/?)>"
    r"|</(?P<ended>[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*)>"
    r"|&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
    r"|(?P<odd>[<&])"
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
            name, ended = (sign["name"] or "").lower(), (sign["ended"] or "").lower()
            if sign["odd"] or name in _NOT_HTML or (not still_open and not self._begins_block(name, sign)):
                return None
            if name and not sign["empty"] and name not in self.empty_tags:
                still_open.append(name)
            elif ended in still_open:
                while still_open.pop() != ended:
                    pass
                if not still_open:
                    return sign.end()
        return None

    def _begins_block(self, name, sign):
        return name and not sign["empty"] and name not in self.empty_tags and self.md.is_block_level(name)


def use_quick_extractor():
    """From now on, in every page that this process makes."""
    markdown.preprocessors.HTMLExtractor = QuickExtractor
