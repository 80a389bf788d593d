"""The outcomes, each as a ratio of sums, declared once: how it is computed, its unit, where it is told.

Baseline sums and change sums are dicts of int64 arrays over random groups (`MEASURES` of the world, COLUMNS of the kernels).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from analysis.kernels.effects import COLUMNS, LEAVING_SCALE
from analysis.outcomes.base_notices import RENEWAL_ASSUMED
from analysis.outcomes.sampling_error import interval, ratio_error
from analysis.results.result import BRIDGE, CREDITS, RESALE, BridgeItem, Change, Outcome
from analysis.settings.money import transfer_cost
from analysis.world.bounds import exact_sum
from analysis.world.world import MEASURES as BASE_MEASURES
from analysis.world.world import UNKNOWN_HAZARD
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.settings.assumptions import Assumptions

PER_SUBSCRIBER = Decimal("1e-9")
Sums = dict[str, "NDArray[np.int64]"]
More = Mapping[str, "NDArray[np.float64]"]  # of whole units, but for parts of subscriber-months


@dataclass(frozen=True)
class Tally:
    """The sums of one segment by random group, and what prices them: assumptions, and the base's pack price per GB."""

    base: Sums
    change: Mapping[str, NDArray[np.int64] | NDArray[np.float64]]
    assumptions: Assumptions
    pack_price_per_gb: float
    leaving: NDArray[np.int64] | None = None

    @classmethod
    def of(
        cls,
        base: NDArray[np.int64],
        change: NDArray[np.int64],
        assumptions: Assumptions,
        pack_price_per_gb: float,
        leaving: NDArray[np.int64] | None = None,
    ) -> Tally:
        """Name the columns of a segment's baseline and change sums, both [group, measure].

        `leaving` is how many are expected to leave, by group, in 10^-9: without it renewal is what was observed.
        """
        return cls(
            {name: base[:, i] for i, name in enumerate(BASE_MEASURES)},
            {name: change[:, i] for i, name in enumerate(COLUMNS)},
            assumptions,
            pack_price_per_gb,
            leaving,
        )

    def over(self, months: NDArray[np.int64]) -> Tally:
        """Return the same changes over other subscriber-months, and nothing else of the baseline."""
        return Tally(
            {name: np.zeros_like(values) for name, values in self.base.items()} | {"months": months},
            self.change,
            self.assumptions,
            self.pack_price_per_gb,
            self.leaving,
        )

    def with_more(self, sums: More) -> Tally:
        """Return the same with further changes, by group."""
        more = {name: values + sums[name] if name in sums else values for name, values in self.change.items()}
        return replace(self, change=more)

    @property
    def transfer_cost(self) -> Decimal:
        """Return what support of a transfer costs, in currency."""
        return transfer_cost(self.assumptions, self.pack_price_per_gb)


def _profit_base(tally: Tally) -> NDArray[np.float64]:
    revenue = tally.base["fee"] + tally.base["pack_revenue"]
    return np.asarray((revenue - tally.assumptions.network_cost_per_gb * tally.base["used_value"]) / MICRO, np.float64)


def _profit_change(tally: Tally) -> NDArray[np.float64]:
    moved = (
        tally.change["pack_revenue"] + tally.change["fees"] - tally.assumptions.network_cost_per_gb * tally.change["used_value"]
    )
    return np.asarray(moved / MICRO - float(tally.transfer_cost) * tally.change["transfers"], np.float64)


def _satisfaction_base(tally: Tally) -> NDArray[np.float64]:
    lost = tally.assumptions.unmet_penalty * tally.base["unmet_share"]
    lost = lost + tally.assumptions.waste_penalty * tally.base["unused_share"]
    lost = lost + tally.assumptions.spend_penalty * tally.base["spend_share"]
    return np.asarray(tally.assumptions.satisfaction_base * tally.base["months"] - lost / MICRO, np.float64)


def _renewal_base(tally: Tally) -> NDArray[np.float64]:
    # The change is one of probabilities. Of few subscribers none may happen to have left, and fewer than none cannot: what they
    # are compared with must be the same probabilities, or more than everybody would renew.
    if tally.leaving is not None:
        return np.asarray(tally.base["months"] - tally.leaving / LEAVING_SCALE, np.float64)
    seen = tally.base["renewals_seen"].sum()
    if not seen:
        return np.asarray((1 - UNKNOWN_HAZARD) * tally.base["months"], np.float64)
    return np.asarray(tally.base["months"] * (1 - tally.base["leavers"].sum() / seen), np.float64)


Unit = Literal["share", "points", "money", "gb"]
Vector = Callable[[Tally], "NDArray[np.float64]"]


@dataclass(frozen=True)
class Measure:
    """A ratio of sums: numerator of the baseline, numerator of the change, denominator; `total` ones are not divided.

    `unit` is that of its level; what is told of an outcome anywhere is formatted by it. `better` is 1 where more of it is
    welcome, -1 where less is. `headline` ones lead every view. The level of `modelled` ones nobody measures; that of others is
    assumed where the notice `assumed_by` is given.
    """

    unit: Unit
    baseline: Vector
    change: Vector
    denominator: str = "months"
    total: bool = False
    better: Literal[1, -1] = 1
    headline: bool = False
    modelled: bool = False
    assumed_by: str = ""


def _base(name: str, scale: float = 1.0) -> Vector:
    return lambda tally: tally.base[name] / scale


def _change(name: str, scale: float = 1.0) -> Vector:
    # Adding zero turns a -0.0 into 0.0: "no change" has no sign.
    return lambda tally: tally.change[name] / scale + 0.0


MEASURES: Mapping[str, Measure] = {
    "topup_rate": Measure("share", _base("buyers"), _change("buyers"), headline=True),
    "topup_rate_short": Measure("share", _base("short_buyers"), _change("short_buyers"), denominator="short"),
    "renewal_rate": Measure(
        "share", _renewal_base, _change("leaving", -LEAVING_SCALE), headline=True, assumed_by=RENEWAL_ASSUMED
    ),
    "satisfaction": Measure("points", _satisfaction_base, _change("satisfaction", MICRO), headline=True, modelled=True),
    "revenue_per_subscriber": Measure(
        "money",
        lambda tally: (tally.base["fee"] + tally.base["pack_revenue"]) / MICRO,
        lambda tally: (tally.change["pack_revenue"] + tally.change["fees"]) / MICRO,
    ),
    "profit_per_subscriber": Measure("money", _profit_base, _profit_change, headline=True),
    "unmet_gb": Measure("gb", _base("unmet_kb", KB_PER_GB), _change("unmet_kb", KB_PER_GB), total=True, better=-1),
    "expired_gb": Measure("gb", _base("unused_kb", KB_PER_GB), _change("unused_kb", KB_PER_GB), total=True, better=-1),
}
HEADLINES = tuple(name for name, measure in MEASURES.items() if measure.headline)
# Totals of gigabytes: with few people behind the change, it is those people's gigabytes.
VOLUMES = tuple(name for name, measure in MEASURES.items() if measure.total and measure.unit == "gb")


def outcomes(tally: Tally, steps: tuple[BridgeItem, ...]) -> tuple[Outcome, ...]:
    """Compute every outcome of a segment; the change in profit is the sum of its bridge, digit for digit."""
    profit = float(sum((step.change for step in steps), Decimal(0)))
    return tuple(_outcome(name, tally, profit if name == "profit_per_subscriber" else None) for name in MEASURES)


def changes(tally: Tally, steps: tuple[BridgeItem, ...]) -> tuple[Change, ...]:
    """Compute what each outcome changes by, and nothing of its baseline; not those among the short, whose number is baseline."""
    found = (one for one in outcomes(tally, steps) if MEASURES[one.name].denominator == "months")
    return tuple(Change(one.name, one.change, one.se, one.low, one.high) for one in found)


def _outcome(name: str, tally: Tally, exact_change: float | None) -> Outcome:
    measure = MEASURES[name]
    below = tally.base[measure.denominator].astype(np.float64)
    weight = float(below.sum())
    size = 1.0 if measure.total else weight
    moved = measure.change(tally)
    baseline = float(measure.baseline(tally).sum()) / size if size else 0.0
    change = float(moved.sum()) / size if size else 0.0
    if exact_change is not None:
        change = exact_change
    error = ratio_error(moved, below)
    if error is not None and measure.total:
        error *= weight
    low, high = interval(change, error, int((below > 0).sum()))
    return Outcome(name, baseline, baseline + change, change, error, low, high)


def resale_steps(tally: Tally, sums: More) -> tuple[BridgeItem, ...]:
    """Return the steps of resellers over the replayed months, from their changes by group; 0 where they change nothing."""
    total = {
        name: Decimal(int(sums[name].sum())) if name in sums else Decimal(0) for name in ("pack_revenue", "fees", "used_value")
    }
    cost = Decimal(str(tally.assumptions.network_cost_per_gb))
    amounts = (total["pack_revenue"] / MICRO, total["fees"] / MICRO, -cost * total["used_value"] / MICRO)
    return tuple(_item(item, amount, tally) for item, amount in zip(RESALE, amounts, strict=True))


def bridge(tally: Tally, months: int, won: int = 0, credited: int = 0, order: tuple[str, ...] = BRIDGE) -> tuple[BridgeItem, ...]:
    """Return the steps from baseline profit to profit with rules over the replayed months.

    `months` is how many the platform's cost is paid for; `won` the micro-units of pack revenue from subscriber-months in which it
    rose: of givers who gave too much, and of receivers who ran out again; `credited` those paid into balances. `order` names the
    steps that a mechanism has. Nobody leaves or moves within a history that is kept, so retention and plan moves are 0 until the
    projection.
    """
    total = {name: exact_sum(np.asarray(values, np.int64)) for name, values in tally.change.items()}
    # The float of an assumption is read as the decimal a person wrote, so that 0.05 is five hundredths exactly.
    cost = Decimal(str(tally.assumptions.network_cost_per_gb))
    items = dict.fromkeys(order, Decimal(0)) | {
        "packs_lost": Decimal(total["pack_revenue"] - won) / MICRO,
        "packs_won": Decimal(won) / MICRO,
        "fees": Decimal(total["fees"] + credited) / MICRO,
        "network": -cost * total["used_value"] / MICRO,
        "support": -tally.transfer_cost * total["transfers"],
        "platform": -Decimal(str(tally.assumptions.platform_cost_per_month)) * months,
    }
    if credited:
        items[CREDITS] = -Decimal(credited) / MICRO
    return tuple(_item(item, amount, tally) for item, amount in items.items())


def _item(item: str, amount: Decimal, tally: Tally) -> BridgeItem:
    size = max(1, int(tally.base["months"].sum()))
    return BridgeItem(item, (amount / size).quantize(PER_SUBSCRIBER), amount)
