"""The replayed months of rollover, twice in sequence: the launch's own year begins with nothing carried in, the next does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.moves import Moves, replay_moves
from analysis.kernels.inputs import DAYS, NO_LIMIT
from analysis.mechanisms.common.options import own_behaviour, own_response, taken_since
from analysis.mechanisms.common.units import NEVER, allowed, kb
from analysis.mechanisms.rollover.carry import Terms, carry_people
from analysis.parallel import spread, workers
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month, Year
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rollover_rules import RolloverRules
    from analysis.world.world import World


PIECES = 4  # more than threads: a core that is wanted elsewhere carries fewer of them
Walked = tuple["NDArray[np.int32]", "NDArray[np.int64]", "NDArray[np.bool_]", "NDArray[np.int64]"]


def terms_of(rules: RolloverRules) -> Terms:
    """Return the rules in the units of the kernel."""
    cap = int(NO_LIMIT) if rules.carry_cap_gb is None else kb(rules.carry_cap_gb)
    return Terms(rules.carry_share, cap, rules.carry_months is None, rules.carried_first, round(rules.carry_fee * MICRO))


def moves_of(world: World, rules: RolloverRules, assumptions: Assumptions, threads: int | None) -> Moves:
    """Return what is drawn under rules that are on. With a fee it is what those draw who take the option."""
    behaviour, since = own_behaviour(assumptions, world), carrying_since(world, rules, assumptions, threads)
    months, again = _walk(world, since, rules, terms_of(rules), behaviour, threads)
    return Moves(months, *carried_years(world, rules, assumptions), behaviour, DAYS, again=again)


def carrying_since(world: World, rules: RolloverRules, assumptions: Assumptions, threads: int | None) -> NDArray[np.int16]:
    """Return the month, counted through both years, from which each subscriber carries over; NEVER for who does not."""
    monthly = (world.rows.days == DAYS)[world.rows.plan]  # what is left of a SIM that ended is gone
    may = allowed("carry_plans", rules.carry_sims, rules.carry_plans, world) & (world.limited_months > 0) & monthly
    since, terms = np.where(may, 0, NEVER).astype(np.int16), terms_of(rules)
    if terms.fee:
        behaviour = own_behaviour(assumptions, world)
        months, again = _walk(world, since, rules, terms._replace(fee=0), behaviour, threads)
        year = (1.0,) * len(world.months)
        free = Moves(months, year, year, behaviour, DAYS, again=again)
        since = _takers(world, assumptions, free, since, terms.fee, threads)
    return since


def carried_years(world: World, rules: RolloverRules, assumptions: Assumptions) -> tuple[Year, Year]:
    """Return the adoption of both years: an option is taken up by and by, what is free everybody has at once."""
    if terms_of(rules).fee:
        return adoption_of_both_years(assumptions, world)
    return (1.0,) * len(world.months), (1.0,) * len(world.months)


def effects_of(world: World, carried: Moves, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what rollover changes. What was carried was left over in a month before, so nothing is unused a second time."""
    return replay_moves(world, carried, own_response(assumptions)._replace(carried=True), threads)


def _takers(
    world: World, assumptions: Assumptions, free: Moves, since: NDArray[np.int16], fee: int, threads: int | None
) -> NDArray[np.int16]:
    """Return from which month each has the option, by what a settled year would save it in packs and cost it in fees."""
    saved = np.zeros(world.subscribers, np.int64)
    for month in replay_moves(world, free, own_response(assumptions), threads).settled:
        np.subtract.at(saved, month.person, month.column("pack_revenue"))
    taken = taken_since(world, assumptions, world.rows.key, saved, world.limited_months * fee)
    return np.maximum(taken, since)


def _walk(
    world: World, since: NDArray[np.int16], rules: RolloverRules, terms: Terms, behaviour: Behaviour, threads: int | None
) -> tuple[tuple[Month, ...], tuple[NDArray[np.bool_], ...]]:
    """Walk two years, parts of the subscribers side by side; return the touched rows month by month, each once, and `again`."""
    cycle, seed, ages, (who, starts, path) = len(world.months), np.uint64(world.seed), rules.carry_months or 1, world.ever_short
    several = 1 if workers(threads) == 1 else PIECES * workers(threads)
    edges = [who.size * nth // several for nth in range(several + 1)]

    def part(edge: tuple[int, int]) -> Walked:
        return carry_people(edge, who, starts, path, cycle, since, ages, terms, world.rows, behaviour, seed)

    parts = spread(part, pairwise(edges), threads)

    def month(counted: int) -> Month:
        rows, drawn = (np.concatenate([one[which][counted, : one[3][counted]] for one in parts]) for which in (0, 1))
        state = np.zeros((rows.size, 4), np.int64)
        state[:, 1], state[:, 3] = drawn, terms.fee
        return rows.astype(np.int64), state

    months = tuple(spread(month, range(2 * cycle), threads))
    return months, tuple(np.concatenate([again[nth, : used[nth]] for *_, again, used in parts]) for nth in range(cycle))
