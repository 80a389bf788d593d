"""docs/population.md tells what the generator and the health report do today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.data.population_doc import DOC, with_tables

if TYPE_CHECKING:
    from data.health.health import HealthReport


def test_the_tables_are_those_of_the_data(default_health: HealthReport) -> None:
    text = DOC.read_text(encoding="utf-8")
    assert with_tables(text, default_health) == text


def test_every_file_it_names_exists() -> None:
    named = set(re.findall(r"`((?:data|docs|tests)/[\w/]+\.(?:sql|toml|py|md))`", DOC.read_text(encoding="utf-8")))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
