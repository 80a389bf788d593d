"""How much of the spread of the answer each unknown explains, alone and with others: Sobol indices with intervals (SALib).

Saltelli's design with Jansen's estimators, as SALib has them; the unknowns keep their PERT distributions, and are taken as
independent here, because the indices of correlated ones do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from SALib.analyze import sobol as analyse
from SALib.sample import sobol as design

from analysis.parallel import side_by_side
from analysis.results.draws import LEVEL
from analysis.settings.parameters import as_dict
from analysis.uncertainty.distributions import unknown_names, values_at, with_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from analysis.decide.what_if import WhatIf
    from data.progress import Progress

DEFAULT_POINTS = 64  # a power of two; each costs as many answers as there are unknowns, and two


@dataclass(frozen=True)
class Index:
    """An unknown's share of the variance of the npv: `first` alone, `total` with all interactions; `_reach`: 90 % half-width."""

    name: str
    first: float
    first_reach: float
    total: float
    total_reach: float


def indices_of(
    names: Sequence[str], answer: Callable[[NDArray[np.float64]], NDArray[np.float64]], points: int, seed: int = 1
) -> tuple[Index, ...]:
    """Return the indices of a function of independent uniforms in (0, 1), the largest total first.

    `answer` takes [run, unknown] and returns [run]. A function that never changes has indices of 0.
    """
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    values = answer(np.asarray(design.sample(problem, points, calc_second_order=False, seed=seed)))
    if np.ptp(values) == 0:
        return tuple(Index(name, 0.0, 0.0, 0.0, 0.0) for name in names)
    found = analyse.analyze(problem, values, calc_second_order=False, conf_level=LEVEL, seed=seed)
    columns = (found[key].tolist() for key in ("S1", "S1_conf", "ST", "ST_conf"))
    rows = (Index(name, *row) for name, *row in zip(names, *columns, strict=True))
    return tuple(sorted(rows, key=lambda row: -row.total))


def sobol_indices(
    what_if: WhatIf, points: int = DEFAULT_POINTS, threads: int | None = None, progress: Progress | None = None
) -> tuple[Index, ...]:
    """Return the indices of every unknown for what the rules are worth; `progress` may stop the work by raising."""
    assumed, mechanism = what_if.question.assumptions, what_if.question.rules.mechanism

    def answer(uniforms: NDArray[np.float64]) -> NDArray[np.float64]:
        values = values_at(assumed, np.clip(uniforms, 1e-9, 1 - 1e-9), mechanism)
        rows = [as_dict(with_values(assumed, row, mechanism)) for row in values]
        found = []
        for worth in side_by_side(what_if.worth, rows, threads):
            found.append(worth.npv)
            if progress is not None:
                progress("sobol", len(found) / len(rows))
        return np.array(found)

    return indices_of(unknown_names(mechanism, resellers=assumed.resellers), answer, points)
