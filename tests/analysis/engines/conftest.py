"""A base of towns with ties between them, whole and in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.shards.building import written_store
from analysis.world.prepare import prepare
from data.progress import silent
from data.synthetic.generator import synthesise
from tests.analysis.shards.conftest import source  # noqa: F401 - a fixture: a base whose names nobody else has

if TYPE_CHECKING:
    from analysis.shards.store import Store
    from analysis.world.world import World


@pytest.fixture(scope="package")
def towns(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Store]:
    folder = tmp_path_factory.mktemp("far")
    synthesise(folder / "p", subscribers=1500, seed=11)
    store = written_store(folder / "p", folder / "s", 5, seed=1, threads=2, replace_old=False, progress=silent)
    return prepare(folder / "p"), store
