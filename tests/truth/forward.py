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

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from tests.reference.base import Base, Month, Person, Plan
    from tests.reference.replay import Reference

    Matrix = NDArray[np.float64]

MEMORIES = 12  # after so many lifetimes of it nothing to speak of is left of a good month
TOURIST_MONTHS = 2  # data/synthetic/markets/russia.toml: a tourist's SIM lives one month or two, alike


@dataclass(frozen=True)
class Truth:
    """The true change of each headline. `npv` is discounted, its `parts` are not; currency per initial subscriber."""

    headlines: dict[str, float]
    parts: dict[str, float]


@dataclass(frozen=True)
class Ledger:
    """What each [person, month] brings, currency: `margin` without transfers, `gain` the change; `pace` of leaving, `there`.

    `afterwards` is the part of the fall in leaving that the year's gifts still bring about when the year is over.
    """

    there: Matrix
    hazard: Matrix
    pace: Matrix
    afterwards: float
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
        "renewal_rate": (float(_stays(ledger.hazard, ledger.pace).sum()) + ledger.afterwards) / count,
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
    pull, received, gave = np.zeros(size), np.zeros(size, bool), np.zeros(size, bool)
    cost, assumed = found.assumed.network_cost_per_gb, found.assumed
    support = float(support_cost(found.base, assumed)) / MILLION
    for place, month in found.base.months.items():
        plan, use = month.tariff, before(month)
        there[place] = 1.0
        hazard[place] = _hazard(month, leaving)
        margin[place] = (plan.fee + use.packs * plan.price - cost * use.used * plan.price / plan.pack) / MILLION
    for place, one in found.effects.items():
        money = one.pack_revenue + one.fees - cost * one.used_value
        gain[place] = money / MILLION - support * one.transfers
        points = one.satisfaction / MILLION
        weight = assumed.fall_asymmetry if points < 0 else 1.0
        pull[place] = -assumed.satisfaction_to_renewal * weight * points / assumed.satisfaction_sd
        received[place], gave[place] = one.received > 0, one.sent > 0
    felt = _felt(pull, assumed.goodwill_months)
    still = hazard[:, -1], felt[:, -1] * (1 - 1 / assumed.goodwill_months)
    return Ledger(there, hazard, np.exp(felt), _afterwards(*still, assumed.goodwill_months), margin, gain, received, gave)


def _felt(pull: Matrix, months: float) -> Matrix:
    """Return what is still felt of the pulls on leaving [person, month]: a part 1/`months` of it goes each month."""
    felt = pull.copy()
    for month in range(1, pull.shape[1]):
        felt[:, month] += (1 - 1 / months) * felt[:, month - 1]
    return felt


def _stays(hazard: Matrix, pace: Matrix) -> Matrix:
    """Return by how much leaving falls where it acts `pace` times instead of once."""
    return np.asarray((1 - hazard) ** pace - (1 - hazard), np.float64)


def _afterwards(hazard: Matrix, felt: Matrix, months: float) -> float:
    """Return the fall in leaving, summed over all and over the months to come, of what is still `felt` at the end."""
    found, there = 0.0, np.ones_like(hazard)
    for _ in range(math.ceil(MEMORIES * months)):
        found += float((there * _stays(hazard, np.exp(felt))).sum())
        felt, there = felt * (1 - 1 / months), there * (1 - hazard)
    return found


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
    lower = _next_step({person.plan for person in base.people}, -1)
    step = np.array([lower[person.plan] for person in base.people])[:, None]
    moved = _moved(ledger.gave, assumed.regular_months, assumed.givers_keep_rate)
    moved = moved - _moved(ledger.received, assumed.regular_months, assumed.trade_down_rate)
    higher = _next_step({person.plan for person in base.people}, 1)
    up = np.array([higher[person.plan] for person in base.people])[:, None]
    stayed = _moved(ledger.received, assumed.regular_months, assumed.upgrades_forgone_rate)
    values = {"flows": over * ledger.gain, "retention": (over - 1) * ledger.margin}
    values |= {"plan_moves": over * moved * step, "upgrades_forgone": -over * stayed * up}
    return {item: (ledger.there * value)[initial].sum(axis=0) / len(initial) for item, value in values.items()}


def _is_initial(base: Base, person: Person) -> bool:
    first = base.months.get((person.index, 0))
    return first is not None and first.tenure > 0


def _next_step(plans: set[Plan], way: int) -> dict[Plan, float]:
    """Return how far the next cheaper (`way` -1) or dearer (1) of the `plans` of a SIM kind is; 0 without one."""
    gaps = {plan: [way * (one.fee - plan.fee) for one in plans if one.sim == plan.sim] for plan in plans}
    return {plan: min((gap for gap in found if gap > 0), default=0) / MILLION for plan, found in gaps.items()}


def _moved(acted: NDArray[np.bool_], regular_months: int, yearly: float) -> Matrix:
    """Return the share who have moved by the start of each month: at the yearly rate from the month they became regular."""
    regular = np.cumsum(acted, axis=1) >= regular_months
    since: Matrix = np.cumsum(regular, axis=1).astype(np.float64) - regular
    return np.asarray(1.0 - (1.0 - yearly) ** (since / YEAR), np.float64)
