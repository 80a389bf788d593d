"""What happens in a world: the year before, once, and the two years after it, as often as asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.truth.worlds.kernels.days import live
from tests.truth.worlds.kernels.needs import needs
from tests.truth.worlds.limits import WAITING, limits_named
from tests.truth.worlds.people import make_town
from tests.truth.worlds.records import AHEAD, DAYS, LOTS, MONTH, STATE, YEAR, Life, Records, Town

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.truth.worlds.spec import World

PAST = 500_000


@dataclass(frozen=True)
class Before:
    """The year before a launch: parameters, people, the records of twelve months, and the states it ends in."""

    ways: np.void
    town: Town
    months: Records
    state: Records


def year_before(world: World, attempt: int) -> Before:
    """Live the year before the launch at an attempt of the world."""
    ways = world.ways(attempt)
    seed = world.seed * 100 + attempt
    town = make_town(ways, seed, world.subscribers)
    state = np.zeros(town.people.size, STATE)
    state["plan"], state["aware"] = town.people["plan"], _aware(town)
    state["present"] = town.people["joins"] == 0
    state["asked_on"] = -1
    life = _life(state, needs(town.people, ways, seed + PAST, 0, YEAR), YEAR, seed + PAST)
    live(town, life, ways, limits_named("before", town), 0, YEAR, YEAR)
    return Before(ways, town, life.out, state)


def years_after(before: Before, need: NDArray[np.int32], rules_name: str, seed: int, *, leave: bool = False) -> Records:
    """Live the two years from the launch under a preset of rules.

    Nobody leaves, since leaving is weighed by its probability, unless `leave` lets the same coins fall as before the launch.
    """
    life = _life(before.state.copy(), need, YEAR + AHEAD, seed)
    live(before.town, life, before.ways, limits_named(rules_name, before.town), YEAR, AHEAD, YEAR + AHEAD if leave else YEAR)
    return life.out[:, YEAR:]


def needs_after(before: Before, seed: int) -> NDArray[np.int32]:
    """Return the needs of the two years after the launch."""
    return needs(before.town.people, before.ways, seed, YEAR, AHEAD)


def _aware(town: Town) -> Records:
    """Return the day on which each knows of gifting, the launch being the end of the year before."""
    days = town.people["aware"]
    return np.where(days >= WAITING, days, days + YEAR * DAYS)


def _life(state: Records, need: NDArray[np.int32], months: int, seed: int) -> Life:
    lots = np.zeros((state.size, LOTS), np.int64)
    return Life(state, lots, lots.copy(), need, np.zeros((months, state.size), MONTH).T, seed)
