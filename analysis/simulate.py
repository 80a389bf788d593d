"""Answer for a world, rules and assumptions: replay, sum, compare."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.projection import project
from analysis.engine.unseen_need import with_unseen_need
from analysis.kernels.effects import PACK_REVENUE
from analysis.kernels.sums import sum_rows
from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.base_notices import base_notices
from analysis.outcomes.calendar_notices import calendar_notices
from analysis.outcomes.few_people import too_few
from analysis.outcomes.measures import Tally, bridge, outcomes
from analysis.outcomes.segments import hidden_in, segments_of
from analysis.outcomes.time_path import projection_of
from analysis.outcomes.winners_losers import winners_losers
from analysis.parallel import spread
from analysis.results.result import CREDITS, Notice, Result
from analysis.settings.horizon import DEFAULT_HORIZON, HORIZON
from analysis.version import VERSION
from analysis.world.bounds import exact_sum
from analysis.world.small_groups import FEWEST
from data.errors import ParameterError

WON = 1  # the side of subscriber-months in which more was spent on packs than before

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


def simulate(  # noqa: PLR0913 - what to answer, then how much of it: each is named by its callers
    world: World,
    rules: RuleSet,
    assumptions: Assumptions,
    *,
    horizon: int = DEFAULT_HORIZON,
    cuts: bool = True,
    explain: bool = True,
    threads: int | None = None,
) -> Result:
    """Replay `world` under `rules` and carry it `horizon` months forward; rules off give exactly zero.

    Without `cuts` the segments, winners and losers are left out: the headline is what a slider waits for. Without `explain`
    nobody is told what stops transfers where none takes place. Raises ParameterError for a horizon outside 1 to 60 months.
    """
    wrong = HORIZON.check(horizon)
    if wrong is not None:
        raise ParameterError([wrong])
    world = with_unseen_need(world, assumptions.unseen_need)
    mechanism = mechanism_of(rules)
    allocation = mechanism.allocation_of(world, rules, assumptions, threads) if rules.enabled else None
    replayed = mechanism.replay(world, rules, assumptions, threads, allocation)
    whole_replay = replayed.whole
    role = mechanism.roles_of(world, whole_replay)
    sides = _signed_sums(world, replayed, threads)
    whole = Tally.of(world.month_sums.sum(axis=0), sides.sum(axis=0), assumptions, world.pack_price_per_gb)
    won = exact_sum(sides[WON, :, PACK_REVENUE])
    steps = bridge(
        whole, len(world.months) if rules.enabled else 0, won, _credited(whole_replay, mechanism.steps), mechanism.steps
    )
    ahead = project(world, replayed, assumptions, horizon, threads)
    about_rules = mechanism.notices_of(world, rules, allocation) if explain else ()
    if explain and rules.enabled and not about_rules and not sides.any():
        about_rules = mechanism.binding_rules(world, rules, assumptions)
    flow = mechanism.flow_of(sides.sum(axis=(0, 1)), role)
    few = too_few(world.subscribers, flow)
    if explain and few:
        about_rules = (*about_rules, Notice("few", {"fewest": FEWEST}))
    hidden = hidden_in(world, role, few=few) if cuts else {}
    return Result(
        version=VERSION,
        seed=world.seed,
        manifest=world.manifest,
        rules=rules,
        assumptions=assumptions,
        months=world.months,
        subscribers=world.subscribers,
        pack_price_per_gb=world.pack_price_per_gb,
        subscriber_months=int(whole.base["months"].sum()),
        outcomes=outcomes(whole, steps),
        flow=flow,
        profit_bridge=steps,
        profit_change=sum((step.total for step in steps), Decimal(0)),
        projection=projection_of(ahead, assumptions, platform=rules.enabled, order=mechanism.steps),
        segments=segments_of(world, whole_replay, role, assumptions, hidden) if cuts else (),
        winners_losers=winners_losers(world, whole_replay, role, hidden) if cuts else (),
        notices=(*base_notices(world), *calendar_notices(world), *about_rules),
    )


def _credited(whole: Changes, steps: tuple[str, ...]) -> int:
    """Return what was paid into balances, micro-units, where the mechanism has such a step."""
    fees = whole.column("fees")
    return -exact_sum(fees[fees < 0]) if CREDITS in steps else 0


def _signed_sums(world: World, replayed: Replayed, threads: int | None) -> NDArray[np.int64]:
    """Return the changes by [side, group, measure], subscriber-months with more pack revenue than before apart."""

    def sides(month: Changes) -> NDArray[np.int64]:
        side = (month.column("pack_revenue") > 0).astype(np.int16)
        return np.asarray(sum_rows(month.table, month.person, side, world.group, 2), np.int64)

    return np.asarray(np.sum(spread(sides, replayed.months, threads), axis=0), np.int64)
