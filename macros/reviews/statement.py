"""What a reviewer signs, word for word, and whether a signature under it is theirs. OpenSSH does the signing and the verifying.

A statement names its page, the text, the person and both dates, and the review before it. So a signature that is copied to another
page, date or person, or to a later place in the ledger, no longer fits.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from macros.facts.ledger import Entry
from macros.facts.problem import EditorMistakes, about_file
from macros.facts.records import Reviewer
from macros.reviews.fingerprint import digest

NAMESPACE = "clinic-guide-review"  # keeps these signatures apart from those that the same key gives elsewhere: man ssh-keygen, -n
PROGRAM = "ssh-keygen"


def statement(entry: Entry, before: Entry | None) -> str:
    """The text under which an entry's signature stands. `before` is the entry above it in the ledger of the page."""
    lines = {
        "page": entry.page,
        "fingerprint": entry.fingerprint,
        "reviewer": f"{entry.reviewer}, {entry.reviewed_by.in_full}",
        "reviewed on": entry.reviewed_on,
        "next review by": entry.next_review_by,
        "frame": entry.frame or "none",
        "answers": digest(json.dumps(entry.answers, sort_keys=True)) if entry.answers else "none",
        "note": entry.note or "none",
        "review before this one": whole(before) if before else "none",
    }
    said = (f"{name}: {value}\n" for name, value in lines.items())
    return "Clinic Guide, statement of a review, version 1\n" + "".join(said) + "I have read this text as patients will read it.\n"


def whole(entry: Entry) -> str:
    """The fingerprint of an entry, its signature included."""
    return digest(json.dumps(entry.model_dump(), sort_keys=True, ensure_ascii=False))


def sign(text: str, key: Path) -> str:
    """The armoured signature of `text` by the private key in the file `key`. Raises EditorMistakes.

    A passphrase is asked for by OpenSSH itself, on the terminal.
    """
    if not key.is_file():
        raise EditorMistakes([about_file(str(key), "there is no such key file", "Give the private key after --key", "signing-key")])
    command = [_program(), "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    if done.returncode:
        seen = f"OpenSSH could not sign with this key ({_last_line(done.stderr)})"
        is_open = b"UNPROTECTED" in done.stderr or b"are too open" in done.stderr
        do = f"Let nobody else read it: chmod 600 {key}" if is_open else "Give the private key, not the .pub file, after --key"
        raise EditorMistakes([about_file(str(key), seen, do, "signing-key")])
    return done.stdout.decode()


def is_signed_by(reviewer_id: str, reviewer: Reviewer, text: str, signature: str) -> bool:
    """Whether the signature under `text` is of the key that data/reviewers.yml holds for this reviewer. Raises EditorMistakes."""
    with tempfile.TemporaryDirectory() as folder:
        allowed, armour = Path(folder, "allowed_signers"), Path(folder, "signature")
        allowed.write_text(f'{reviewer_id} namespaces="{NAMESPACE}" {reviewer.ssh_key}\n', "utf-8")
        armour.write_text(signature, "utf-8")
        command = [_program(), "-q", "-Y", "verify", "-f", str(allowed), "-I", reviewer_id, "-n", NAMESPACE, "-s", str(armour)]
        return subprocess.run(command, input=text.encode(), capture_output=True, check=False).returncode == 0


def _program() -> str:
    if found := shutil.which(PROGRAM):
        return found
    do = "Install OpenSSH (openssh-client on Debian): signatures of reviews are made and checked with it"
    seen = "ssh-keygen is not installed here, so no signature can be checked"
    raise EditorMistakes([about_file("data/reviewers.yml", seen, do, "signing-key")])


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it did not say why"
