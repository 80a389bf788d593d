"""Looks at a pilot while it runs: when, how high the bound is, and how likely the planned effect has passed it by then."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from analysis.statistics.sequential import crossing, spending_bounds

if TYPE_CHECKING:
    from analysis.pilot.plan import Plan


@dataclass(frozen=True)
class Look:
    """A look after so many months: bounds of |z|, for success or harm to be told, and of -z on profit for harm alone to stop.

    `bound` is None before the second month's end: what is new wears off. `stopped` is the chance that the planned effect has
    passed a bound by then.
    """

    month: int
    bound: float | None
    harm: float
    stopped: float | None


def looks_of(plan: Plan, drift: float) -> tuple[Look, ...]:
    """Return the looks of a plan; `drift` is the z that the planned effect has at the end.

    Spending after O'Brien and Fleming, on shares of the months. Harm is watched from the first month at its own level.
    """
    told = plan.look_months()
    bounds = _heights(tuple(month / plan.months for month in told), plan.alpha)
    passed = list(accumulate(crossing(bounds, [month / plan.months for month in told], abs(drift))))
    harm_months = range(1, plan.months + 1)
    # Two-sided at twice the level is one-sided at the level on each side.
    harm = _heights(tuple(month / plan.months for month in harm_months), min(0.999, 2 * plan.harm_alpha))
    place = {month: nth for nth, month in enumerate(told)}
    return tuple(
        Look(
            month,
            bounds[place[month]] if month in place else None,
            height,
            passed[place[month]] if month in place else None,
        )
        for month, height in zip(harm_months, harm, strict=True)
    )


@functools.lru_cache(maxsize=64)
def _heights(shares: tuple[float, ...], alpha: float) -> tuple[float, ...]:
    """Return the bounds of such looks: the designs of one table share them, and each time they took a second to find."""
    return spending_bounds(shares, alpha)
