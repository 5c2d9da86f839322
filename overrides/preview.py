"""The workshop of a live preview (workshop.py), in a process of its own. Started with the number of an open connection to its asker.

An edit of the program starts another one beside it, which takes over when it is ready.
"""

import gc
import logging
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from errors import summary

ROOT = Path(__file__).parents[1]


def main():
    line = Connection(int(sys.argv[1]))
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    logging.getLogger("mkdocs").propagate = False
    gc.set_threshold(100_000)
    sys.path.insert(0, str(ROOT))
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    try:
        import theming  # noqa: F401 - mkdocs loads now, not when a page is asked for
        from workshop import HOME, Workshop

        shop = Workshop(line)
        shop.look()
        shop.get(HOME)
    except BaseException as error:
        line.send(("broken", summary(error)))
        return
    line.send(("ready",))
    try:
        shop.run()
    except OSError:
        pass  # nobody asks any more
    except BaseException as error:
        line.send(("broken", summary(error)))


main()
