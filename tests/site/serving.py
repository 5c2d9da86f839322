"""A folder on this machine as a static host gives it: compressed text, whole answers, and a page for addresses that are not there."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
LEVEL = 6  # of gzip: what most hosts use


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; the address ends in a slash."""
    server = _Server(("127.0.0.1", 0), partial(_StaticHost, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page hangs up in the middle of a file: nothing to tell."""


class _StaticHost(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        is_there = file.is_file()
        file = file if is_there else Path(self.directory) / "404.html"
        is_packed = file.suffix in TEXTS and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _content(file, file.stat().st_mtime_ns, is_packed)
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(int(file.stat().st_mtime)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@cache
def _content(file: Path, changed: int, is_packed: bool) -> bytes:
    content = file.read_bytes() if file.is_file() else b""
    return gzip.compress(content, LEVEL, mtime=0) if is_packed else content
