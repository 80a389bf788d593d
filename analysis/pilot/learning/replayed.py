"""The same pilot replayed: its members, rights, months and ramp in the engine, and what its arms differ in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.unseen_need import with_unseen_need
from analysis.kernels.allocate import allocate
from analysis.kernels.effects import COLUMNS, changes
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.kernels.pairs import Pairs
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World

GIFTS, GB_PER_GIFT, BUYING, REVENUE, USED, SCORE = "gifts", "gb_per_gift", "buying", "pack_revenue", "used_gb", "score"
KINDS = (GIFTS, GB_PER_GIFT, BUYING, REVENUE, USED, SCORE)


@dataclass(frozen=True)
class Arms:
    """Who may do what in a pilot, arrays per subscriber: `gives`, `receives`, members of the `treated` arm and of `control`."""

    gives: NDArray[np.bool_]
    receives: NDArray[np.bool_]
    treated: NDArray[np.bool_]
    control: NDArray[np.bool_]


@dataclass(frozen=True)
class ReplayedPilot:
    """A pilot that can be replayed under other assumptions: `months` are places among the replayed months of the world.

    Summaries are those named: kind and month of the pilot (1 on), 0 for all months together.
    """

    world: World
    rules: Rules
    arms: Arms
    months: range
    kinds: tuple[str, ...]
    of_month: tuple[int, ...]

    def summaries(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the summaries [summary] under assumptions: treated less control, per member and month."""
        monthly = self.monthly(assumed)
        whole = _rates(monthly.sum(axis=0), len(self.months))
        by_month = [whole, *(_rates(month, 1) for month in monthly)]
        return np.array([by_month[month][kind] for kind, month in zip(self.kinds, self.of_month, strict=True)])

    def monthly(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the mean changes [month, column] per member, treated less control, over kernel COLUMNS."""
        found = np.zeros((len(self.months), len(COLUMNS)))
        for nth, (person, table) in enumerate(self.changed(assumed)):
            for side, sign in ((self.arms.treated, 1), (self.arms.control, -1)):
                found[nth] += sign * table[side[person]].sum(axis=0) / max(1, int(side.sum()))
        return found

    def changed(self, assumed: Assumptions) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64]]]:
        """Yield, month after month, who was touched [row] and what changed for them [row, column]."""
        seen = with_unseen_need(self.world, assumed.unseen_need)
        ramp = np.zeros(len(seen.months))  # adoption counts from the first month of the pilot
        ramp[self.months] = np.minimum(1.0, np.arange(1, len(self.months) + 1) / max(1, assumed.adoption_months))
        within = clock_limits(ramp, assumed.give_probability, assumed.topup_conversion, seen)
        weight = tie_weights(seen, assumed.tie_strength_exponent)
        limits, behaviour, response = limits_of(self.rules, seen), behaviour_of(assumed, seen), response_of(assumed)
        seed = np.uint64(seen.seed)
        for place in self.months:
            touched, state = allocate(place, self._living, weight, within, seen.rows, limits, behaviour, seed)
            person, table = np.empty(touched.size, np.int32), np.empty((touched.size, len(COLUMNS)), np.int64)
            changes(touched, state, limits.days, seen.rows, behaviour, response, seed, person, table)
            yield person, table

    @cached_property
    def _living(self) -> Pairs:
        """Return the pairs that may carry a gift: the giver's right and the receiver's both say so."""
        pairs = self.world.pairs
        who = self.world.rows.facts["sub"]
        lives = np.flatnonzero(self.arms.gives[who[pairs.giver]] & self.arms.receives[who[pairs.receiver]])
        kept = {name: np.ascontiguousarray(getattr(pairs, name)[lives]) for name in pairs._fields if name != "starts"}
        starts = np.searchsorted(lives, pairs.starts).astype(np.int64)
        made = type(pairs)(**kept, starts=starts)
        for array in made:
            array.flags.writeable = False
        return made


def _rates(change: NDArray[np.float64], months: int) -> dict[str, float]:
    """Return the summaries by kind, of changes [column] per member added up over so many months."""

    def of(name: str) -> float:
        return float(change[COLUMNS.index(name)]) / months

    sent = of("transfers")
    return {
        GIFTS: 100 * sent,
        GB_PER_GIFT: of("sent_kb") / KB_PER_GB / sent if sent > 0 else 0.0,
        BUYING: of("buyers"),
        REVENUE: of("pack_revenue") / MICRO,
        USED: of("used_kb") / KB_PER_GB,
        SCORE: of("satisfaction") / 1e6,
    }
