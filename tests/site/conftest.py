"""What several tests of built sites may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.project import Built, assemble, build

NESTED = """
- Start: index.md
- Treatments:
    - Lamp light:
        - All concerns: lamp/index.md
        - concerns_of: lamp
        - Your estimate: lamp/estimate.md
        - Safety: lamp/safety.md
    - Cool mist:
        - concerns_of: mist
        - Your estimate: mist/estimate.md
        - Safety: mist/safety.md
    - Questions: faq/index.md
"""


@pytest.fixture(scope="session")
def nested(fixture_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the made-up clinic with a menu of three levels."""
    root = assemble(fixture_clinic, tmp_path_factory.mktemp("nested") / "project")
    menu = root / "content/menu.yml"
    menu.write_text(NESTED + "- About:\n" + menu.read_text("utf-8").partition("- About:\n")[2], "utf-8")
    return build(root)
