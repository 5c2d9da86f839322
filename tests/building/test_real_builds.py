"""Real builds with the real engine, stopped, doubled, or without room: what no copying engine can show."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.project import Built, assemble, contents

BUILD = [sys.executable, "-m", "macros", "build"]
# The engine waits in the middle of its work, after it has emptied its folder, until it is told to go on.
WAITING = """

def on_pre_build(config):
    import time
    (ROOT / "build/engine-waits").touch()
    while not (ROOT / "go-on").exists():
        time.sleep(0.01)
"""


@pytest.fixture
def project(fixture_clinic: Path, tmp_path: Path) -> Path:
    """A project whose site/ stands from before, with an engine that waits on its way."""
    root = assemble(fixture_clinic, tmp_path / "project")
    with (root / "overrides/hook.py").open("a", encoding="utf-8") as hook:
        hook.write(WAITING)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("<p>last week", "utf-8")
    return root


def _hung_up_on() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def building(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A build whose engine has begun and waits. That it can be hung up on, it does not owe to whoever runs the tests (under nohup, say)."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(BUILD, cwd=root, text=True, start_new_session=True, preexec_fn=_hung_up_on, **pipes)
    try:
        until = time.monotonic() + 60
        while not (root / "build/engine-waits").exists():
            assert time.monotonic() < until
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        yield process
    finally:
        (root / "go-on").touch()
        process.kill()
        process.communicate()


def is_free(root: Path, within: float) -> bool:
    """Whether nobody holds the lock any more: the engine holds it, too, as long as it lives."""
    until = time.monotonic() + within
    with (root / "build/lock").open("r") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(0.01)


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (signal.SIGKILL, -9, ""),
        (signal.SIGHUP, -1, ""),
        (signal.SIGTERM, 130, "\nStopped. site/ is as it was.\n"),
        (signal.SIGINT, 130, "\nStopped. site/ is as it was.\n"),
    ],
)
def test_no_engine_outlives_its_build(project: Path, how: signal.Signals, code: int, said: str) -> None:
    before = contents(project / "site")
    with building(project) as process:
        process.send_signal(how)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told[-len(said) :] if said else told[:0]) == (code, said)
        assert "Traceback" not in told
        assert is_free(project, within=20)
    assert contents(project / "site") == before


def test_ctrl_c_reaches_the_build_alone(project: Path) -> None:
    """A terminal sends it to every process that it knows. The engine must not answer with a word of its own."""
    with building(project) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [line for line in told.splitlines() if line and not line.startswith("INFO")] == ["Stopped. site/ is as it was."]


def test_two_builds_at_once(project: Path) -> None:
    with building(project) as first:
        second = subprocess.run(BUILD, cwd=project, capture_output=True, text=True, timeout=60, check=False)
        assert (second.returncode, second.stdout) == (1, "")
        assert f"another build is running here (process {first.pid}). Wait until it ends, or stop it.  [build-running]" in second.stderr
        (project / "go-on").touch()
        said, told = first.communicate(timeout=60)
        assert first.returncode == 0, told
        assert "Built and checked" in said


def test_a_preview_does_not_disturb_a_build(project: Path) -> None:
    """What `make serve` of plain mkdocs stages waits until the build has read its pages."""
    page = project / "content/index.md"
    with building(project) as build:
        staged = (project / "build/pages/index.md").read_bytes()
        page.write_text(page.read_text("utf-8") + "\nAn edit in the meantime.\n", "utf-8")
        stage = subprocess.Popen([sys.executable, "-m", "macros", "stage"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            stage.wait(2)
        assert (project / "build/pages/index.md").read_bytes() == staged
        (project / "go-on").touch()
        assert build.wait(60) == 0
        assert stage.wait(60) == 0
        stage.communicate()
    assert "in the meantime" not in (project / "site/index.html").read_text("utf-8")
    assert "in the meantime" in (project / "build/pages/index.md").read_text("utf-8")


@pytest.fixture
def standing(fixture_clinic: Path, lantern: Built, tmp_path: Path) -> Path:
    """A project whose site/ is the fixture clinic's, with one page of last week."""
    root = assemble(fixture_clinic, tmp_path / "project", is_fresh=True)  # a build that has less to do needs less room
    shutil.copytree(lantern.site, root / "site")
    (root / "site/index.html").write_text("<p>last week", "utf-8")
    return root


def build_after(preparation: str, root: Path) -> subprocess.CompletedProcess[str]:
    """A build in a process that has prepared itself with a few lines of Python."""
    script = f"import ctypes, os, resource\n{preparation}\nos.execv({sys.executable!r}, {BUILD!r})"
    return subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)


def keeps_the_old_site(done: subprocess.CompletedProcess[str], site: Path, before: dict[str, bytes], number: int) -> None:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert os.strerror(number) in done.stderr
    assert done.stderr.count("site/ is as it was") == 1
    assert contents(site) == before


@pytest.mark.parametrize(
    ("limit", "most", "number"),
    [
        (resource.RLIMIT_FSIZE, 60_000, errno.EFBIG),  # a built page is longer than its Markdown: the engine fails
        (resource.RLIMIT_FSIZE, 1_000, errno.EFBIG),  # so is a page: staging fails
        (resource.RLIMIT_NOFILE, 6, errno.EMFILE),
    ],
)
def test_a_limit_of_the_system(standing: Path, limit: int, most: int, number: int) -> None:
    before = contents(standing / "site")
    done = build_after(f"resource.setrlimit({limit}, ({most}, {most}))", standing)
    keeps_the_old_site(done, standing / "site", before, number)


def mounted(root: Path, how: str) -> subprocess.CompletedProcess[str]:
    """Build where `how` has prepared the project at `root` in a view of the disks that nobody else has. Keep the site in after/."""
    script = f"set -e; cd {root.parent}; {how}; cd {root}; {' '.join(BUILD)} || code=$?; cp -a site ../after; exit ${{code:-0}}"
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False)
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"needs root and a system that lets it mount: {done.stderr.strip()}")
    return done


may_mount = os.geteuid() == 0 and shutil.which("unshare")
needs_mounts = pytest.mark.skipif(not may_mount, reason="needs root, and Linux, to mount a disk for itself")


@needs_mounts
@pytest.mark.parametrize("kilobytes", [0, 40, 700])
def test_a_full_disk(standing: Path, kilobytes: int) -> None:
    """Room for nothing, for some pages, for half of the site: on a disk in memory that holds the project and `kilobytes` more."""
    before = contents(standing / "site")
    size = "$(( $(du -sk original | cut -f1) * 5 / 4 + 4096 ))k"
    fill = f"fill=$(( $(df --output=avail -k project | tail -1) - {kilobytes} )); head -c ${{fill}}k /dev/zero > project/filler"
    how = f"mv project original; mkdir project; mount -t tmpfs -o size={size} none project; cp -a original/. project; {fill}"
    keeps_the_old_site(mounted(standing, how), standing.parent / "after", before, errno.ENOSPC)


@needs_mounts
def test_a_disk_that_cannot_be_written(standing: Path) -> None:
    before = contents(standing / "site")
    done = mounted(standing, "mount --bind -o ro project project")
    keeps_the_old_site(done, standing / "site", before, errno.EROFS)


@needs_mounts
def test_a_site_that_is_a_disk_of_its_own(standing: Path) -> None:
    before = contents(standing / "site")
    done = mounted(standing, "mkdir disk; cp -a project/site/. disk; mount --bind disk project/site")
    assert done.returncode == 1
    assert "[site-elsewhere]" in done.stderr
    assert contents(standing.parent / "disk") == before == contents(standing / "site")


# Permissions do not stop root. Linux can take that privilege from a process: PR_CAPBSET_DROP of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
OBEY_PERMISSIONS = "drop = ctypes.CDLL(None).prctl\nassert drop(24, 1, 0, 0, 0) == drop(24, 2, 0, 0, 0) == 0"


@pytest.mark.skipif(os.geteuid() == 0 and sys.platform != "linux", reason="permissions do not stop root here")
@pytest.mark.parametrize("closed", [".", "build", "build/pages"])
def test_no_permission(standing: Path, closed: str) -> None:
    before = contents(standing / "site")
    (standing / closed).chmod(0o555)
    done = build_after(OBEY_PERMISSIONS if os.geteuid() == 0 else "", standing)
    (standing / closed).chmod(0o755)
    keeps_the_old_site(done, standing / "site", before, errno.EACCES)
