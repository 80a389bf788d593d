"""How buying answers the price, by the lottery of billing days: on which side of a price change somebody's balance ran out.

Whoever's cycle was nearly over when the price changed ran out under the old price, whoever's had just begun under the new one,
and on which day a cycle begins nobody chose with that in mind. Cycles that hold the change, of cells (a plan in a region) where
the price moved and of those where it stood still. The price met is predicted from the billing day alone (share of run-outs that
come so late in a cycle, times the change): the instrument, so that waiting for a cut does not count. Placebo: the same one
cycle earlier.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit, least_squares, poisson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NAME = "topup_elasticity"
FEWEST_RUNS, LEAST_F = 300, 10.0
CYCLE = 30
QUIET = 45  # days around a change in which a cell's price must not move otherwise
_WEEKS = (8, 15, 22)
DISCOUNT = 0.25  # half of the usual one: the day was a lottery, what people foresaw of the change was not. Judgement.


@dataclass(frozen=True)
class _Cycles:
    """Cycles that hold a change: bought, log price met, and as the billing day alone foretells it, day of change in the cycle,
    log of the cell's usual share that buys, random group, event, change of the cell's log price."""  # noqa: D205, D209 - one sentence

    bought: Floats
    met: Floats
    foretold: Floats
    into: Ints
    usual: Floats
    group: Ints
    event: Ints
    step: Floats


def billing_day_lottery(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the price elasticity by billing days, where days, purchases and prices are kept."""
    if not panel.runs.sub.size or not panel.listed.cell.size:
        return
    changes = _changes(panel)
    if not changes:
        return
    cycles, before = _cycles(panel, changes, 0), _cycles(panel, changes, CYCLE)
    first, fit = _fit(cycles)
    strength = (first.estimate / first.se) ** 2 if first.se > 0 and math.isfinite(first.se) else 0.0
    count = int((cycles.step != 0).sum())
    gates = (
        enough("run-outs-at-change", count, FEWEST_RUNS),
        enough("groups", fit.groups, FEWEST_GROUPS),
        enough("first-stage-days", strength, LEAST_F),
        centred(_fit(before)[1], "placebo-days"),
    )
    yield identified(NAME, "billing-days", fit, gates, count, discount=DISCOUNT)


def _changes(panel: Panel) -> dict[int, dict[int, float]]:
    """Return by day of a change the cells whose price moved then, and the change of its logarithm."""
    found: dict[int, dict[int, float]] = {}
    listed = panel.listed
    for nth in range(1, listed.cell.size):
        if listed.cell[nth] == listed.cell[nth - 1] and listed.price[nth] != listed.price[nth - 1] and listed.price[nth - 1] > 0:
            change = float(np.log(max(listed.price[nth], 1e-9) / listed.price[nth - 1]))
            found.setdefault(int(listed.day[nth]), {})[int(listed.cell[nth])] = change
    return found


def _cycles(panel: Panel, changes: dict[int, dict[int, float]], earlier: int) -> _Cycles:
    """Stack the cycles that hold a change, or for a placebo the day so much `earlier`."""
    runs, cells = panel.runs, int(panel.cell_of.max()) + 1
    start = runs.day - runs.into
    days = np.bincount(runs.into, minlength=64)
    late = days[::-1].cumsum()[::-1] / max(1, days.sum())  # share of run-outs so far into a cycle, or farther
    usual = (np.bincount(runs.cell, runs.bought, cells) + runs.bought.mean()) / (np.bincount(runs.cell, minlength=cells) + 1)
    parts = []
    for event, (day, moved) in enumerate(sorted(changes.items())):
        restless = {cell for other, there in changes.items() if 0 < abs(other - day) <= QUIET for cell in there}
        at = day - earlier
        kept = (start < at) & (at <= runs.day + runs.left) & ~np.isin(runs.cell, list(restless))
        rows = np.flatnonzero(kept)
        step = np.array([moved.get(int(cell), 0.0) for cell in runs.cell[rows]])
        into = at - start[rows]
        met = np.where(runs.day[rows] >= at, step, 0.0)
        numbers = (runs.bought[rows], met, step * late[np.minimum(into, 63)], into, np.log(usual[runs.cell[rows]]))
        parts.append((*numbers, panel.group_of[runs.sub[rows]], np.full(rows.size, event), step))
    bought, met, foretold, into, log_usual, group, of_event, steps = (np.concatenate(part) for part in zip(*parts, strict=True))
    whole = (into.astype(np.int64), log_usual, group.astype(np.int64), of_event.astype(np.int64), steps)
    return _Cycles(bought, met, foretold, *whole)


def _fit(cycles: _Cycles) -> tuple[Fit, Fit]:
    """Return the first stage, and the elasticity at the price that the billing day foretells."""
    if cycles.bought.size < 20 or not np.ptp(cycles.foretold) > 0:
        return NOTHING, NOTHING
    known = np.unique(cycles.event)
    of_event = [(cycles.event == one).astype(float) for one in known]
    # A cell's usual share holds what its change did, and cells whose price was moved may be others: both go with the step.
    moved = [column * (cycles.step != 0) for column in of_event] + [cycles.step]
    week = np.digitize(cycles.into, _WEEKS)
    weeks = [(week == one).astype(float) for one in range(1, len(_WEEKS) + 1)]
    beside = [*of_event, *moved, *weeks]
    first = least_squares(np.stack([cycles.foretold, *beside], axis=1), cycles.met, cycles.group)[0]
    if not first.estimate > 0:
        return first, NOTHING
    # Of both sides the same is known: what the billing day foretells, at the rate at which it comes true.
    columns = np.stack([cycles.foretold * first.estimate, *beside], axis=1)
    return first, poisson(columns, cycles.bought, cycles.usual, cycles.group)[0]
