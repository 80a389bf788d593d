"""The projection as finance reads it: month by month, cumulative, discounted, and when it pays back; exact to the digit.

Amounts are in currency per initial subscriber, each step of each month rounded once to 10^-9; every sum is of those.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.projection import FLOWS, PEOPLE_SCALE, RETAINED, REVENUE
from analysis.outcomes.sampling_error import interval, ratio_error
from analysis.results.result import BRIDGE, EVERY_STEP, BridgeItem, Estimate, Projection, TimePoint
from analysis.world.bounds import exact_sums
from data.schema import MICRO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.engine.projection import Ahead
    from analysis.settings.assumptions import Assumptions

PER_SUBSCRIBER = Decimal("1e-9")
_COUNTED = [FLOWS.index(item) for item in EVERY_STEP if item in FLOWS]


@dataclass(frozen=True)
class _Ledger:
    """Every step of every month: totals in currency, exact, and per initial subscriber to 10^-9; [item][month]."""

    totals: dict[str, list[Decimal]]
    each: dict[str, list[Decimal]]


def projection_of(ahead: Ahead, assumptions: Assumptions, *, platform: bool, order: tuple[str, ...] = BRIDGE) -> Projection:
    """Return the projection in currency, its bridge in `order`; `platform` says whether the fixed cost of transfers is paid."""
    months = ahead.flows.shape[0]
    flows = exact_sums(ahead.flows, 1)
    ledger = _ledger(flows, ahead, assumptions, platform=platform)
    monthly = [sum((ledger.each[item][month] for item in EVERY_STEP), Decimal(0)) for month in range(months)]
    cumulative = list(accumulate(monthly))
    initial = float(ahead.initial.sum())
    gains = ahead.flows[:, :, _COUNTED].sum(axis=2) / MICRO
    errors = _errors(np.cumsum(gains, axis=0), ahead.initial)
    groups = int((ahead.initial > 0).sum())
    people = ahead.flows[:, :, RETAINED].sum(axis=1) / PEOPLE_SCALE
    points = tuple(
        TimePoint(
            month + 1,
            monthly[month],
            _per_head(flows[month, REVENUE], initial),
            cumulative[month],
            *interval(float(cumulative[month]), errors[month], groups),
            retained_per_1000=1000 * float(people[month]) / initial if initial else 0.0,
        )
        for month in range(months)
    )
    discount = discounts(assumptions.discount_rate, months)
    value = float((np.array([float(amount) for amount in monthly]) * discount).sum()) + 0.0
    npv_error = _errors((discount[:, None] * gains).sum(axis=0)[None, :], ahead.initial)[0]
    return Projection(
        horizon_months=months,
        initial_subscribers=initial,
        time_path=points,
        bridge=tuple(
            BridgeItem(item, sum(ledger.each[item], Decimal(0)), sum(ledger.totals[item], Decimal(0))) for item in order
        ),
        npv=Estimate(value, npv_error, *interval(value, npv_error, groups)),
        payback_month=payback_month(cumulative),
    )


def discounts(yearly_rate: float, months: int) -> NDArray[np.float64]:
    """Return what a unit of money at the end of each month ahead is worth now."""
    return np.asarray((1.0 + yearly_rate) ** (-np.arange(1, months + 1) / 12.0), np.float64)


def payback_month(cumulative: Sequence[Decimal]) -> int | None:
    """Return the first month from which on the cumulative change is never negative; None if it still is, or nothing changed."""
    if not any(cumulative) or cumulative[-1] < 0:
        return None
    losing = [month for month, amount in enumerate(cumulative, start=1) if amount < 0]
    return max(losing, default=0) + 1


def _ledger(flows: NDArray[np.object_], ahead: Ahead, assumptions: Assumptions, *, platform: bool) -> _Ledger:
    months, initial = ahead.flows.shape[0], Decimal(repr(float(ahead.initial.sum())))
    fixed = -Decimal(str(assumptions.platform_cost_per_month)) if platform else Decimal(0)
    totals = {item: [Decimal(total) / MICRO for total in flows[:, FLOWS.index(item)]] for item in EVERY_STEP if item in FLOWS} | {
        "platform": [fixed] * months
    }
    return _Ledger(totals, {item: [_rounded(amount, initial) for amount in totals[item]] for item in EVERY_STEP})


def _rounded(amount: Decimal, initial: Decimal) -> Decimal:
    return (amount / initial).quantize(PER_SUBSCRIBER) if initial and amount else Decimal(0)


def _per_head(micro: int, initial: float) -> Decimal:
    return _rounded(Decimal(micro) / MICRO, Decimal(repr(initial)))


def _errors(sums: NDArray[np.float64], initial: NDArray[np.float64]) -> list[float | None]:
    """Return the standard error per initial subscriber of each row of `sums` [row, group]."""
    return [ratio_error(row, initial) for row in sums]
