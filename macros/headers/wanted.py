"""All headers that a guide wants from its host: what each one keeps away, and how long a browser may keep a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.headers.policy import policy_of

POLICY = "Content-Security-Policy"
_TWO_YEARS, _A_YEAR = 63_072_000, 31_536_000  # seconds
# What no page of a guide uses, so that nothing can use it in a page's name. Features that browsers agree on: others make them complain.
_DENIED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "Strict-Transport-Security": f"max-age={_TWO_YEARS}; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # whoever follows a link from a page about a concern brings nobody its address
    "Permissions-Policy": ", ".join([*(f"{feature}=()" for feature in _DENIED), "clipboard-write=(self)"]),  # to copy an answer
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}
NAMED_BY_CONTENT = r"assets/[\w-]+\.[0-9a-f]{8}\.\w+$"
FOR_EVER, ASK_EACH_TIME = f"public, max-age={_A_YEAR}, immutable", "no-cache"


@dataclass(frozen=True)
class Wanted:
    """The headers of every answer, and the files that a browser may keep for ever: their name changes with their content."""

    headers: dict[str, str]
    kept_for_ever: tuple[str, ...]


def wanted(style: bytes, paths: Iterable[str]) -> Wanted:
    """What a site wants that holds files at `paths`, and on whose pages this one `style` stands."""
    paths = sorted(paths)
    kept = tuple(path for path in paths if re.match(NAMED_BY_CONTENT, path))
    return Wanted({POLICY: policy_of(style, paths), **_ALWAYS}, kept)
