"""A small base whose names nobody else has, so that one of them in a file tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analysis.builder import Builder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = Builder()
    for nth in range(60):
        base.person(f"zebra-{nth}", 4.0 + nth % 13, community=f"stable-{nth // 4}")
    for nth in range(59):
        # Weaker between stables, so that no account has members in two, and all four shards have somebody.
        base.tie(f"zebra-{nth}", f"zebra-{nth + 1}", 0.3 if nth % 4 == 3 else 0.9)
    return base.write(tmp_path_factory.mktemp("stable") / "p")
