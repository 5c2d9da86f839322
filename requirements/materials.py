"""What a site is built with and what patients load of others, with the licences: LICENSES.md, or a bill of materials (CycloneDX).

    .venv/bin/python requirements/materials.py               writes LICENSES.md anew
    .venv/bin/python requirements/materials.py --sbom FILE   writes the bill of materials

The lock file says which packages and versions, the installed packages say their licences.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements/site.txt"
LICENCES = "LICENSES.md"
# Where a package names no SPDX licence itself: its older words -> the licence.
IN_SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Packages that say "BSD License" and no more: read in the licence that each brings.
READ = {"colorama": "BSD-3-Clause", "jinja2": "BSD-3-Clause"}
# What lies in this repository and is by others: its folder, its licence, where it comes from.
ENCLOSED = {"minisearch": ("macros/search/vendor/minisearch", "MIT", "npm")}


@dataclass(frozen=True, order=True)
class Material:
    """One thing by others. `address` is its package URL; `hashes` are the SHA-256 of every file that may be installed as it."""

    name: str
    version: str
    licence: str
    address: str
    hashes: tuple[str, ...]


def packages(lock: str) -> list[Material]:
    """What a lock file names, in its order. Raises ValueError if a licence is not known, PackageNotFoundError if one is not installed."""
    found = []
    for name, version, rest in re.findall(r"^([\w.-]+)==(\S+)((?:.*\\\n)+.*)", lock, re.MULTILINE):
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest))
        found.append(Material(name, version, licence_of(name), f"pkg:pypi/{name}@{version}", hashes))
    return found


def licence_of(name: str) -> str:
    """The licence of an installed package in SPDX's words."""
    told = metadata(name)
    kinds = [kind.rpartition(" :: ")[2] for kind in told.get_all("Classifier") or [] if kind.startswith("License ::")]
    words = [told.get("License-Expression"), READ.get(name), *map(IN_SPDX.get, kinds), told.get("License")]
    licence = next((one for one in words if one and one != "UNKNOWN"), "")
    if not re.fullmatch(r"[A-Za-z0-9.+-]+( (OR|AND) [A-Za-z0-9.+-]+)*", licence):
        raise ValueError(f"{name}: what is its licence? Look, and write it into READ in requirements/materials.py")
    return licence


def enclosed(root: Path) -> list[Material]:
    """What lies in the repository: version and hash stand in the README beside it."""
    found = []
    for name, (folder, licence, kind) in ENCLOSED.items():
        about = (root / folder / "README.md").read_text("utf-8")
        version, sha256 = (re.search(rf"^\| {row} \| `?([\w.]+)`? \|$", about, re.MULTILINE) for row in ("version", "SHA-256"))
        if not version or not sha256:
            raise ValueError(f"{folder}/README.md does not say its version and SHA-256")
        found.append(Material(name, version[1], licence, f"pkg:{kind}/{name}@{version[1]}", (sha256[1],)))
    return found


def as_markdown(ours: list[Material], built_with: list[Material]) -> str:
    """LICENSES.md."""
    folders = {name: folder for name, (folder, *_) in ENCLOSED.items()}
    licences = dict(sorted({one.name: one.licence for one in built_with}.items()))
    lines = [
        "# Licences of others",
        "",
        "Clinic Guide is under the [MIT licence](LICENSE). This list is made by `.venv/bin/python requirements/materials.py`.",
        "",
        "## What patients load",
        "",
        "| what | licence |",
        "|---|---|",
        *(f"| [{one.name}]({folders[one.name]}/README.md) | [{one.licence}]({folders[one.name]}/LICENSE.txt) |" for one in ours),
        "",
        "## What a site is built with",
        "",
        "Patients load nothing of it. (The letters in the picture of shared links are drawn with Aileron, a typeface that Pillow brings.)",
        "Each package holds its own licence; exact versions and hashes stand in [requirements/site.txt](requirements/site.txt).",
        "",
        "| package | licence |",
        "|---|---|",
        *(f"| {name} | {licence} |" for name, licence in licences.items()),
        "",
    ]
    return "\n".join(lines)


def as_sbom(version: str, materials: list[Material]) -> dict[str, Any]:
    """The bill of materials in CycloneDX 1.6. Without a time and a serial number, so that it can be made again."""
    us = {"type": "application", "name": "clinic-guide", "version": version, "bom-ref": f"clinic-guide@{version}"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": us | {"licenses": [{"license": {"id": "MIT"}}]}},
        "components": [_component(one) for one in materials],
        "dependencies": [{"ref": us["bom-ref"], "dependsOn": [one.address for one in materials]}],
    }


def _component(one: Material) -> dict[str, Any]:
    licence = {"expression": one.licence} if " " in one.licence else {"license": {"id": one.licence}}
    named = {"bom-ref": one.address, "name": one.name, "version": one.version, "purl": one.address}
    found = {"type": "library", **named, "licenses": [licence]}
    if len(one.hashes) == 1:
        return found | {"hashes": [{"alg": "SHA-256", "content": one.hashes[0]}]}
    files = [{"alg": "SHA-256", "content": sha256} for sha256 in one.hashes]
    return found | {"externalReferences": [{"type": "distribution", "url": one.address, "hashes": [file]} for file in files]}


def main(arguments: list[str]) -> int:
    """Write one of the two."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write the bill of materials there; LICENSES.md is written if left out")
    chosen = parser.parse_args(arguments)
    ours, built_with = enclosed(ROOT), packages(LOCK.read_text("utf-8"))
    if chosen.sbom:
        version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        chosen.sbom.write_text(json.dumps(as_sbom(version, [*ours, *built_with]), indent=1) + "\n", "utf-8")
    else:
        (ROOT / LICENCES).write_text(as_markdown(ours, built_with), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
