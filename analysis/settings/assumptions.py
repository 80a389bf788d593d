"""What nobody knows: every assumption of the model, declared once (unit, range, default, source)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analysis.settings.accepted import check_ranges
from analysis.settings.parameters import Value, as_dict, build, declare, parameters_of
from analysis.settings.rule_set import FAMILY_POOL, GIFTING, MARKETPLACE, PAID_GIFT, PARTS, ROLLOVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.population.folder import Manifest


BRIEF = "model_brief"
# What an assumption acts on first: who moves what to whom; what comes of it; or its price and the months ahead alone. An answer
# that is there already is taken up behind that point, so a declaration that names none has everything done anew.
ALLOCATION, EFFECTS, AHEAD = "allocation", "effects", "ahead"
# Which mechanisms an assumption bears on, where not on all: of the others it is neither drawn nor asked about.
GIVEN, ASKED, OPTIONS = (GIFTING, PAID_GIFT), (GIFTING, MARKETPLACE, PAID_GIFT), (ROLLOVER, FAMILY_POOL)
RESOLD = ("resale",)  # on none, but where resellers are counted in


# Unknowns that tend to go together (correlation of their normal scores); every pair not named is independent. Judgement.
CORRELATED: Mapping[tuple[str, str], float] = {
    ("receiving_effect", "giving_effect"): 0.5,  # one market likes gifts, another feels pestered
    ("topup_conversion", "topup_elasticity"): 0.4,  # who buys whatever happens minds the price less
    ("give_probability", "adoption_months"): -0.4,  # where giving is liked it spreads sooner
    ("unmet_penalty", "spend_penalty"): 0.3,
}


@dataclass(frozen=True)
class Assumptions:
    """Behaviour and costs that the base does not show.

    `low` and `high` are what may be entered; `likely` is what we would not be surprised by, and what draws range over.
    """

    # fmt: off
    give_probability: float = declare(
        0.08, "number", "giving", "probability/month", BRIEF, low=0, high=1, step=0.01, likely=(0.01, 0.30), acts_on=ALLOCATION,
        moves=(GIFTING,),
    )
    tie_strength_exponent: float = declare(
        0.7, "number", "giving", "exponent", "judgement", low=0, high=2, step=0.1, likely=(0.3, 1.2), acts_on=ALLOCATION,
        moves=GIVEN,
    )
    forecast_error: float = declare(
        0.15, "number", "giving", "sd of log", "judgement", low=0, high=1, step=0.05, likely=(0.05, 0.4), acts_on=ALLOCATION,
        moves=(GIFTING, MARKETPLACE),
    )
    forecast_buffer: float = declare(
        1.0, "number", "giving", "sd of forecast", "judgement", low=0, high=3, step=0.25, likely=(0, 2), acts_on=ALLOCATION,
        moves=(GIFTING, MARKETPLACE),
    )
    adoption_months: int = declare(
        3, "integer", "giving", "months", "skt_2013", low=0, high=24, step=1, likely=(1, 18), acts_on=ALLOCATION
    )
    ask_first_share: float = declare(
        0.4, "number", "buying", "share of buyers", "judgement", low=0, high=1, step=0.05, likely=(0, 1), acts_on=ALLOCATION,
        moves=ASKED,
    )
    request_packs: float = declare(
        0.6, "number", "giving", "packs", "judgement", low=0.01, high=1000, top=5, step=0.1, likely=(0.2, 3),
        acts_on=ALLOCATION, moves=ASKED,
    )
    topup_conversion: float = declare(
        0.30, "number", "buying", "share of short months", BRIEF, low=0, high=1, step=0.05, likely=(0, 0.70), acts_on=ALLOCATION
    )
    delay_share: float = declare(
        0.5, "number", "buying", "share of buyers", "judgement", low=0, high=1, step=0.05, likely=(0, 1), acts_on=EFFECTS,
        moves=ASKED,
    )
    tempted_again_share: float = declare(
        0.15, "number", "buying", "share of receivers", "judgement", low=0, high=1, step=0.05, likely=(0, 0.8), acts_on=EFFECTS,
        moves=ASKED,
    )
    gift_fee_worth: float = declare(
        0.03, "number", "buying", "share of willingness", "judgement", low=0, high=1, step=0.01, likely=(0, 0.5),
        acts_on=ALLOCATION, moves=(GIFTING,),
    )
    fee_as_pack_share: float = declare(
        0.4, "number", "buying", "share of payers", "judgement", low=0, high=1, step=0.05, likely=(0, 1), acts_on=ALLOCATION,
        moves=(GIFTING,),
    )
    held_back_share: float = declare(
        0.1, "number", "buying", "share of a gift", "judgement", low=0, high=1, step=0.05, likely=(0, 0.4), acts_on=EFFECTS,
        moves=ASKED,
    )
    unseen_need: float = declare(
        1.0, "number", "buying", "ratio to imputed", "judgement", low=0.2, high=4, step=0.1, likely=(0.6, 2), acts_on=ALLOCATION
    )
    topup_elasticity: float = declare(
        -0.7, "number", "buying", "elasticity", BRIEF, low=-3, high=-0.1, step=0.1, likely=(-1.5, -0.3), acts_on=ALLOCATION
    )
    induced_share: float = declare(
        0.2, "number", "buying", "share of surplus gift", BRIEF, low=0, high=1, step=0.05, likely=(0, 0.5), acts_on=EFFECTS,
        moves=ASKED,
    )
    satisfaction_base: float = declare(85.0, "number", "loyalty", "points", "judgement", low=80, high=90, step=1, acts_on=EFFECTS)
    unmet_penalty: float = declare(
        40.0, "number", "loyalty", "points", "judgement", low=0, high=45, step=5, likely=(20, 45), acts_on=EFFECTS
    )
    spend_penalty: float = declare(
        15.0, "number", "loyalty", "points", "judgement", low=0, high=20, step=1, likely=(5, 20), acts_on=EFFECTS
    )
    waste_penalty: float = declare(
        10.0, "number", "loyalty", "points", "judgement", low=0, high=12, step=1, likely=(3, 12), acts_on=EFFECTS
    )
    receiving_effect: float = declare(
        2.8, "number", "loyalty", "points", BRIEF, low=-9, high=9, step=0.1, likely=(-6, 9), acts_on=EFFECTS, moves=GIVEN
    )
    giving_effect: float = declare(
        0.5, "number", "loyalty", "points", "judgement", low=-9, high=5, step=0.1, likely=(-6, 4), acts_on=EFFECTS, moves=GIVEN
    )
    satisfaction_sd: float = declare(
        10.0, "number", "loyalty", "points", "judgement", low=3, high=30, step=1, likely=(5, 20), acts_on=EFFECTS
    )
    goodwill_months: float = declare(
        2.0, "number", "loyalty", "months", "judgement", low=1, high=24, step=1, likely=(1, 12), acts_on=EFFECTS
    )
    satisfaction_to_renewal: float = declare(
        0.1625, "number", "loyalty", "log hazard/sd", BRIEF, low=0, high=0.6, step=0.01, likely=(0, 0.51), acts_on=EFFECTS
    )
    fall_asymmetry: float = declare(
        1.5, "number", "loyalty", "ratio", "judgement", low=1, high=3, step=0.1, likely=(1, 2.5), acts_on=EFFECTS
    )
    option_takeup_share: float = declare(
        0.3, "number", "options", "share of whom it pays", "judgement", low=0, high=1, step=0.05, likely=(0.05, 0.8),
        acts_on=ALLOCATION, moves=OPTIONS,
    )
    option_mistaken_share: float = declare(
        0.03, "number", "options", "share of the others", "judgement", low=0, high=1, step=0.01, likely=(0, 0.15),
        acts_on=ALLOCATION, moves=OPTIONS,
    )
    market_seller_share: float = declare(
        0.1, "number", "market", "share of sellers/month", "judgement", low=0, high=1, step=0.01, likely=(0.01, 0.5),
        acts_on=ALLOCATION, moves=(MARKETPLACE,),
    )
    market_buyer_share: float = declare(
        0.3, "number", "market", "share of the short/month", "judgement", low=0, high=1, step=0.05, likely=(0.05, 0.9),
        acts_on=ALLOCATION, moves=(MARKETPLACE,),
    )
    seller_reservation: float = declare(
        0.15, "number", "market", "share of pack price/GB", "market_rules", low=0, high=2, step=0.05, likely=(0.05, 0.6),
        acts_on=ALLOCATION, moves=(MARKETPLACE,),
    )
    paid_gift_probability: float = declare(
        0.01, "number", "giving", "probability/month", "judgement", low=0, high=1, step=0.01, likely=(0.001, 0.1),
        acts_on=ALLOCATION, moves=(PAID_GIFT,),
    )
    resellers: bool = declare(
        default=False, kind="switch", group="resale", unit="", source="judgement", acts_on=AHEAD, moves=RESOLD
    )
    resale_price: float = declare(
        0.2, "number", "resale", "share of pack price/GB", "resale_prices", low=0, high=2, step=0.05, likely=(0.13, 0.5),
        acts_on=AHEAD, moves=RESOLD,
    )
    reseller_share: float = declare(
        0.1, "number", "resale", "share of demand", "judgement", low=0, high=1, step=0.05, likely=(0.02, 0.4), acts_on=AHEAD,
        moves=RESOLD,
    )
    reseller_months: int = declare(
        24, "integer", "resale", "months", "resale_prices", low=1, high=60, step=1, likely=(12, 36), acts_on=AHEAD, moves=RESOLD
    )
    reseller_cost: float = declare(
        0.0, "number", "resale", "GB in packs/SIM-month", "judgement", low=0, high=20, step=0.5, likely=(0, 3), acts_on=AHEAD,
        moves=RESOLD,
    )
    network_cost_per_gb: float = declare(
        0.05, "number", "cost", "share of pack price/GB", BRIEF, low=0, high=1, step=0.01, likely=(0, 0.2), acts_on=AHEAD
    )
    platform_cost_per_month: float = declare(
        0.0, "number", "cost", "currency/month", "judgement", low=0, high=1e12, top=1e7, step=1000, acts_on=AHEAD
    )
    transfer_cost_share: float = declare(
        0.0025, "number", "cost", "share of pack price/GB", "judgement", low=0, high=1e4, top=0.25, step=0.0025, likely=(0,
        0.01), acts_on=AHEAD,
    )
    heterogeneous_hazards: bool = declare(default=True, kind="switch", group="horizon", unit="", source=BRIEF, acts_on=AHEAD)
    peer_hazard_ratio: float = declare(
        1.03, "number", "horizon", "ratio", BRIEF, low=1, high=1.2, step=0.01, likely=(1, 1.1), acts_on=AHEAD
    )
    regular_months: int = declare(
        3, "integer", "horizon", "months/year", "judgement", low=1, high=12, step=1, likely=(2, 6), acts_on=AHEAD
    )
    trade_down_rate: float = declare(
        0.05, "number", "horizon", "share/year", BRIEF, low=0, high=0.5, step=0.01, likely=(0, 0.2), acts_on=AHEAD
    )
    givers_keep_rate: float = declare(
        0.02, "number", "horizon", "share/year", "judgement", low=0, high=0.5, step=0.01, likely=(0, 0.05), acts_on=AHEAD,
        moves=(GIFTING, FAMILY_POOL, MARKETPLACE),
    )
    upgrades_forgone_rate: float = declare(
        0.02, "number", "horizon", "share/year", "judgement", low=0, high=0.5, step=0.01, likely=(0, 0.1), acts_on=AHEAD
    )
    discount_rate: float = declare(0.15, "number", "horizon", "share/year", "judgement", low=0, high=1, step=0.01, acts_on=AHEAD)
    measured_here: tuple[str, ...] | None = declare(
        None, "names", "measured", "ranges", "judgement", optional=True, acts_on=AHEAD
    )
    # fmt: on


def acting_on(*stages: str) -> frozenset[str]:
    """Return the names of the assumptions that act first on one of `stages`."""
    return frozenset(name for name, declared in parameters_of(Assumptions).items() if declared.acts_on in stages)


@functools.cache  # asked for every draw
def bearing_on(mechanism: str, *, resellers: bool = False) -> frozenset[str]:
    """Return the names of the assumptions that bear on a mechanism or its parts, and on `resellers` where they are counted in."""
    bears = {mechanism, *PARTS.get(mechanism, ()), *(RESOLD if resellers else ())}
    return frozenset(name for name, declared in parameters_of(Assumptions).items() if bears & {*(declared.moves or (mechanism,))})


def bearing_values(assumptions: Assumptions, mechanism: str) -> dict[str, Value]:
    """Return the values that bear on a mechanism by name: what an answer under its rules was computed from."""
    bearing = bearing_on(mechanism, resellers=assumptions.resellers)
    return {name: value for name, value in as_dict(assumptions).items() if name in bearing}


def make_assumptions(values: Mapping[str, Value]) -> Assumptions:
    """Build assumptions from values by name; ParameterError lists every unknown name and value out of range."""
    made = build(Assumptions, values)
    check_ranges(made.measured_here, parameters_of(Assumptions), CORRELATED)
    return made


class Base(Protocol):
    """What settings ask of a base: what it measures itself, what a GB costs in it, what it says of itself."""

    @property
    def pack_price_per_gb(self) -> float:
        """Return the price of a GB in a pack, in the currency of the base."""

    @property
    def manifest(self) -> Manifest:
        """Return what the base says of itself."""

    @property
    def measured(self) -> Mapping[str, float]:
        """Return the assumptions that the base itself answers."""


def assumptions_for(world: Base, values: Mapping[str, Value]) -> Assumptions:
    """Return assumptions from, in rising order of authority: the declared defaults, what the base measures, `values`."""
    return make_assumptions(dict(world.measured) | dict(values))
