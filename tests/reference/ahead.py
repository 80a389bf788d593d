"""The projection in plain Python, written from docs/method.md, equations 13-15: one subscriber, one month at a time.

Money in micro-units, as floats; rounded to whole ones where the engine rounds, so that both may be compared unit by unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import betaln

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.settings.assumptions import Assumptions

Row = dict[str, int]
MONEY = ("packs_lost", "packs_won", "fees", "network", "support")


@dataclass(frozen=True)
class Person:
    """What the projection needs of a subscriber; `rows` are its changes by replayed month, `ramp` those of the rising months."""

    first: int
    last: int
    hazard: float
    alpha: float
    margin: float
    revenue: float
    step_fee: float
    step_up: float
    rows: Mapping[int, Row]
    ramp: Mapping[int, Row]
    trip: bool = False


def money(row: Row, assumed: Assumptions, support: float) -> dict[str, float]:
    return {
        "packs_lost": min(0, row["pack_revenue"]),
        "packs_won": max(0, row["pack_revenue"]),
        "fees": row["fees"],
        "network": -assumed.network_cost_per_gb * row["used_value"],
        "support": -support * row["transfers"],
    }


def pull(row: Row, assumed: Assumptions) -> float:
    points = row["satisfaction"] / 1e6
    weight = assumed.fall_asymmetry if points < 0 else 1.0
    return -assumed.satisfaction_to_renewal * weight * points / assumed.satisfaction_sd


def survive(person: Person, time: float) -> float:
    if math.isinf(person.alpha):
        return float((1 - person.hazard) ** time)
    beta = person.alpha * (1 / person.hazard - 1)
    return math.exp(betaln(person.alpha, beta + time) - betaln(person.alpha, beta))


def person_ahead(
    person: Person,
    cycle: int,
    adoption: Sequence[float],
    season: Sequence[float],
    prices: tuple[Assumptions, float],
    horizon: int,
) -> list[dict[str, float]]:
    """Return each month's flows of one subscriber, in micro-units and subscribers; `prices` ends with the cost of a transfer."""
    assumed, support = prices
    if person.trip:
        return trips_ahead(person, cycle, adoption, prices, horizon)
    seen = range(person.first, person.last + 1)
    weight = len(seen) / cycle
    nothing = dict.fromkeys(MONEY, 0.0)
    mean = {
        item: sum(money(person.rows[m], assumed, support)[item] for m in seen if m in person.rows) / len(seen) for item in MONEY
    }
    mean_pull = sum(pull(person.rows[m], assumed) for m in seen if m in person.rows) / len(seen)

    def month_of(nth: int) -> tuple[dict[str, float], float]:
        month = nth % cycle
        share = adoption[nth] if nth < cycle else 1.0
        if month not in seen:
            return {item: mean[item] * share for item in MONEY}, mean_pull * share
        row = (person.ramp if share < 1 else person.rows).get(month)
        return (money(row, assumed, support), pull(row, assumed)) if row else (nothing, 0.0)

    def acts(nth: int, side: str) -> float:
        month = nth % cycle
        share = adoption[nth] if nth < cycle else 1.0
        if month not in seen:
            return share * sum(row[side] > 0 for row in person.rows.values()) / len(seen)
        row = (person.ramp if share < 1 else person.rows).get(month)
        return float(row is not None and row[side] > 0)

    yearly = cycle / len(seen)
    received = sum(row["received_kb"] > 0 for row in person.rows.values()) * yearly
    gave = sum(row["sent_kb"] > 0 for row in person.rows.values()) * yearly
    regular = assumed.regular_months * cycle / 12
    found, time, felt = [], 0.0, 0.0
    times = {"received_kb": 0.0, "sent_kb": 0.0}
    since = {"received_kb": 0, "sent_kb": 0}
    for nth in range(horizon):
        brought, pulled = month_of(nth)
        felt *= 1 - 1 / assumed.goodwill_months
        felt = pulled + (felt if abs(felt) >= 1e-6 else 0.0)
        step = math.exp(felt)
        before, here = survive(person, nth), survive(person, time)
        kept = person.step_fee * (1 - (1 - assumed.givers_keep_rate) ** (since["sent_kb"] / 12)) if gave >= regular else 0.0
        lost = 1 - (1 - assumed.trade_down_rate) ** (since["received_kb"] / 12)
        lower = person.step_fee * lost if received >= regular else 0.0
        stayed = 1 - (1 - assumed.upgrades_forgone_rate) ** (since["received_kb"] / 12)
        forgone = person.step_up * stayed if received >= regular else 0.0
        times = {side: before_now + acts(nth, side) for side, before_now in times.items()}
        since = {side: months + (times[side] >= regular) for side, months in since.items()}
        more = (here - before) * season[nth % cycle]
        flows = {item: weight * here * brought[item] for item in MONEY}
        flows["retention"] = weight * more * person.margin
        flows["plan_moves"] = weight * here * (kept - lower)
        flows["upgrades_forgone"] = -weight * here * forgone
        own = brought["packs_lost"] + brought["packs_won"] + brought["fees"]
        flows["revenue"] = weight * (here * (own + kept - lower - forgone) + more * person.revenue)
        time += step
        flows["retained"] = weight * (survive(person, time) - survive(person, nth + 1))
        found.append(flows)
    return found


def trips_ahead(
    person: Person, cycle: int, adoption: Sequence[float], prices: tuple[Assumptions, float], horizon: int
) -> list[dict[str, float]]:
    """Return the same of one on a trip: such visitors come again in the same months of every year."""
    found = []
    for nth in range(horizon):
        rising = nth < cycle and adoption[nth] < 1
        row = (person.ramp if rising else person.rows).get(nth % cycle)
        flows = money(row, *prices) if row else dict.fromkeys(MONEY, 0.0)
        again = (1 - person.hazard) ** math.exp(pull(row, prices[0])) if row else 1 - person.hazard
        more = (again - (1 - person.hazard)) / person.hazard  # trips more, and those that follow from them
        own = flows["packs_lost"] + flows["packs_won"] + flows["fees"]
        flows |= {"plan_moves": 0.0, "upgrades_forgone": 0.0, "retention": more * person.margin, "retained": more}
        flows["revenue"] = own + more * person.revenue
        found.append(flows)
    return found
