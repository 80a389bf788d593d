"""The sums of each level of each dimension: whole numbers that add over shards. What of them is shown is settled afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import GROUPS, benefit_bands, sum_people, sum_rows
from analysis.world.world import MEASURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes
    from analysis.world.world import Dimension, World

ROLE, ALL = "role", "all"
EDGES = (-0.05, -0.001, 0.001, 0.05)
BANDS = ("lose_more_than_5", "lose_up_to_5", "within_0_1", "gain_up_to_5", "gain_more_than_5")


@dataclass(frozen=True)
class Cut:
    """The sums of one dimension: `base` and `change` [level, group, measure], `leaving` and `people` [level, group].

    `leaving` is how many are expected to leave, in 10^-9; `bands` [level, band] counts subscribers by band of change in benefit.
    """

    name: str
    levels: tuple[str, ...]
    base: NDArray[np.int64]
    change: NDArray[np.int64]
    leaving: NDArray[np.int64]
    people: NDArray[np.int64]
    bands: NDArray[np.int64]

    def __add__(self, other: Cut) -> Cut:
        """Return the sums of both."""
        return Cut(
            self.name,
            self.levels,
            self.base + other.base,
            self.change + other.change,
            self.leaving + other.leaving,
            self.people + other.people,
            self.bands + other.bands,
        )

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Return how many subscribers each level has."""
        return np.asarray(self.people.sum(axis=1), np.int64)


def cuts_of(world: World, whole: Changes, role: Dimension) -> tuple[Cut, ...]:
    """Return the sums of every dimension of the base, then of the role."""
    band = bands_of(world, whole)
    return tuple(_cut(world, whole, one, band) for one in (*world.dimensions, role))


def bands_of(world: World, whole: Changes) -> NDArray[np.int16]:
    """Return each subscriber's band of relative change in monthly benefit, as its place in BANDS."""
    used, spent = (world.person_sums[:, MEASURES.index(name)] for name in ("used_value", "pack_revenue"))
    gained = np.ascontiguousarray(whole.column("benefit"))
    return np.asarray(benefit_bands(np.ascontiguousarray(used - spent), whole.person, gained, np.array(EDGES)), np.int16)


def _cut(world: World, whole: Changes, one: Dimension, band: NDArray[np.int16]) -> Cut:
    levels, code = len(one.levels), one.code.astype(np.int64)
    leaving = sum_people(world.expected_leavers[:, None], one.code, world.group, levels)[:, :, 0]
    people = np.bincount(code * GROUPS + world.group, minlength=levels * GROUPS).reshape(levels, GROUPS)
    return Cut(
        name=one.name,
        levels=one.levels,
        base=sum_people(world.person_sums, one.code, world.group, levels),
        change=sum_rows(whole.table, whole.person, one.code[whole.person], world.group, levels),
        leaving=leaving,
        people=people,
        bands=np.bincount(code * len(BANDS) + band, minlength=levels * len(BANDS)).reshape(levels, len(BANDS)),
    )
