"""The replayed months of gifting with rollover, twice in sequence: what is left of one month is used or given in the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years, behaviour_of, response_of
from analysis.engine.moves import Moves, joined, replay_moves, told_once
from analysis.kernels.allocate import partakers, prospects, walk
from analysis.kernels.inputs import EVERYBODY, room_beside
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.mechanisms.gifting_rollover.balances import (
    GIVEN_FIRST,
    GIVEN_LAST,
    NEVER_GIVEN,
    Order,
    count_stock,
    pass_on,
)
from analysis.mechanisms.rollover.replay import carried_years, carrying_since, terms_of
from analysis.parallel import spread, workers
from analysis.settings import combined_rules as declared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month, Year
    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Limits
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.combined_rules import GiftingRolloverRules
    from analysis.world.world import World

GIVEN = {declared.NEVER_GIVEN: NEVER_GIVEN, declared.GIVEN_FIRST: GIVEN_FIRST, declared.GIVEN_LAST: GIVEN_LAST}


@dataclass(frozen=True)
class Balanced(Moves):
    """Who drew what and who gave what to whom, under which rules, and by which `Response` their leftovers were found."""

    rules: GiftingRolloverRules
    limits: Limits
    response: Response


def order_of(rules: GiftingRolloverRules) -> Order:
    """Return the order of balances as the kernel reads it."""
    return Order(GIVEN[rules.carried_given], rules.gifts_first)


def moves_of(world: World, rules: GiftingRolloverRules, assumptions: Assumptions, threads: int | None) -> Balanced:
    """Return who draws what, and who gives what to whom, under rules that are on: month after month, each as in gifting."""
    limits, behaviour, response = limits_of(rules, world), behaviour_of(assumptions, world), response_of(assumptions)
    order, terms, seed, rows = order_of(rules), terms_of(rules), np.uint64(world.seed), world.rows
    first, second = adoption_of_both_years(assumptions, world)
    since, cycle = carrying_since(world, rules, assumptions, threads), len(world.months)
    stock = np.zeros((since.size, rules.carry_months or 1), np.int64)
    held, seen, beside = np.zeros(since.size, np.int64), np.full(since.size, -1, np.int16), room_beside(since.size)
    edges = _edges(world, workers(threads))

    def month(counted: int, chosen: NDArray[np.int64]) -> Month:
        nth, mine = counted % cycle, range(len(edges[0]))

        def has(part: int) -> None:
            count_stock(edges[nth][part], counted, since, seen, stock, order, terms, rows, held, beside)

        spread(has, mine, threads)
        pairs = prospects(nth, chosen, world.pairs, beside, rows, limits, behaviour, seed)
        touched, notes, _ = walk(pairs, EVERYBODY, rows, limits, behaviour, seed, world.subscribers)

        def passed(part: int) -> Month:
            edge, gifts = edges[nth][part], (touched, notes)
            return pass_on(edge, gifts, held, stock, limits.days, order, terms, rows, behaviour, response, seed)

        return joined(tuple(spread(passed, mine, threads)))

    # Who takes part is settled before the first month: nothing that anybody has carried matters to it.
    chosen = _partakers(world, assumptions, (*first, *second), threads)
    months, again = told_once(tuple(month(counted, one) for counted, one in enumerate(chosen)), cycle)
    return Balanced(months, first, second, behaviour, limits.days, rules, limits, response, again=again)


def _edges(world: World, parts: int) -> list[list[tuple[int, int]]]:
    """Return where the rows of parts of the subscribers begin and end in each month: each part's stocks are its own."""
    ends = np.searchsorted(world.rows.month, np.arange(len(world.months) + 1)).tolist()
    cuts = np.linspace(0, world.rows.key.size, parts + 1).astype(int)
    inside = [first + np.searchsorted(world.rows.sub[first:last], cuts) for first, last in pairwise(ends)]
    return [list(pairwise(edge.tolist())) for edge in inside]


def _partakers(world: World, assumptions: Assumptions, adoption: Year, threads: int | None) -> list[NDArray[np.int64]]:
    """Return the pairs whose clock rings, of each month of both years."""
    weight, cycle = tie_weights(world, assumptions.tie_strength_exponent), len(world.months)
    within = clock_limits(adoption, assumptions.give_probability, assumptions.topup_conversion, world)
    return spread(lambda counted: partakers(counted % cycle, world.pairs, weight, within[counted]), range(2 * cycle), threads)


def effects_of(world: World, moves: Balanced, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what gifts and what was drawn change in each month.

    What is left of a month depends on what becomes of its gifts: under assumptions that change that, all is walked anew.
    """
    response = response_of(assumptions)
    if _leaves(response) != _leaves(moves.response):
        moves = moves_of(world, moves.rules, assumptions, threads)
    found = replay_moves(world, moves, response, threads)
    first, second = _mixed_years(world, found, moves.rules, assumptions)
    return replace(found, adoption=first, later=second)


def _leaves(response: Response) -> tuple[float, ...]:
    """Return what of the response decides how much of a month is left: use and packs."""
    return response.induced, response.held_back, response.delays, response.tempted


def _mixed_years(world: World, found: Replayed, rules: GiftingRolloverRules, assumptions: Assumptions) -> tuple[Year, Year]:
    """Return the adoption of both years: that of gifts and that of rollover, weighed by what either moves in the second.

    It stands for months in which somebody was not there, and then for both at once.
    """
    drawn, moved = found.settled_sum("drawn_kb"), found.settled_sum("received_kb")
    share = (moved - drawn) / moved if moved else 0.0
    both = zip(adoption_of_both_years(assumptions, world), carried_years(world, rules, assumptions), strict=True)
    first, second = (tuple(share * one + (1.0 - share) * two for one, two in zip(*years, strict=True)) for years in both)
    return first, second
