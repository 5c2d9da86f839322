"""python -m macros check | stage | build | serve"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from macros.facts.problem import EditorMistakes

# pydantic would look through every installed package for plugins, which takes longer than reading a small guide. There are none here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 with every problem on standard error."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Builds a clinic's patient guide.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|stage|build|serve")
    for name, (_, text) in COMMANDS.items():
        commands.add_parser(name, help=text, description=text)
    chosen = parser.parse_args(arguments)
    run, _ = COMMANDS[chosen.command]
    root = Path.cwd()
    try:
        return run(root)
    except EditorMistakes as mistakes:
        for problem in mistakes.problems:
            print(problem, file=sys.stderr)
        count = len(mistakes.problems)
        print(f"\n{count} {'problem' if count == 1 else 'problems'}. Nothing was changed.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or root}: {error.strerror}. Check free space and permissions; site/ is as it was.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def check(root: Path) -> int:
    """Read and check everything, write nothing."""
    from macros.checks.content import check_content

    start = time.perf_counter()
    check_content(root)
    print(f"All is well. ({time.perf_counter() - start:.1f} s)")
    return 0


def stage(root: Path) -> int:
    """Write the finished Markdown."""
    from macros.checks.content import check_content
    from macros.pages.stage import write

    write(check_content(root), root / "build")
    return 0


def build(root: Path) -> int:
    """Stage, build, check what was built, and swap it in."""
    from macros.build import build_site

    return build_site(root)


def serve(root: Path) -> int:
    """Show the site on 127.0.0.1:8000 and follow edits."""
    from macros.build import serve_site

    return serve_site(root)


COMMANDS = {
    "check": (check, "check data and content, write nothing"),
    "stage": (stage, "write the finished Markdown to build/pages"),
    "build": (build, "build the whole site into site/, checked"),
    "serve": (serve, "live preview on http://127.0.0.1:8000"),
}

if __name__ == "__main__":
    sys.exit(main())
