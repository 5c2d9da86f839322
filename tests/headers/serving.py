"""A host that reads `_headers` as Netlify and Cloudflare Pages do, and sends exactly what stands there."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules_in(text: str) -> Rules:
    """The rules of a `_headers` file: a path, and below it, indented, the headers of what it fits."""
    rules: Rules = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, value = line.strip().split(": ", 1)
            rules[-1][1].append((name, value))
        else:
            rules.append((line, []))
    return rules


def sent_for(path: str, rules: Rules) -> dict[str, str]:
    """The headers for the file at a path like /faq/index.html. Values of one header that several rules give are joined."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            for name, value in headers:
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@contextmanager
def served_as_told(site: Path, rules: Rules, certificate: Path | None = None) -> Iterator[str]:
    """Serve a site with these rules on a free port, with TLS if there is a `certificate`. Gives the address with a slash at its end."""
    server = _Server(("127.0.0.1", 0), partial(_Host, rules, site))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    with _running(server):
        yield f"{'https' if certificate else 'http'}://localhost:{server.server_port}/"


@contextmanager
def leading_to(address: str) -> Iterator[str]:
    """A server without TLS that leads to the same file at `address`, as hosts do."""
    server = _Server(("127.0.0.1", 0), partial(_Leading, address))
    with _running(server):
        yield f"http://localhost:{server.server_port}/"


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page hangs up in the middle of a file: nothing to tell."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Host(_Quiet):
    def __init__(self, rules: Rules, site: Path, *args: Any) -> None:
        self._rules = rules
        super().__init__(*args, directory=str(site))

    def end_headers(self) -> None:
        path = self.path + "index.html" if self.path.endswith("/") else self.path
        for name, value in sent_for(path, self._rules).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The page for missing addresses, as hosts send it."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class _Leading(_Quiet):
    def __init__(self, address: str, *args: Any) -> None:
        self._address = address
        super().__init__(*args)

    def do_GET(self) -> None:
        self.send_response(301)
        self.send_header("Location", self._address.removesuffix("/") + self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()
