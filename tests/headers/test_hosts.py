"""Each host, told in its own way, sends the same headers: real nginx, Caddy and Apache where they are installed."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.headers.hosts import HOSTS, MOST_RULES, headers_file, vercel
from macros.headers.wanted import Wanted, wanted
from tests.headers.real_hosts import SERVERS, asked_for, program_of, served_by
from tests.headers.serving import rules_in, sent_for

STYLE = b"p{color:red}"
KEPT, CHANGING = "assets/site.0123abcd.js", ["index.html", "about/contact.html", "assets/search-index.js", "assets/lantern.svg"]
FOR_EVER = "public, max-age=31536000, immutable"
ALL = {
    "content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy", "permissions-policy",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "x-frame-options",
}  # fmt: skip


@pytest.fixture
def told() -> Wanted:
    return wanted(STYLE, [KEPT, *CHANGING, "404.html"])


@pytest.fixture
def site() -> Iterator[Path]:
    """A small site where servers that give up their rights can read it, too."""
    with tempfile.TemporaryDirectory(prefix="headers-") as folder:
        here = Path(folder)
        here.chmod(0o755)
        for path in (KEPT, *CHANGING, "404.html"):
            (here / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (here / "site" / path).write_text(path)
        yield here / "site"


def lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_the_set_is_full(told: Wanted) -> None:
    assert lower(told.headers).keys() == ALL


@pytest.mark.parametrize("host", SERVERS)
def test_a_real_server_sends_what_is_wanted(host: str, told: Wanted, site: Path) -> None:
    if not program_of(host):
        pytest.skip(f"{host} is not installed")
    expected = lower(told.headers)
    with served_by(host, HOSTS[host](told), site, site.parent) as port:
        assert expected.items() <= asked_for(port, "/about")[1].items()  # which leads to /about/
        for path in (KEPT, *CHANGING, "", "no/such/page.html", "assets/site.ffffffff.js"):
            status, sent = asked_for(port, f"/{path}")
            is_there = path in (KEPT, *CHANGING, "")
            assert status == (200 if is_there else 404), path
            assert {name: value for name, value in sent.items() if name in ALL} == expected, path
            assert sent.get("cache-control") in ([FOR_EVER] if path == KEPT else ["no-cache"] if is_there else ["no-cache", None]), path


def test_netlify_and_cloudflare_send_what_is_wanted(told: Wanted) -> None:
    rules = rules_in(headers_file(told))
    assert lower(sent_for("/index.html", rules)) == lower(told.headers)
    assert lower(sent_for(f"/{KEPT}", rules)) == {**lower(told.headers), "cache-control": FOR_EVER}
    assert "Cache-Control" not in sent_for("/assets/search-index.js", rules)  # both hosts then ask each time


def test_the_limits_of_cloudflare_and_netlify_are_kept() -> None:
    """100 rules and 2,000 characters a line there; nothing may follow a * here."""
    text = headers_file(wanted(STYLE, [*(f"assets/a{number}.{number:08x}.png" for number in range(300)), "film.mp4", "letters.woff2"]))
    rules = rules_in(text)
    assert len(rules) == MOST_RULES == 100
    assert max(map(len, text.splitlines())) <= 2000
    assert all("*" not in path[:-1] for path, _ in rules)
    assert text.isascii()


def test_vercel_sends_what_is_wanted(told: Wanted) -> None:
    def sent(path: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for rule in json.loads(vercel(told))["headers"]:
            if re.fullmatch(rule["source"], path):
                found |= {one["key"].lower(): one["value"] for one in rule["headers"]}
        return found

    for path in ("/", "/about/contact.html", "/assets/search-index.js"):
        assert sent(path) == {**lower(told.headers), "cache-control": "no-cache"}
    assert sent(f"/{KEPT}") == {**lower(told.headers), "cache-control": FOR_EVER}


@pytest.mark.parametrize("path", ["assets/site.0123abcd.js.html", "faq/site.0123abcd.js", "assets/0123abcd.js", "assets/x.0123ABCD.js"])
def test_only_names_that_tell_their_content_are_kept(path: str) -> None:
    assert wanted(STYLE, [path]).kept_for_ever == ()
