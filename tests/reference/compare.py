"""What the engine and the plain model each say of one base, in the same words and units."""

from __future__ import annotations

import math
from dataclasses import astuple, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.mechanisms.registry import mechanism_of
from tests.reference.base import MILLION
from tests.reference.effects import Effect
from tests.reference.replay import EFFECT_NAMES, Reference, bridge, flow, outcomes
from tests.reference.sampling import standard_errors

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from analysis.results.result import Result
    from analysis.world.world import World

# The engine's column of each of the plain model's effects.
ENGINE_COLUMN = {
    "sent": "sent_kb", "received": "received_kb", "transfers": "transfers", "displaced": "displaced_kb",
    "served_unmet": "served_kb", "induced": "induced_kb", "expired_gift": "expired_gift_kb", "packs": "packs", "buyers": "buyers",
    "short_buyers": "short_buyers", "pack_revenue": "pack_revenue", "fees": "fees", "used_value": "used_value",
    "benefit": "benefit", "used": "used_kb", "unmet": "unmet_kb", "unused": "unused_kb", "satisfaction": "satisfaction",
    "hazard": "leaving", "drawn": "drawn_kb",
}  # fmt: skip

# A double of a million units is exact to 10^-10 of one; sums of a few such shares to 10^-6.
HALF_WAY = 1e-6


def engine_effects(world: World, found: Reference) -> dict[tuple[int, int], Effect]:
    """Return the engine's changes by (subscriber, month), without the months in which nothing moved."""
    replayed = mechanism_of(found.rules).replay(world, found.rules, found.assumed)
    return effects_by_month(replayed.months, 0)


def later_effects(world: World, found: Reference) -> dict[tuple[int, int], Effect]:
    """Return the same for the months of the second year, which are counted on, that are told apart from the first."""
    replayed = mechanism_of(found.rules).replay(world, found.rules, found.assumed)
    return effects_by_month(replayed.settled, found.base.month_count)


def effects_by_month(months: tuple[Changes, ...], first: int) -> dict[tuple[int, int], Effect]:
    """Return changes by (subscriber, month), the first month counted `first`, without those in which nothing moved."""
    effects = {}
    for nth, month in enumerate(months, start=first):
        columns = {name: month.column(ENGINE_COLUMN[name]).tolist() for name in EFFECT_NAMES}
        for place, person in enumerate(month.person.tolist()):
            effects[person, nth] = Effect(**{name: int(columns[name][place]) for name in EFFECT_NAMES})
    return {where: one for where, one in effects.items() if any(astuple(one))}


def with_even_chances(engine: dict[tuple[int, int], Effect], found: Reference) -> Reference:
    """Take over the engine's rounding where the exact value lies half-way between two units, as near as doubles can tell."""
    effects = dict(found.effects)
    for where in effects.keys() & engine.keys():
        exact = found.unrounded[where]
        for name, value in (("satisfaction", float(exact.satisfaction)), ("hazard", exact.hazard)):
            theirs = getattr(engine[where], name)
            if abs(abs(value - math.floor(value)) - 0.5) < HALF_WAY and theirs in (math.floor(value), math.ceil(value)):
                effects[where] = replace(effects[where], **{name: theirs})
    return replace(found, effects=effects)


def differences(engine: dict[tuple[int, int], Effect], found: Reference) -> list[str]:
    """Return one line for each measure of a subscriber-month on which the two disagree."""
    nothing = Effect(**dict.fromkeys(EFFECT_NAMES, 0))
    lines = []
    for where in sorted(engine.keys() | found.effects.keys()):
        one, other = engine.get(where, nothing), found.effects.get(where, nothing)
        names = [name for name in EFFECT_NAMES if getattr(one, name) != getattr(other, name)]
        told = [f"{name}: engine {getattr(one, name)}, plain {getattr(other, name)}" for name in names]
        month = found.base.months[where[0], where[1] % found.base.month_count]
        lines += [f"{where} {month} {line}" for line in told]
    return lines


def assert_the_same_totals(result: Result, found: Reference) -> None:
    """Compare flow and bridge exactly, outcomes to the last digits of a double."""
    expected, counts, errors = flow(found), result.flow, standard_errors(found)
    assert (counts.transfers, counts.givers, counts.receivers, counts.own_only) == tuple(
        expected[name] for name in ("transfers", "givers", "receivers", "own_only")
    )
    volumes = (counts.sent_gb, counts.received_gb, counts.displaced_gb, counts.served_unmet_gb, counts.induced_gb)
    names = ("sent", "received", "displaced", "served_unmet", "induced", "expired_gift", "drawn")
    assert (*volumes, counts.expired_gift_gb, counts.own_gb) == tuple(Decimal(expected[name]) / MILLION for name in names)
    steps = {step.item: Fraction(step.total) * MILLION for step in result.profit_bridge}
    assert steps == bridge(found)
    for name, (baseline, change) in outcomes(found).items():
        outcome = result.outcome(name)
        assert near(outcome.baseline, baseline), (name, outcome, float(baseline))
        # The change in profit is the sum of the bridge's steps, each to 10^-9 of the currency.
        slack = 5e-9 if name == "profit_per_subscriber" else 0.0
        assert near(outcome.change, change, slack), (name, outcome, float(change))
        assert same_error(outcome.se, errors[name]), (name, outcome, errors[name])


def same_error(value: float | None, expected: float | None) -> bool:
    """Say whether two standard errors are the same but for the last digits of a root of small differences."""
    if value is None or expected is None:
        return value is expected
    return math.isclose(value, expected, rel_tol=1e-7, abs_tol=1e-9)


def near(value: float, exact: Fraction, slack: float = 0.0) -> bool:
    """Say whether a double is `exact` but for rounding in its last digits."""
    return abs(value - float(exact)) <= slack + 1e-12 * max(1.0, abs(float(exact)))
