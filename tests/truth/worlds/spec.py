"""A world: its name, the theory it was written from, its seed; and the list of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.truth.worlds.named import NAMED
from tests.truth.worlds.ranges import THEORIES, drawn_ways

if TYPE_CHECKING:
    import numpy as np

RANDOM = 22
FIRST_SEED = {"temptation": 1_000, "habits": 2_000, "ledger": 3_000}


@dataclass(frozen=True)
class World:
    """A world by name. `subscribers` are present at a time; `changed` sets parameters that are not drawn."""

    name: str
    theory: str
    seed: int
    subscribers: int = 5_000
    changed: tuple[tuple[str, float], ...] = ()

    def ways(self, attempt: int) -> np.void:
        """Return the parameters of the world at an attempt: each is another draw."""
        return drawn_ways(self.theory, self.seed, attempt, dict(self.changed))


@cache
def worlds() -> tuple[World, ...]:
    """Return all worlds: the named ones, then the random ones of each theory."""
    random = [World(f"{theory}-{k:02d}", theory, FIRST_SEED[theory] + k) for theory in THEORIES for k in range(1, RANDOM + 1)]
    named = [World(name, one.theory, one.seed, changed=tuple(one.changed.items())) for name, one in NAMED.items()]
    return (*named, *random)


def world_named(name: str) -> World:
    """Return the world called `name`; KeyError when there is none."""
    return {world.name: world for world in worlds()}[name]
