"""Small worlds for the tests of the worlds themselves: of every theory, with much gifting."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.truth.worlds.history import needs_after, year_before, years_after
from tests.truth.worlds.named import PLAIN, PLAIN_HABITS, PLAIN_LEDGER
from tests.truth.worlds.spec import World

if TYPE_CHECKING:
    from tests.truth.worlds.history import Before
    from tests.truth.worlds.records import Records

BUSY = {"askers": 0.9, "ask_chance": 0.5, "giving": 0.9, "aware_most": 0.9, "aware_months": 1.0, "push": 0.05, "seeds": 0.4}
PLAINS = {"temptation": PLAIN, "habits": PLAIN_HABITS, "ledger": PLAIN_LEDGER}
FUTURE = 4_242


def small(theory: str, **changed: float) -> World:
    """Return a world of 800 people in which gifts are common."""
    ways = {**PLAINS[theory], **BUSY, **changed}
    return World("small", theory, 9_001, 800, tuple(ways.items()))


@cache
def past(world: World) -> Before:
    """Return the year before of the first attempt, ordinary or not."""
    return year_before(world, 0)


@cache
def future(world: World, rules_name: str) -> Records:
    """Return the two years after under a preset."""
    return years_after(past(world), needs_after(past(world), FUTURE), rules_name, FUTURE)
