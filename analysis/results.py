"""Results as frozen typed objects, shared by the page, the reports and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from analysis.assumptions import Assumptions
    from analysis.rules import Rules
    from data.population import Manifest

HEADLINES = ("topup_rate", "renewal_rate", "satisfaction", "profit_per_subscriber")


@dataclass(frozen=True)
class Outcome:
    """One outcome without and with the rules. `se`, `low`, `high`: sampling error of the change and its 90 % interval."""

    name: str
    baseline: float
    with_rules: float
    change: float
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Flow:
    """Totals over the replayed months: counts, and GB to the kB. The four fates sum to `received_gb`."""

    transfers: int
    givers: int
    receivers: int
    sent_gb: Decimal
    received_gb: Decimal
    displaced_gb: Decimal
    served_unmet_gb: Decimal
    induced_gb: Decimal
    expired_gift_gb: Decimal


@dataclass(frozen=True)
class BridgeItem:
    """One step from baseline profit to profit with rules, in currency, exact.

    `total` over the replayed months; `change` per subscriber-month to 10^-9, which sum exactly to the change in profit.
    """

    item: str
    change: Decimal
    total: Decimal


@dataclass(frozen=True)
class Segment:
    """The outcomes of one level of a dimension; None where fewer than 10 subscribers stand behind them."""

    dimension: str
    level: str
    subscribers: int | None
    subscriber_months: int | None
    outcomes: tuple[Outcome, ...] | None
    profit_change: Decimal | None


@dataclass(frozen=True)
class Bands:
    """The share of a group's subscribers in each of five bands of change in benefit, losers first; None for a small group."""

    dimension: str
    level: str
    subscribers: int | None
    shares: tuple[float, ...] | None


@dataclass(frozen=True)
class Notice:
    """Something about the rules and this base that a reader should know: the key of a sentence, and its facts."""

    key: str
    facts: Mapping[str, str | float]


@dataclass(frozen=True)
class Result:
    """Everything a replay found, with what it was computed from."""

    version: str
    seed: int
    manifest: Manifest
    rules: Rules
    assumptions: Assumptions
    months: tuple[str, ...]
    subscribers: int
    subscriber_months: int
    outcomes: tuple[Outcome, ...]
    flow: Flow
    profit_bridge: tuple[BridgeItem, ...]
    profit_change: Decimal
    segments: tuple[Segment, ...]
    winners_losers: tuple[Bands, ...]
    notices: tuple[Notice, ...]

    def outcome(self, name: str) -> Outcome:
        """Return the outcome called `name`; KeyError when there is none."""
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        raise KeyError(name)
