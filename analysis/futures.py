"""How wrong the assumptions may be: the answer again for many draws of what nobody knows, and for variants of the model.

The draws say nothing about sampling: each is a point answer for one base. The two layers are told apart everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.assumptions import make_assumptions
from analysis.parameters import as_dict
from analysis.results import Variant
from analysis.sample import community_sample
from analysis.simulate import simulate
from analysis.spread import side_by_side
from analysis.unknowns import drawn_values, with_values
from data.storage import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from analysis.assumptions import Assumptions
    from analysis.parameters import Value
    from analysis.results import Result
    from analysis.rules import Rules
    from analysis.world import World
    from data.storage import Progress

FEWEST_DRAWS, DEFAULT_DRAWS, MOST_DRAWS = 16, 200, 10_000
TAIL = 0.05
LEVEL = 0.90
# Model variants: what the answer would be with one mechanism off or simpler, all else as assumed.
VARIANTS: Mapping[str, Mapping[str, Value]] = {
    "no-loyalty": {"satisfaction_to_renewal": 0.0},
    "no-plan-moves": {"trade_down_rate": 0.0, "givers_keep_rate": 0.0},
    "no-peers": {"peer_hazard_ratio": 1.0},
    "same-hazards": {"heterogeneous_hazards": False},
    "even-falls": {"fall_asymmetry": 1.0},
    "sure-givers": {"forecast_error": 0.0},
    # The model as it was: a month settled at one stroke, in which all ask before they buy a pack, for all that is missing.
    "whole-months": {
        "ask_first_share": 1.0,
        "request_packs": 1000.0,
        "delay_share": 0.0,
        "tempted_again_share": 0.0,
        "held_back_share": 0.0,
        "gift_fee_worth": 1.0,
        "fee_as_pack_share": 1.0,
        "goodwill_months": 1.0,
        "satisfaction_sd": 15.0,
        "upgrades_forgone_rate": 0.0,
    },
    "ask-after": {"ask_first_share": 0.0},
    "lasting-goodwill": {"goodwill_months": 12.0},
}


@dataclass(frozen=True)
class Futures:
    """Answers under draws of the unknowns: `values` [draw, unknown] and what came of each.

    `changes` are the outcomes' changes, `npv` currency per initial subscriber, `cumulative` [draw, month] the same, not
    discounted. Where a sample of communities was asked, `sample_groups` of 200 random groups with `sample_subscribers`, the
    draws say how far from the central answer each lies, and `sample_se` is the sampling error of the npv in the sample alone.
    """

    asked: int
    seed: int
    values: NDArray[np.float64]
    changes: Mapping[str, NDArray[np.float64]]
    npv: NDArray[np.float64]
    cumulative: NDArray[np.float64]
    sample_groups: int
    sample_subscribers: int
    sample_se: float | None

    @property
    def draws(self) -> int:
        """Return how many draws have been answered."""
        return int(self.npv.size)

    def interval(self, name: str) -> tuple[float, float]:
        """Return the middle 90 % of an outcome's change over the draws, or of the `npv`."""
        found = self.npv if name == "npv" else self.changes[name]
        low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return float(low), float(high)

    def band(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the ends of the middle 90 % of the cumulative change in profit, each [month]."""
        low, high = np.quantile(self.cumulative, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
        return low, high

    @property
    def probability_profit_rises(self) -> float:
        """Return the share of draws in which the discounted profit over the horizon rises."""
        return float((self.npv > 0).mean())

    @property
    def cvar5(self) -> float:
        """Return the mean npv of the worst 5 % of the draws (at least one): the expected outcome if wrong."""
        worst = max(1, int(np.ceil(TAIL * self.draws)))
        return float(np.sort(self.npv)[:worst].mean())


def futures_of(
    world: World,
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
    values = drawn_values(central.assumptions, draws, seed)
    horizon = central.projection.horizon_months
    inner = _simulate(sample, central.rules, central.assumptions, horizon) if sample is not world else central
    shift = _row(central) - _row(inner)
    rows: list[NDArray[np.float64]] = []

    def ask(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        return _row(_simulate(sample, central.rules, with_values(central.assumptions, drawn), horizon))

    for row in side_by_side(ask, values, threads):
        rows.append(row + shift)
        progress("draws", len(rows) / draws)
        if len(rows) >= FEWEST_DRAWS or len(rows) == draws:
            yield _futures(np.stack(rows), central, values, draws, seed, (groups, sample.subscribers, inner))


def variants_of(world: World, central: Result, threads: int | None = None) -> tuple[Variant, ...]:
    """Return the answer under each variant of the model, all else as in `central`."""
    assumed = as_dict(central.assumptions)
    horizon = central.projection.horizon_months
    found = []
    for name, change in VARIANTS.items():
        ahead = _simulate(world, central.rules, make_assumptions(assumed | dict(change)), horizon, threads).projection
        found.append(Variant(name, ahead.profit_change, ahead.npv, ahead.payback_month))
    return tuple(found)


def _simulate(world: World, rules: Rules, assumptions: Assumptions, horizon: int, threads: int | None = 1) -> Result:
    return simulate(world, rules, assumptions, horizon=horizon, cuts=False, explain=False, threads=threads)


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
    )
