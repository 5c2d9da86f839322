"""What others make of the headers: Mozilla's Observatory gives its best mark, and the parsers of Netlify and Vercel read all of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from macros.headers.hosts import headers_file, vercel
from macros.headers.wanted import Wanted, wanted
from tests.headers.serving import Rules, leading_to, rules_in, served_as_told
from tests.npm import installed
from tests.site.project import PROJECT, Built

HERE, INSTALLED = Path(__file__).parent, PROJECT / ".cache/headers"
KEPT = "assets/site.0123abcd.js"


@pytest.fixture(scope="module")
def others() -> None:
    """Node.js with what the lock file names, or the test is skipped."""
    if reason := installed(HERE, INSTALLED):
        pytest.skip(reason)
    shutil.copy(HERE / "told.mjs", INSTALLED)


def told(what: str, *given: object, trusting: Path | None = None) -> Any:
    command = ["node", "told.mjs", what, *map(str, given)]
    environment = {"PATH": str(Path(shutil.which("node") or "").parent), **({"NODE_EXTRA_CA_CERTS": str(trusting)} if trusting else {})}
    done = subprocess.run(command, cwd=INSTALLED, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, *names, "-keyout", file, "-out", file.with_suffix(".crt")], capture_output=True, check=True)
    file.write_text(file.read_text() + file.with_suffix(".crt").read_text())
    return file


def scanned(built: Built, rules: Rules, certificate: Path) -> Any:
    with served_as_told(built.site, rules, certificate) as secure, leading_to(secure) as plain:
        ports = (re.sub(r"\D", "", address) for address in (plain, secure))
        return told("observatory", *ports, trusting=certificate.with_suffix(".crt"))


@pytest.mark.usefixtures("others")
def test_the_observatory_gives_its_best_mark(lantern: Built, certificate: Path) -> None:
    found = scanned(lantern, rules_in((lantern.site / "_headers").read_text("utf-8")), certificate)
    assert {name: test for name, test in found["tests"].items() if not test[0] or test[2] < 0} == {}
    assert found["tests"]["content-security-policy"][1] == "csp-implemented-with-no-unsafe-default-src-none"
    assert found["grade"] == "A+"
    assert found["score"] >= 125


@pytest.mark.usefixtures("others")
def test_on_a_host_without_headers_the_pages_alone_are_not_enough(lantern: Built, certificate: Path) -> None:
    """As on GitHub Pages: the policy and the referrer count, which a page can say itself, and the rest is missing."""
    found = scanned(lantern, [], certificate)
    failed = {name for name, (passes, _, _) in found["tests"].items() if not passes}
    assert failed == {"strict-transport-security", "x-content-type-options", "x-frame-options"}


@pytest.fixture
def small() -> Wanted:
    return wanted(b"p{color:red}", ["index.html", KEPT, "film.mp4"])


@pytest.mark.usefixtures("others")
def test_netlify_reads_all_of_it(small: Wanted, tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text(headers_file(small), "utf-8")
    found = told("netlify", tmp_path / "_headers")
    assert found["errors"] == []
    assert [(one["for"], one["values"]) for one in found["headers"]] == [
        ("/*", small.headers),
        (f"/{KEPT}", {"Cache-Control": "public, max-age=31536000, immutable"}),
    ]


@pytest.mark.usefixtures("others")
def test_vercel_reads_all_of_it(small: Wanted, tmp_path: Path) -> None:
    (tmp_path / "vercel.json").write_text(vercel(small), "utf-8")
    found = told("vercel", tmp_path / "vercel.json")
    assert not found.get("error")
    everywhere, kept = found["routes"]
    assert everywhere["headers"] == {**small.headers, "Cache-Control": "no-cache"}
    paths = ["/", "/faq/index.html", f"/{KEPT}", "/assets/search-index.js", f"/faq/{KEPT}"]
    assert [bool(re.search(everywhere["src"], path)) for path in paths] == [True] * 5
    assert [bool(re.search(kept["src"], path)) for path in paths] == [False, False, True, False, False]
