"""The need behind months in which allowance and packs ran out: a censored lognormal, filled in by keyed draws.

Model (docs/data.md): log need of subscriber i in a month is normal around m_i with sd `within`; m_i is normal around
the centre of its plan with sd `between`. A month that ran out says that need was at least the balance, and that the next pack was
not bought: the log-logistic willingness of docs/method.md, equations 3 and 4, or, after a pack, that somebody who would have had
use for another full one had had enough (a share `stops` of such moments). Stochastic EM (Celeux and Diebolt 1985): draw
m_i given the needs, draw the censored needs given m_i, set the parameters from both, again; the last draw counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from data.keyed.arrays import draw, mix_key, normal
from data.progress import Progress, silent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = 30
TRIES = 64
WITHIN, BETWEEN = 0.385, 0.9  # sd of log; model brief: within CV 0.4, between sigma 0.9
STOPS, STOPS_WEIGHT = 0.5, 20.0  # judgement: after a pack people stop as often as not
PRIOR_WEIGHT = 20.0
SIZE_GRID = 256
_PEOPLE, _MONTHS = 1_000, 2_000


@dataclass(frozen=True)
class NeedRows:
    """Subscriber-months, sorted by subscriber. Volumes in kB (10^-6 GB); `state` keys the draws.

    `used` is the need unless the month `ran_out`; then `used` is the balance: `allowance` plus `packs` of `pack`, or what was
    metered above it. `plan` is an index from 0, the subscriber's in every row.
    """

    sub: NDArray[np.int64]
    state: NDArray[np.uint64]
    sub_state: NDArray[np.uint64]
    used: NDArray[np.int64]
    allowance: NDArray[np.int64]
    ran_out: NDArray[np.bool_]
    plan: NDArray[np.int64]
    packs: NDArray[np.int64]
    pack: NDArray[np.int64]


@dataclass(frozen=True)
class NeedModel:
    """Parameters: of log need in kB, of willingness to pay in pack prices per pack (log-logistic), and of stopping.

    `plans` is the centre of each plan, `centre` that of the whole base.
    """

    centre: float
    plans: tuple[float, ...]
    between: float
    within: float
    scale: float
    shape: float
    stops: float = STOPS


@dataclass(frozen=True)
class Seen:
    """What is the same in every round.

    Per subscriber the count, sum and sum of squares of log need in months that did not run out (months without any need
    have no logarithm and say nothing) and its plan; the rows that ran out (`short`) and those that wanted more than the
    allowance.
    """

    count: Floats
    total: Floats
    squares: Floats
    plan: NDArray[np.int64]
    short: NDArray[np.int64]
    wanting: NDArray[np.int64]


def fill_in(
    rows: NeedRows, shape: float, rounds: int = ROUNDS, progress: Progress = silent
) -> tuple[NDArray[np.int64], NeedModel]:
    """Return the need of every row in kB, equal to `used` where nothing ran out, and the model it was drawn from.

    `shape` is the exponent of the log-logistic willingness; its scale is set to meet the buying share of short months.
    """
    need = rows.used.astype(np.float64)
    seen = _seen(rows)
    need[seen.short] *= 1.4  # near where the draws settle: fewer rounds are needed
    model = _first_guess(rows, shape)
    for nth in range(rounds):
        progress("import-fill", nth / rounds)
        count, total, _ = _completed(rows, seen, need)
        person = _person_means(rows, seen, (count, total), model, nth)
        need[seen.short] = _drawn_needs(rows, seen.short, person[rows.sub[seen.short]], model, nth)
        told = replace(model, scale=_scale(rows, seen.wanting, need, model), stops=_stops(rows, need))
        model = _refit(seen, _completed(rows, seen, need), person, told)
    return np.rint(need).astype(np.int64), model


def _seen(rows: NeedRows) -> Seen:
    known = ~rows.ran_out & (rows.used > 0)
    logs, sub, people = np.log(rows.used[known]), rows.sub[known], rows.sub_state.size
    plan = np.zeros(people, np.int64)
    plan[rows.sub] = rows.plan
    return Seen(
        count=np.bincount(sub, minlength=people).astype(np.float64),
        total=_summed(sub, logs, people),
        squares=_summed(sub, logs**2, people),
        plan=plan,
        short=np.flatnonzero(rows.ran_out),
        wanting=np.flatnonzero(rows.ran_out | ((rows.packs > 0) & (rows.used > rows.allowance))),
    )


def _summed(sub: NDArray[np.int64], values: Floats, people: int) -> Floats:
    return np.bincount(sub, weights=values, minlength=people).astype(np.float64)


def _completed(rows: NeedRows, seen: Seen, need: Floats) -> tuple[Floats, Floats, Floats]:
    """Return count, sum and sum of squares of log need per subscriber, censored months at their present draws."""
    logs, sub, people = np.log(need[seen.short]), rows.sub[seen.short], rows.sub_state.size
    return (
        seen.count + np.bincount(sub, minlength=people),
        seen.total + _summed(sub, logs, people),
        seen.squares + _summed(sub, logs**2, people),
    )


def _first_guess(rows: NeedRows, shape: float) -> NeedModel:
    positive = rows.used[rows.used > 0]
    centre = round(float(np.mean(np.log(positive))) if positive.size else 15.0, 6)
    plans = int(rows.plan.max(initial=-1)) + 1
    return NeedModel(centre, (centre,) * plans, BETWEEN, WITHIN, 0.6, shape)


def _person_means(rows: NeedRows, seen: Seen, sums: tuple[Floats, Floats], model: NeedModel, nth: int) -> Floats:
    """Draw each subscriber's mean log need given the needs (count, total): the months' mean shrunk towards the plan's."""
    count, total = sums
    precision = 1.0 / model.between**2 + count / model.within**2
    mean = (np.array(model.plans)[seen.plan] / model.between**2 + total / model.within**2) / precision
    return np.asarray(mean + normal(mix_key(rows.sub_state, _PEOPLE + nth), 1) / np.sqrt(precision))


def _drawn_needs(rows: NeedRows, short: NDArray[np.int64], mean: Floats, model: NeedModel, nth: int) -> Floats:
    """Draw the censored needs: lognormal above the balance, accepted as often as the next pack is not bought."""
    balance, pack = rows.used[short].astype(np.float64), rows.pack[short].astype(np.float64)
    bought = rows.packs[short] > 0
    states = mix_key(rows.state[short], _MONTHS + nth)
    excess = np.ones(short.size)
    waiting = np.arange(short.size)
    for attempt in range(TRIES):
        share = draw(states[waiting], 2 * attempt)
        tried = _above(balance[waiting], mean[waiting], model, share)
        keeps = draw(states[waiting], 2 * attempt + 1) < _not_bought(tried / pack[waiting], bought[waiting], model)
        excess[waiting[keeps]] = tried[keeps]
        waiting = waiting[~keeps]
        if not waiting.size:
            break
    return np.asarray(balance + np.maximum(np.rint(excess), 1.0))


def _above(balance: Floats, mean: Floats, model: NeedModel, share: Floats) -> Floats:
    """Return need above `balance`, lognormal, at the quantile `share` of its upper tail."""
    tail = ndtr((mean - np.log(balance)) / model.within) * (1.0 - share)
    z = np.where(tail > 0.0, -ndtri(np.maximum(tail, 1e-300)), (np.log(balance) - mean) / model.within)
    return np.maximum(np.exp(mean + model.within * z) - balance, 0.0)


def _not_bought(size: Floats, bought: NDArray[np.bool_], model: NeedModel) -> Floats:
    """Return the probability, scaled to at most 1, that a shortage of `size` packs left the next pack unbought.

    Without a pack: willingness below the price of what was missing. After a full pack: at least the price, but too
    little for the rest where that is less than a pack; or the end of what somebody spends, whatever is missing.
    """
    ratio = 1.0 / np.clip(size, 1e-9, 1.0)
    buys = _survival(ratio, model)
    full = _survival(np.ones(1), model)[0]
    return np.where(bought, model.stops + (1.0 - model.stops) * (full - buys) / full, 1.0 - buys)


def _survival(ratio: Floats, model: NeedModel) -> Floats:
    return np.asarray(1.0 / (1.0 + (ratio / model.scale) ** model.shape))


def _refit(seen: Seen, completed: tuple[Floats, Floats, Floats], person: Floats, model: NeedModel) -> NeedModel:
    """Set the parameters from the completed data, with the brief's spreads as a prior worth 20 observations.

    A plan's centre is the mean of its people and 20 of the base. Rounded, so that the last bits of a processor's sums do not
    reach the files.
    """
    count, total, squares = completed
    known = count > 0
    centre = float(np.mean(person[known])) if known.any() else model.centre
    people, sums = (np.bincount(seen.plan[known], weights, len(model.plans)) for weights in (None, person[known]))
    plans = np.round((sums + PRIOR_WEIGHT * centre) / (people + PRIOR_WEIGHT), 6)
    gaps = squares - 2 * person * total + count * person**2
    between = _spread(float(np.sum((person[known] - plans[seen.plan[known]]) ** 2)), int(known.sum()), BETWEEN)
    within = _spread(float(np.sum(gaps)), int(np.sum(count)), WITHIN)
    return replace(model, centre=round(centre, 6), plans=tuple(plans.tolist()), between=between, within=within)


def _stops(rows: NeedRows, need: Floats) -> float:
    """Return the share of moments after a pack, with at least a full one missing, in which no other was bought."""
    bought = np.flatnonzero(rows.packs > 0)
    packs, pack = rows.packs[bought], rows.pack[bought]
    full = np.floor((need[bought] - rows.allowance[bought]) / pack)  # the packs that would have been used up
    went_on = np.maximum(0, np.minimum(packs, full) - 1).sum()
    stopped = np.count_nonzero(rows.ran_out[bought] & (full > packs))
    return round(float((stopped + STOPS * STOPS_WEIGHT) / (stopped + went_on + STOPS_WEIGHT)), 6)


def _spread(squares: float, count: int, prior: float) -> float:
    return round(float(np.sqrt((squares + PRIOR_WEIGHT * prior**2) / (count + PRIOR_WEIGHT))), 6)


def _scale(rows: NeedRows, wanting: NDArray[np.int64], need: Floats, model: NeedModel) -> float:
    """Return the scale of willingness at which short months buy as often as they did, found by halving."""
    bought = np.count_nonzero(rows.packs[wanting])
    if bought in (0, wanting.size):
        return model.scale
    wanted = bought / wanting.size
    sizes = np.minimum(1.0, (need[wanting] - rows.allowance[wanting]) / rows.pack[wanting])
    ratios = 1.0 / np.quantile(sizes, (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID)
    low, high = 1e-6, 1e6
    for _ in range(60):
        middle = float(np.sqrt(low * high))
        if float(np.mean(_survival(ratios, replace(model, scale=middle)))) < wanted:
            low = middle
        else:
            high = middle
    return round(middle, 6)
