"""Asking a web server for files, as a browser does and with as little as that takes."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from macros.facts.problem import EditorMistakes, about_file

_MOST_REDIRECTS = 5
_MOVED = {301, 302, 303, 307, 308}
_PART = 64 * 1024  # bytes
_IN_ADDRESSES = "%/:?#=&~+!$,;'@()*[]-._"


class NoAnswer(Exception):
    """Nothing came that could be held against a file; the words say why."""


@dataclass(frozen=True)
class Answer:
    """What a server said: its status, the address to ask instead, and the content."""

    status: int
    instead: str
    content: bytes


def address_of_site(text: str) -> str:
    """The address of a site, with a slash at its end. Raises EditorMistakes for anything else."""
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in _KINDS and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        is_one = False
    if not is_one or parts.query or parts.fragment or not text.isprintable() or " " in text:
        do = "Write it like https://guide.example/, or name a folder"
        raise EditorMistakes([about_file(text, "this is no address of a site", do, "no-copy")])
    return text.removesuffix("index.html").removesuffix("/") + "/"


class Asker:
    """Asks for one file after the other of the site at `address`, on one connection, with at most `seconds` for each."""

    def __init__(self, address: str, seconds: float) -> None:
        self._site, self._seconds = address, seconds
        self._connection: http.client.HTTPConnection | None = None
        self.sent: dict[str, str] = {}  # the headers of the last answer, by their names in small letters
        self._to = ("", "")

    def content(self, path: str, most: int) -> bytes | None:
        """The whole file at `path`, or enough to see that it is longer than `most` bytes. None if it is not there. Raises NoAnswer."""
        until = time.monotonic() + self._seconds
        address = urljoin(self._site, quote(path))
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._answer(address, most, until)
            if answer.status not in _MOVED:
                return _judged(answer, path)
            address = self._instead(address, answer.instead)
        raise NoAnswer("its address leads from one to the next without an end")

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _answer(self, address: str, most: int, until: float) -> Answer:
        was_open = bool(self._connection and self._connection.sock)
        try:
            return self._get(urlsplit(address), most, until)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            self.close()
            if was_open and not isinstance(error, TimeoutError):  # servers close connections that rest; a new one tells more
                return self._answer(address, most, until)
            raise NoAnswer(self._why(error)) from None

    def _get(self, parts: SplitResult, most: int, until: float) -> Answer:
        """An answer to HEAD would be cheaper, and say nothing of what is there."""
        connection = self._opened(parts, until)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "clinic-guide"})
        response = connection.getresponse()
        self.sent = {name.lower(): value for name, value in response.getheaders()}
        content = _unpacked(_read(connection, response, most, until), response.getheader("Content-Encoding", ""), most)
        if not response.isclosed():
            self.close()  # there is more than we want to see
        return Answer(response.status, response.getheader("Location", ""), content)

    def _opened(self, parts: SplitResult, until: float) -> http.client.HTTPConnection:
        """The connection that is open, if it leads there."""
        to = parts.scheme, parts.netloc
        if not self._connection or self._to != to:
            self.close()
            self._connection, self._to = _KINDS[parts.scheme](parts.hostname or "", parts.port), to
        self._connection.timeout = _left(until)
        if self._connection.sock:
            self._connection.sock.settimeout(self._connection.timeout)
        return self._connection

    def _instead(self, address: str, target: str) -> str:
        """Where a redirect leads. It may tidy an address and not lead away: what stands there would be another site."""
        try:
            new, old = urlsplit(urldefrag(urljoin(address, quote(target, safe=_IN_ADDRESSES))).url), urlsplit(self._site)
            stays = new.hostname == old.hostname and (new.scheme, new.port) in {(old.scheme, old.port), ("https", None), ("https", 443)}
        except ValueError:
            stays = False
        if not stays or not target:
            raise NoAnswer("its address leads to another site")
        return new.geturl()

    def _why(self, error: Exception) -> str:
        for kind, words in (
            (TimeoutError, f"no whole answer came within {self._seconds:g} seconds"),
            (ssl.SSLCertVerificationError, "the certificate of the server is not valid"),
            (socket.gaierror, "nobody knows this address, or there is no network"),
            (ConnectionRefusedError, "nobody answers at this address"),
        ):
            if isinstance(error, kind):
                return words
        return "the answer broke off, or is none"


_KINDS: dict[str, type[http.client.HTTPConnection]] = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


def _judged(answer: Answer, path: str) -> bytes | None:
    # The page for missing addresses is served as what it is.
    if answer.status == 200 or (answer.status == 404 and path == "404.html"):
        return answer.content
    if answer.status in (404, 410):
        return None
    raise NoAnswer(f"the server answers with {answer.status} {http.client.responses.get(answer.status, '')}".rstrip())


def _read(connection: http.client.HTTPConnection, response: http.client.HTTPResponse, most: int, until: float) -> bytes:
    """No more than can matter, and no longer: a server may send without an end, or a byte now and then."""
    found = bytearray()
    while part := response.read1(_PART):
        found += part
        left = _left(until)
        if len(found) > most + _PART:
            return bytes(found)
        if connection.sock:
            connection.sock.settimeout(left)
    if response.length:
        raise http.client.IncompleteRead(bytes(found), response.length)
    response.close()  # it ends here; then the connection can be asked again
    return bytes(found)


def _unpacked(content: bytes, packed_as: str, most: int) -> bytes:
    """The file itself: some servers pack it for the way without being asked."""
    packed_as = packed_as.strip().lower()
    if packed_as in ("", "identity"):
        return content
    if packed_as not in ("gzip", "x-gzip", "deflate"):
        raise NoAnswer(f'the server packs it as "{packed_as[:20]}", which nobody asked for')
    return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content, most + 1)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
