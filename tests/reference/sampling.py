"""The standard error of every change, from the sums of the random groups."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.reference.base import MILLION, support_cost
from tests.reference.effects import BILLION, Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.settings.assumptions import Assumptions
    from tests.reference.replay import Reference

TOTALS = ("unmet_gb", "expired_gb")


def standard_errors(found: Reference) -> dict[str, float | None]:
    """Return the standard error of the change of every outcome; None where there are fewer than two groups."""
    months, support = found.base.months, float(support_cost(found.base, found.assumed)) / MILLION
    everybody = _by_group((month.person.group, 1.0) for month in months.values())
    short = _by_group((month.person.group, 1.0) for month in months.values() if month.shortage)
    moved: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for where, one in found.effects.items():
        for name, value in _parts(one, found.assumed, support).items():
            moved[name].append((months[where].person.group, value))
    errors = {}
    for name in _parts(Effect(*[0] * len(Effect.__dataclass_fields__)), found.assumed, support):
        below = short if name == "topup_rate_short" else everybody
        error = ratio_error(_by_group(moved[name]), below)
        errors[name] = error * sum(below.values()) if error is not None and name in TOTALS else error
    return errors


def ratio_error(above: dict[int, float], below: dict[int, float]) -> float | None:
    """Return the linearised standard error of sum(above) / sum(below) over groups."""
    groups, size = len(below), sum(below.values())
    if groups < 2:
        return None
    ratio = math.fsum(above.values()) / size
    squares = math.fsum((above.get(group, 0.0) - ratio * count) ** 2 for group, count in below.items())
    return math.sqrt(groups / (groups - 1) * squares) / size


def _by_group(values: Iterable[tuple[int, float]]) -> dict[int, float]:
    sums: dict[int, float] = defaultdict(float)
    for group, value in values:
        sums[group] += value
    return dict(sums)


def _parts(one: Effect, assumed: Assumptions, support: float) -> dict[str, float]:
    """Return what one subscriber-month adds to each change; the platform costs the same whoever is drawn."""
    money = (one.pack_revenue + one.fees) / MILLION
    carried = assumed.network_cost_per_gb * one.used_value / MILLION
    return {
        "topup_rate": one.buyers,
        "topup_rate_short": one.short_buyers,
        "renewal_rate": -one.hazard / BILLION,
        "satisfaction": one.satisfaction / MILLION,
        "revenue_per_subscriber": money,
        "profit_per_subscriber": money - carried - support * one.transfers,
        "unmet_gb": one.unmet / MILLION,
        "expired_gb": one.unused / MILLION,
    }
