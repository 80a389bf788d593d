"""Results as frozen typed objects, shared by the page, the reports and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.settings.question import question_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.results.certificates import Certificate
    from analysis.results.draws import Futures
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.question import Question
    from analysis.settings.rule_set import RuleSet
    from data.population.folder import Manifest

# The steps from baseline profit to profit with rules, in the order they are told.
BRIDGE = ("packs_lost", "packs_won", "fees", "retention", "plan_moves", "upgrades_forgone", "network", "platform", "support")


CREDITS = "credits"  # a further step where subscribers are paid into their balances, which pay the next fee
RESALE = ("resale_packs", "resale_sims", "resale_network")  # and further ones where resellers are counted in
EVERY_STEP = (*BRIDGE, CREDITS, *RESALE)


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
class Change:
    """What an outcome changes by in a group that the run itself formed: how such people were without the rules is not told."""

    name: str
    change: float
    se: float | None
    low: float | None
    high: float | None
    baseline: None = None
    with_rules: None = None


@dataclass(frozen=True)
class Flow:
    """Totals over the replayed months: counts, and GB to the kB. The four fates sum to `received_gb`.

    `own_gb` of that was of one's own plan or account, carried over or shared, and nobody's gift; `own_only` counts who had to do
    with nothing else.
    """

    transfers: int
    givers: int
    receivers: int
    sent_gb: Decimal
    received_gb: Decimal
    displaced_gb: Decimal
    served_unmet_gb: Decimal
    induced_gb: Decimal
    expired_gift_gb: Decimal
    own_only: int = 0
    own_gb: Decimal = Decimal(0)

    @property
    def moved(self) -> bool:
        """Say whether anything moved: rollover and pools move gigabytes without a transfer that anybody makes."""
        return self.transfers > 0 or self.received_gb > 0


@dataclass(frozen=True)
class BridgeItem:
    """One step from baseline profit to profit with rules, in currency, exact.

    In the replay `total` is over the replayed months and `change` per subscriber-month; in the projection they are over the
    horizon and per initial subscriber. To 10^-9 each, and the steps sum exactly to the change in profit.
    """

    item: str
    change: Decimal
    total: Decimal


@dataclass(frozen=True)
class Estimate:
    """A change with its sampling error and the 90 % interval of it; None where the error is unknown."""

    value: float
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class TimePoint:
    """A month after the launch, the first being 1. Currency per initial subscriber; `low` and `high` bound `cumulative`."""

    month: int
    profit_change: Decimal
    revenue_change: Decimal
    cumulative: Decimal
    low: float | None
    high: float | None
    retained_per_1000: float


@dataclass(frozen=True)
class Projection:
    """The replay carried forward. `npv` is discounted, per initial subscriber; `payback_month` None: not within the horizon."""

    horizon_months: int
    initial_subscribers: float
    time_path: tuple[TimePoint, ...]
    bridge: tuple[BridgeItem, ...]
    npv: Estimate
    payback_month: int | None

    @property
    def profit_change(self) -> Decimal:
        """Return the change in profit over the whole horizon, per initial subscriber, not discounted."""
        return self.time_path[-1].cumulative


@dataclass(frozen=True)
class Segment:
    """The outcomes of one level of a dimension; None where they would tell of fewer than 10 subscribers.

    A role in the transfers has changes only, and no subscriber-months: nothing of what the base says of its people.
    """

    dimension: str
    level: str
    subscribers: int | None
    subscriber_months: int | None
    outcomes: tuple[Outcome | Change, ...] | None
    profit_change: Decimal | None


@dataclass(frozen=True)
class Bands:
    """The share of a group's subscribers in each of five bands of change in benefit, losers first; None for a hidden group.

    Shares are whole numbers of at least ten subscribers, rounded so that they sum to 1.
    """

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
class Variant:
    """The answer with one mechanism of the model off or simpler, all else as assumed. Currency per initial subscriber."""

    name: str
    profit_change: Decimal
    npv: Estimate
    payback_month: int | None


@dataclass(frozen=True)
class Result:
    """Everything a replay found, with what it was computed from.

    `futures` and `variants`, the second and third layer of uncertainty, are there only where they were asked for. `plan_names`
    are what people call the base's plans, by id: words, and nothing that is computed with. `learned` is what the base's own
    history says of each assumption, where a report rests on some of it.
    """

    version: str
    seed: int
    manifest: Manifest
    rules: RuleSet
    assumptions: Assumptions
    months: tuple[str, ...]
    subscribers: int
    pack_price_per_gb: float
    subscriber_months: int
    outcomes: tuple[Outcome, ...]
    flow: Flow
    profit_bridge: tuple[BridgeItem, ...]
    profit_change: Decimal
    projection: Projection
    segments: tuple[Segment, ...]
    winners_losers: tuple[Bands, ...]
    notices: tuple[Notice, ...]
    futures: Futures | None = None
    variants: tuple[Variant, ...] = ()
    plan_names: Mapping[str, str] = field(default_factory=dict)
    learned: tuple[Certificate, ...] = ()

    @property
    def question(self) -> Question:
        """Return the question that this answers."""
        return question_on(self, self.rules, self.assumptions, self.projection.horizon_months)

    def outcome(self, name: str) -> Outcome:
        """Return the outcome called `name`; KeyError when there is none."""
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        raise KeyError(name)
