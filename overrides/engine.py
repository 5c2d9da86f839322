"""An engine, loaded while the pages are still being staged: `engine.py mkdocs --site-dir FOLDER` waits for a line of input to begin.

It ends when that input ends: the build that gave the orders has ended then, or was killed, and nobody must go on writing for it.

Loading takes mkdocs a third of a second, as long as a small guide takes to be staged; so both happen at once. No line, no build.
Each engine is a module beside this one, `by_mkdocs.py` for mkdocs, with a function that builds.
"""

import os
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from threading import Thread


def main():
    """Load the engine, wait for the word, build."""
    parser = ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--site-dir", type=Path, required=True)
    told = parser.parse_args()
    try:
        engine = import_module(f"by_{told.name}")
        if os.read(0, len(b"begin\n")):
            watch()
            os.register_at_fork(after_in_child=watch)  # whoever helps this process ends with the build, too
            engine.build(told.site_dir)
    except OSError as error:
        # What the system refuses (a full disk, a missing permission) is no mistake of the program, so nobody is shown where in it that was.
        sys.exit(f"{error.filename or told.name}: {error.strerror}. Check free space and permissions.")


def watch():
    """End this process with the build."""
    Thread(target=end_with_the_build, daemon=True).start()


def end_with_the_build():
    """Nothing more comes: reading goes on until the system closes the pipe."""
    os.read(0, 1)
    os._exit(1)


main()
