"""What each subscriber did in each month of a pilot, in whole numbers: history, what the replay changed, keyed chance.

Purchases and use are those of the base's own months plus what rights changed. Leaving, scores and tickets are drawn; their
draws hang on the hidden seed, so no later replay can share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import LEAVING_SCALE
from analysis.kernels.keyed_random import units
from analysis.pilot.baseline import baseline, present
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.replay import PilotReplay, Stage
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

    Floats = NDArray[np.float64]

LEAVES, ANSWERS, SCORES, MORE_SCORE, TICKETS = 96, 97, 98, 99, 100  # purposes of draws: after those of a pilot
ANSWER_RATE = 0.15
SCORE_SD = 12.0  # of single answers about what the model says: judgement
TICKET_RATE, TICKETS_A_GIFT = 0.02, 0.005


@dataclass(frozen=True)
class MonthRows:
    """One month of everybody there: arrays per row."""

    subscriber: NDArray[np.int64]
    packs: NDArray[np.int64]
    pack_revenue: NDArray[np.int64]  # micro-units
    used_kb: NDArray[np.int64]
    renewed: NDArray[np.bool_]
    score: Floats  # NaN without an answer
    tickets: NDArray[np.int64]
    triggered: NDArray[np.bool_]


def rows_of(stage: Stage, replay: PilotReplay | None, month: int, gone: NDArray[np.bool_], hidden: Assumptions) -> MonthRows:
    """Return a month (place among the replayed) of who is there and has not left; `gone` learns who leaves in it.

    Without a replay nothing is changed: a month of the run-in. Triggered is a month in which a pair could give to the
    subscriber whatever the rights: the same in every arm.
    """
    world, only = stage.world, range(month, month + 1)
    here = np.flatnonzero(present(world, month) & ~gone)
    nth = month - stage.months.start

    def told(measure: str) -> NDArray[np.int64]:
        own = baseline(world, measure, only)
        return (own if replay is None else own + replay.changed(measure, nth))[here]

    left = _left(world, month, here, None if replay is None else replay.changed("leaving", nth))
    gone[here[left]] = True
    triggered = np.zeros(world.rows.key.size, bool)
    if 0 <= nth < len(stage.open_pairs):
        triggered[stage.open_pairs[nth][:, 3]] = True
    gifts = np.zeros(here.size) if replay is None else replay.changed("transfers", nth)[here].astype(float)
    return MonthRows(
        here,
        np.maximum(told("packs"), 0),
        np.maximum(told("pack_revenue"), 0),
        np.maximum(told("used_kb"), 0),
        ~left,
        _scores(world, replay, month, here, hidden, nth),
        _tickets(world, month, here, gifts),
        triggered[here],
    )


def _drawn(world: World, month: int, here: NDArray[np.int64], purpose: int) -> Floats:
    return units(world.rows.key, np.uint64(world.seed), month, purpose)[here]


def _left(world: World, month: int, here: NDArray[np.int64], change: NDArray[np.int64] | None) -> NDArray[np.bool_]:
    """Return who leaves: whom the base has leave, but for those kept, and whom the change drives away."""
    at = np.flatnonzero(world.rows.month == month)
    left, chance = np.zeros(world.rows.key.size, bool), np.zeros(world.rows.key.size)
    left[world.rows.sub[at]] = world.rows.leaving[at] > 0
    chance[world.rows.sub[at]] = np.clip(world.rows.hazard[at], 1e-9, 1 - 1e-9)
    if change is None:
        return left[here]
    more = change[here] / LEAVING_SCALE
    lot, usual = _drawn(world, month, here, LEAVES), chance[here]
    kept = left[here] & (more < 0) & (lot < -more / usual)
    driven = ~left[here] & (more > 0) & (lot < more / (1 - usual))
    return np.asarray((left[here] & ~kept) | driven)


def _scores(
    world: World, replay: PilotReplay | None, month: int, here: NDArray[np.int64], hidden: Assumptions, nth: int
) -> Floats:
    """Return the scores of those who answer: what the model says of the month, and what is left of a single answer."""
    only = range(month, month + 1)
    need = baseline(world, "unmet_kb", only) + baseline(world, "used_kb", only)
    unmet = np.divide(baseline(world, "unmet_kb", only), need, out=np.zeros(need.size), where=need > 0)
    points = hidden.satisfaction_base - hidden.unmet_penalty * unmet
    if replay is not None:
        points = points + replay.changed("satisfaction", nth) / MICRO
    one, other = _drawn(world, month, here, SCORES), _drawn(world, month, here, MORE_SCORE)
    noise = SCORE_SD * np.sqrt(-2.0 * np.log(one)) * np.cos(2.0 * np.pi * other)
    answered = _drawn(world, month, here, ANSWERS) < ANSWER_RATE
    return np.asarray(np.where(answered, np.clip(np.rint(points[here] + noise), 0, 100), np.nan))


def _tickets(world: World, month: int, here: NDArray[np.int64], gifts: Floats) -> NDArray[np.int64]:
    """Return tickets: at most one a month, likelier with gifts."""
    return np.asarray(_drawn(world, month, here, TICKETS) < TICKET_RATE + TICKETS_A_GIFT * gifts, np.int64)


def gb(kb: NDArray[np.int64]) -> Floats:
    """Return volumes in GB."""
    return np.asarray(kb / KB_PER_GB)


def money(micro: NDArray[np.int64]) -> Floats:
    """Return amounts in the base's currency."""
    return np.asarray(micro / MICRO)
