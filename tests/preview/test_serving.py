"""The server answers this machine alone, reads only, and hands out nothing but what the preview gives."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.facts.problem import Problem
from macros.preview.preview import Preview, State
from macros.preview.serving import Server, as_news

BUNDLE = "assets/bundle.0123abcd.js"
PAGES = {BUNDLE: b"1", "index.html": b"<body><p>Home</body>", "a/index.html": b"<p>no end", "a.svg": b"<svg/>", "é x.txt": b"odd"}


class Given(Preview):
    """A preview with these pages and nothing behind it."""

    def __init__(self, root: Path) -> None:
        self.root, self.news, self.state, self.is_closed = root, threading.Condition(), State(), False
        self.asked: list[str] = []

    def page(self, address: str) -> tuple[int, str, bytes]:
        self.asked.append(address)
        return (200, address, PAGES[address]) if address in PAGES else (404, "index.html", b"<body>Not here</body>")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(Given(tmp_path_factory.mktemp("given")), 0)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    line.close()
    return found


@pytest.mark.parametrize(("path", "address"), [("/", "index.html"), ("/index.html?x=1", "index.html"), ("/a/", "a/index.html")])
def test_a_page_comes_with_the_script_and_is_never_kept(server: Server, path: str, address: str) -> None:
    status, headers, content = ask(server, path)
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert headers["x-content-type-options"] == "nosniff"
    script = f'<script src="/_preview/overlay.js" data-of="{address}" data-stamp="'.encode()
    assert content.count(script) == 1
    assert content.endswith(b" defer></script></body>") or not PAGES[address].endswith(b"</body>")


def test_only_what_is_named_by_its_content_may_be_kept(server: Server) -> None:
    assert ask(server, f"/{BUNDLE}")[1]["cache-control"] == "max-age=3600"
    assert ask(server, "/assets/gone.0123abcd.js")[1]["cache-control"] == "no-store"
    assert {ask(server, path)[1]["cache-control"] for path in ("/", "/a.svg", "/_preview/overlay.js", "/gone")} == {"no-store"}


@pytest.mark.parametrize("path", ["/a.svg", "/%C3%A9%20x.txt"])
def test_a_file_is_given_as_it_is(server: Server, path: str) -> None:
    assert ask(server, path)[2] in (b"<svg/>", b"odd")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/mkdocs.yml", "//etc/passwd", "/etc/passwd", "/a/../../mkdocs.yml",
        "/mkdocs.yml", "/data/clinic.yml", "/.git/config", "/%00", "/a%0d%0aX-Evil:%201", "/_preview/", "/_preview/../overlay.css",
    ],
)  # fmt: skip
def test_no_path_leads_to_anything_else(server: Server, path: str) -> None:
    status, headers, content = ask(server, path)
    assert status == 404
    assert b"Not here" in content
    assert "x-evil" not in headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1"])
def test_this_machine_may_ask(server: Server, host: str) -> None:
    assert ask(server, "/", Host=host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "[", "10.0.0.1", "a@b"])
@pytest.mark.parametrize("path", ["/", "/_preview/news?of=", "/_preview/overlay.js"])
def test_a_foreign_name_gets_nothing(server: Server, host: str, path: str) -> None:
    status, _, content = ask(server, path, Host=host)
    assert status == 403
    assert b"Home" not in content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    assert ask(server, "/", method)[0] in (405, 501)


def test_head_is_get_without_content(server: Server) -> None:
    status, headers, content = ask(server, "/", "HEAD")
    assert (status, content) == (200, b"")
    assert headers["content-length"] == str(len(ask(server, "/")[2]))


def test_an_address_cannot_break_out_of_the_script(server: Server) -> None:
    content = ask(server, "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")[2]
    assert b"<script>alert" not in content


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_an_error(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        Server(server.preview, server.server_port)


def test_browsers_are_told_each_problem_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("one\nname: <b>漢字</b> end\n", "utf-8")
    problem = Problem("a.yml", 2, 7, "this is <i>odd</i>", "Mend it", kind="odd", width=9)
    told: dict[str, Any] = as_news(State(3, is_checking=False, problems=(problem,)), tmp_path)
    assert told == {
        "is_checking": False,
        "problems": [
            {
                "place": "a.yml:2:7", "line": 2, "kind": "odd", "severity": "error", "says": "this is <i>odd</i>. Mend it.",
                "source": ["name: ", "<b>漢字</b>", " end"],
            },
        ],
    }  # fmt: skip
