"""The same pilot replayed: its members, rights, months and ramp in the engine, and what its arms differ in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.unseen_need import with_unseen_need
from analysis.kernels.effects import COLUMNS
from analysis.pilot.replay import replicate, stage_of
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rights
    from analysis.pilot.assignment import Assignment
    from analysis.pilot.replay import PilotReplay
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World

GIFTS, GB_PER_GIFT, BUYING, REVENUE, USED, SCORE = "gifts", "gb_per_gift", "buying", "pack_revenue", "used_gb", "score"
REPLAYS_FOR_LUCK = 48
KINDS = (GIFTS, GB_PER_GIFT, BUYING, REVENUE, USED, SCORE)


@dataclass(frozen=True)
class Arms:
    """Who may do what in a pilot, and per subscriber who is in the `treated` arm and who in `control`."""

    rights: Rights
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
        """Return the summaries [summary] under assumptions: treated less control, per member and month; gifts of the treated."""
        return self.summaries_of(self.changed(assumed))

    def summaries_of(self, changed: PilotReplay) -> NDArray[np.float64]:
        """Return the summaries [summary] of a replay of it."""
        monthly = self._monthly(changed)
        whole = _rates(monthly.sum(axis=0), len(self.months))
        by_month = [whole, *(_rates(month, 1) for month in monthly)]
        return np.array([by_month[month][kind] for kind, month in zip(self.kinds, self.of_month, strict=True)])

    def noise(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the covariance [summary, summary] of the luck of one replay: of who gives, asks and buys in it."""
        rows = [one.summaries(assumed) for one in self._with_other_luck(REPLAYS_FOR_LUCK)]
        return np.atleast_2d(np.cov(np.stack(rows), rowvar=False))

    def repeated(self, times: int) -> Repeated:
        """Return the mean of so many replays, each of another luck and the same for all assumptions."""
        return Repeated((self, *self._with_other_luck(times - 1)))

    def _with_other_luck(self, times: int) -> tuple[ReplayedPilot, ...]:
        rng = np.random.default_rng(self.world.seed)
        return tuple(self.with_luck(rng) for _ in range(times))

    def with_luck(self, rng: np.random.Generator) -> ReplayedPilot:
        """Return the same pilot under a luck drawn anew: of who gives, asks and buys."""
        pairs = self.world.pairs
        clock = rng.exponential(size=pairs.clock.size).astype(np.float32)
        clock.flags.writeable = False
        return replace(self, world=replace(self.world, seed=int(rng.integers(2**62)), pairs=pairs._replace(clock=clock)))

    def _monthly(self, changed: PilotReplay) -> NDArray[np.float64]:
        """Return the mean changes [month, (treated, control), column] per member, over kernel COLUMNS."""
        found = np.zeros((len(self.months), 2, len(COLUMNS)))
        for nth, month in enumerate(changed.months):
            for place, side in enumerate((self.arms.treated, self.arms.control)):
                found[nth, place] = month.table[side[month.person]].sum(axis=0) / max(1, int(side.sum()))
        return found

    def changed(self, assumed: Assumptions) -> PilotReplay:
        """Return what the rights of the pilot change under assumptions."""
        seen = with_unseen_need(self.world, assumed.unseen_need)
        return replicate(stage_of(seen, self.rules, assumed, self.months, 1), self.arms.rights, 1)


@dataclass(frozen=True)
class Repeated:
    """A pilot replayed several times: what it would show but for the luck of one replay."""

    pilots: tuple[ReplayedPilot, ...]

    def summaries(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the mean summaries [summary] under assumptions."""
        return np.asarray(np.mean([one.summaries(assumed) for one in self.pilots], axis=0), np.float64)


def months_of(kind: str, months: int) -> tuple[int, ...]:
    """Return for which months of a pilot a summary is learned from: gifts month by month, for the ramp; others as a whole."""
    return tuple(range(1, months + 1)) if kind == GIFTS else (0,)


def arms_of(assignment: Assignment, treated: int, control: int = 0) -> Arms:
    """Return the rights of an assignment, one of its arms as treated, another as control."""
    return Arms(assignment.rights, assignment.arm == treated, assignment.arm == control)


def _rates(change: NDArray[np.float64], months: int) -> dict[str, float]:
    """Return the summaries by kind, of changes [(treated, control), column] per member added up over so many months."""

    def of(name: str) -> float:
        treated, control = change[:, COLUMNS.index(name)]
        return float(treated - control) / months

    sent, kb = (float(change[0, COLUMNS.index(name)]) / months for name in ("transfers", "sent_kb"))
    return {
        GIFTS: 100 * sent,
        GB_PER_GIFT: kb / KB_PER_GB / sent if sent > 0 else 0.0,
        BUYING: of("buyers"),
        REVENUE: of("pack_revenue") / MICRO,
        USED: of("used_kb") / KB_PER_GB,
        SCORE: of("satisfaction") / 1e6,
    }
