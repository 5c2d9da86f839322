"""The small web server of a live preview, for this machine alone: pages, what they ask for, and a stream of news for each open page."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from macros.headers.wanted import NAMED_BY_CONTENT
from macros.preview.preview import FOUND, Preview, State
from macros.telling.excerpt import excerpt_of

HERE, ADDRESS = Path(__file__).parent, "127.0.0.1"
NAMES = {"127.0.0.1", "localhost"}
SCRIPT, NEWS = "_preview/overlay.js", "_preview/news"
EMPTY = b"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=width=device-width><title>Preview</title><body>"
BREATH = 10.0  # seconds between two signs of life to a browser: so a closed one is noticed
ROOM = 400  # columns of a line that is shown in a browser, which can be scrolled
KINDS = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".md": "text/plain", ".woff2": "font/woff2"}


class Server(ThreadingHTTPServer):
    """Serves one preview on a port of this machine. Raises OSError if the port is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((ADDRESS, port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no error."""


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each small answer waits 40 ms for the next one
    timeout = 60

    def do_GET(self) -> None:
        """A page, a file, the overlay's script, or the news."""
        if not self._is_meant():
            self._send(403, "refused.txt", b"This preview answers to 127.0.0.1 and localhost only.\n")
            return
        parts = urlsplit(self.path)
        address = unquote(parts.path).lstrip("/")
        if address == NEWS:
            self._stream(parse_qs(parts.query).get("of", [""])[0])
        elif address == SCRIPT:
            style = json.dumps((HERE / "overlay.css").read_text("utf-8"))
            whole = f"{{ const STYLE = {style};\n{(HERE / 'overlay.js').read_text('utf-8')} }}\n"  # a block: no name reaches the page
            self._send(FOUND, SCRIPT, whole.encode())
        else:
            self._page(_file_at(address))

    do_HEAD = do_GET  # noqa: N815 - named by http.server

    def _is_meant(self) -> bool:
        """A foreign page whose name leads here (DNS rebinding) asks under that name, and gets nothing."""
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in NAMES
        except ValueError:
            return False

    def _page(self, address: str) -> None:
        status, name, content = self.server.preview.page(address)
        if Path(name).suffix == ".html":
            stamp = self.server.preview.stamp_of(status, content)
            script = f'<script src="/{SCRIPT}" data-of="{escape(address)}" data-stamp="{stamp}" defer></script>'
            before, end, after = (content or EMPTY).rpartition(b"</body>")
            content = before + script.encode() + end + after if end else content + script.encode()
        self._send(status, name, content)

    def _send(self, status: int, name: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Cache-Control", "max-age=3600" if status == FOUND and re.search(NAMED_BY_CONTENT, name) else "no-store")
        self._kind(KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _kind(self, kind: str) -> None:
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/json")) else kind)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self, address: str) -> None:
        """News as they come, until the browser is gone."""
        self.send_response(FOUND)
        self.send_header("Cache-Control", "no-store")
        self._kind("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command != "HEAD":
            for line in self._news(_file_at(address.lstrip("/"))):
                self.wfile.write(line)
                self.wfile.flush()

    def _news(self, address: str) -> Iterator[bytes]:
        preview, number = self.server.preview, -1
        while not preview.is_closed:
            if (state := preview.state).number != number:
                number = state.number
                told = as_news(state, preview.root) | {"stamp": preview.stamp(address)}
                yield f"data: {json.dumps(told)}\n\n".encode()
                continue
            with preview.news:
                is_new = preview.news.wait_for(partial(preview.has_news_since, number), BREATH)
            if not is_new:
                yield b": still here\n\n"

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for problems and rebuilds."""


def as_news(state: State, root: Path) -> dict[str, Any]:
    """The state as a browser is told it: each problem with the line that it is about, in three pieces."""
    problems = []
    for problem in state.problems:
        found = excerpt_of(problem, root, ROOM)
        problems.append({
            "place": f"{problem.path}:{problem.line}:{problem.column}" if problem.width else problem.path,
            "line": problem.line, "kind": problem.kind, "severity": problem.severity, "says": problem.message,
            "source": [found.before, found.part, found.after] if found else None,
        })  # fmt: skip
    return {"is_checking": state.is_checking, "problems": problems}


def _file_at(address: str) -> str:
    return address + "index.html" if not address or address.endswith("/") else address
