"""Two builds of one commit are the same, byte for byte: whenever, wherever and however they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from macros.building import manifest
from tests.site.project import PROJECT, assemble, contents

# A machine that names the files of a folder backwards, and lets nobody out: Python loads this before anything else.
ANOTHER_MACHINE = """
import os, socket, tempfile
_scandir, _listdir = os.scandir, os.listdir

class Backwards:
    def __init__(self, folder):
        self.open = folder
        self.names = iter(sorted(folder, key=lambda one: one.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.names)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.open.close()
    close = __exit__

def no_network(*_):
    raise OSError("there is no network")

os.scandir = lambda *folder: Backwards(_scandir(*folder))
os.listdir = lambda *folder: sorted(_listdir(*folder), reverse=True)
socket.socket.connect = socket.getaddrinfo = no_network
"""

# Each builds the made-up clinic somewhere else, in other circumstances: what differs, in twos and threes.
ELSEWHERE = {
    "somewhere else": {
        "folder": "another place/of ours",
        "environment": {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": "1",
            "SOURCE_DATE_EPOCH": "1700000000",
        },
        "umask": 0o077,
        "on": "2026-11-25",
    },
    "some other day": {
        "folder": "caf\u00e9",
        "environment": {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "COLUMNS": "40"},
        "umask": 0o000,
        "on": "2027-01-31",
        "is_another_machine": True,
    },
}


def built(root: Path, environment: dict[str, str], umask: int, on: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "macros", "build", "--on", on],
        cwd=root,
        env={name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | environment,
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return root


@pytest.fixture(scope="module")
def first(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = assemble(fixture_clinic, tmp_path_factory.mktemp("first") / "project")
    return built(root, {"TZ": "UTC", "PYTHONHASHSEED": "0"}, 0o022, "2026-11-25")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_the_same_site(first: Path, fixture_clinic: Path, tmp_path: Path, where: str) -> None:
    circumstances = dict(ELSEWHERE[where])
    root = assemble(fixture_clinic, tmp_path / circumstances.pop("folder"), is_fresh=True)
    if circumstances.pop("is_another_machine", False):
        (tmp_path / "sitecustomize.py").write_text(ANOTHER_MACHINE, "utf-8")
        circumstances["environment"] = {**circumstances["environment"], "PYTHONPATH": str(tmp_path)}
        age(root)
    built(root, **circumstances)
    is_the_same(first, root)


def test_the_same_site_once_more(first: Path) -> None:
    """Over what the first build has left in .cache/, build/ and site/."""
    before = contents(first / "site"), (first / manifest.NAME).read_bytes()
    built(first, {}, 0o027, "2026-11-26")
    assert (contents(first / "site"), (first / manifest.NAME).read_bytes()) == before


def is_the_same(first: Path, second: Path) -> None:
    one, other = contents(first / "site"), contents(second / "site")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert (first / manifest.NAME).read_bytes() == (second / manifest.NAME).read_bytes()
    assert modes(first / "site") == modes(second / "site") == {"0o100644", "0o40755"}


def modes(site: Path) -> set[str]:
    return {oct(one.stat().st_mode) for one in [site, *site.rglob("*")]}


def age(root: Path) -> None:
    """As if all files had been written at other times, the oldest last."""
    for number, file in enumerate(sorted(root.rglob("*"))):
        os.utime(file, (10**9 - number * 86400, 10**9 - number * 86400))


def test_the_map_of_the_site_names_every_page_and_no_date(first: Path) -> None:
    tree = etree.parse(first / "site/sitemap.xml")
    pages = {page for page in contents(first / "site") if page.endswith(".html") and page != "404.html"}
    addresses = tree.xpath("//*[local-name() = 'loc']/text()")
    assert {address.removeprefix("https://guide.lantern.example/") or "index.html" for address in addresses} == pages
    assert tree.xpath("//*[local-name() = 'lastmod']") == []


def test_nothing_in_a_site_tells_where_it_was_built(first: Path) -> None:
    folder, home = str(first).encode(), str(PROJECT).encode()
    assert [path for path, content in contents(first / "site").items() if folder in content or home in content] == []
