"""One workshop for all trials: each of them sets the old site back before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building.trial import Workshop, workshop
from tests.site.project import Built


@pytest.fixture(scope="session")
def trials(fixture_clinic: Path, lantern: Built, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The workshop, after one good build, so that what it keeps from build to build is there."""
    place = workshop(fixture_clinic, lantern.site, tmp_path_factory.mktemp("trials") / "project")
    assert place.build().code == 0
    place.set_back()
    return place
