"""Nothing is installed but what is written down with its hash, what is shipped has a licence, and a release says what it consists of."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from requirements import materials
from requirements.materials import ENCLOSED, LICENCES, LOCK, Material, as_markdown, as_sbom, enclosed, licence_of, packages
from tests.conftest import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
NODE_LOCKS = [file.with_name("package-lock.json") for top in ("tests", ".github") for file in (PROJECT / top).glob("*/package.json")]


def pins(text: str) -> dict[str, int]:
    """What a lock file names, each with its version and condition, and how many hashes it has."""
    blocks = re.split(r"\n(?=\S)", text.strip())
    return {block.partition(" \\")[0]: len(re.findall(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", block, re.MULTILINE)) for block in blocks}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_exact_versions_with_hashes_and_no_address(lock: Path) -> None:
    found = pins(lock.read_text("utf-8"))
    assert len(found) > 20
    assert [name for name, hashes in found.items() if not re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", name) or not hashes] == []
    assert re.findall(r"https?:|--\w*index|--find-links|@ ", lock.read_text("utf-8")) == []


def test_what_is_tested_is_what_is_published() -> None:
    site, test = (pins((PROJECT / f"requirements/{name}.txt").read_text("utf-8")) for name in ("site", "test"))
    assert site.items() <= test.items()


@pytest.mark.parametrize("lock", NODE_LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_file_of_node_has_hashes_and_no_address(lock: Path) -> None:
    found = json.loads(lock.read_text("utf-8"))["packages"]
    wanted, locked = json.loads((lock.parent / "package.json").read_text("utf-8")), found.pop("")
    for kind in ("dependencies", "devDependencies"):
        assert locked.get(kind) == wanted.get(kind)
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.get(kind, {}).values())
    assert [name for name, one in found.items() if not one.get("integrity", "").startswith("sha512-") or "resolved" in one] == []
    assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text("utf-8")


def test_nothing_is_installed_without_a_look_at_its_hash() -> None:
    """Only `make lock`, which works the hashes out, installs something by its name."""
    files = [PROJECT / "Makefile", PROJECT / ".ci/run", PROJECT / "requirements/lock.sh", *(PROJECT / ".github").rglob("*.y*ml")]
    every = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    lines = [line for line in every if re.search(r"\bpip install|\bnpm (ci|i)", line)]
    assert len(lines) > 4
    careless = [line for line in lines if "--require-hashes" not in line and not ("npm ci" in line and "--ignore-scripts" in line)]
    assert careless == ["@$(RUN) -m pip install --quiet uv"]


# pip itself, offline


def wheel(folder: Path, promise: str) -> Path:
    """A made-up package with one module."""
    file = folder / "made_up_lamp-1.0-py3-none-any.whl"
    contents = {
        "made_up_lamp.py": f"LIGHT = {promise!r}\n",
        "made_up_lamp-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: made-up-lamp\nVersion: 1.0\n",
        "made_up_lamp-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_digest(text)},{len(text.encode())}" for path, text in contents.items()]
    with zipfile.ZipFile(file, "w") as packed:
        for path, text in contents.items():
            packed.writestr(path, text)
        packed.writestr("made_up_lamp-1.0.dist-info/RECORD", "\n".join([*record, "made_up_lamp-1.0.dist-info/RECORD,,", ""]))
    return file


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def install(tmp_path: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """As the Makefile does, without a network."""
    (tmp_path / "lock.txt").write_text(lock, "utf-8")
    command = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--require-hashes", "--no-index"]
    places = ["--find-links", str(tmp_path), "--target", str(tmp_path / "there"), "--requirement", str(tmp_path / "lock.txt")]
    return subprocess.run([*command, "--no-cache-dir", *places], capture_output=True, text=True, check=False)


def test_a_package_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    lock = f"made-up-lamp==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel(tmp_path, 'on').read_bytes()).hexdigest()}\n"
    assert install(tmp_path, lock).returncode == 0
    assert (tmp_path / "there/made_up_lamp.py").read_text("utf-8") == "LIGHT = 'on'\n"
    wheel(tmp_path, "off")  # the same name and version, with other code
    done = install(tmp_path, lock)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


@pytest.mark.parametrize("change", ["another digit", "no hash", "an older sum"])
def test_a_lock_file_that_was_tampered_with_is_refused(tmp_path: Path, change: str) -> None:
    content = wheel(tmp_path, "on").read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    hashes = {
        "another digit": f" --hash=sha256:{'0' if sha256[0] != '0' else '1'}{sha256[1:]}",
        "no hash": "",
        "an older sum": f" --hash=md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}",
    }
    assert install(tmp_path, f"made-up-lamp==1.0{hashes[change]}\n").returncode != 0
    assert not (tmp_path / "there").exists()


# Licences, and what a release consists of


def test_the_list_of_licences_is_up_to_date() -> None:
    made = as_markdown(enclosed(PROJECT), packages(LOCK.read_text("utf-8")))
    assert (PROJECT / LICENCES).read_text("utf-8") == made, "run: .venv/bin/python requirements/materials.py"
    assert "| pydantic | MIT |" in made and "| pymdown-extensions | MIT |" in made
    for target in re.findall(r"\]\(([^)]+)\)", made):
        assert (PROJECT / target).is_file()


def test_no_licence_asks_for_more_than_its_name() -> None:
    """None of them reaches over to the clinic's own pages or program."""
    kind = {"MIT", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "MPL-2.0", "ISC", "0BSD"}
    told = {part for one in packages(LOCK.read_text("utf-8")) for part in re.split(" (?:OR|AND) ", one.licence)}
    assert told <= kind


def test_a_package_whose_licence_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(materials, "READ", {})
    with pytest.raises(ValueError, match="jinja2: what is its licence"):
        licence_of("jinja2")


def test_all_that_lies_here_by_others_is_listed_with_its_licence() -> None:
    """Whatever is under a folder "vendor" is by others."""
    there = {folder.relative_to(PROJECT).as_posix() for top in ("macros", "overrides") for folder in (PROJECT / top).rglob("vendor/*/")}
    assert there == {folder for folder, *_ in ENCLOSED.values()}
    for folder, licence, _ in ENCLOSED.values():
        assert licence in (PROJECT / folder / "LICENSE.txt").read_text("utf-8")


def test_what_lies_here_by_others_is_what_its_readme_says() -> None:
    for one in enclosed(PROJECT):
        files = (file for file in (PROJECT / ENCLOSED[one.name][0]).iterdir() if file.suffix not in (".md", ".txt"))
        assert [hashlib.sha256(file.read_bytes()).hexdigest() for file in files] == list(one.hashes)


def test_a_package_is_read_with_every_hash() -> None:
    a, b, c = (f"    --hash=sha256:{letter * 64}" for letter in "abc")
    lock = f"jinja2==3.1.6 ; python_version > '3' \\\n{a} \\\n{b}\nlxml==6 \\\n{c}\n"
    assert packages(lock) == [
        Material("jinja2", "3.1.6", "BSD-3-Clause", "pkg:pypi/jinja2@3.1.6", ("a" * 64, "b" * 64)),
        Material("lxml", "6", "BSD-3-Clause", "pkg:pypi/lxml@6", ("c" * 64,)),
    ]


def test_the_bill_of_materials_names_everything_with_version_licence_and_hash(tmp_path: Path) -> None:
    """Its form was held against the schema of CycloneDX 1.6 with the validator of cyclonedx-python-lib."""
    for name in ("one", "two"):
        assert materials.main(["--sbom", str(tmp_path / name)]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    bill = json.loads((tmp_path / "one").read_bytes())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    locked = {f"pkg:pypi/{name.partition(' ')[0].replace('==', '@')}" for name in pins(LOCK.read_text("utf-8"))}
    addresses = [one["purl"] for one in bill["components"]]
    assert len(addresses) == len(set(addresses))
    assert locked < set(addresses) and any(address.startswith("pkg:npm/minisearch@") for address in addresses)
    assert bill["dependencies"] == [{"ref": bill["metadata"]["component"]["bom-ref"], "dependsOn": addresses}]
    for one in bill["components"]:
        assert one["licenses"] and (one.get("hashes") or one["externalReferences"])


def test_a_choice_of_licences_is_an_expression() -> None:
    (one,) = as_sbom("1", [Material("x", "1", "MIT OR Apache-2.0", "pkg:pypi/x@1", ("a" * 64,))])["components"]
    assert one["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert one["hashes"] == [{"alg": "SHA-256", "content": "a" * 64}]


# Updates


def test_all_that_this_stands_on_is_looked_after_weekly_in_one_pull_request_each() -> None:
    read = yaml.safe_load((PROJECT / ".github/dependabot.yml").read_text("utf-8"))
    found = {(one["package-ecosystem"], place) for one in read["updates"] for place in one.get("directories", [one.get("directory")])}
    nodes = {("npm", f"/{lock.parent.relative_to(PROJECT).as_posix()}") for lock in NODE_LOCKS}
    assert found == {("pip", "/requirements"), ("github-actions", "/"), *nodes}
    for one in read["updates"]:
        assert one["schedule"]["interval"] == "weekly"
        (group,) = one["groups"].values()
        assert group == {"patterns": ["*"]}


def test_every_lock_file_of_node_is_known_here() -> None:
    tracked = subprocess.run(["git", "ls-files", "*package.json"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("this is no clone, so it is not known which files belong to it")
    assert {PROJECT / path for path in tracked.stdout.split()} <= {lock.with_name("package.json") for lock in NODE_LOCKS}
