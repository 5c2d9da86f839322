"""What was found on a page before: a page that did not change is not read again. Deleting .cache/ is always safe."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from macros.facts.guide import CLAIMS

Found = list[tuple[str, str, str, str]]  # rule, sentence, phrase, what was seen
_PROGRAM = Path(__file__).resolve().parents[2]
CACHE = _PROGRAM.parent / ".cache/claims"
_MOST_STATES = 4  # of the rules, that are remembered at once


class Remembered:
    """Findings by page, for as long as the rules and this program stay as they are."""

    def __init__(self, root: Path) -> None:
        self.file = CACHE / f"{_state_of_rules(root)}.json"
        self.known: dict[str, Found] = {}
        self.needed: dict[str, Found] = {}
        with suppress(OSError, ValueError):
            self.known = {name: [(rule, sentence, phrase, seen) for rule, sentence, phrase, seen in found]
                          for name, found in json.loads(self.file.read_bytes()).items()}  # fmt: skip

    def get(self, name: str) -> Found | None:
        """What was found then, or by now; or None."""
        found = self.needed.get(name, self.known.get(name))
        if found is not None:
            self.needed[name] = found
        return found

    def put(self, name: str, found: Found) -> None:
        """Remember what was found."""
        self.needed[name] = found

    def keep(self) -> None:
        """Write down what was needed this time. Where that cannot be done, nothing is lost but time."""
        if self.needed.keys() <= self.known.keys() and len(self.known) <= 2 * len(self.needed):
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            for old in sorted(self.file.parent.glob("*.json"), key=lambda file: -file.stat().st_mtime)[_MOST_STATES:]:
                old.unlink(missing_ok=True)
            beside = self.file.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps(self.needed, ensure_ascii=False), "utf-8")
            beside.replace(self.file)


def name_of(*parts: str | bytes) -> str:
    """A short name for this content."""
    return sha256(b"\0".join(part.encode() if isinstance(part, str) else part for part in parts)).hexdigest()[:32]


def _state_of_rules(root: Path) -> str:
    checks = [_PROGRAM / "checks/published.py", *sorted((_PROGRAM / "checks/claims").glob("*.py"))]
    code = [*checks, *(_PROGRAM / f"facts/{name}.py" for name in ("words", "phrases", "claims"))]
    rules = root / CLAIMS if os.access(root / CLAIMS, os.F_OK) else _PROGRAM.parent / CLAIMS
    return name_of(*map(_content, (*code, rules)))[:16]


def _content(file: Path) -> bytes:
    """What stands in a file. Whoever needs one that cannot be read will tell so."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
