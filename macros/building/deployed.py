"""A copy of the site somewhere else, a folder or an address, held against the manifest of what was built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from macros.building.asking import Asker, NoAnswer, address_of_site
from macros.building.manifest import Files, Known, files_of, known
from macros.facts.problem import EditorMistakes, Problem, about_file
from macros.headers.site import FILE, style_in
from macros.headers.wanted import POLICY, wanted

HOME = "index.html"
AT_ONCE = 4  # connections: a browser opens six
_PUBLISH = "Publish the site again"
Found = Known | NoAnswer | None  # None if it is not there


def differences_of_folder(files: Files, folder: Path) -> list[Problem]:
    """What differs in the copy in `folder`: missing, changed and additional files. Raises EditorMistakes if it cannot be read."""
    try:
        there = files_of(folder)
    except OSError as error:
        seen = f"this cannot be read ({error.strerror})"
        raise EditorMistakes([about_file(str(error.filename), seen, "Correct the name, or its permissions", "no-copy")]) from None
    do = "Find out where it comes from, and take it away"
    strangers = (about_file(path, "this file was not built", do, "additional-file") for path in sorted(there.keys() - files.keys()))
    return [*_differences(files, there.get), *strangers]


def differences_of_address(files: Files, address: str, seconds: float) -> list[Problem]:
    """What differs in the copy at `address`: missing and changed files. What else is there cannot be known.

    Each file is asked for whole, over few connections, with at most `seconds` for each. Raises EditorMistakes if nobody answers.
    """
    site = address_of_site(address)
    first, *others = sorted(files.keys() - {FILE}, key=lambda path: (path != HOME, path))
    answers = _asked(site, seconds, files, [first])
    if isinstance(none := answers[first], NoAnswer):
        raise EditorMistakes([about_file(address, str(none), "Correct the address, or try again later", "no-copy")])
    with ThreadPoolExecutor(AT_ONCE) as askers:
        for some in askers.map(lambda paths: _asked(site, seconds, files, paths), [others[turn::AT_ONCE] for turn in range(AT_ONCE)]):
            answers |= some
    return list(_differences({path: files[path] for path in answers}, answers.__getitem__))


def missing_headers(files: Files, address: str, seconds: float) -> list[Problem]:
    """A warning for each security header that a server at `address` does not send as `files` want it. None if it does not answer."""
    with closing(Asker(address_of_site(address), seconds)) as asker:
        try:
            page = asker.content(HOME, files[HOME].size) if FILE in files else None
        except NoAnswer:
            page = None
        expected = wanted(style_in(page), files).headers if page else {}
        sent = {name: asker.sent.get(name.lower()) for name in expected}
    do = "Tell your host what to send: python -m macros headers"
    return [
        replace(about_file(HOME, f"the server does not send {name} as this site wants it", do, "header-not-sent"), severity="warning")
        for name, value in expected.items()
        if not sent[name] or (name == POLICY and sent[name] != value)  # an old policy would refuse the new style
    ]


def _asked(site: str, seconds: float, files: Files, paths: list[str]) -> dict[str, Found]:
    """These files as they are there, one after the other on one connection."""
    found: dict[str, Found] = {}
    with closing(Asker(site, seconds)) as asker:
        for path in paths:
            try:
                content = asker.content(path, files[path].size)
                found[path] = None if content is None else known(content)
            except NoAnswer as none:
                found[path] = none
    return found


def _differences(files: Files, there: Callable[[str], Found]) -> Iterator[Problem]:
    for path, one in files.items():
        found = there(path)
        if isinstance(found, NoAnswer):
            yield about_file(path, str(found), "Try again later", "no-answer")
        elif found is None:
            yield about_file(path, "this file was built, and is not there", _PUBLISH, "file-not-there")
        elif found != one:
            yield about_file(path, "this file is not as it was built", _PUBLISH, "other-file")
