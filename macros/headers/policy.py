"""What a browser may load and run on a page: the Content-Security-Policy, as strict as what the site holds lets it be."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePosixPath

# Allowed only in a site that holds such files. Films and sounds are linked: a browser shows each in a page that it makes around it.
_ONLY_IF_HELD = {"media-src": {".mp4", ".webm", ".mp3", ".ogg"}, "font-src": {".woff2"}}
# A browser passes over the first in a page, and says so in its console. The second: no text becomes a script or a piece of a page but
# through these, made in overrides/theme/assets/site.js and macros/pages/show_sources.js. In each page it would cost a patient's time.
_ONLY_IN_A_HEADER = "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types clinic-guide show-sources"


def policy_of(style: bytes, paths: Iterable[str]) -> str:
    """The policy of a site that holds files at `paths`, and on whose pages this one `style` stands."""
    endings = {PurePosixPath(path).suffix.lower() for path in paths}
    held = (f"{directive} 'self'" for directive, kinds in _ONLY_IF_HELD.items() if kinds & endings)
    return "; ".join((
        "default-src 'none'", "script-src 'self'", f"style-src 'self' {hash_of(style)}", "img-src 'self'", *held,
        "base-uri 'none'", "form-action 'none'",
    )) + _ONLY_IN_A_HEADER  # fmt: skip


def in_page(policy: str) -> str:
    """As much of a policy as a page can say of itself, for hosts that let nobody set headers."""
    return policy.removesuffix(_ONLY_IN_A_HEADER)


def hash_of(style: bytes) -> str:
    """The source that allows exactly this style."""
    return f"'sha256-{b64encode(sha256(style).digest()).decode()}'"
