"""Worlds with hidden assumptions and a pilot in each: what it showed, what was learned of it, what was really so.

The claims of worlds one by one: python -m tests.truth.pilots FIRST LAST.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import COLUMNS
from analysis.kernels.sums import GROUPS
from analysis.pilot.learning.as_assumptions import as_assumptions
from analysis.pilot.learning.posterior import learn_from
from analysis.pilot.learning.replayed import (
    BUYING,
    GB_PER_GIFT,
    GIFTS,
    KINDS,
    REVENUE,
    SCORE,
    USED,
    Arms,
    ReplayedPilot,
    months_of,
)
from analysis.pilot.learning.seen import Seen
from analysis.pilot.learning.settings import Learning
from analysis.pilot.learning.waves import LEARNED
from analysis.pilot.rights import rights_of
from analysis.settings.assumptions import assumptions_for, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules
from analysis.statistics.smoothed_weights import weighted_quantiles
from analysis.uncertainty.distributions import drawn_values, with_values
from analysis.uncertainty.variants import simulate_headlines
from analysis.world.prepare import prepare
from analysis.world.world import MEASURES
from data.schema import KB_PER_GB, MICRO
from data.synthetic.generator import synthesise
from tests.truth.held import Claim
from tests.truth.hidden import hidden_assumptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.learning.posterior import Posterior
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

RUN_IN = 3
ANSWERS, ANSWER_SD = 1_000, 12.0  # of each arm, in points: what a survey of the pilot adds to the score's error
HORIZON = 12
DRAWS = 100
OTHER_DRAWS = 3_000_000  # what really happened was drawn with other seeds than the analysis replays with
# Baseline measure and column of change of each difference, and its unit.
DIFFERENCES = {BUYING: ("buyers", 1.0), REVENUE: ("pack_revenue", MICRO), USED: ("used_kb", KB_PER_GB)}


@dataclass(frozen=True)
class Piloted:
    """A pilot that was run in a world of hidden assumptions: what it showed, and what can replay it."""

    world: World
    assumed: Assumptions
    hidden: Assumptions
    seen: Seen
    replay: ReplayedPilot


def piloted(seed: int, subscribers: int, months: int) -> Piloted:
    """Run a pilot of the last `months` in the world `seed`: half of the 200 random groups of communities get all rights."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "base"
        synthesise(folder, subscribers, seed=seed)
        world, real = prepare(folder, threads=1), prepare(folder, seed=OTHER_DRAWS + seed, threads=1)
    assumed = assumptions_for(world, {})
    hidden = hidden_assumptions(assumed, OTHER_DRAWS + seed)
    rng = np.random.default_rng(OTHER_DRAWS + seed)
    treated = rng.permutation(GROUPS) < GROUPS // 2
    member = treated[world.group]
    arms = Arms(rights_of(member, member), member, ~member)
    count = len(world.months)
    kinds, of_month = zip(*((kind, month) for kind in KINDS for month in months_of(kind, months)), strict=True)
    replay = ReplayedPilot(world, Rules(), arms, range(count - months, count), kinds, of_month)
    changed = _by_group(ReplayedPilot(real, Rules(), arms, replay.months, kinds, of_month), hidden)
    values, influence = _read(world, replay, changed, treated)
    covariance = sum(
        side.sum() / (side.sum() - 1) * np.einsum("gi,gj->ij", influence[side], influence[side]) for side in (treated, ~treated)
    )
    score = kinds.index(SCORE)
    survey = 2 * ANSWER_SD**2 / ANSWERS
    values[score] += rng.normal(0, survey**0.5)
    covariance[score, score] += survey
    return Piloted(world, assumed, hidden, Seen(kinds, of_month, values, covariance), replay)


def _by_group(pilot: ReplayedPilot, hidden: Assumptions) -> NDArray[np.float64]:
    """Return the sums of change [month, group, column]."""
    found = np.zeros((len(pilot.months), GROUPS, len(COLUMNS)))
    for nth, month in enumerate(pilot.changed(hidden).months):
        np.add.at(found[nth], pilot.world.group[month.person], month.table)
    return found


def _read(
    world: World, replay: ReplayedPilot, changed: NDArray[np.float64], treated: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each summary [summary] and what each group adds to its error [group, summary]: ratios, adjusted by the run-in."""
    size = np.bincount(world.group, minlength=GROUPS).astype(np.float64)
    first = replay.months.start
    values, influence = [], []
    for kind, month in zip(replay.kinds, replay.of_month, strict=True):
        part = slice(month - 1, month) if month else slice(None)
        length = 1 if month else len(replay.months)
        column = changed[part].sum(axis=0) / length
        sent, kb = column[:, COLUMNS.index("transfers")], column[:, COLUMNS.index("sent_kb")] / KB_PER_GB
        if kind == GIFTS:
            value, of = _ratio(100 * sent, size, treated)
        elif kind == GB_PER_GIFT:
            value, of = _ratio(kb, sent, treated)
        elif kind == SCORE:
            value, of = _ratio(column[:, COLUMNS.index("satisfaction")] / 1e6, size, treated)
        else:
            name, unit = DIFFERENCES[kind]
            base = world.month_sums[replay.months.start + (month - 1 if month else 0) :, :, MEASURES.index(name)]
            after = base[:length].sum(axis=0) / length / unit + column[:, COLUMNS.index(name)] / unit
            before = world.month_sums[first - RUN_IN : first, :, MEASURES.index(name)].sum(axis=0) / RUN_IN / unit
            value, of = _difference(after, before, size, treated)
        values.append(value)
        influence.append(of)
    return np.array(values), np.stack(influence, axis=1)


def _ratio(top: NDArray[np.float64], under: NDArray[np.float64], treated: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    whole = under[treated].sum()
    value = float(top[treated].sum() / whole) if whole > 0 else 0.0
    return value, np.where(treated, (top - value * under) / max(1e-12, whole), 0.0)


def _difference(
    after: NDArray[np.float64], before: NDArray[np.float64], size: NDArray[np.float64], treated: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    left, right = (column - column.sum() / size.sum() * size for column in (after, before))
    slope = float((left * right).sum() / max(1e-12, np.square(right).sum()))
    adjusted = after - slope * right
    value, influence = 0.0, np.zeros(GROUPS)
    for side, sign in ((treated, 1.0), (~treated, -1.0)):
        rate = adjusted[side].sum() / size[side].sum()
        value += sign * rate
        influence[side] = (adjusted - rate * size)[side] / size[side].sum()
    return float(value), influence


def learned_in(at: Piloted, learning: Learning) -> Posterior:
    """Return what is learned from the pilot of a world."""
    return learn_from(at.seen, at.replay, at.assumed, Rules.mechanism, learning, threads=1)


def claims_of_pilot(seed: int, subscribers: int, learning: Learning | None = None) -> dict[str, object]:
    """Return what is claimed of the npv of a world: before its pilot, by the weighted draws, by the assumptions that tell them.

    `rank` is the share of the weighted draws below the truth; `verdict` what learning came to. Odd worlds have 3 months, even 6.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    at = piloted(seed, subscribers, 3 if seed % 2 else 6)
    found = learned_in(at, learning or Learning(draws=512))
    facts: dict[str, object] = {"verdict": found.verdict, "effective": found.learned.effective, "waves": found.learned.waves}
    truth = _npv(at, at.hidden)
    before = np.array([_npv(at, with_values(at.assumed, row)) for row in found.before[:DRAWS]])
    facts["before"] = _claim(before, np.full(DRAWS, 1 / DRAWS), truth)
    if found.verdict != LEARNED:
        return facts | {"conflict": found.conflict}
    after = make_assumptions(as_dict(at.assumed) | as_assumptions(found, "00000000"))
    drawn = np.array([_npv(at, with_values(at.assumed, row)) for row in found.resampled(DRAWS)])
    told = np.array([_npv(at, with_values(at.assumed, row)) for row in drawn_values(after, DRAWS, seed)])
    even = np.full(DRAWS, 1 / DRAWS)
    facts |= {"drawn": _claim(drawn, even, truth), "told": _claim(told, even, truth), "rank": float((drawn < truth).mean())}
    facts |= {f"sd_{name}": float(npv.std()) for name, npv in (("before", before), ("drawn", drawn), ("told", told))}
    for name in ("give_probability", "adoption_months", "topup_conversion"):
        column = found.values[:, found.names.index(name)]
        low, middle, high = weighted_quantiles(column, found.weights, (0.05, 0.5, 0.95))
        facts[name] = Claim(middle, low, high, float(getattr(at.hidden, name)))
    return facts


def _claim(npv: NDArray[np.float64], weights: NDArray[np.float64], truth: float) -> Claim:
    low, high = weighted_quantiles(npv, weights, (0.05, 0.95))
    mean = float((npv * weights).sum())
    return Claim(mean, low, high, truth, mean)


def _npv(at: Piloted, assumed: Assumptions) -> float:
    return float(simulate_headlines(at.world, Rules(), assumed, HORIZON).projection.npv.value)


if __name__ == "__main__":
    first, last = (int(word) for word in sys.argv[1:3])
    for world in range(first, last + 1):
        sys.stdout.write(f"{world} {claims_of_pilot(world, 10_000)}\n")
