"""What is randomised as one: communities with what is alone joined to its strongest tie, regions, or subscribers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.pilot.baseline import baseline
from analysis.pilot.matching import matched
from analysis.pilot.plan import REGIONS, SUBSCRIBERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.people import People
    from analysis.pilot.plan import Plan
    from analysis.world.world import World

HALF = 0.5


@dataclass(frozen=True)
class Clusters:
    """`of` is each subscriber's cluster; `key` (of keyed draws), `stratum` and `size` are per cluster.

    Where clusters are matched a stratum is a block of them.
    """

    of: NDArray[np.int32]
    key: NDArray[np.uint64]
    stratum: NDArray[np.int32]
    size: NDArray[np.int64]

    def sums(self, per_person: NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the sum of each cluster; whole numbers, exact up to 2^53."""
        return np.asarray(np.bincount(self.of, per_person.astype(np.float64), self.size.size), np.float64)

    def inside(self, giver: NDArray[np.int64], receiver: NDArray[np.int64], kb: NDArray[np.int64]) -> float:
        """Return the share of a flow, kB, whose ends lie in one cluster; 1 where nothing flows. Who is no member is in none."""
        total, members = int(kb.sum()), self.of.size
        here = (giver < members) & (receiver < members)
        same = self.of[giver[here]] == self.of[receiver[here]]
        return float(kb[here][same].sum()) / total if total else 1.0


def clusters_of(world: World, plan: Plan, people: People) -> Clusters:
    """Return the clusters of a plan's unit, with strata from the months before its pilot.

    ParameterError where they are to be matched and no month lies before.
    """
    if plan.unit == SUBSCRIBERS:
        of, key = np.arange(world.subscribers), world.rows.key[: world.subscribers]
    elif plan.unit == REGIONS:
        of = np.asarray(world.rows.region[: world.subscribers], np.int64)
        key = np.arange(int(of.max(initial=0)) + 1).astype(np.uint64)
    else:
        of, key = _communities(world, people, plan)
    size = np.bincount(of, minlength=key.size)
    stratum = np.zeros(key.size, np.int64) if plan.unit == REGIONS else _strata(world, plan, of, size)
    if plan.matched:
        stratum = matched(world, plan, of, key, stratum)
    return Clusters(of.astype(np.int32), np.ascontiguousarray(key, np.uint64), stratum.astype(np.int32), size)


def _households(world: World) -> NDArray[np.int64]:
    """Return of each subscriber the member of its account with the least key, whatever the rows' order; itself without one."""
    head = np.arange(world.subscribers)
    shared = np.flatnonzero(world.account >= 0)
    account = world.account[shared]
    order = np.lexsort((world.rows.key[shared], account))
    _, first = np.unique(account[order], return_index=True)
    _, nth = np.unique(account, return_inverse=True)
    head[shared] = shared[order[first]][nth]
    return head


def _communities(world: World, people: People, plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return communities cut at the largest size, those of one joined to that of their strongest tie while it has room.

    A household follows its head, and not the two communities that it ties together: those would grow into one after another.
    """
    head = _households(world) if plan.households else np.arange(world.subscribers)
    largest = plan.largest_cluster
    label = _cut(people.community.astype(np.int64)[head], head, largest)
    size = np.bincount(label)
    alone = np.flatnonzero(size[label] == 1)
    partner = _strongest(world)[alone]
    tied = partner >= 0
    one, other = label[alone[tied]], label[partner[tied]]
    graph = coo_array((np.ones(one.size, np.int8), (one, other)), shape=(size.size, size.size))
    _, joined = connected_components(graph, directed=False)
    full = np.bincount(joined, size) > largest  # whoever would fill one beyond its size stays alone
    apart = joined.max(initial=-1) + 1 + np.arange(size.size)
    merged = np.where(full[joined], apart, joined)
    _, of = np.unique(merged[label], return_inverse=True)
    key = np.full(int(of.max(initial=-1)) + 1, np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(key, of, world.rows.key[: world.subscribers])  # of the member with the least, whatever the order of the rows
    return of, key


def _cut(label: NDArray[np.int64], head: NDArray[np.int64], largest: int) -> NDArray[np.int64]:
    """Return communities of which none is larger, the members of a `head` in one."""
    order = np.lexsort((head, label))
    place = np.empty(label.size, np.int64)
    place[order] = np.arange(label.size) - np.searchsorted(label[order], label[order])
    first = np.full(label.size, label.size)
    np.minimum.at(first, head, place)
    # The last household may reach beyond a cut by all of its members but one.
    step = max(1, largest - int(np.bincount(head).max(initial=1)) + 1)
    size = np.bincount(label)[label]
    _, cut = np.unique(np.stack([label, np.where(size > largest, first[head] // step, 0)]), axis=1, return_inverse=True)
    return np.asarray(cut.ravel(), np.int64)


def _strongest(world: World) -> NDArray[np.int64]:
    """Return the contact at the other end of each subscriber's strongest tie along which anything could ever flow; -1 without.

    Guests are no contacts: they take no part.
    """
    pairs, none = world.pairs, world.tie_strength.size
    giver, receiver, tie = world.rows.sub[pairs.giver], world.rows.sub[pairs.receiver], pairs.tie
    if world.rows.key.size > world.subscribers:
        here = np.flatnonzero((giver < world.subscribers) & (receiver < world.subscribers))
        giver, receiver, tie = giver[here], receiver[here], tie[here]
    best = np.full(world.subscribers, none, np.int64)
    for end in (giver, receiver):
        np.minimum.at(best, end, tie)  # ties lie strongest first
    contact = np.full(world.subscribers, -1, np.int64)
    for end, far in ((giver, receiver), (receiver, giver)):
        own = tie == best[end]
        contact[end[own]] = far[own]
    return contact


def _strata(world: World, plan: Plan, of: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each cluster's stratum: what it shares of region, dearness of plans, shortness before the pilot, and size."""
    before = range(plan.pilot_months(len(world.months)).start)
    parts = [np.zeros(size.size, np.int64)]
    if "region" in plan.strata:
        first = np.full(size.size, np.iinfo(np.int64).max)
        np.minimum.at(first, of, np.asarray(world.rows.region[: world.subscribers], np.int64))
        parts.append(first)
    each = {"plan": baseline(world, "fee", before), "short": baseline(world, "short", before)}
    seen = np.maximum(1, np.bincount(of, baseline(world, "months", before), size.size))
    parts += [_upper_half(np.bincount(of, each[name], size.size) / seen) for name in ("plan", "short") if name in plan.strata]
    if "size" in plan.strata:
        parts.append(_upper_half(size))
    _, stratum = np.unique(np.stack(parts), axis=1, return_inverse=True)
    return np.asarray(stratum.ravel(), np.int64)


def _upper_half(value: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.int64]:
    return (value > np.quantile(value, HALF)).astype(np.int64) if value.size else np.zeros(0, np.int64)
