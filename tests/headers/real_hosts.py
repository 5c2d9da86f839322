"""Real web servers with the settings that are printed for them, each serving one site on a free port."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0  # seconds until a server answers
_WHERE = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_APACHE_MODULES = Path("/usr/lib/apache2/modules")
_NGINX = """
daemon off; master_process off; pid {here}/pid; error_log {here}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {here}/1; proxy_temp_path {here}/2; fastcgi_temp_path {here}/3; uwsgi_temp_path {here}/4; scgi_temp_path {here}/5;
  server {{ listen 127.0.0.1:{port}; root {site}; error_page 404 /404.html; include {settings}; }}
}}
"""
_CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  import {settings}
  file_server
  handle_errors {{
    rewrite * /404.html
    file_server
  }}
}}
"""
_APACHE = """
ServerRoot {here}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {here}/pid
ErrorLog {here}/errors
User www-data
Group www-data
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
DocumentRoot {site}
ErrorDocument 404 /404.html
Include {settings}
"""
_CADDYFILE = ["--adapter", "caddyfile", "--config"]
# The program, its whole configuration around the printed settings, and how it says whether one is right, and runs by it.
SERVERS = {
    "nginx": ("nginx", _NGINX, ["-t", "-c"], ["-c"]),
    "caddy": ("caddy", _CADDY, ["validate", *_CADDYFILE], ["run", *_CADDYFILE]),
    "apache": ("apache2", _APACHE, ["-t", "-f"], ["-X", "-f"]),
}


def program_of(host: str) -> str | None:
    """The server's program, if it is installed."""
    return shutil.which(SERVERS[host][0]) or shutil.which(SERVERS[host][0], path=_WHERE)


@contextmanager
def served_by(host: str, settings: str, site: Path, here: Path) -> Iterator[int]:
    """Run a server with these settings in the folder `here`. Gives its port; fails with its own words if it refuses them."""
    program, (_, around, ask, run) = program_of(host), SERVERS[host]
    assert program
    (here / "settings").write_text(settings, "utf-8")
    port, file = _free_port(), here / "whole"
    file.write_text(around.format(here=here, site=site, port=port, settings=here / "settings", modules=_APACHE_MODULES), "utf-8")
    said = subprocess.run([program, *ask, file], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    with subprocess.Popen([program, *run, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def asked_for(port: int, path: str) -> tuple[int, dict[str, str]]:
    """Status and headers of what is served at `path`. A header that is sent twice is seen as such."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        found[name.lower()] = f"{found[name.lower()]} AND {value}" if name.lower() in found else value
    return answer.status, found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
