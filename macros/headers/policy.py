"""What a browser may load and run on a page: the Content-Security-Policy, as strict as what the site holds lets it be."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePosixPath

# Allowed only in a site that holds such files. Films and sounds are linked: a browser shows each in a page that it makes around it.
_ONLY_IF_HELD = {"media-src": {".mp4", ".webm", ".mp3", ".ogg"}, "font-src": {".woff2"}}
# Only in a header: browsers pass over the first in a page, and say so in their console, and the others would cost a patient's time there.
_FROM_HERE = "; frame-ancestors"


def policy_of(style: bytes, paths: Iterable[str]) -> str:
    """The policy of a site that holds files at `paths`, and on whose pages this one `style` stands."""
    paths = list(paths)
    endings = {PurePosixPath(path).suffix.lower() for path in paths}
    held = (f"{directive} 'self'" for directive, kinds in _ONLY_IF_HELD.items() if kinds & endings)
    return "; ".join((
        "default-src 'none'", "script-src 'self'", f"style-src 'self' {hash_of(style)}", "img-src 'self'",
        "connect-src 'self'",  # nobody but this site: tools that look at a page ask it for robots.txt
        *held,
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", _trusted(paths),
    ))  # fmt: skip


def in_page(policy: str) -> str:
    """As much of a policy as a page can say of itself, for hosts that let nobody set headers."""
    return policy.partition(_FROM_HERE)[0]


def hash_of(style: bytes) -> str:
    """The source that allows exactly this style."""
    return f"'sha256-{b64encode(sha256(style).digest()).decode()}'"


def _trusted(paths: list[str]) -> str:
    """Who may make a script or a piece of a page from text: overrides/theme/assets/site.js, and in a preview show_sources.js."""
    return "trusted-types clinic-guide" + " show-sources" * any(path.startswith("show-sources/") for path in paths)
