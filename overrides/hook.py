"""mkdocs' way in: before it reads a page, have the pages staged. No logic here: other engines skip hooks without a word."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def on_config(config):
    """Stage, and take the menu and the clinic's name from what was staged.

    A process of its own, because `mkdocs serve` never loads changed Python code again. `python -m macros build` has staged already.
    """
    if not os.environ.get("CLINIC_GUIDE_STAGED"):
        staged = subprocess.run([sys.executable, "-m", "macros", "stage"], cwd=ROOT, check=False)
        if staged.returncode:
            raise SystemExit(staged.returncode)
    told = json.loads((ROOT / "build/engine.json").read_text("utf-8"))
    config.nav, config.site_name, config.extra["clinic"] = told["nav"], told["site_name"], told["clinic"]
    return config
