"""Answer for a world, rules and assumptions: replay, sum, compare."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.engine.projection import ahead_of
from analysis.kernels.effects import PACK_REVENUE
from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.base_notices import base_notices
from analysis.outcomes.few_people import too_few
from analysis.outcomes.measures import Tally, bridge, outcomes, resale_steps
from analysis.outcomes.segments import hidden_in, segments_of
from analysis.outcomes.time_path import projection_of
from analysis.outcomes.winners_losers import winners_losers
from analysis.partial import partial_of
from analysis.resellers.notices import reseller_notices
from analysis.results.result import RESALE, Notice, Result
from analysis.settings.horizon import DEFAULT_HORIZON, HORIZON
from analysis.shards.answers import summed
from analysis.shards.store import AnyBase, Store
from analysis.version import VERSION
from analysis.world.bounds import exact_sum
from analysis.world.small_groups import FEWEST
from data.errors import ParameterError

WON = 1  # the side of subscriber-months in which more was spent on packs than before

if TYPE_CHECKING:
    from analysis.partial import Partial
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import SampledBase


def simulate(  # noqa: PLR0913 - what to answer, then how much of it: each is named by its callers
    base: AnyBase,
    rules: RuleSet,
    assumptions: Assumptions,
    *,
    horizon: int = DEFAULT_HORIZON,
    cuts: bool = True,
    explain: bool = True,
    threads: int | None = None,
) -> Result:
    """Replay a base under `rules` and carry it `horizon` months forward; rules off give exactly zero.

    Without `cuts` the segments, winners and losers are left out: the headline is what a slider waits for. Without `explain`
    nobody is told what stops transfers where none takes place. Raises ParameterError for a horizon outside 1 to 60 months.
    """
    wrong = HORIZON.check(horizon)
    if wrong is not None:
        raise ParameterError([wrong])
    if isinstance(base, Store):
        part = summed(base, rules, assumptions, horizon, cuts=cuts, threads=threads)
    else:
        part = partial_of(base, rules, assumptions, horizon, cuts=cuts, threads=threads)
    return answer(base, rules, assumptions, part, explain=explain)


def answer(base: SampledBase, rules: RuleSet, assumptions: Assumptions, part: Partial, *, explain: bool = True) -> Result:
    """Return the result that the sums of a whole base come to: shares, ranks, intervals, and what is hidden in small groups."""
    mechanism = mechanism_of(rules)
    whole = Tally.of(part.baseline, part.sides.sum(axis=0), assumptions, base.pack_price_per_gb)
    won = exact_sum(part.sides[WON, :, PACK_REVENUE])
    steps, order = bridge(whole, len(base.months) if rules.enabled else 0, won, part.credited, mechanism.steps), mechanism.steps
    if part.resold is not None:
        steps, order = (*steps, *resale_steps(whole, part.resold.sums)), (*order, *RESALE)
        whole = whole.with_more(part.resold.sums)
    ahead = ahead_of(base, part.carried, assumptions)
    about_rules = mechanism.notices_of(base, rules, part.counts) if explain and rules.enabled else ()
    if explain and rules.enabled and not about_rules and not part.sides.any():
        about_rules = mechanism.binding_rules(base, rules, assumptions)
    about_rules = (*about_rules, *reseller_notices(part.resold if explain else None, base.manifest.currency))
    flow = mechanism.flow_of(part.sides.sum(axis=(0, 1)), part.roles)
    few = too_few(base.subscribers, flow)
    if explain and few:
        about_rules = (*about_rules, Notice("few", {"fewest": FEWEST}))
    hidden = hidden_in(base, part.took_part, part.roles, few=few) if part.cuts else {}
    return Result(
        version=VERSION,
        seed=base.seed,
        manifest=base.manifest,
        rules=rules,
        assumptions=assumptions,
        months=base.months,
        subscribers=base.subscribers,
        pack_price_per_gb=base.pack_price_per_gb,
        subscriber_months=int(whole.base["months"].sum()),
        outcomes=outcomes(whole, steps),
        flow=flow,
        profit_bridge=steps,
        profit_change=sum((step.total for step in steps), Decimal(0)),
        projection=projection_of(ahead, assumptions, platform=rules.enabled, order=order),
        segments=segments_of(base, part.cuts, assumptions, hidden),
        winners_losers=winners_losers(part.cuts, hidden, base.manifest.fingerprint) if part.cuts else (),
        notices=(*base_notices(base), *about_rules),
        plan_names=base.plan_names,
    )
