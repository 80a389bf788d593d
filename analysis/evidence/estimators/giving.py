"""Who gives when a contact lacks something: willingness, the pull of strong ties, and months until it is the custom.

One regression of whether a tie carried a gift in a month in which it could have, on the equation of the model itself (method, 6):
1 - (1 - g * a)^v, with v the tie's weight and a rising with the months since gifts could be given. The clock of each region is
its own launch, so a season shows beside it: the placebo is a step anywhere in the calendar where there were several launches,
else a bend of the ramp that the equation does not have. Opportunities are known to us, not to them: what is estimated is the
chance the model asks for.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, PLACEBO_LEVEL, absent, bounded, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit, binomial
from analysis.results.certificates import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.happenings import Chances
    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]

GIVING, STRENGTH, ADOPTION = NAMES = ("give_probability", "tie_strength_exponent", "adoption_months")
FEWEST_GIFTS, FEWEST_MONTHS = 100, 6
LONGEST, _TRIES, _ROUNDS, _CLOSE = 24, 6, 60, 1e-6
# Of airtime only the order of magnitude is taken over: it is money, and scarce, where leftover volume is neither. Judgement.
AIRTIME_FACTOR = 3.0
# Who asks whom is seen, not chosen by us, but the equation is the model's own and nothing causal is claimed of the past.
DISCOUNT = 0.25


def giving(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificates of what a list of gifts tells."""
    chances = panel.chances
    if not chances.asked.size or not panel.need_is_known:
        if "gifts" in panel.tables:
            yield from (absent(name, "no-chance" if panel.need_is_known else "gifts-without-need") for name in NAMES)
        return
    told = int(chances.given.sum())
    gates: tuple[Gate, ...] = (
        enough("gifts", told, FEWEST_GIFTS),
        enough("groups", np.unique(chances.group).size, FEWEST_GROUPS),
        enough("gift-months", int(chances.since.max()) + 1, FEWEST_MONTHS),
    )
    if not all(gate.is_open for gate in gates):
        yield from (identified(name, "gifts-by-tie", NOTHING, gates, told) for name in NAMES)
        return
    chance, strength, months, odd = _fits(chances)
    if chances.is_airtime:
        low, high = (
            (chance.lowest / AIRTIME_FACTOR, chance.highest * AIRTIME_FACTOR) if math.isfinite(chance.se) else (None, None)
        )
        yield bounded(GIVING, "airtime-by-tie", gates, told, low, high)
        return
    gates = (*gates, _quiet(odd))
    yield identified(GIVING, "gifts-by-tie", chance, gates, told, discount=DISCOUNT)
    yield identified(STRENGTH, "gifts-by-tie", strength, gates, told, discount=DISCOUNT)
    # A ramp that is not over by the last month has no end to be seen.
    over = enough("ramp-over", int(chances.since.max()) + 1, round(months.estimate + 1, 1))
    yield identified(ADOPTION, "gifts-by-tie", months, (*gates, over), told, discount=DISCOUNT)


def _fits(chances: Chances) -> tuple[Fit, Fit, Fit, list[Fit]]:
    """Return willingness, exponent, months of the ramp, and what there should be nothing of."""
    few = _added_up(chances)
    point = min((_Point.of(few, months) for months in range(1, LONGEST + 1)), key=lambda one: one.misfit(few))
    for _ in range(_ROUNDS):
        fits = binomial(point.slopes(few), point.expected(few), few.given, few.asked, few.group)
        point, size = point.moved([fit.estimate for fit in fits])
        if size < _CLOSE:
            break
    fits = binomial(point.slopes(chances), point.expected(chances), chances.given, chances.asked, chances.group)
    slopes, expected = point.slopes(chances), point.expected(chances)
    odd = []
    for column in _odd_ones(chances):
        columns = np.concatenate([slopes, column[:, None] * slopes[:, :1]], axis=1)
        odd.append(binomial(columns, expected, chances.given, chances.asked, chances.group)[-1])
    values = (math.exp(point.log_chance), point.exponent, point.months)
    scale = (values[0], 1.0, 1.0)
    found = [Fit(value, fit.se * by, fit.groups) for value, by, fit in zip(values, scale, fits, strict=True)]
    return found[0], found[1], found[2], odd


def _added_up(chances: Chances) -> Chances:
    """Return the chances by strength and months since launch alone: all that the equation asks for, so the point is the same."""
    at = np.stack([chances.strength, chances.since.astype(float)], axis=1)
    known, cell = np.unique(at, axis=0, return_inverse=True)
    asked, given = (np.bincount(cell.ravel(), one, known.shape[0]).astype(np.float64) for one in (chances.asked, chances.given))
    nowhere = np.zeros(known.shape[0], np.int64)
    strength, since = known[:, 0], known[:, 1].astype(np.int64)
    return replace(chances, group=nowhere, month=nowhere, strength=strength, since=since, asked=asked, given=given)


def _odd_ones(chances: Chances) -> Iterator[Floats]:
    """Yield what should not matter: each side of the calendar where launches differ, else how far the ramp bends."""
    launch = chances.month - chances.since
    if np.unique(launch).size > 1:
        cuts = np.unique(chances.month)[1:]
        columns = [(chances.month >= cut).astype(float) for cut in cuts]
    else:
        columns = [np.log1p(chances.since) ** 2]
    yield from (column - np.average(column, weights=chances.asked) for column in columns)


def _quiet(odd: list[Fit]) -> Gate:
    """Return the gate of several placebos: the least p-value, times their number."""
    gates = [centred(one, "placebo-gifts") for one in odd if one.se > 0]
    found = min(1.0, len(gates) * min((gate.found for gate in gates), default=0.0))
    return Gate("placebo-gifts", bool(found >= PLACEBO_LEVEL), found, PLACEBO_LEVEL)


class _Point:
    """A value of the three unknowns, and what the equation says there."""

    def __init__(self, log_chance: float, exponent: float, months: float) -> None:
        self.log_chance, self.exponent, self.months = log_chance, exponent, months

    @classmethod
    def of(cls, chances: Chances, months: float) -> _Point:
        """Return a start at so many months: the chance that gives as many gifts as there were."""
        point = cls(math.log(0.05), 0.7, months)
        for _ in range(_TRIES):
            ratio = float(chances.given.sum() / (chances.asked * point.expected(chances)).sum())
            point = cls(min(math.log(0.95), point.log_chance + math.log(ratio)), point.exponent, months)
        return point

    def misfit(self, chances: Chances) -> float:
        """Return the deviance, but for a constant."""
        p = np.clip(self.expected(chances), 1e-12, 1 - 1e-12)
        return -float((chances.given * np.log(p) + (chances.asked - chances.given) * np.log1p(-p)).sum())

    def expected(self, chances: Chances) -> Floats:
        """Return the chance that each tie gives: 1 - (1 - g * a)^v."""
        scale = np.average(np.exp(self.exponent * chances.strengths), weights=chances.ties)
        weight = np.exp(self.exponent * chances.strength) / scale
        adopted = np.minimum(1.0, (chances.since + 1) / max(self.months, 1e-9))
        chance = np.minimum(0.999, math.exp(self.log_chance) * adopted)
        return np.asarray(-np.expm1(weight * np.log1p(-chance)), np.float64)

    def slopes(self, chances: Chances) -> Floats:
        """Return [chance, unknown]: how the expected changes with each."""
        steps = (1e-5, 1e-5, 1e-4)
        here = (self.log_chance, self.exponent, self.months)
        columns = []
        for nth, step in enumerate(steps):
            up, down = (_Point(*(one + sign * step * (k == nth) for k, one in enumerate(here))) for sign in (1, -1))
            columns.append((up.expected(chances) - down.expected(chances)) / (2 * step))
        return np.stack(columns, axis=1)

    def moved(self, step: list[float]) -> tuple[_Point, float]:
        """Return the point after a step, kept short and inside, and the step's size."""
        chance = min(math.log(0.98), self.log_chance + float(np.clip(step[0], -0.5, 0.5)))
        exponent = float(np.clip(self.exponent + np.clip(step[1], -0.3, 0.3), -1, 4))
        months = float(np.clip(self.months + np.clip(step[2], -0.5, 0.5), 1, LONGEST))
        return _Point(chance, exponent, months), max(
            abs(chance - self.log_chance), abs(exponent - self.exponent), abs(months - self.months)
        )
