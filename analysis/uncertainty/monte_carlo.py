"""Monte Carlo over the uncertainties: the answer again for many draws of what nobody knows.

The draws say nothing about sampling: each is a point answer for one base. The two layers are told apart everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import side_by_side
from analysis.results.draws import Futures
from analysis.uncertainty.distributions import drawn_values, with_values
from analysis.uncertainty.variants import simulate_headlines
from analysis.world.subsample import community_sample
from data.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.results.result import Result
    from analysis.shards.store import AnyBase
    from data.progress import Progress

FEWEST_DRAWS, DEFAULT_DRAWS, MOST_DRAWS = 16, 200, 10_000


def futures_of(
    world: AnyBase,
    central: Result,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = silent,
) -> Iterator[Futures]:
    """Yield what is known so far, more and more until `draws` are answered; whoever stops asking cancels the rest.

    `central` is the answer of the whole base, under whose rules, assumptions and horizon the draws are made. The order of the
    draws is fixed, so the same seed gives the same numbers however far one got and on any count of threads. `progress` hears of
    every draw and may stop the work by raising.
    """
    sample, groups = community_sample(world)
    values = drawn_values(central.assumptions, draws, seed, central.rules.mechanism)
    horizon = central.projection.horizon_months
    inner = simulate_headlines(sample, central.rules, central.assumptions, horizon) if sample is not world else central
    shift = _row(central) - _row(inner)
    rows: list[NDArray[np.float64]] = []

    def ask(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        assumed = with_values(central.assumptions, drawn, central.rules.mechanism)
        return _row(simulate_headlines(sample, central.rules, assumed, horizon))

    for row in side_by_side(ask, values, threads):
        rows.append(row + shift)
        progress("draws", len(rows) / draws)
        if len(rows) >= FEWEST_DRAWS or len(rows) == draws:
            yield _futures(np.stack(rows), central, values, draws, seed, (groups, sample.subscribers, inner))


def _row(result: Result) -> NDArray[np.float64]:
    """Return what a draw is remembered by: every outcome's change, the npv, the cumulative change by month."""
    changes = [outcome.change for outcome in result.outcomes]
    return np.array([*changes, result.projection.npv.value, *(float(point.cumulative) for point in result.projection.time_path)])


def _futures(
    rows: NDArray[np.float64],
    central: Result,
    values: NDArray[np.float64],
    asked: int,
    seed: int,
    sample: tuple[int, int, Result],
) -> Futures:
    names = [outcome.name for outcome in central.outcomes]
    groups, subscribers, inner = sample
    return Futures(
        asked=asked,
        seed=seed,
        values=values[: len(rows)],
        changes={name: rows[:, i] for i, name in enumerate(names)},
        npv=rows[:, len(names)],
        cumulative=rows[:, len(names) + 1 :],
        sample_groups=groups,
        sample_subscribers=subscribers,
        sample_se=inner.projection.npv.se,
        mechanism=central.rules.mechanism,
        resellers=central.assumptions.resellers,
    )
