"""A build that fails leaves the site that stood there, byte for byte, and says what to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.project import Built, contents, run

# Ways to break a clinic: a file, what to add at its end, and where the message must lead.
BROKEN = {
    "data that cannot be read": ("data/clinic.yml", "\nname: Twice\n", "data/clinic.yml:"),
    "a call of no macro": ("content/faq/index.md", '\n{{ sesions("lamp") }}\n', "content/faq/index.md:"),
    "a link that the engine refuses": ("content/faq/index.md", "\n[gone][]\n\n[gone]: nowhere.md\n", "faq/index.md"),
    "an anchor that the engine refuses": ("content/faq/index.md", "\n[gone](#no-such-part)\n", "faq/index.md"),
    "a link that only our check sees": ("content/faq/index.md", '\n<a href="nowhere.html">gone</a>\n', "site/faq/index.html"),
    "a script of somebody else": ("content/faq/index.md", '\n<script src="https://else.example/x.js"></script>\n', "content/faq/index.md:"),
}


@pytest.fixture
def standing(clinic_copy: Path, lantern: Built) -> Path:
    """A project whose site/ stands from an earlier build."""
    shutil.copytree(lantern.site, clinic_copy / "site")
    return clinic_copy


@pytest.mark.parametrize("how", BROKEN)
def test_the_old_site_stays(standing: Path, how: str) -> None:
    file, addition, where = BROKEN[how]
    before = contents(standing / "site")
    with (standing / file).open("a", encoding="utf-8") as broken:
        broken.write(addition)
    done = run(standing, "macros", "build")
    assert done.returncode != 0
    assert where in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(standing / "site") == before


def test_the_old_site_gives_way_to_a_good_build(standing: Path) -> None:
    (standing / "site/left-over.html").write_text("from long ago")
    done = run(standing, "macros", "build")
    assert done.returncode == 0, done.stderr
    assert not (standing / "site/left-over.html").exists()
    assert (standing / "site/index.html").is_file()


def test_what_is_not_ours_stays(standing: Path) -> None:
    (standing / "site").rename(standing / "mine")
    (standing / "site").symlink_to("mine")
    before = contents(standing / "mine")
    done = run(standing, "macros", "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "site/ is a link to mine. Remove the link, so that a folder can stand there.  [not-our-site]" in done.stderr
    assert (standing / "site").readlink() == Path("mine")
    assert contents(standing / "mine") == before
