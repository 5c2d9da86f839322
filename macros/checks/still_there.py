"""Whether the sources that pages cite can still be found where we say: asked slowly, and believed only where the answer is plain.

A DOI is asked for at doi.org alone, and not at the publisher it leads to: many publishers turn programs away, and the question is only
whether the DOI is known. Whatever is no plain "not here" (a refusal, a fault of a server, no network) says nothing about a source.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from macros.facts.records.sources import Source

RESOLVER = "https://doi.org/"
GONE = (404, 410)
TIRED = (408, 425, 429, 500, 502, 503, 504)  # worth asking again
TRIES, PAUSE = 3, 2.0  # times; seconds before another try, and between two questions to one server
SILENT = 4  # sources in a row without any answer: then there is no network, and the others are not asked
_SAFE_IN_ADDRESSES = "%/:?#=&~+!$,;'@()*[]-._"

Wait = Callable[[float], None]


@dataclass(frozen=True)
class Answer:
    """What was heard about one source. `is_gone` is None if nobody can say."""

    name: str
    address: str
    is_gone: bool | None
    words: str


class _StayHere(HTTPRedirectHandler):
    """A DOI that leads on is known: there is no need to follow it."""

    def redirect_request(self, *_: Any) -> None:
        return None


def answers(sources: Mapping[str, Source], seconds: float, resolver: str = RESOLVER, wait: Wait = time.sleep) -> Iterator[Answer]:
    """What each source with an address answers, one after the other, with at most `seconds` for each question."""
    asked_before, silent = set[str](), 0
    for name, source in sources.items():
        if not source.address:
            continue
        if silent == SILENT:
            yield Answer(name, source.address, None, "not asked, because nobody answers")
            continue
        address = resolver + quote(source.doi, safe="/") if source.doi else quote(source.address, safe=_SAFE_IN_ADDRESSES)
        if (server := urlsplit(address).netloc) in asked_before:
            wait(PAUSE)
        asked_before.add(server)
        status = _patiently(partial(_asked, build_opener(*[_StayHere] * bool(source.doi)), address, seconds), wait)
        silent = silent + 1 if isinstance(status, str) else 0
        yield Answer(name, source.address, *_judged(status))


def _patiently(ask: Callable[[], int | str], wait: Wait) -> int | str:
    """A status, or words if there was none; asked again where a moment may help."""
    status = ask()
    for turn in range(1, TRIES):
        if not isinstance(status, str) and status not in TIRED:
            break
        wait(PAUSE * turn)
        status = ask()
    return status


def _asked(opener: OpenerDirector, address: str, seconds: float) -> int | str:
    """Asked for the head alone first; some servers answer that wrongly, so a refusal is asked about once more, as browsers ask."""
    status: int | str = 0
    for method in ("HEAD", "GET"):
        status = _status(opener, Request(address, method=method, headers={"User-Agent": "clinic-guide"}), seconds)
        if isinstance(status, int) and status < 400:
            break
    return status


def _status(opener: OpenerDirector, request: Request, seconds: float) -> int | str:
    try:
        with opener.open(request, timeout=seconds) as response:
            return int(response.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return "no answer came in time" if isinstance(reason, TimeoutError) else "no answer came"


def _judged(status: int | str) -> tuple[bool | None, str]:
    if isinstance(status, str):
        return None, status
    words = f"{status} {http.client.responses.get(status, '')}".rstrip()
    return (True if status in GONE else False if status < 400 else None), words
