"""The replayed months of paid gifts: who takes part, who buys what for whom, what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.moves import Moves, replay_moves, years_of
from analysis.kernels.allocate import partakers
from analysis.kernels.inputs import DAYS
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.common.units import allowed, kb
from analysis.mechanisms.paid_gift.give import Offer, give_month
from analysis.parallel import spread
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.paid_gift_rules import PaidGiftRules
    from analysis.world.world import World


def offer_of(rules: PaidGiftRules, world: World) -> Offer:
    """Return the rules in the units of the kernel."""
    size = 0 if rules.bought_gb is None else kb(rules.bought_gb)
    may_pay, may_get = (allowed("", sims, None, world) for sims in (rules.payer_sims, rules.bought_for_sims))
    return Offer(size, round(rules.bought_price * MICRO), rules.bought_per_month, rules.bought_same_region, may_pay, may_get)


def moves_of(world: World, rules: PaidGiftRules, assumptions: Assumptions, threads: int | None) -> Moves:
    """Return who buys what for whom under rules that are on."""
    behaviour, offer, seed = behaviour_of(assumptions, world), offer_of(rules, world), np.uint64(world.seed)
    adoption, later = years_of(assumptions, world)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    chance = assumptions.paid_gift_probability
    rising, settled = (clock_limits(shares, chance, assumptions.topup_conversion, world) for shares in (adoption, later))

    def month(job: tuple[int, NDArray[np.float64]]) -> Month:
        nth, within = job
        chosen = partakers(nth, world.pairs, weight, within[nth])
        if offer.times == 0:
            chosen = chosen[:0]
        touched, state = give_month(chosen, world.pairs, offer, world.rows, behaviour, seed)
        own = world.rows.sub[touched] < world.subscribers  # what guests give and get is counted where they are at home
        return touched[own], state[own]

    jobs = [(nth, within) for within in (rising, settled) for nth in range(len(within))]
    return Moves(tuple(spread(month, jobs, threads)), adoption, later, behaviour, DAYS)


def effects_of(world: World, bought: Moves, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what gifts change. What a giver bought for others was never in its own balance."""
    found = replay_moves(world, bought, response_of(assumptions), threads)
    found.every.column("sent_kb")[:] = np.concatenate([state[:, 0] for _, state in bought.months])
    return found
