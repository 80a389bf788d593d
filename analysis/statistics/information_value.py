"""What information is worth to a decision, in the unit of its net benefits: perfect, of some unknowns, of a sample, net of cost.

A decision takes the option with the highest expected net benefit. Knowing more is worth what choosing after seeing it brings
above choosing now (Raiffa and Schlaifer 1961; by regression: Strong, Oakley and Brennan 2014, 2015).
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST_SPREAD = 1e-12


def perfect_information(benefits: NDArray[np.float64], weights: NDArray[np.float64] | None = None) -> float:
    """Return E[max_d B_d] - max_d E[B_d] over draws of net `benefits` [draw, option]; `weights` [draw], even where not given."""
    shares = np.full(len(benefits), 1 / len(benefits)) if weights is None else weights / weights.sum()
    best = float((benefits.max(axis=1) * shares).sum())
    return max(0.0, best - float((benefits * shares[:, None]).sum(axis=0).max()))


def sample_information(benefits: NDArray[np.float64], seen: NDArray[np.float64], degree: int = 2) -> float:
    """Return what seeing `seen` [draw, summary] before the choice is worth: E[max_d E[B_d | seen]] - max_d E[B_d].

    E[B_d | seen] is a polynomial of that degree in the summaries. Where `seen` are unknowns themselves it is their EVPPI.
    """
    return min(perfect_information(expected_given(benefits, seen, degree)), perfect_information(benefits))


def held_out_information(
    benefits: NDArray[np.float64], seen: NDArray[np.float64], fold: NDArray[np.bool_], degree: int = 2
) -> float:
    """Return the same from choices that never saw their own row: each half of the rows is chosen for by a fit on the other.

    `fold` [row] says which half a row is of; rows that repeat one draw belong together. A fit judged by the rows it was made on
    finds worth in chance, the more so the nearer the options lie; this errs to the other side, and is never below 0.
    """
    terms = polynomial(seen, degree)
    value = 0.0
    for train in (fold, ~fold):
        solved, *_ = np.linalg.lstsq(terms[train], benefits[train], rcond=None)
        chosen = np.einsum("ij,jk->ik", terms[~train], solved).argmax(axis=1)
        value += float(np.take_along_axis(benefits[~train], chosen[:, None], axis=1).sum())
    return float(np.clip(value / len(benefits) - benefits.mean(axis=0).max(), 0.0, perfect_information(benefits)))


def expected_given(benefits: NDArray[np.float64], seen: NDArray[np.float64], degree: int = 2) -> NDArray[np.float64]:
    """Return E[B_d | seen] at each draw [draw, option], by least squares on powers and products of the summaries."""
    terms = polynomial(seen, degree)
    solved, *_ = np.linalg.lstsq(terms, benefits, rcond=None)
    return np.asarray(np.einsum("ij,jk->ik", terms, solved), np.float64)


def polynomial(seen: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    """Return the powers and products up to a degree of the standardised columns of `seen` that are not still."""
    spread = seen.std(axis=0)
    moving = spread > _LEAST_SPREAD * np.maximum(1.0, np.abs(seen).max(axis=0))
    scores = (seen[:, moving] - seen[:, moving].mean(axis=0)) / spread[moving]
    columns = [np.ones(len(seen))]
    for power in range(1, degree + 1):
        columns += [scores[:, list(of)].prod(axis=1) for of in combinations_with_replacement(range(scores.shape[1]), power)]
    return np.stack(columns, axis=1)


def normal_gain(mean: float, sd: float) -> float:
    """Return E[max(0, N(mean, sd))] - max(0, mean): what a choice between that and nothing gains by knowing it."""
    return 0.0 if sd <= 0 else sd * unit_loss(abs(mean) / sd)


def unit_loss(at: float) -> float:
    """Return the unit normal loss E[max(0, Z - at)]."""
    return float(np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi) - at * ndtr(-at))


def seen_sd(prior_sd: float, noise_sd: float, answers: float) -> float:
    """Return the sd of the posterior mean before a sample is drawn: prior N(., prior_sd), `answers` observations of noise_sd."""
    return float(prior_sd * np.sqrt(prior_sd**2 / (prior_sd**2 + noise_sd**2 / answers)))


def net_benefit_of_sampling(rolled_out: float, evsi: float, months_left: float, horizon: float, cost: float) -> float:
    """Return the ENBS: EVSI of those reached, for the part of the horizon left, less the cost."""
    return rolled_out * evsi * months_left / horizon - cost


def roll_out_test_size(population: float, noise_sd: float, prior_sd: float) -> float:
    """Return how many per arm to test, of two, before all others get the better one (Feit and Berman 2019)."""
    ratio = (noise_sd / prior_sd) ** 2
    return float(np.sqrt(population / 4 * ratio + (0.75 * ratio) ** 2) - 0.75 * ratio)
