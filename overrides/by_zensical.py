"""Zensical, told what mkdocs.yml says and what overrides/hook.py tells mkdocs: it runs no hook, and brings along what no page asks for."""

import json
import os
import shutil
import sys
from pathlib import Path

import yaml
from click import ClickException

os.environ.setdefault("NO_COLOR", "1")  # what it says may end in a log
import zensical  # it looks at its surroundings while it loads

ROOT = Path(__file__).parents[1]
STAGED = ROOT / "build/pages"
SETTINGS = ROOT / "build/engine.yml"  # in build/, because Zensical keeps its cache beside its settings


def build(site):
    """Build the staged pages into the folder `site`, from nothing, so that two builds are the same. Ends the program where it refuses."""
    SETTINGS.write_text(yaml.safe_dump(settings(site), allow_unicode=True), "utf-8")
    try:
        zensical.build(str(SETTINGS), {"clean": True, "strict": True})
    except (RuntimeError, ClickException) as error:
        sys.exit(f"Zensical: {error}")
    finally:
        shutil.rmtree(SETTINGS.with_name(".cache"), ignore_errors=True)
    keep_what_is_ours(site)


def settings(site):
    """Those of mkdocs.yml, with what was staged: the menu, the name of the clinic, what the templates show."""
    written = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    told = json.loads((ROOT / "build/engine.json").read_text("utf-8"))
    for name in ("hooks", "watch"):
        written.pop(name, None)
    theme = written["theme"] | {"custom_dir": from_there(written["theme"]["custom_dir"])}
    places = {"docs_dir": from_there(STAGED), "site_dir": from_there(site)}
    no_search = {"plugins": [{"search": {"enabled": False}}]}  # it is on if nothing is said, and takes our marks out of the pages
    return written | told | places | no_search | {"theme": theme, "extra": written["extra"] | told["extra"]}


def from_there(path):
    """A path of the project, as the settings have to name it."""
    return os.path.relpath(ROOT / path, SETTINGS.parent)


def keep_what_is_ours(site):
    """Of what was built, the pages; beside them what was staged, as it was staged: Zensical's map of the site is another one."""
    staged = {path.relative_to(STAGED) for path in STAGED.rglob("*") if path.is_file() and not path.name.startswith(".")}
    pages = {path.with_suffix(".html") for path in staged if path.suffix == ".md"} | {Path("404.html")}
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(site) not in pages:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for path in staged:
        if path.suffix != ".md":
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(STAGED / path, site / path)
