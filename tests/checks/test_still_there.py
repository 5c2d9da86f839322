"""`python -m macros sources`: only a plain "not here" is believed, and nobody is asked too often. Nothing here leaves this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks import still_there
from macros.checks.still_there import PAUSE, SILENT, TRIES, Answer, answers
from macros.facts.records.sources import Source

# What the server answers on each path: to HEAD, then to GET, each once more for every further question.
STATUS = {
    "/there": [200], "/gone": [404, 404], "/taken-away": [410, 410], "/only-get": [405, 200], "/head-lies": [404, 200],
    "/programs-refused": [403, 403], "/tired-at-first": [503, 503, 200], "/always-tired": [503] * 2 * TRIES,
    "/moved": [301], "/moved-to-nothing": [302], "/10.1/known": [302], "/10.1/unknown": [404, 404], "/10.1/a%3Cb": [302],
}  # fmt: skip
LEADS_TO = {"/moved": "/there", "/moved-to-nothing": "/gone", "/10.1/known": "/gone", "/10.1/a%3Cb": "/gone"}


class Asked(BaseHTTPRequestHandler):
    """Answers as STATUS says, and remembers what it was asked."""

    asked: list[tuple[str, str]]
    agents: set[str]

    def do_HEAD(self) -> None:
        before = sum(path == self.path for _, path in self.asked)
        self.asked.append((self.command, self.path))
        self.agents.add(self.headers["User-Agent"])
        self.send_response(STATUS[self.path][min(before, len(STATUS[self.path]) - 1)])
        if to := LEADS_TO.get(self.path):
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Asked.asked, Asked.agents = [], set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def source(**where: str) -> Source:
    return Source(kind="study", title="A lamp", **where)


def heard(server: str, path: str) -> Answer:
    (answer,) = answers({"one": source(url=server + path)}, 5, wait=lambda seconds: None)
    return answer


@pytest.mark.parametrize(
    ("path", "is_gone", "words"),
    [
        ("/there", False, "200 OK"),
        ("/gone", True, "404 Not Found"),
        ("/taken-away", True, "410 Gone"),
        ("/only-get", False, "200 OK"),
        ("/head-lies", False, "200 OK"),
        ("/programs-refused", None, "403 Forbidden"),
        ("/tired-at-first", False, "200 OK"),
        ("/always-tired", None, "503 Service Unavailable"),
        ("/moved", False, "200 OK"),
        ("/moved-to-nothing", True, "404 Not Found"),
    ],
)
def test_only_a_plain_not_here_is_believed(server: str, path: str, is_gone: bool | None, words: str) -> None:
    assert heard(server, path) == Answer("one", server + path, is_gone, words)
    assert Asked.agents == {"clinic-guide"}


def test_nobody_is_asked_more_often_than_that(server: str) -> None:
    heard(server, "/always-tired")
    assert Asked.asked == [("HEAD", "/always-tired"), ("GET", "/always-tired")] * TRIES
    heard(server, "/gone")
    assert Asked.asked[2 * TRIES :] == [("HEAD", "/gone"), ("GET", "/gone")]


@pytest.mark.parametrize(("doi", "path", "is_gone"), [("10.1/known", "/10.1/known", False), ("10.1/unknown", "/10.1/unknown", True)])
def test_a_doi_is_asked_for_where_dois_are_known_and_not_followed(server: str, doi: str, path: str, is_gone: bool) -> None:
    given = {"one": Source.model_construct(kind="study", title="A lamp", doi=doi, url=None)}
    (answer,) = answers(given, 5, f"{server}/", wait=lambda seconds: None)
    assert (answer.is_gone, answer.address) == (is_gone, f"https://doi.org/{doi}")
    assert {asked for _, asked in Asked.asked} == {path}


def test_the_doi_is_preferred_and_a_source_without_an_address_is_left_out(server: str) -> None:
    both = Source.model_construct(kind="study", title="A lamp", doi="10.1/known", url=f"{server}/gone")
    ours = Source(kind="clinic", title="Our leaflet")
    assert [one.name for one in answers({"both": both, "ours": ours}, 5, f"{server}/", wait=lambda seconds: None)] == ["both"]
    assert Asked.asked == [("HEAD", "/10.1/known")]


def test_one_server_gets_a_pause_between_two_questions(server: str) -> None:
    waited: list[float] = []
    other = server.replace("127.0.0.1", "localhost")
    given = {name: source(url=url) for name, url in (("a", f"{server}/there"), ("b", f"{other}/there"), ("c", f"{server}/moved"))}
    assert [one.is_gone for one in answers(given, 5, wait=waited.append)] == [False, False, False]
    assert waited == [PAUSE]


def test_without_a_network_nothing_is_said_and_soon_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nobody(opener: object, request: object, seconds: float) -> str:
        asked.append(request.full_url)  # type: ignore[attr-defined]
        return "no answer came"

    monkeypatch.setattr(still_there, "_status", nobody)
    given = {str(number): source(url=f"http://127.0.0.{number}/") for number in range(1, 10)}
    found = list(answers(given, 5, wait=lambda seconds: None))
    assert [one.is_gone for one in found] == [None] * 9
    assert len(set(asked)) == SILENT
    assert {one.words for one in found[SILENT:]} == {"not asked, because nobody answers"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://127.0.0.1:99999/"])
def test_an_address_that_nobody_answers_is_no_fault_of_the_source(address: str) -> None:
    given = {"one": Source.model_construct(kind="guidance", title="A lamp", doi=None, url=address)}
    (answer,) = answers(given, 2, wait=lambda seconds: None)
    assert (answer.is_gone, answer.words) == (None, "no answer came")


@pytest.mark.parametrize(("says", "words"), [(b"", "no answer came in time"), (b"this is no web server\r\n\r\n", "no answer came")])
def test_a_server_that_is_silent_or_speaks_nonsense_is_waited_for_no_longer_than_told(says: bytes, words: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def answer_all() -> None:
            for _ in range(2 * TRIES):
                connection, _ = listening.accept()
                connection.sendall(says)
                held.append(connection)

        threading.Thread(target=answer_all, daemon=True).start()
        (answer,) = answers({"one": source(url=f"http://127.0.0.1:{listening.getsockname()[1]}/")}, 0.1, wait=lambda seconds: None)
        for connection in held:
            connection.close()
    assert (answer.is_gone, answer.words) == (None, words)


# The command


def put(root: Path, *addresses: str) -> None:
    """Add sources with these addresses."""
    text = (root / "data/sources.yml").read_text("utf-8")
    for number, address in enumerate(addresses):
        text += f"\nmore-{number}:\n  kind: guidance\n  title: A leaflet\n  url: {address}\n"
    (root / "data/sources.yml").write_text(text, "utf-8")


@pytest.fixture
def clinic(clinic_copy: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up clinic, whose own sources nobody asks for, in the folder that commands run in."""
    monkeypatch.chdir(clinic_copy)

    def of_ours(sources: dict[str, Source], seconds: float) -> Iterator[Answer]:
        return answers({name: one for name, one in sources.items() if name.startswith("more-")}, seconds, wait=lambda _: None)

    monkeypatch.setattr(still_there, "answers", of_ours)
    return clinic_copy


def test_a_source_that_is_gone_is_named_with_its_line(clinic: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(clinic, f"{server}/there", f"{server}/gone", f"{server}/programs-refused")
    assert main(["sources"]) == 1
    told = capsys.readouterr()
    lines = (clinic / "data/sources.yml").read_text("utf-8").splitlines()
    line = lines.index(f"  url: {server}/gone") + 1
    assert f"data/sources.yml:{line}:8  {server}/gone answers 404 Not Found. Look where it has moved to" in told.err
    assert told.out == f"1 of 3 addresses answer.\nNobody can say: more-2  {server}/programs-refused  (403 Forbidden)\n"


def test_a_network_that_fails_fails_nothing(clinic: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(clinic, "http://127.0.0.1:9/")
    assert main(["sources", "--seconds", "1"]) == 0
    assert capsys.readouterr().out.startswith("0 of 1 addresses answer.\nNobody can say: more-0")


def test_the_text_of_an_issue_lists_what_is_gone_and_nothing_else(clinic: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(clinic, f"{server}/there", f"{server}/gone", f"{server}/programs-refused")
    assert main(["sources", "--markdown"]) == 1
    *_, items = capsys.readouterr().out.partition("\n\n")
    assert items == f"- [ ] `more-1`: <{server}/gone> answers 404 Not Found\n"


def test_for_programs_there_is_one_list(clinic: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    put(clinic, f"{server}/gone")
    assert main(["sources", "--format", "json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert one["path"] == "data/sources.yml"
