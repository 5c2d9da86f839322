"""What the tests of the checks share: the rules of the real data/claims.yml, read once, because reading them takes longer than a check."""

from __future__ import annotations

from functools import cache

import pytest

from macros.checks.claims import paths
from macros.facts.claims import Lists, read_claims
from tests.conftest import PROJECT


@cache
def real_rules() -> Lists:
    return read_claims(PROJECT)


@pytest.fixture(autouse=True)
def rules_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "read_claims", lambda root: real_rules())
