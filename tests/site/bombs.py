"""The worst files that we know, each checked in one process that was given little memory. Prints what came of each, as JSON.

    python -m tests.site.bombs PROJECT
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
from pathlib import Path

from macros.__main__ import main

PAGE, CONCERN = "content/about/contact.md", "data/treatments/lamp/concerns/grey-dots.yml"
TOP = "---\ntitle: A\ndescription: B\n---\n\n# A\n\n"
BIG = 500_000

# Each of them held up or filled something once, or is what is told of such programs.
BOMBS = {
    "aliases": (CONCERN, "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(10_000)), "marks a part for repeating"),
    "brackets": (CONCERN, "[" * BIG, "levels deep"),
    "a long list": (CONCERN, "also_called:\n" + "  - x\n" * 80_000, "is missing"),
    "a long key": (CONCERN, "x" * BIG + ": 1\n", "a second colon"),
    "a long number": (CONCERN, "name: " + "9" * BIG + "\n", "is not a plain number"),
    "many keys": (CONCERN, "".join(f"k{n}: {n}\n" for n in range(36_000)), "there is no field"),
    "spaces": (CONCERN, "name: x" + " " * BIG + "y #z\n", "is read as a note"),
    "quotation marks": (CONCERN, "name: " + "\"x\" '" * 100_000, "text goes on"),
    "eight megabytes": (CONCERN, "# x\n" * 2_000_000, "KiB"),
    "a page of eight megabytes": (PAGE, "x" * 8_000_000, "KiB"),
    "loops": (PAGE, TOP + "{% for a in range(10**9) %}" * 18_000, "more than"),
    "a power": (PAGE, TOP + "{{ 10 ** 10 ** 10 }}", "no macro is called here"),
    "a text many times": (PAGE, TOP + '{{ "x" * 10**10 }}', "no macro is called here"),
    "open calls": (PAGE, TOP + "{{ " * 160_000, "more than"),
    "open values": (PAGE, TOP + '{{ sessions("lamp", ' * 24_000, "more than"),
    "long calls": (PAGE, TOP + "{{ sessions(" + '"x", ' * 100_000 + ") }}", "more than"),
    "smaller-than signs": (PAGE, TOP + "<" * BIG, "more than"),
    "open tags": (PAGE, TOP + '<a title="' * 50_000, "more than"),
    "open links": (PAGE, TOP + "](" * 240_000, "more than"),
    "square brackets": (PAGE, TOP + "[" * BIG, "more than"),
    "numbers": (PAGE, TOP + "1 " * 240_000, "more than"),
    "digits": (PAGE, TOP + "1" * BIG, "more than"),
    "stars": (PAGE, TOP + "*a " * 160_000, "more than"),
    "spaces in a page": (PAGE, TOP + "a" + " " * BIG + "b", "more than"),
    "dashes": (PAGE, TOP + "- " * 240_000, "more than"),
    "braces": (PAGE, TOP + "{" * BIG, "more than"),
    "curly attributes": (PAGE, TOP + "{: a=" * 100_000, "more than"),
    "headings": (PAGE, TOP + "# a\n" * 120_000, "more than"),
    "empty lines": (PAGE, TOP + "\n" * BIG, "more than"),
    "letters with accents": (PAGE, TOP + "x\u0304" * 160_000, "more than"),
    "pictures that are never closed": (PAGE, TOP + "![a picture\n\n" * 9_000, ""),
    "a head without end": (PAGE, "---\n" + "a: 1\n" * 100_000, "never closed"),
}

# What is within the bounds of a page, for the rules that read it.
FILLING = [
    *("{{ ", "{% ", "{# x ", "{: a=", "<", '<a title="', "](", "*a ", "**", "1 ", "1", "4 sess", "(", "“x ", "no "),
    *("a-", "a  ", "> ", "&#", "`"),
]
BOMBS |= {
    f"a page of {unit!r}": (PAGE, TOP + "\n\n".join([(unit * 5000)[:4900]] * 12), "") for unit in FILLING
}


def try_all(root: Path) -> dict[str, tuple[int, float, str]]:
    """The exit code, the seconds of work and the start of the messages for each bomb in the project at `root`."""
    os.chdir(root)
    found = {}
    for name, (path, text, _) in BOMBS.items():
        before = (root / path).read_bytes()
        (root / path).write_text(text, "utf-8")
        start = time.process_time()
        with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
            code = main(["check"])
        found[name] = (code, time.process_time() - start, said.getvalue()[:20_000])
        (root / path).write_bytes(before)
    return found


if __name__ == "__main__":
    print(json.dumps(try_all(Path(sys.argv[1]))))
