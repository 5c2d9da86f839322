"""live preview on http://127.0.0.1:8000"""

from __future__ import annotations

import argparse
import errno
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.preview.preview import Preview
    from macros.preview.serving import Server

FIRST_PORT, TRIED = 8000, 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve."""
    parser.add_argument("--port", type=int, metavar="NUMBER", help=f"the port to use; {FIRST_PORT}, or the next free one, if left out")


def run(root: Path, options: argparse.Namespace) -> int:
    """Show the site on this machine and follow edits, until it is stopped."""
    from macros.facts.problem import Problem
    from macros.preview.preview import Preview

    def show(problems: tuple[Problem, ...]) -> None:
        options.tell(problems) if problems else say("all is well again")

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    preview = Preview(root, say, show)
    try:
        server = _open(preview, options.port)
        if server is None:
            return 1
        print(f"Preview: http://127.0.0.1:{server.server_port}/  It follows every edit. Stop it with Ctrl+C.", flush=True)
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nThe preview has stopped.")
    finally:
        preview.close()
    return 0


def say(line: str) -> None:
    """One calm line with the time before it."""
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def _open(preview: Preview, wanted: int | None) -> Server | None:
    """The server, on the port that was asked for or the first that is free. None, and a word about it, if that is taken."""
    from macros.preview.serving import Server

    for port in range(FIRST_PORT, FIRST_PORT + TRIED) if wanted is None else [wanted]:
        try:
            return Server(preview, port)
        except (OSError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            next_one = ", so the next one is tried" if wanted is None else ""
            print(f"Port {port} is in use by another program, perhaps a preview that still runs{next_one}.", file=sys.stderr)
    print("Stop that program, or leave out --port: then the first free port from 8000 on is taken.", file=sys.stderr)
    return None
