"""Who is in which arm: clusters dealt to arms inside strata by keyed draws, so that the same seed gives the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.keyed_random import units
from analysis.pilot.rights import AS_THE_RULES_SAY, rights_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rights
    from analysis.pilot.clusters import Clusters
    from analysis.pilot.plan import Plan
    from analysis.world.world import World

OUTSIDE = -1
# Purposes of draws of a pilot: they come after those of the replay (analysis/kernels/keyed_random.py), and share none.
TAKES_PART_IN_PILOT, ORDER, START, MAY_GIVE, MAY_RECEIVE = 32, 33, 34, 35, 36


@dataclass(frozen=True)
class Assignment:
    """Arrays per subscriber: its cluster, the stratum of that, its arm (-1: outside the pilot), its rights, its arm's fee."""

    cluster: NDArray[np.int32]
    stratum: NDArray[np.int32]
    arm: NDArray[np.int8]
    gives: NDArray[np.bool_]
    receives: NDArray[np.bool_]
    fee_gb: NDArray[np.int64]

    @property
    def rights(self) -> Rights:
        """Return the rights that the arms give."""
        return rights_of(self.gives, self.receives, self.fee_gb)


def assigned(world: World, plan: Plan, clusters: Clusters, seed: int | None = None) -> Assignment:
    """Return who is in which arm. `seed` takes the place of the plan's, for replicates."""
    key = np.uint64(plan.seed if seed is None else seed)
    arm = cluster_arms(plan, clusters, key)[clusters.of]
    gives, receives = (
        _lottery(world, arm, np.array([getattr(one, side) for one in plan.arms]), key, purpose)
        for side, purpose in (("gives", MAY_GIVE), ("receives", MAY_RECEIVE))
    )
    fees = np.array([*(one.fee_gb for one in plan.arms), AS_THE_RULES_SAY], np.int64)
    return Assignment(clusters.of, clusters.stratum[clusters.of], arm, gives, receives, fees[arm])


def cluster_arms(plan: Plan, clusters: Clusters, key: np.uint64) -> NDArray[np.int8]:
    """Return each cluster's arm: those of a stratum in a drawn order, dealt from a drawn start in the designed shares.

    Whole strata thus hold the shares to within one cluster; what is rounded is drawn, so each cluster's chance is exact.
    """
    count = clusters.key.size
    inside = np.ones(count, bool)
    if plan.take_part < 1.0:
        inside = units(_together(plan, clusters), key, 0, TAKES_PART_IN_PILOT) < plan.take_part
    order = np.argsort(clusters.stratum + units(clusters.key, key, 0, ORDER))  # a unit lies between 0 and 1
    order = order[inside[order]]
    stratum = clusters.stratum[order]
    sizes = np.bincount(stratum, minlength=int(clusters.stratum.max(initial=0)) + 1)
    place = np.arange(order.size) - (np.cumsum(sizes) - sizes)[stratum]
    starts = units(np.arange(sizes.size, dtype=np.uint64), key, 0, START)
    # Systematic sampling on a circle: place p of n lies at (p + start) / n, and the arms are arcs of it, turned by a draw.
    at = (place + starts[stratum]) / sizes[stratum]
    turned = (at + units(np.arange(sizes.size, dtype=np.uint64), key, 1, START)[stratum]) % 1.0
    arm = np.full(count, OUTSIDE, np.int8)
    arm[order] = np.minimum(np.searchsorted(np.cumsum(plan.shares), turned, side="right"), len(plan.arms) - 1)
    return arm


def _together(plan: Plan, clusters: Clusters) -> NDArray[np.uint64]:
    """Return the keys by which clusters take part: each its own, but one for all of a block, which would else fall apart."""
    if not plan.matched:
        return clusters.key
    least = np.full(int(clusters.stratum.max(initial=-1)) + 1, np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(least, clusters.stratum, clusters.key)
    return least[clusters.stratum]


def _lottery(world: World, arm: NDArray[np.int8], shares: NDArray[np.float64], key: np.uint64, purpose: int) -> NDArray[np.bool_]:
    """Return who has a right: each member of an arm with its share as chance; nobody outside."""
    chance = np.append(shares, 0.0)[arm]
    if not ((chance > 0) & (chance < 1)).any():
        return np.asarray(chance >= 1.0)
    return np.asarray(units(world.rows.key[: world.subscribers], key, 0, purpose) < chance)
