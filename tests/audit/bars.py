"""The bars, part by part: what was measured, and whether it is met. Lines of tables come between them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from macros.checks import contrast
from tests.audit.every_page import MOST, Stops, complaints_of, looks, lost_without_a_script
from tests.audit.lighthouse import CATEGORIES, CLS, LCP, TBT, Lighthouse, find_lighthouse, look_at, power, slower_than
from tests.audit.nu import find_checker, html_errors
from tests.audit.sites import Sites
from tests.audit.weight import FIRST_PAINT, REQUESTS, WHOLE_PAGE, weigh
from tests.bench.report import Verdict
from tests.browser.kinds import page_of_each_kind
from tests.site.serving import serving

Told = Iterator[Verdict | str]
BUDGET = ("questions", "concern")
SHOWN = ("home", "questions", "concern", "estimate")


def weight(browser: Browser, sites: Sites, runs: int) -> Told:
    """Bytes and requests before anybody searches, as the browser counts them: bodies as they were sent, with their headers."""
    kinds = page_of_each_kind(sites.patients)
    yield f"{'Weight, in bytes':32}{'':10}{'to paint':>10}{'in all':>10}{'requests':>10}"
    found = {}
    for kind in SHOWN:
        for name, site in _by_name(sites).items():
            one = found[kind, name] = weigh(browser, site, kinds[kind])
            yield f"{kinds[kind]:32}{name:10}{one.first_paint:>10,}{one.total:>10,}{one.requests:>10}"
    for kind in BUDGET:
        for name in ("patients", "preview"):
            one, what = found[kind, name], f"{kind} page, {name}"
            yield Verdict(one.first_paint <= FIRST_PAINT, f"{what}: {one.first_paint:,} bytes to paint, at most {FIRST_PAINT:,}")
            yield Verdict(one.total <= WHOLE_PAGE, f"{what}: {one.total:,} bytes in all, at most {WHOLE_PAGE:,}")
            yield Verdict(one.requests <= REQUESTS, f"{what}: {one.requests} requests, at most {REQUESTS}")
    every = {path: weigh(browser, sites.patients.site, path) for path in sites.patients.pages}
    elsewhere = [f"{path}  {address}" for path, one in every.items() for address in one.elsewhere]
    yield from _none("what comes from somebody else", len(every), elsewhere)
    searched = [f"{path}  {part.address}" for path, one in every.items() for part in one.loaded if "search" in part.address]
    yield from _none("what the search loads before anybody searches", len(every), searched)


def colours(browser: Browser, sites: Sites, runs: int) -> Told:
    """The contrast of the tokens, and of the clinic's brand where it has one."""
    for look in contrast.looks(sites.patients.root, sites.patients.guide):
        for least, what in ((contrast.TEXT, "text"), (contrast.SHAPE, "the mark of the keyboard")):
            seen, ink, ground, _ = next(pair for pair in look.pairs() if pair[3] == least)
            told = f"{what} has {seen:.2f} to 1 or more ({ink} on {ground}), at least {least:g}"
            yield Verdict(seen >= least, f"tokens, {look.scheme}: {told}")


def pages(browser: Browser, sites: Sites, runs: int) -> Told:
    """Every page, in each way that a patient may hold it."""
    stops, paths = Stops(), [*sites.patients.pages, "404.html"]
    with serving(sites.patients.site) as address:
        addresses = [address + path for path in paths]
        for look in looks(stops):
            yield from _none(look.title, len(paths), complaints_of(look, browser, addresses))
        yield from _none("what is lost without a script", len(paths), lost_without_a_script(browser, addresses))
    yield Verdict(stops.smallest >= 23.9, f"the smallest target of {stops.count:,} stops: {stops.smallest:.1f} px, at least 24")


def markup(browser: Browser, sites: Sites, runs: int) -> Told:
    """No error of HTML, as served and as it stands after the scripts have run."""
    checker, reason = find_checker()
    if not checker:
        yield Verdict(False, f"Nu: not run, because {reason}")
        return
    for name, site in _by_name(sites).items():
        paths = [*sites.patients.pages, "404.html"]
        served = html_errors(checker, {path: (site / path).read_text("utf-8") for path in paths})
        rendered = html_errors(checker, _rendered(browser, site, paths))
        if name == "plain":
            yield f"        plain Material, the same pages: {len(served)} errors by Nu as served, {len(rendered)} after the scripts"
        else:
            yield from _none(f"errors by Nu as served, {name}", len(paths), served)
            yield from _none(f"errors by Nu after the scripts, {name}", len(paths), rendered)


def lighthouse(browser: Browser, sites: Sites, runs: int) -> Told:
    """As a phone on a slow network sees it, ours beside plain Material's."""
    program, reason = find_lighthouse()
    if not program:
        yield Verdict(False, f"Lighthouse: not run, because {reason}", counts=False)
        return
    kinds, sites_by_name = page_of_each_kind(sites.patients), _by_name(sites)
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        yield f"This machine is busy ({os.getloadavg()[0]:.0f} programs wait for {os.cpu_count()} processors): times come out too long."
    slower = slower_than(strength := power(program, sites.patients.site, kinds[SHOWN[0]]))
    yield f"By Lighthouse's own measure ({strength:,.0f}) a usual phone is {slower} times as slow as this machine."
    yield f"{'Lighthouse, for phones':32}{'':10}{'speed  access  practice  SEO':>28}"
    for kind in SHOWN:
        for name in ("patients", "plain"):
            one = _middle(look_at(program, sites_by_name[name], kinds[kind], slower, runs if name == "patients" else 1))
            yield f"{kinds[kind]:32}{name:10}{one}"
            if name == "patients":
                yield from _light_bars(kind, one)


def _light_bars(kind: str, one: Lighthouse) -> Told:
    scores = ", ".join(f"{name} {score}" for name, score in zip(CATEGORIES, one.scores, strict=True))
    yield Verdict(one.is_all_well, f"{kind} page: {scores}, each 100{''.join(f'; {lost}' for lost in one.lost)}")
    yield Verdict(one.lcp <= LCP, f"{kind} page: LCP {one.lcp:.2f} s, at most {LCP} s")
    yield Verdict(one.cls <= CLS, f"{kind} page: CLS {one.cls:.3f}, at most {CLS:g}")
    yield Verdict(one.tbt <= TBT, f"{kind} page: TBT {one.tbt:.0f} ms, at most {TBT:g}")


def _middle(found: list[Lighthouse]) -> Lighthouse:
    """The median of each number: a busy machine makes single runs slower."""
    scores = (round(median(scores)) for scores in zip(*(one.scores for one in found), strict=True))
    lcp, cls, tbt = (median(getattr(one, name) for one in found) for name in ("lcp", "cls", "tbt"))
    lost = sorted(found, key=lambda one: len(one.lost))[len(found) // 2].lost
    return Lighthouse(tuple(scores), lcp, cls, tbt, lost)


def _rendered(browser: Browser, site: Path, paths: list[str]) -> dict[str, str]:
    page, found = browser.new_page(), {}
    with serving(site) as address:
        for path in paths:
            page.goto(address + path)
            found[path] = "<!doctype html>" + page.evaluate("document.documentElement.outerHTML")
    page.context.close()
    return found


def _by_name(sites: Sites) -> dict[str, Path]:
    return {"patients": sites.patients.site, "preview": sites.preview.site, "plain": sites.plain}


def _none(what: str, count: int, found: list[str]) -> Told:
    """A bar that is met where nothing is found; the first few of what is found follow it."""
    yield Verdict(not found, f"{what}: {len(found) or 'none'} on {count} pages")
    yield from (f"          {one[:200]}" for one in found[:MOST])
