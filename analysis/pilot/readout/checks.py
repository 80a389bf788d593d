"""Before any effect: whether the arms hold whom the design gave them, and whether gifts stayed where they were allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm

from analysis.pilot.readout.answer import Harm, Leak, Look, RatioCheck
from analysis.pilot.readout.measures import MAIN
from analysis.statistics.sample_ratio import ALARM_P, clustered_sample_ratio, sample_ratio

if TYPE_CHECKING:
    from analysis.pilot.design.looks import Look as Planned
    from analysis.pilot.plan import Plan
    from analysis.pilot.readout.answer import Effect
    from data.trials.reading import TrialTables

SLIGHT = 0.002  # a departure of a share that is smaller alarms nobody, however many are counted


def ratio_checks(tables: TrialTables, plan: Plan) -> tuple[RatioCheck, ...]:
    """Test clusters, and then members, against the designed shares.

    Members of a cluster come together, so theirs is a test of a shuffle of whole clusters. Where it is subscribers that were
    dealt, both are one.
    """
    arms = len(tables.arms)
    sizes = tables.members.sum(1)
    counts = np.bincount(tables.arm, minlength=arms).astype(float)
    clusters = sample_ratio(counts.tolist(), plan.shares)
    members = clustered_sample_ratio(sizes, tables.arm.astype(np.int64), tables.stratum, plan.shares)
    in_arms = np.bincount(tables.arm, sizes, arms)
    found = []
    for what, seen, test in (("clusters", counts, clusters), ("members", in_arms, members)):
        failed = test.p < ALARM_P and abs(test.departure) >= SLIGHT
        shares = tuple(plan.shares)
        found.append(RatioCheck(what, tuple(seen.tolist()), shares, test.p, test.departure, failed))
    return tuple(found)


def leak_of(tables: TrialTables) -> Leak | None:
    """Return the gifts of the pilot months, and those that crossed arms or lacked a right; None without a log."""
    if tables.gifts is None:
        return None
    after = {name: float(sums[:, tables.run_in :].sum()) for name, sums in tables.gifts.items()}
    return Leak(**after)


def look_of(tables: TrialTables, plan: Plan, effects: tuple[Effect, ...], looks: tuple[Planned, ...]) -> Look | None:
    """Return the look that the plan takes now, at the bounds that its design told, `looks`; None between two looks."""
    now = len(tables.months) - tables.run_in
    main = next((effect for effect in effects if effect.measure == MAIN), None)
    told = {look.month: look.bound for look in looks if look.bound is not None}
    if main is None or now not in told:
        return None
    at, bounds = tuple(told), tuple(told.values())
    number, z = at.index(now), _z(main)
    return Look(number + 1, len(at), bounds, tuple(month / plan.months for month in at), z, abs(z) >= bounds[number])


def harm_of(tables: TrialTables, effects: tuple[Effect, ...], looks: tuple[Planned, ...]) -> Harm | None:
    """Return the watch over pack revenue, in every month and at the bound of that month; None without revenue."""
    now = len(tables.months) - tables.run_in
    money = next((effect for effect in effects if effect.measure == "pack_revenue"), None)
    bound = next((look.harm for look in looks if look.month == now), None)
    if money is None or bound is None:
        return None
    z = _z(money)
    return Harm(now, z, bound, z <= -bound)


def _z(effect: Effect) -> float:
    """Return the effect as a normal score of the same p, so that few clusters count as what they are."""
    found = effect.difference
    if found.p is None:
        return 0.0
    return float(norm.isf(max(found.p, 1e-300) / 2)) * (1.0 if found.value >= 0 else -1.0)
