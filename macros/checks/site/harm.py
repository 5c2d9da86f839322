"""What a page must not hold, whoever put it there: code that runs, a look of its own, frames, forms that send, other ways away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.checks.site.fault import Fault

_DATA = "application/json", "application/ld+json"  # blocks of data, which no browser runs
_TOLD = "content-security-policy"  # the one thing that a page may tell in the place of its host
_NO_FRAMES = frozenset("applet base embed fencedframe frame frameset iframe object portal".split())
_SENDING = frozenset(["action", "formaction", "ping", "srcdoc", "method", "formmethod", "target"])


def harm_in(tree: Any, names: set[str]) -> Iterator[Fault]:
    """Everything of that kind in one page, whose attributes have these `names`."""
    if any(name == "style" or name.startswith("on") or name in _SENDING for name in names):
        for element in tree.iter("*"):
            yield from _in_attributes(element, element.tag, element.sourceline)
    for element in tree.iter("meta", "script", "input", "button", *_NO_FRAMES):
        yield from _in_element(element, element.tag, element.sourceline)


def _in_attributes(element: Any, tag: str, line: int) -> Iterator[Fault]:
    for name, value in element.items():
        if name == "style" or name.startswith("on"):
            seen = f'"{name}" on <{tag}> is a {"style" if name == "style" else "script"} inside a tag, and browsers would refuse it'
            yield Fault(seen, "Put it into the style or script of a component", "against-policy", value, name, line)
        elif name in _SENDING and not (name == "target" and tag != "form") and not (tag == "form" and value.lower() == "dialog"):
            seen = f'"{name}" on <{tag}> would send something away, or start something by itself'
            yield Fault(seen, "Take it out: answers never leave a patient's browser", "sends-away", value, name, line)


def _in_element(element: Any, tag: str, line: int) -> Iterator[Fault]:
    told = element.get("http-equiv")
    if tag == "meta" and told and told.lower() != _TOLD:
        do = "Take it out: pages stay where they are, and say nothing else in the place of their host"
        yield Fault(f'<meta http-equiv="{told}"> would act on the browser by itself', do, "against-policy", told, "http-equiv", line)
    if tag in ("input", "button") and (element.get("type") or "").lower() in ("submit", "image"):
        seen = f"<{tag}> would send what a patient has filled in"
        yield Fault(seen, "Use a button of type=button, and a script", "sends-away", element.get("type"), "type", line)
    if tag in _NO_FRAMES:
        seen = f"<{tag}> stands in the page: it moves every link, or shows something else inside the page"
        yield Fault(seen, "Take it out", "against-policy", f"<{tag}", "", line)
    if tag == "script" and not element.get("src") and element.get("type") not in _DATA:
        do = "Put the script into a component's file"
        yield Fault("a script stands in the page itself, and browsers would refuse it", do, "against-policy", "<script", "", line)
