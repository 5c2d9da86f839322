"""mkdocs' way in: before it reads a page, have the pages staged. No logic here: other engines skip hooks without a word."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup
from mkdocs.exceptions import Abort

ROOT = Path(__file__).parents[1]
TOLD = ROOT / "build/engine.json"
command = ""
told = None  # what was staged, where a live preview (overrides/preview.py) has it at hand


def on_startup(command, dirty):
    globals()["command"] = command


def on_config(config):
    """Stage, and take the menu and the clinic's name from what was staged.

    A process of its own, because `mkdocs serve` never loads changed Python code again. `python -m macros build` has staged already.
    """
    if not told and not os.environ.get("CLINIC_GUIDE_STAGED"):
        stage()
    staged = told or json.loads(TOLD.read_text("utf-8"))
    config.nav = staged["nav"]
    config.extra.update(staged["extra"])
    if command != "serve":  # what is served from here has an address of its own
        config.site_url = staged["site_url"]
    elif not told:
        config.extra["policy"] = ""  # `mkdocs serve` puts a script of its own into each page
    config.theme.static_templates.discard("sitemap.xml")  # staged like the pages: macros/pages/found/files.py
    config.site_name = Markup(staged["site_name"])  # escaped already; the theme escapes it in some places and not in others
    return config


def on_files(files, config):
    """Leave out what the theme would load: the pages bring all that they need (macros/pages/look.py)."""
    for file in list(files):
        if not Path(file.abs_src_path).is_relative_to(config.docs_dir):
            files.remove(file)
    return files


def on_env(env, config, files):
    """Keep the theme's compiled templates, as Python keeps its own: they change with the theme alone."""
    folder = ROOT / ".cache/theme"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


def on_post_build(config):
    """Have the search know the pages, and the host their headers, whatever has built them. `python -m macros build` does that by itself."""
    if os.environ.get("CLINIC_GUIDE_STAGED"):
        return
    made = subprocess.run([sys.executable, "-m", "macros", "index", config.site_dir], cwd=ROOT, check=False)
    if made.returncode and command != "serve":
        raise Abort("What the site needs beside its pages could not be made: see the problems above.")


def stage():
    """In a live preview a mistake keeps the last good pages: an abort would leave the browser waiting without a word."""
    staged = subprocess.run([sys.executable, "-m", "macros", "stage"], cwd=ROOT, check=False)
    if staged.returncode and command == "serve" and TOLD.exists():
        # Not logged: in strict mode mkdocs counts an error in its log as a reason to abort.
        print("The preview still shows the last good pages. Mend the problems above; it follows by itself.", file=sys.stderr)
    elif staged.returncode:
        raise Abort("The pages could not be made: see the problems above.")
