"""How two rules or assumptions act together: what the rules are worth over a grid of both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from analysis.decide.breakeven import number_named, span_of
from analysis.parallel import side_by_side

if TYPE_CHECKING:
    from analysis.decide.what_if import WhatIf
    from analysis.settings.parameters import Value

SIDE = 7


@dataclass(frozen=True)
class Grid:
    """The npv per initial subscriber at every pair of values: `npv` [row][column], rows by the first name."""

    names: tuple[str, str]
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    npv: tuple[tuple[float, ...], ...]


def interaction(what_if: WhatIf, one: str, other: str, side: int = SIDE, threads: int | None = None) -> Grid:
    """Return the grid of two numbers over their likely ranges, or their sliders'; ParameterError for a name that is not one."""
    rows, columns = (_values(what_if, name, side) for name in (one, other))
    asked: list[dict[str, Value]] = [{one: row, other: column} for row, column in product(rows, columns)]
    worth = [found.npv for found in side_by_side(what_if.worth, asked, threads)]
    table = np.array(worth).reshape(len(rows), len(columns))
    return Grid((one, other), rows, columns, tuple(tuple(row) for row in table.tolist()))


def _values(what_if: WhatIf, name: str, side: int) -> tuple[float, ...]:
    parameter = number_named(name, kind=type(what_if.question.rules))
    grid = np.linspace(*span_of(parameter, what_if.world.pack_price_per_gb), side)
    return tuple(np.unique(np.rint(grid)).astype(int).tolist() if parameter.kind == "integer" else grid.tolist())
