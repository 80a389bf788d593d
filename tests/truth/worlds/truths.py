"""The truth of a world under a preset of rules, with the luck that is left in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tests.truth.worlds.calibration import before_of
from tests.truth.worlds.history import needs_after, years_after
from tests.truth.worlds.outcomes import Outcomes, outcomes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.truth.worlds.history import Before
    from tests.truth.worlds.records import Records
    from tests.truth.worlds.spec import World

RULES = ("t2", "korea", "hong-kong", "megafon")
FUTURES = 3
FUTURE = 900_000


@dataclass(frozen=True)
class Truth:
    """What gifting does: the mean over futures of the same people, and the standard deviation of one future about it."""

    mean: Outcomes
    noise: Outcomes
    futures: tuple[Outcomes, ...]


def truth(world: World, rules_name: str, futures: int = FUTURES) -> Truth:
    """Return the truth of `world` under the preset `rules_name`. Each future is lived twice on the same luck."""
    before = before_of(world)
    lived = tuple(_difference(world, before, rules_name, FUTURE + world.seed * 10 + k) for k in range(futures))
    rows = np.array([[getattr(one, field.name) for field in fields(Outcomes)] for one in lived])
    spread = rows.std(axis=0, ddof=1) if futures > 1 else np.zeros(rows.shape[1])
    return Truth(Outcomes(*rows.mean(axis=0).tolist()), Outcomes(*spread.tolist()), lived)


def _difference(world: World, before: Before, rules_name: str, seed: int) -> Outcomes:
    need, off = _without(world, seed)
    return outcomes_of(before, off, years_after(before, need, rules_name, seed))


@lru_cache(maxsize=FUTURES)
def _without(world: World, seed: int) -> tuple[NDArray[np.int32], Records]:
    """Return the needs of a future and how it is lived without gifting: the same under all rules."""
    before = before_of(world)
    need = needs_after(before, seed)
    return need, years_after(before, need, "before", seed)
