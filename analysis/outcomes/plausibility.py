"""What is published of such changes, beside an answer: how much data revenue an operator lost, what share a market's fee took.

Neither is a forecast. An answer that lies outside what was ever seen is not wrong for it, but should be looked at twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.settings.marketplace_rules import MarketRules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.results.result import Result


LEAST_LOST = 0.01  # of the revenue: less is told in the bridge, and stands beside no bound


@dataclass(frozen=True)
class Band:
    """A published range of a share, its source by key, and what of an answer stands against it: None where nothing does."""

    low: float
    high: float
    source: str
    of: Callable[[Result], float | None]


@dataclass(frozen=True)
class Placed:
    """An answer's share beside what is published of it."""

    name: str
    share: float
    band: Band

    @property
    def inside(self) -> bool:
        """Say whether it lies within what is published."""
        return self.band.low <= self.share <= self.band.high


def _lost(result: Result) -> float | None:
    """Return the share of revenue from fees and packs that is lost over the replayed months, where that is worth a word."""
    revenue = result.outcome("revenue_per_subscriber")
    share = -revenue.change / revenue.baseline if result.rules.enabled and revenue.baseline > 0 else 0.0
    return share if share >= LEAST_LOST else None


def _fee(result: Result) -> float | None:
    """Return a market's fee per GB as a share of what a GB costs in a pack."""
    rules, price = result.rules, result.pack_price_per_gb
    if not isinstance(rules, MarketRules) or not rules.enabled or rules.market_fee_per_gb <= 0 or price <= 0:
        return None
    return rules.market_fee_per_gb / price


BANDS: Mapping[str, Band] = {
    # RMB 2 bn of a sixth of 47.8: gross, perhaps partly deferred, of everybody at once. An outer bound.
    "revenue-lost": Band(0.0, 0.25, "china_rollover", _lost),
    # HK$15 a GB, of overage at HK$60 (small plan) and HK$30 (large).
    "market-fee": Band(0.25, 0.5, "hk_2cm", _fee),
}


def placed(result: Result) -> tuple[Placed, ...]:
    """Return what of an answer stands beside something published."""
    found = ((name, band, band.of(result)) for name, band in BANDS.items())
    return tuple(Placed(name, share, band) for name, band, share in found if share is not None)
