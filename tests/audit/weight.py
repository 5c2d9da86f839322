"""What a page costs a patient, by the browser's own accounting: each answer's body as it was sent, and its headers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.site.serving import serving

# Bytes and requests before anybody searches. The first flight of a new connection carries about 14 KB.
FIRST_PAINT, WHOLE_PAGE, REQUESTS = 14_000, 30_000, 5
PHONE = {"width": 360, "height": 800}
# What has to be there before anything is drawn, and what the network layer of a tab is not told: the scripts of workers.
_TIMED = "performance.getEntriesByType('resource').map(one => [one.name, one.renderBlockingStatus === 'blocking', one.transferSize])"


@dataclass(frozen=True)
class Loaded:
    """One answer that the browser got."""

    address: str
    bytes: int
    is_needed_to_paint: bool


@dataclass(frozen=True)
class Weight:
    """Everything that opening one page loaded."""

    loaded: tuple[Loaded, ...]

    @property
    def requests(self) -> int:
        return len(self.loaded)

    @property
    def total(self) -> int:
        return sum(one.bytes for one in self.loaded)

    @property
    def first_paint(self) -> int:
        """The page itself and the files that hold up its first picture."""
        return sum(one.bytes for one in self.loaded if one.is_needed_to_paint)

    @property
    def elsewhere(self) -> list[str]:
        """What came from anybody but the host of the page."""
        host = urlsplit(self.loaded[0].address).netloc
        return [one.address for one in self.loaded if urlsplit(one.address).netloc != host]

    def __str__(self) -> str:
        lines = (f"{one.bytes:>8,} {'paint' if one.is_needed_to_paint else '     '} {one.address}" for one in self.loaded)
        return "\n".join([f"{self.first_paint:,} to paint, {self.total:,} in {self.requests} requests", *lines])


def weigh(browser: Browser, site: Path, path: str) -> Weight:
    """Open a page for the first time, as a new visitor with a phone's window, and wait until nothing more comes.

    The site is served on a port of its own: a browser asks each host but once for its icon.
    """
    with serving(site) as address:
        return _weighed(browser, address + path)


def _weighed(browser: Browser, address: str) -> Weight:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    heard = context.new_cdp_session(page)
    heard.on("Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: told["request"]["url"]}))
    heard.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}))
    heard.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    timed = {name: (is_blocking, size) for name, is_blocking, size in page.evaluate(_TIMED)}
    context.close()
    return Weight(tuple(_loaded(address, asked, sizes, timed)))


def _loaded(address: str, asked: dict[str, str], sizes: dict[str, int], timed: dict[str, Any]) -> list[Loaded]:
    found = []
    for number, url in asked.items():
        is_blocking, size = timed.get(url, (False, 0))
        if not url.startswith(("data:", "blob:")):
            found.append(Loaded(url, sizes.get(number, size), url == address or is_blocking))
    return found
