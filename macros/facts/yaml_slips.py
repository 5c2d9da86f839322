"""What PyYAML complains about, said again for a person who does not program, and shown where the slip is.

PyYAML names the place where it gave up. The quotation mark that nobody closed, or the missing colon, often stands lines above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml import events, scanner, tokens

from macros.facts.problem import Problem, quoted
from macros.facts.yaml_steps import first_row, line_to_move, row_above


class Loader(yaml.SafeLoader):
    """PyYAML's parser, which remembers each text that it has scanned, and never fails without a place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.rows = text.removesuffix("\n").split("\n")
        self.texts: list[tokens.ScalarToken] = []

    def scan_plain(self) -> tokens.ScalarToken:
        return self._kept(super().scan_plain())

    def scan_flow_scalar(self, style: str) -> tokens.ScalarToken:
        return self._kept(super().scan_flow_scalar(style))

    def _kept(self, token: tokens.ScalarToken) -> tokens.ScalarToken:
        self.texts.append(token)
        return token

    def all_events(self) -> Iterator[events.Event]:
        """The events of the text, one by one. Raises yaml.MarkedYAMLError."""
        try:
            while self.check_event():
                yield self.get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError):  # from Python's chr() or int(): a code or a version beyond all bounds
            what = "directive" if self.rows[self.line].startswith("%") else "double-quoted scalar"
            raise scanner.ScannerError(f"while scanning a {what}", None, "beyond all bounds", self.get_mark()) from None

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The line and column, counted from 1; what PyYAML places after the end of the text is moved back to it."""
        if line >= len(self.rows):
            line, column = len(self.rows) - 1, len(self.rows[-1])
        return line + 1, min(column, len(self.rows[line])) + 1


def explained(path: str, error: yaml.MarkedYAMLError, loader: Loader) -> Problem:
    """The slip behind a complaint."""
    what, mark = f"{error.context}: {error.problem}", error.problem_mark or error.context_mark
    if "node content, but found '<stream end>'" in what and loader.marks:
        what, mark = "expected ',' or a bracket (above)", loader.marks[-1]
    elif error.context_mark and mark and _stands_before(what, mark.line > error.context_mark.line):
        what, mark = f"{what} (above)", error.context_mark
    line, column = (number - 1 for number in (loader.place(mark.line, mark.column) if mark else (1, 1)))
    if re.search("directive|double-quoted", what):
        column = max(loader.rows[line].rfind("\\", 0, column + 1), 0)
    for slip in (_quote_closed_too_late, _text_after_quote, _key_without_colon, _dash_without_space, _line_above):
        if found := slip(loader, what, line, column):
            return _problem(path, loader, *found)
    if not loader.rows[line][:column].strip():
        what += " (first)"
    said = next((said for pattern, *said in SAID if re.search(pattern, what)), UNREADABLE)
    return _problem(path, loader, line, column, *said)


def _problem(path: str, loader: Loader, line: int, column: int, seen: str, do: str, kind: str) -> Problem:
    """Where a line as a whole is meant, all that stands on it is shown."""
    row, start = loader.place(line, column)
    width = len(loader.rows[row - 1].rstrip()) - start + 1 if kind in ("no-colon", "out-of-step") else 1
    return Problem(path, row, start, seen, do, kind, max(width, 1))


def _stands_before(what: str, on_another_line: bool) -> bool:
    """Whether the slip stands where PyYAML began to read the part, not where it gave up."""
    if "expected ',' or" in what:
        return on_another_line or "<stream end>" in what
    return bool(re.search("quoted scalar: found unexpected|could not find|(alias|anchor|tag|directive):", what))


Found = tuple[int, int, str, str, str] | None


def _quote_closed_too_late(loader: Loader, what: str, line: int, column: int) -> Found:
    """A quotation mark that was forgotten is "closed" by the next one, lines below."""
    for text in loader.texts:
        start, end = text.start_mark, text.end_mark
        if text.style and start.line < end.line == line and end.column <= column:
            seen = f"a quotation mark is opened here, and the next one stands in line {line + 1}"
            return start.line, start.column, seen, "Close it where the text ends", "open-quote"
    return None


def _text_after_quote(loader: Loader, what: str, line: int, column: int) -> Found:
    before = [text for text in loader.texts if (text.end_mark.line, text.end_mark.column) <= (line, column)]
    if not before or not before[-1].style or not re.search("<block end>|document start", what):
        return None
    end = before[-1].end_mark
    if end.line != line or loader.rows[line][end.column : column].strip():
        return None
    do = "Put the whole text in quotes, of the kind that it does not contain itself"
    return line, column, "text goes on after the closing quotation mark", do, "text-after-quote"


def _key_without_colon(loader: Loader, what: str, line: int, column: int) -> Found:
    """`name Foo` above `summary: …` is one text of two lines to PyYAML, so that it stumbles over the second line's colon."""
    if "mapping values are not allowed" not in what or not loader.texts or loader.texts[-1].style:
        return None
    start = loader.texts[-1].start_mark
    before = loader.rows[start.line][: start.column].strip(" ")
    in_step = start.column == len(loader.rows[line]) - len(loader.rows[line].lstrip(" "))
    if start.line < line and (not before or (in_step and not before.strip(" -"))):
        return start.line, start.column, *NO_COLON
    return None


def _dash_without_space(loader: Loader, what: str, line: int, column: int) -> Found:
    upper = row_above(loader.rows, line)
    for row in (line if upper is None else upper, line) if re.search("<block end>|mapping values", what) else ():
        if found := re.match(r" *-(?=[\w\"'][^:]*:( |$))", loader.rows[row]):
            return row, found.end(), "a dash without a space after it", "Write a dash, a space, and then the text", "dash-without-space"
    return None


def _line_above(loader: Loader, what: str, line: int, column: int) -> Found:
    if not re.search("<block end>|mapping values|document start", what):
        return None
    row = first_row(loader.rows) if "document start" in what else line_to_move(loader.rows, line)
    if "document start" in what and not loader.rows[row].startswith(" "):
        return None
    return None if row == line else (row, len(loader.rows[row]) - len(loader.rows[row].lstrip()), *OUT_OF_STEP)


LONGEST_ODD_WORD = 5  # letters, as in "false": no longer text that begins with a letter means anything but itself


def surprise(text: str) -> tuple[str, str, str] | None:
    """What is odd about a bare word that other YAML readers take for something else, and what to do."""
    if re.fullmatch(r"(?i)y|yes|n|no|on|off|true|false", text):
        seen = f'a bare {text} means "yes or no" to some programs and a word to others'
        return seen, f'Write true or false, or "{text}" in quotes', "odd-word"
    if re.fullmatch(r"(?i)null", text):
        seen = f'a bare {text} means "nothing" to some programs and a word to others'
        return seen, f'Leave it out, or write "{text}" in quotes', "odd-word"
    if text.endswith('"') and text.count('"') % 2:
        return "a quotation mark without its partner", "Add the other one, or take this one away", "half-quote"
    if re.fullmatch(r"[-+]?[0-9]+(:[0-9]{1,2})+(\.[0-9]*)?", text):
        return f"a bare {text} is read as a number by some programs", f'Put it in quotes: "{text}"', "odd-number"
    if re.fullmatch(r"[-+]?\.?[0-9][0-9_.,]*([eE][-+]?[0-9]+)?|[-+]?0[xXoObB][0-9a-fA-F_]+|[-+]?\.(inf|Inf|INF|nan|NaN|NAN)", text):
        do = f"Write it like 10 or 4.5, or in quotes if it is text: {quoted(text)}"
        return f"{quoted(text)} is not a plain number", do, "odd-number"
    return None


NO_COLON = (
    "a field without its colon",
    "Write it as name: value, with a space after the colon. Indent it if it belongs to the text above",
    "no-colon",
)
OUT_OF_STEP = ("this line is not in step with those around it", "Begin it like its neighbours: same column, same sign", "out-of-step")
EXTRA_COLON = (
    "a second colon, or a line that is indented too far",
    'Put text with ": " in quotes, or move the line left',
    "extra-colon",
)
LIST_IN_A_LINE = (
    "a list cannot start in the middle of a line",
    "Start it on the next line, or put the text in quotes",
    "list-in-a-line",
)
UNREADABLE = ("this line cannot be understood", "Compare its signs and its indentation with the lines around it", "unreadable-line")
QUOTES = "Put the text in quotes"

# What PyYAML says -> what we saw, what to do, and the kind of problem. The first that fits.
# "(first)": at the start of a line; "(above)": moved up.
SAID = [
    (r"'\\t'|a tab", "there is a tab here", "Use spaces: tabs are not allowed in YAML", "tab"),
    (r"quoted scalar: found unexpected", "a quotation mark is opened here and never closed", "Close it", "open-quote"),
    (r"could not find expected ':'", *NO_COLON),
    (r"mapping values", *EXTRA_COLON),
    (r"but found ':'", "a colon with no name before it", "Write it as name: value", "no-name"),
    (r"<block end>.* \(first\)", *OUT_OF_STEP),
    (r"<block end>", "this does not belong here", "Check the quotation marks, brackets and commas in this line", "out-of-place"),
    (r"expected ',' or.* \(above\)", "a bracket is opened here and never closed", "Close it with ] or }", "open-bracket"),
    (r"expected ',' or", "a comma or a closing bracket is missing before this", "Add it", "missing-comma"),
    (r"expected the node content", "a value is missing before this", "Write it, or remove the comma before it", "missing-value"),
    (r"sequence entries", *LIST_IN_A_LINE),
    (r"mapping keys", "text must not start with a question mark", QUOTES, "sign-at-start"),
    (r"(alias|anchor):", "text must not start with * or &", QUOTES, "sign-at-start"),
    (r"tag", "text must not start with !", QUOTES, "sign-at-start"),
    (r"directive|incompatible YAML", "a line must not start with %", QUOTES, "sign-at-start"),
    (r"block scalar:", "nothing may follow > or | in its line", "Start the text in the next line, or put it in quotes", "text-beside-sign"),
    (r"cannot start any token", "text must not start with this character", QUOTES, "sign-at-start"),
    (r"double-quoted", "an unknown code after a backslash", "Use single quotes, or write \\\\ for a backslash", "unknown-code"),
    (r"document start", "the file's data ends before this", "Check the brackets, quotation marks and indentation above", "data-ends"),
]
