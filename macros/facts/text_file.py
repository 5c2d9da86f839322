"""The text of a file that an editor wrote: ordinary, of bearable size, UTF-8, without characters that nobody sees."""

from __future__ import annotations

import re
import stat
from itertools import islice
from pathlib import Path, PurePath

from macros.facts.characters import odd_characters
from macros.facts.problem import EditorMistakes, Problem, about_file, first_of

LARGEST_FILE = 512 * 1024  # bytes; the largest real file here, data/claims.yml, fills half of it


def read_text(file: Path, shown_as: str) -> str:
    """The text of `file`, lines ended by "\\n". Raises EditorMistakes; opens nothing that could block (a FIFO)."""
    try:
        raw = _bytes(file, shown_as)
        text = raw.decode("utf-8")
    except FileNotFoundError:
        raise EditorMistakes([about_file(shown_as, "there is no such file", "Add it, or correct its name", "no-such-file")]) from None
    except OSError as error:
        seen = f"the file cannot be read ({error.strerror})"
        raise EditorMistakes([about_file(shown_as, seen, "Check that you may open it", "unreadable-file")]) from None
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").split("\n")
        seen = f"byte {raw[error.start]:#04x} is not UTF-8 text"
        place = shown_as, len(before), len(before[-1]) + 1
        raise EditorMistakes([Problem(*place, seen, 'Save the file as "UTF-8"', "not-utf-8")]) from None
    if odd := first_of(odd_characters(text, shown_as)):
        raise EditorMistakes(odd)
    text = text.replace("\r\n", "\n")
    lines = text.split("\n") if "<<<<<<<" in text else ()
    if conflicts := [number for number, line in enumerate(lines, 1) if re.match(r"<{7}( |$)", line)]:
        seen, do = "two versions of this file were never joined", "Keep one, and delete the lines with <<<<<<<, ======= and >>>>>>>"
        raise EditorMistakes(first_of(Problem(shown_as, line, 1, seen, do, "two-versions", width=7) for line in conflicts))
    return text


def _bytes(file: Path, shown_as: str) -> bytes:
    def refuse(seen: str, do: str, kind: str) -> EditorMistakes:
        return EditorMistakes([about_file(shown_as, seen, do, kind)])

    status = file.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise refuse("this is not an ordinary file", "Put a plain text file here: no link, no folder, no pipe", "not-a-plain-file")
    if any(folder.is_symlink() for folder in islice(file.parents, len(PurePath(shown_as).parts) - 1)):
        raise refuse("this file lies in a folder that is a link to another place", "Put the folder itself here", "link-elsewhere")
    if status.st_size > LARGEST_FILE:
        raise refuse(f"the file is {status.st_size // 1024} KiB, more than {LARGEST_FILE // 1024}", "Split it", "large-file")
    raw = file.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise refuse("the file starts with an invisible byte order mark", 'Save it as "UTF-8" without "BOM"', "not-utf-8")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse("the file is saved as UTF-16", 'Save it as "UTF-8"', "not-utf-8")
    return raw
