"""What transfers really do in a world: the plain model on the months after the launch, then staying, money and plan moves.

Nothing of the engine is used: the changes of each subscriber-month come from the reference model with the hidden assumptions
and draws of their own, the hazards from the generator.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.reference.base import MILLION, support_cost
from tests.reference.effects import before
from tests.reference.replay import bridge, run
from tests.truth.staying import excess
from tests.truth.two_years import YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.assumptions import Assumptions
    from analysis.rules import Rules
    from tests.reference.base import Base, Month, Person, Plan
    from tests.reference.replay import Reference

    Matrix = NDArray[np.float64]

TOURIST_MONTHS = 2  # data/markets/russia.toml: a tourist's SIM lives one month or two, alike


@dataclass(frozen=True)
class Truth:
    """The true change of each headline. `npv` is discounted, its `parts` are not; currency per initial subscriber."""

    headlines: dict[str, float]
    parts: dict[str, float]


@dataclass(frozen=True)
class Ledger:
    """What each [person, month] brings, currency: `margin` without transfers, `gain` the change; `pace` of leaving, `there`."""

    there: Matrix
    hazard: Matrix
    pace: Matrix
    margin: Matrix
    gain: Matrix
    received: NDArray[np.bool_]
    gave: NDArray[np.bool_]


def truth_of(base: Base, rules: Rules, hidden: Assumptions, leaving: dict[str, float], seed: int) -> Truth:
    """Return what `rules` change in the year `base` under `hidden` assumptions and the draws of `seed`.

    `leaving` is each local subscriber's own monthly hazard by name. Initial subscribers are those of the first month who had
    been there before it.
    """
    found = run(base, rules, hidden, seed)
    ledger = _ledger(found, leaving)
    count = len(base.months)
    headlines = {
        "topup_rate": found.total("buyers") / count,
        "renewal_rate": float((ledger.hazard - (1 - (1 - ledger.hazard) ** ledger.pace)).sum()) / count,
        "satisfaction": found.total("satisfaction") / MILLION / count,
        "profit_per_subscriber": float(sum(bridge(found).values())) / MILLION / count,
    }
    parts = _parts(found, ledger)
    discount = (1 + hidden.discount_rate) ** (-np.arange(1, YEAR + 1) / YEAR)
    npv = float(sum(discount @ part for part in parts.values()))
    return Truth(headlines | {"npv": npv}, {item: float(part.sum()) for item, part in parts.items()})


def _ledger(found: Reference, leaving: dict[str, float]) -> Ledger:
    size = len(found.base.people), YEAR
    there, hazard, margin, gain = (np.zeros(size) for _ in range(4))
    pace, received, gave = np.ones(size), np.zeros(size, bool), np.zeros(size, bool)
    cost, assumed = found.assumed.network_cost_per_gb, found.assumed
    support = float(support_cost(found.base, assumed)) / MILLION
    for place, month in found.base.months.items():
        plan, use = month.person.plan, before(month)
        there[place] = 1.0
        hazard[place] = _hazard(month, leaving)
        margin[place] = (plan.fee + use.packs * plan.price - cost * use.used * plan.price / plan.pack) / MILLION
    for place, one in found.effects.items():
        money = one.pack_revenue + one.fees - cost * one.used_value
        gain[place] = money / MILLION - support * one.transfers
        points = one.satisfaction / MILLION
        weight = assumed.fall_asymmetry if points < 0 else 1.0
        pace[place] = math.exp(-assumed.satisfaction_to_renewal * weight * points / assumed.satisfaction_sd)
        received[place], gave[place] = one.received > 0, one.sent > 0
    return Ledger(there, hazard, pace, margin, gain, received, gave)


def _hazard(month: Month, leaving: dict[str, float]) -> float:
    """Return the probability of leaving after this month: a local subscriber's own; a tourist's, whose stay is drawn whole."""
    if month.person.plan.sim == "local":
        return leaving[month.person.name]
    return 1.0 / max(1, TOURIST_MONTHS - month.tenure)


def _parts(found: Reference, ledger: Ledger) -> dict[str, Matrix]:
    """Return the parts [month] of the change in profit per initial subscriber."""
    assumed, base = found.assumed, found.base
    one = np.array([tie.one.index for tie in base.ties], np.int64)
    other = np.array([tie.other.index for tie in base.ties], np.int64)
    over = excess(ledger.hazard, ledger.pace, (one, other), assumed.peer_hazard_ratio)
    initial = [person.index for person in base.people if _is_initial(base, person)]
    lower = _next_cheaper({person.plan for person in base.people})
    step = np.array([lower[person.plan] for person in base.people])[:, None]
    moved = _moved(ledger.gave, assumed.regular_months, assumed.givers_keep_rate)
    moved = moved - _moved(ledger.received, assumed.regular_months, assumed.trade_down_rate)
    values = {"flows": over * ledger.gain, "retention": (over - 1) * ledger.margin, "plan_moves": over * moved * step}
    return {item: (ledger.there * value)[initial].sum(axis=0) / len(initial) for item, value in values.items()}


def _is_initial(base: Base, person: Person) -> bool:
    first = base.months.get((person.index, 0))
    return first is not None and first.tenure > 0


def _next_cheaper(plans: set[Plan]) -> dict[Plan, float]:
    """Return how much less the next cheaper of the `plans` of the SIM kind costs a month, in currency; 0 on the cheapest."""
    cheaper = {plan: [one.fee for one in plans if one.sim == plan.sim and one.fee < plan.fee] for plan in plans}
    return {plan: (plan.fee - max(fees)) / MILLION if fees else 0.0 for plan, fees in cheaper.items()}


def _moved(acted: NDArray[np.bool_], regular_months: int, yearly: float) -> Matrix:
    """Return the share who have moved by the start of each month: at the yearly rate from the month they became regular."""
    regular = np.cumsum(acted, axis=1) >= regular_months
    since: Matrix = np.cumsum(regular, axis=1).astype(np.float64) - regular
    return np.asarray(1.0 - (1.0 - yearly) ** (since / YEAR), np.float64)
