"""The site of the made-up clinic, built once by the real engine. Read only: a test that edits takes `clinic_copy`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.project import Built, assemble, build


@pytest.fixture(scope="session")
def lantern(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Lantern House, built."""
    return build(assemble(fixture_clinic, tmp_path_factory.mktemp("lantern") / "project"))
