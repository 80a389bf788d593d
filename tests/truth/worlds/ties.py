"""Who knows whom: households, friends in a neighbourhood or elsewhere, and the strangers a reseller serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tests.truth.worlds.records import Records

Whole = NDArray[np.int64]
Ties = tuple[Whole, Whole, NDArray[np.float64], NDArray[np.bool_]]
# Friends live nearby in the order of identifiers, as far as this many places.
NEAR, LOYAL_CUSTOMERS = 60, 40


def ties_of(random: np.random.Generator, people: Records, ways: np.void) -> Ties:
    """Return ties both ways, sorted by person and other end: start of each run, other end, strength, seen by the operator."""
    pairs = [_household(random, people), _friends(random, people, ways), _customers(random, people)]
    a, b = (np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    strength = np.concatenate([pair[2] for pair in pairs])
    seen = np.concatenate([np.full(len(pair[0]), k < 2) for k, pair in enumerate(pairs)])
    keep = a != b
    a, b, strength, seen = a[keep], b[keep], strength[keep], seen[keep]
    code = np.minimum(a, b) * len(people) + np.maximum(a, b)
    # The first of doubled ties stands: households come before friends, friends before customers.
    code, first = np.unique(code, return_index=True)
    low, high, strength, seen = code // len(people), code % len(people), strength[first], seen[first]
    ends, others = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.lexsort((others, ends))
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(people)))])
    return starts, others[order], np.tile(strength, 2)[order], np.tile(seen, 2)[order]


def _household(random: np.random.Generator, people: Records) -> tuple[Whole, Whole, NDArray[np.float64]]:
    home = people["household"]
    steps = [np.flatnonzero(home[: len(home) - step] == home[step:]) for step in (1, 2, 3)]
    a = np.concatenate(steps)
    b = np.concatenate([found + step for found, step in zip(steps, (1, 2, 3), strict=True)])
    return a, b, random.uniform(0.6, 1.0, len(a))


def _friends(random: np.random.Generator, people: Records, ways: np.void) -> tuple[Whole, Whole, NDArray[np.float64]]:
    """Friends of the own region stand near in the order of (region, identifier); the others are anybody."""
    count = len(people)
    proposals = random.poisson(float(ways["friends"]) / 2, count)
    a = np.repeat(np.arange(count), proposals)
    order = np.lexsort((np.arange(count), people["region"]))
    place = np.argsort(order)
    near = order[np.clip(place[a] + random.integers(-NEAR, NEAR + 1, len(a)), 0, count - 1)]
    b = np.where(random.random(len(a)) < ways["friend_region"], near, random.integers(0, count, len(a)))
    return a, b, np.clip(random.beta(1.2, 3.0, len(a)), 0.02, 0.95)


def _customers(random: np.random.Generator, people: Records) -> tuple[Whole, Whole, NDArray[np.float64]]:
    a = np.repeat(np.flatnonzero(people["reseller"]), LOYAL_CUSTOMERS)
    return a, random.integers(0, len(people), len(a)), np.full(len(a), 0.5)
