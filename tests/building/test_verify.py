"""`python -m macros verify`: a published copy, as it was built or tampered with, in a folder or behind a web server of any kind."""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from macros.__main__ import main
from macros.building import asking, manifest
from macros.headers.site import held_by, write_headers
from macros.headers.wanted import wanted

FILES = {
    "index.html": b"<p>welcome",
    "404.html": b"<p>not here",
    "faq/index.html": b"<p>answers" * 200,
    "assets/a b.css": b"p { color: teal }",
    "assets/caf\u00e9.svg": b"<svg/>",
    "empty.txt": b"",
}
Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """Serves a folder, and answers some addresses in another way."""

    protocol_version = "HTTP/1.1"
    copy: Path
    instead: dict[str, Answer]
    asked: list[tuple[str, str]]
    connections: set[Any]

    def do_GET(self) -> None:
        path = unquote(self.path).lstrip("/")
        self.asked.append((self.command, path))
        self.connections.add(self.client_address)
        if answer := self.instead.get(path):
            answer(self)
            return
        file = self.copy / path
        if file.is_file():
            self.give(200, file.read_bytes())
        else:
            self.give(404, (self.copy / "404.html").read_bytes())

    def do_HEAD(self) -> None:
        self.asked.append(("HEAD", self.path))
        self.give(200, b"")

    def give(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose site was built, and a copy of it in copy/."""
    for path, content in FILES.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "build").mkdir()
    (tmp_path / manifest.NAME).write_text(manifest.as_text(manifest.files_of(tmp_path / "site")), "utf-8")
    shutil.copytree(tmp_path / "site", tmp_path / "copy")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server(project: Path) -> Iterator[type[Asked]]:
    """A web server on the copy; its `address` is where."""

    class Here(Asked):
        copy, instead, asked, connections = project / "copy", {}, [], set()
        address: str

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as serving:
        serving.daemon_threads = True
        Here.address = f"http://127.0.0.1:{serving.server_port}"
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield Here
        serving.shutdown()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit code, and the path and kind of each difference."""
    code = main(["verify", "--format", "json", *arguments])
    return code, [(one["path"], one["kind"]) for one in json.loads(capsys.readouterr().out)]


def test_a_folder_as_it_was_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "copy"]) == 0
    assert capsys.readouterr().out == "All 6 files are there as they were built.\n"


def test_an_address_as_it_was_built(server: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", server.address]) == 0
    assert capsys.readouterr().out == "All 6 files are there as they were built. What else is there cannot be seen from outside.\n"
    assert sorted(server.asked) == sorted(("GET", path) for path in FILES)  # each once, and never HEAD
    assert len(server.connections) <= 5


def tamper(copy: Path) -> None:
    (copy / "index.html").write_bytes(FILES["index.html"].replace(b"w", b"W"))
    (copy / "faq/index.html").write_bytes(FILES["faq/index.html"] + b"<script>")
    (copy / "assets/a b.css").write_bytes(b"p {")
    (copy / "empty.txt").unlink()
    (copy / "assets/skimmer.js").write_bytes(b"steal()")


OTHER = ("assets/a b.css", "faq/index.html", "index.html")
CHANGED = sorted([("empty.txt", "file-not-there"), *((path, "other-file") for path in OTHER)])


def test_a_folder_that_was_tampered_with(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(project / "copy")
    code, found = told(capsys, "copy")
    assert (code, found) == (1, sorted([*CHANGED, ("assets/skimmer.js", "additional-file")]))


def test_an_address_that_was_tampered_with(server: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    tamper(server.copy)
    assert told(capsys, server.address) == (1, CHANGED)


def test_one_file_is_told_with_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "copy/empty.txt").unlink()
    assert main(["verify", "copy"]) == 1
    assert "this file was built, and is not there. Publish the site again." in capsys.readouterr().err


def packed(coding: str, content: bytes) -> Answer:
    return lambda asked: asked.give(200, content, Content_Encoding=coding)


def moved(status: int, target: str) -> Answer:
    return lambda asked: asked.give(status, b"", Location=target)


PAGE = FILES["faq/index.html"]


@pytest.mark.parametrize(
    "answer",
    [("gzip", gzip.compress(PAGE)), ("GZIP", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)],
)
def test_what_is_packed_for_the_way_is_unpacked(server: type[Asked], capsys: pytest.CaptureFixture[str], answer: tuple[str, bytes]) -> None:
    server.instead["faq/index.html"] = packed(*answer)
    assert told(capsys, server.address) == (0, [])


@pytest.mark.parametrize("target", ["/faq/", "../faq/", "/faq/?x=1#top"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_tidied_address_is_followed(server: type[Asked], capsys: pytest.CaptureFixture[str], status: int, target: str) -> None:
    server.instead["faq/index.html"] = moved(status, target)
    for path in ("faq/", "faq/?x=1"):
        server.instead[path] = lambda asked: asked.give(200, PAGE)
    assert told(capsys, server.address) == (0, [])


def test_the_page_for_missing_addresses_may_be_served_as_missing(server: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    server.instead["404.html"] = lambda asked: asked.give(404, FILES["404.html"])
    assert told(capsys, server.address) == (0, [])
    server.instead["index.html"] = lambda asked: asked.give(404, FILES["index.html"])
    assert told(capsys, server.address) == (1, [("index.html", "file-not-there")])


def drop_by_drop(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Length", "1000")
    asked.end_headers()
    for _ in range(600):
        asked.wfile.write(b"x")
        asked.wfile.flush()
        time.sleep(0.1)


def silent(_asked: Asked) -> None:
    time.sleep(60)


def cut_off(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Length", "5000")
    asked.end_headers()
    asked.wfile.write(b"<p>answers")
    asked.close_connection = True


def no_http(asked: Asked) -> None:
    asked.wfile.write(b"220 smtp.example ready\r\n")
    asked.close_connection = True


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (packed("gzip", gzip.compress(b"x" * 50_000_000)), "other-file"),
        (packed("gzip", b"no gzip"), "no-answer"),
        (packed("br", b"x"), "no-answer"),
        (no_http, "no-answer"),
        (cut_off, "no-answer"),
        (lambda asked: asked.give(500, b""), "no-answer"),
        (lambda asked: asked.give(403, b""), "no-answer"),
        (lambda asked: asked.give(410, b""), "file-not-there"),
        (lambda asked: asked.give(206, PAGE), "no-answer"),
        (moved(302, "/faq/index.html"), "no-answer"),
        (moved(302, "http://else.example/faq/index.html"), "no-answer"),
        (moved(302, "//else.example/"), "no-answer"),
        (moved(302, "file:///etc/passwd"), "no-answer"),
        (moved(302, "http://127.0.0.1:1/"), "no-answer"),
        (moved(302, "http://[/"), "no-answer"),
        (moved(302, ""), "no-answer"),
    ],
)
def test_a_server_that_is_no_help(server: type[Asked], capsys: pytest.CaptureFixture[str], answer: Answer, kind: str) -> None:
    server.instead["faq/index.html"] = answer
    code, found = told(capsys, server.address)
    assert found == [("faq/index.html", kind)]
    assert code == (2 if kind == "no-answer" else 1)


def test_a_file_without_an_end_is_left_early(server: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    parts = []

    def never_ending(asked: Asked) -> None:
        asked.close_connection = True
        asked.send_response(200)
        asked.end_headers()
        with contextlib.suppress(OSError):  # somebody hangs up
            while len(parts) < 2000:
                asked.wfile.write(b"x" * 65536)
                parts.append(1)

    server.instead["faq/index.html"] = never_ending
    assert told(capsys, server.address) == (1, [("faq/index.html", "other-file")])
    assert len(parts) < 500


@pytest.mark.parametrize("answer", [drop_by_drop, silent])
def test_nobody_waits_for_ever(server: type[Asked], capsys: pytest.CaptureFixture[str], answer: Answer) -> None:
    server.instead["faq/index.html"] = answer
    start = time.monotonic()
    code, found = told(capsys, server.address, "--seconds", "2")
    assert (code, found) == (2, [("faq/index.html", "no-answer")])
    assert time.monotonic() - start < 30


def test_what_was_packed_to_burst_is_not_unpacked_whole() -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    tracemalloc.start()
    try:
        assert len(asking._unpacked(bomb, "gzip", 2000)) == 2001
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_connection_that_the_server_closes_is_opened_again(server: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    def hanging_up(path: str) -> Answer:
        def answer(asked: Asked) -> None:
            asked.give(200, FILES[path])
            asked.close_connection = True  # without a word about it

        return answer

    server.instead |= {path: hanging_up(path) for path in FILES}
    assert told(capsys, server.address) == (0, [])


@pytest.mark.parametrize("slash", ["", "/", "/index.html"])
def test_a_site_below_another(server: type[Asked], capsys: pytest.CaptureFixture[str], slash: str) -> None:
    shutil.copytree(server.copy, server.copy / "guide")
    (server.copy / "index.html").write_bytes(b"another site")
    assert told(capsys, f"{server.address}/guide{slash}") == (0, [])


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "file:///etc",
        "http://",
        "http://a.example:x/",
        "http://me:secret@a.example/",
        "https://a.example/?a=b",
        "http://[/",
        "http://a b/",
    ],
)
def test_what_is_no_address_of_a_site(project: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert told(capsys, address) == (2, [(address, "no-copy")])


def test_nobody_answers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One problem, and not one for each file."""
    assert told(capsys, "http://127.0.0.1:1/") == (2, [("http://127.0.0.1:1/", "no-copy")])


def test_no_such_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, ((path, kind),) = told(capsys, "nowhere")
    assert (code, path.endswith("nowhere"), kind) == (2, True, "no-copy")


def test_another_manifest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / manifest.NAME).rename(project / "mine.json")
    assert told(capsys, "copy") == (2, [(str(project / manifest.NAME), "no-manifest")])
    assert told(capsys, "copy", "--manifest", "mine.json") == (0, [])


@pytest.mark.parametrize("seconds", ["0", "-1", "3601", "nan", "1e9", "soon", "²"])
def test_a_time_that_is_none(project: Path, seconds: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", "copy", "--seconds", seconds])
    assert ended.value.code == 2


# Security headers


STYLED = b"<style>p{color:teal}</style><p>welcome"
WANTED = wanted(b"p{color:teal}", FILES).headers


@pytest.fixture
def styled(project: Path, server: type[Asked]) -> type[Asked]:
    """A server on a copy of a site that wants headers."""
    for folder in (project / "site", project / "copy"):
        (folder / "index.html").write_bytes(STYLED)
    write_headers(project / "site", held_by(project / "site"))
    (project / manifest.NAME).write_text(manifest.as_text(manifest.files_of(project / "site")), "utf-8")
    return server


def test_each_header_that_is_not_sent_is_a_warning(styled: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    code, found = told(capsys, styled.address)
    assert (code, found) == (0, [("index.html", "header-not-sent")] * len(WANTED))


def test_all_headers_leave_nothing_to_say(styled: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    """The file for the host is not asked for: hosts keep it to themselves."""
    sent = {name.replace("-", "_"): value for name, value in WANTED.items()}
    styled.instead = {"index.html": lambda asked: asked.give(200, STYLED, **sent)}
    assert told(capsys, styled.address) == (0, [])
    assert ("GET", "_headers") not in styled.asked


def test_a_policy_for_another_style_is_a_warning(styled: type[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    sent = {name.replace("-", "_"): value.replace("sha256-", "sha256-old") for name, value in WANTED.items()}
    styled.instead = {"index.html": lambda asked: asked.give(200, STYLED, **sent)}
    assert told(capsys, styled.address) == (0, [("index.html", "header-not-sent")])
