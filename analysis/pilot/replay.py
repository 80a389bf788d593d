"""The months of a pilot under rights. What hangs on no rights is found once: a replicate costs a walk of its pairs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.changes import Changes, room_for
from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.kernels.allocate import partakers, prospects, walk
from analysis.kernels.effects import changes
from analysis.kernels.inputs import NOTHING_BESIDE
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.parallel import spread
from analysis.pilot.rights import with_guests
from analysis.settings.rules import gifting_alone
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour, Limits, Rights
    from analysis.pilot.assignment import Assignment
    from analysis.pilot.plan import Plan
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


@dataclass(frozen=True)
class Stage:
    """A base made ready for replicates of a pilot: per month of it the pairs that the rules let give, whatever the rights.

    `open_pairs` is [pair, (giver's row, receiver's row, giver, receiver, offer kB, request kB)], strongest tie first.
    """

    world: World
    months: range
    adoption: tuple[float, ...]
    open_pairs: tuple[NDArray[np.int64], ...]
    limits: Limits
    behaviour: Behaviour
    response: Response


@dataclass(frozen=True)
class Gifts:
    """One month's gifts, an entry per pair: giver, receiver, kB. `refused_*` are those whose receiver had not the right.

    One of the two may be a guest of the world, and then its number is beyond its subscribers.
    """

    giver: NDArray[np.int64]
    receiver: NDArray[np.int64]
    kb: NDArray[np.int64]
    refused_giver: NDArray[np.int64]
    refused_receiver: NDArray[np.int64]
    refused_kb: NDArray[np.int64]


@dataclass(frozen=True)
class PilotReplay:
    """What rights changed: per month of the pilot the touched subscribers and their measures, and who gave to whom."""

    subscribers: int
    months: tuple[Changes, ...]
    gifts: tuple[Gifts, ...]

    def changed(self, measure: str, month: int | None = None) -> NDArray[np.int64]:
        """Return the change of a kernel's measure per subscriber, over the pilot or in one month (from 0)."""
        total = np.zeros(self.subscribers, np.int64)
        for one in self.months if month is None else (self.months[month],):
            total[one.person] += one.column(measure)  # a subscriber stands once in a month
        return total


def stage_of(world: World, rules: RuleSet, assumptions: Assumptions, months: range, threads: int | None = None) -> Stage:
    """Return what every replicate of a pilot in these months (places among the replayed) shares.

    Adoption counts from the pilot's first month. Raises ParameterError for rules of another mechanism than gifting.
    """
    if not gifting_alone(rules):
        raise ParameterError([Problem("pilot-mechanism", {"name": rules.mechanism})])
    limits, behaviour = limits_of(rules, world), behaviour_of(assumptions, world)
    ramp = assumptions.adoption_months
    adoption = tuple(min(1.0, (nth + 1) / ramp) if ramp else 1.0 for nth in range(len(months)))
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    within = np.zeros((len(world.months), 2))
    within[months.start : months.stop] = clock_limits(adoption, assumptions.give_probability, assumptions.topup_conversion, world)
    seed = np.uint64(world.seed)

    def month(nth: int) -> NDArray[np.int64]:
        if not rules.enabled:
            return np.empty((0, 6), np.int64)
        chosen = partakers(nth, world.pairs, weight, within[nth])
        return np.ascontiguousarray(prospects(nth, chosen, world.pairs, NOTHING_BESIDE, world.rows, limits, behaviour, seed))

    open_pairs = tuple(spread(month, months, threads))
    return Stage(world, months, adoption, open_pairs, limits, behaviour, response_of(assumptions))


def replicate(stage: Stage, rights: Rights, threads: int | None = None) -> PilotReplay:
    """Return what these rights change in the months of a stage. Guests that they do not speak of have none."""
    world, seed = stage.world, np.uint64(stage.world.seed)
    rights = with_guests(rights, world.rows.key.size)

    def walked(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        touched, state, passed = walk(pairs, rights, world.rows, stage.limits, stage.behaviour, seed, world.subscribers)
        return touched, state, passed

    moved = spread(walked, stage.open_pairs, threads)
    edges = list(pairwise(accumulate((touched.size for touched, _, _ in moved), initial=0)))
    every = room_for(edges[-1][1] if edges else 0)
    months = tuple(Changes(every.person[first:last], every.table[first:last]) for first, last in edges)

    def change(nth: int) -> None:
        touched, state, _ = moved[nth]
        person, table = months[nth].person, months[nth].table
        changes(touched, state, stage.limits.days, world.rows, stage.behaviour, stage.response, seed, person, table)

    spread(change, range(len(moved)), threads)
    gifts = tuple(_gifts(pairs, passed, world.subscribers) for pairs, (_, _, passed) in zip(stage.open_pairs, moved, strict=True))
    return PilotReplay(world.subscribers, months, gifts)


def _gifts(pairs: NDArray[np.int64], passed: NDArray[np.int64], own: int) -> Gifts:
    """Return the gifts of which one end at least is no guest."""
    passed = np.where(pairs[:, 2:4].min(axis=1, initial=own) < own, passed, 0)
    given, refused = np.flatnonzero(passed > 0), np.flatnonzero(passed < 0)
    return Gifts(
        pairs[given, 2], pairs[given, 3], passed[given], pairs[refused, 2], pairs[refused, 3], -passed[refused]
    )  # fmt: skip


def replay_pilot(
    world: World,
    rules: RuleSet,
    assumptions: Assumptions,
    plan: Plan,
    assignment: Assignment,
    threads: int | None = None,
) -> PilotReplay:
    """Return what a pilot as planned and assigned changes.

    Raises ParameterError for months the base does not have and for rules of another mechanism.
    """
    stage = stage_of(world, rules, assumptions, plan.pilot_months(len(world.months)), threads)
    return replicate(stage, assignment.rights, threads)
