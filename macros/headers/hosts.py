"""The same headers as each kind of host wants to be told them."""

from __future__ import annotations

import json

from macros.headers.wanted import ASK_EACH_TIME, FOR_EVER, NAMED_BY_CONTENT, Wanted

MOST_RULES = 100  # of Cloudflare Pages, which passes over all others


def headers_file(wanted: Wanted) -> str:
    """`_headers` for Netlify and Cloudflare Pages.

    Both join the values of all rules that fit, so no two may say Cache-Control: what is not listed keeps their own "ask each time".
    A file that does not fit in any more only does not stay in the browser.
    """
    rules = ["/*", *_indented(wanted.headers)]
    for path in wanted.kept_for_ever[: MOST_RULES - 1]:
        rules += [f"/{path}", *_indented({"Cache-Control": FOR_EVER})]
    return _lines(rules)


def vercel(wanted: Wanted) -> str:
    """`vercel.json`. Of two rules that say the same header the last one counts."""
    return json.dumps({"headers": [
        _vercel_rule("/(.*)", {**wanted.headers, "Cache-Control": ASK_EACH_TIME}),
        _vercel_rule(f"/({NAMED_BY_CONTENT.removesuffix('$')})", {"Cache-Control": FOR_EVER}),
    ]}, indent=2) + "\n"  # fmt: skip


def nginx(wanted: Wanted) -> str:
    """Lines to include in a `server`. An answer that is an error is never kept: "always" stands with the other headers alone."""
    return _lines([
        "# In your server { ... }: include this file. A location with an add_header of its own loses these: include it there, too.",
        f'set $clinic_guide_cache "{ASK_EACH_TIME}";',
        f'if ($uri ~ "/{NAMED_BY_CONTENT}") {{ set $clinic_guide_cache "{FOR_EVER}"; }}',
        "add_header Cache-Control $clinic_guide_cache;",
        *(f'add_header {name} "{value}" always;' for name, value in wanted.headers.items()),
    ])  # fmt: skip


def caddy(wanted: Wanted) -> str:
    """Lines to import into a site of a Caddyfile that has a root."""
    return _lines([
        "# In your site's block, which has a root and a file_server: import this file.",
        "header {", *_indented({name: f'"{value}"' for name, value in wanted.headers.items()}, sign=""), "}",
        "@kept {", f"  path_regexp /{NAMED_BY_CONTENT}", "  file", "}",
        "@asked_for {", "  not {", f"    path_regexp /{NAMED_BY_CONTENT}", "  }", "}",
        f'header @kept Cache-Control "{FOR_EVER}"',
        f'header @asked_for Cache-Control "{ASK_EACH_TIME}"',
    ])  # fmt: skip


def apache(wanted: Wanted) -> str:
    """Lines for a `<VirtualHost>` or `<Directory>`, or for a .htaccess."""
    return _lines([
        "# Include this file in your <VirtualHost>, or put it beside the pages as .htaccess. It needs mod_headers (a2enmod headers).",
        *(f'Header always set {name} "{value}"' for name, value in wanted.headers.items()),
        f'Header set Cache-Control "{ASK_EACH_TIME}"',
        f'<FilesMatch "^{NAMED_BY_CONTENT.removeprefix("assets/")}">',
        f'  Header set Cache-Control "{FOR_EVER}"',
        "</FilesMatch>",
    ])  # fmt: skip


HOSTS = {"netlify": headers_file, "cloudflare": headers_file, "vercel": vercel, "nginx": nginx, "caddy": caddy, "apache": apache}


def _indented(headers: dict[str, str], sign: str = ":") -> list[str]:
    return [f"  {name}{sign} {value}" for name, value in headers.items()]


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _vercel_rule(source: str, headers: dict[str, str]) -> dict[str, object]:
    return {"source": source, "headers": [{"key": name, "value": value} for name, value in headers.items()]}
