"""The YAML language server that editors run, as a test talks to it: questions and answers over standard input and output."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.npm import installed

PROJECT = Path(__file__).parents[2]
WANTED = Path(__file__).parent
INSTALLED = PROJECT / ".cache/editor"
PATIENCE = 20  # seconds for one answer


def find_server() -> tuple[list[str], str]:
    """How to start the server, or nothing and why there is none. Installed once, by npm, where npm and its registry are there."""
    if reason := installed(WANTED, INSTALLED):
        return [], reason
    program = INSTALLED / "node_modules/yaml-language-server/bin/yaml-language-server"
    return [shutil.which("node") or "node", str(program), "--stdio"], ""


def schemas_by_setting() -> dict[str, str]:
    """Which files have which schema, by the settings for Visual Studio Code."""
    lines = (PROJECT / ".vscode/settings.json").read_text("utf-8").split("\n")
    found: dict[str, str] = json.loads("\n".join(line for line in lines if not line.strip().startswith("//")))["yaml.schemas"]
    return found


@contextmanager
def running(command: list[str], root: Path) -> Iterator[Server]:
    """The server, started for the project at `root` and ended afterwards."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        server = Server(process)
        folders = [{"uri": root.as_uri(), "name": root.name}]
        capabilities = {"textDocument": {"hover": {}, "completion": {}}, "workspace": {"workspaceFolders": True}}
        server.ask("initialize", processId=None, rootUri=root.as_uri(), workspaceFolders=folders, capabilities=capabilities)
        server.tell("initialized")
        server.configure({"validate": True, "schemaStore": {"enable": False}, "schemas": schemas_by_setting()})
        yield server
    finally:
        process.kill()
        process.communicate()


class Server:
    """One language server. Lines and columns count from 1, as everywhere in this project."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def configure(self, settings: dict[str, Any]) -> None:
        """Say that the settings changed; the server then asks for them, part by part."""
        self.tell("workspace/didChangeConfiguration", settings={})
        asked = self._wait(lambda one: one.get("method") == "workspace/configuration")
        parts = [settings if part["section"] == "yaml" else {} for part in asked["params"]["items"]]
        self._send({"id": asked["id"], "result": parts})

    def problems(self, file: Path, text: str) -> list[tuple[int, int, str]]:
        """Open `file` as if it held `text`; the line, column and words of everything that is marked in it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        told = self._wait(lambda one: one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == file.as_uri())
        found = told["params"]["diagnostics"]
        return [(one["range"]["start"]["line"] + 1, one["range"]["start"]["character"] + 1, one["message"]) for one in found]

    def offered(self, file: Path, line: int, column: int) -> dict[str, str]:
        """What may be written at a place of an open file, with its description."""
        answer = self._at("textDocument/completion", file, line, column)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {one["label"]: _words(one.get("documentation")) for one in items}

    def shown(self, file: Path, line: int, column: int) -> str:
        """What is shown when somebody points at a place of an open file."""
        return _words((self._at("textDocument/hover", file, line, column) or {}).get("contents"))

    def _at(self, method: str, file: Path, line: int, column: int) -> Any:
        return self.ask(method, textDocument={"uri": file.as_uri()}, position={"line": line - 1, "character": column - 1})

    def ask(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": parameters})
        return self._wait(lambda one: one.get("id") == number and "method" not in one)["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(f"Content-Length: {len(raw)}\r\n\r\n".encode() + raw)
        self.process.stdin.flush()

    def _wait(self, is_it: Any) -> dict[str, Any]:
        while True:
            one = self.heard.get(timeout=PATIENCE)
            if is_it(one):
                return one
            if "method" in one and "id" in one:  # a question of the server; it wants some answer
                self._send({"id": one["id"], "result": None})

    def _listen(self) -> None:
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if line.lower().startswith(b"content-length:"):
                self.process.stdout.readline()
                self.heard.put(json.loads(self.process.stdout.read(int(line.split(b":")[1]))))


def _words(said: Any) -> str:
    if isinstance(said, list):
        return "\n".join(map(_words, said))
    return str(said.get("value", "")) if isinstance(said, dict) else str(said or "")
