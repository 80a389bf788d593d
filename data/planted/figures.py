"""The figures planted into optional tables, declared as a market's are: value, unit, source."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from data.schema_history import HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Planted = float | list[float]
FILE = Path(__file__).parent / "planted.toml"
ALL = "all"
NAMES = tuple(table.name for table in HISTORY)


@cache
def planted() -> Mapping[str, Planted]:
    """Return the planted values by section and name, `prices_elasticity`."""
    return {name: cast("Planted", figure["value"]) for name, figure in figures().items()}


@cache
def figures() -> Mapping[str, Mapping[str, object]]:
    """Return each figure with its unit and source, by section and name."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {f"{section}_{name}": figure for section, found in raw.items() for name, figure in found.items()}


def tables_of(names: Iterable[str]) -> frozenset[str]:
    """Return the optional tables that are meant by `names`, of which one may be `all`."""
    wanted = frozenset(names)
    return frozenset(NAMES) if ALL in wanted else wanted
