"""A quick stand-in for the replay: a quadratic and a Gaussian process per component of the summaries, checked by leaving one out.

It only says where to look: every weight is that of a real replay.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MOST_COMPONENTS = 12
MOST_POINTS = 512
_LEAST_SPREAD = 0.1  # of a component, in errors: what varies less cannot tell draws apart
_FAR, _FURTHEST = 3.0, 6.0  # errors that count as far; most that is told of the logarithm beyond
_ACTIVE, _CROSSED = 6, 8
_STEPS = 15  # towards the likeliest scales: near is near enough for a stand-in
_RIDGE = 0.05  # prior variance of a coefficient, in variances of the component


@dataclass(frozen=True)
class _Component:
    """One fitted component: mean, active inputs, their length scales, variance of the process, weights of the points."""

    mean: float
    scale: float
    active: NDArray[np.intp]
    lengths: NDArray[np.float64]
    variance: float
    solved: NDArray[np.float64]
    terms: NDArray[np.float64]
    error: float
    explained: float


@dataclass(frozen=True)
class Emulator:
    """Components of the summaries, whitened by their errors, as functions of the normal scores of the unknowns."""

    points: NDArray[np.float64]
    crossed: tuple[int, ...]
    components: tuple[_Component, ...]

    @property
    def error(self) -> NDArray[np.float64]:
        """Return the root mean square error of leaving one out [component], in errors of what was seen."""
        return np.array([one.error for one in self.components])

    @property
    def explained(self) -> NDArray[np.float64]:
        """Return the share of the variance of each component that leaving one out explains."""
        return np.array([one.explained for one in self.components])

    def means(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the expected components [point, component] at normal scores [point, unknown]."""
        terms = _terms(scores, self.crossed)
        found = [
            one.mean
            + one.scale
            * (np.einsum("ij,j->i", terms, one.terms) + np.einsum("ij,j->i", _process(scores, self.points, one), one.solved))
            for one in self.components
        ]
        return _FAR * np.sinh(np.clip(np.stack(found, axis=1) / _FAR, -_FURTHEST, _FURTHEST))


def fit(points: NDArray[np.float64], components: NDArray[np.float64]) -> Emulator:
    """Return the emulator of `components` [point, component] at normal scores `points` [point, unknown].

    They are gaps to what was seen, in errors: what is far is pressed together, so that the fit is best where it matters.
    """
    components = _FAR * np.arcsinh(components / _FAR)
    linear = np.abs(np.einsum("ij,ik->jk", points - points.mean(axis=0), components - components.mean(axis=0)))
    strongest = np.argsort(-(linear / np.maximum(1e-12, components.std(axis=0))).max(axis=1), kind="stable")
    crossed = tuple(int(nth) for nth in np.sort(strongest[:_CROSSED]))
    terms = _terms(points, crossed)
    base = np.einsum("ij,kj->ik", terms, terms)
    fitted = tuple(_fit_one(points, terms, base, components[:, nth]) for nth in range(components.shape[1]))
    return Emulator(points, crossed, fitted)


def main_components(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the directions [component, summary] in which whitened gaps [draw, summary] to what was seen are large."""
    _, spread, directions = np.linalg.svd(np.arcsinh(gaps), full_matrices=False)
    telling = spread / np.sqrt(len(gaps)) > _LEAST_SPREAD
    return directions[: min(MOST_COMPONENTS, max(1, int(telling.sum())))]


def _fit_one(
    points: NDArray[np.float64], terms: NDArray[np.float64], base: NDArray[np.float64], values: NDArray[np.float64]
) -> _Component:
    mean, scale = float(values.mean()), float(max(1e-12, values.std()))
    target = (values - mean) / scale
    linear = np.abs(np.einsum("ij,i->j", points, target)) + np.abs(np.einsum("ij,i->j", np.square(points) - 1, target)) / 2
    active = np.sort(np.argsort(-linear, kind="stable")[:_ACTIVE])
    rough = _RIDGE * base + 0.02 * np.eye(len(points))
    left = target - np.einsum("ij,j->i", _RIDGE * base, cho_solve(cho_factor(rough), target))
    lengths, variance, noise = _process_of(points[:, active], left)
    blank = _Component(mean, scale, active, lengths, variance, target, terms[0], 0.0, 0.0)
    inverse = cho_solve(
        cho_factor(_RIDGE * base + _process(points, points, blank) + noise * np.eye(len(points))), np.eye(len(points))
    )
    solved = np.einsum("ij,j->i", inverse, target)
    missed = float(np.sqrt(np.square(solved / np.diag(inverse)).mean()))
    coefficients = _RIDGE * np.einsum("ij,i->j", terms, solved)
    return _Component(mean, scale, active, lengths, variance, solved, coefficients, missed * scale, 1 - missed**2)


def _process_of(inputs: NDArray[np.float64], left: NDArray[np.float64]) -> tuple[NDArray[np.float64], float, float]:
    """Return length scales, variance and noise of the process that what the quadratic leaves over looks like."""
    # Loading these takes a second, and pages that never learn would wait for it.
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.gaussian_process import GaussianProcessRegressor  # noqa: PLC0415
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel  # noqa: PLC0415

    every = slice(None, None, max(1, len(inputs) // 128))  # enough for three kinds of numbers
    kernel = ConstantKernel(0.5, (1e-4, 1e2)) * RBF(np.full(inputs.shape[1], 2.0), (0.3, 50.0)) + WhiteKernel(0.1, (1e-6, 1e1))
    sd = float(max(1e-9, left.std()))
    process = GaussianProcessRegressor(kernel, alpha=0.0, optimizer=_likeliest, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a scale at its bound is an input that does not matter
        process.fit(inputs[every], left[every] / sd)
    found = process.kernel_
    return (
        np.atleast_1d(found.k1.k2.length_scale),
        float(found.k1.k1.constant_value) * sd**2,
        float(found.k2.noise_level) * sd**2 + 1e-8,
    )


def _likeliest(
    objective: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    start: NDArray[np.float64],
    bounds: NDArray[np.float64],
) -> tuple[NDArray[np.float64], float]:
    found = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _STEPS})
    return found.x, found.fun


def _process(at: NDArray[np.float64], points: NDArray[np.float64], one: _Component) -> NDArray[np.float64]:
    left, right = at[:, one.active] / one.lengths, points[:, one.active] / one.lengths
    far = np.square(left).sum(axis=1)[:, None] + np.square(right).sum(axis=1)[None, :] - 2 * np.einsum("ij,kj->ik", left, right)
    return np.asarray(one.variance * np.exp(-np.maximum(far, 0) / 2), np.float64)


def _terms(scores: NDArray[np.float64], crossed: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the terms of a quadratic [point, term]: constant, each score, its square, products of the strongest."""
    pairs = [(one, other) for nth, one in enumerate(crossed) for other in crossed[nth + 1 :]]
    products = [scores[:, one] * scores[:, other] for one, other in pairs]
    return np.column_stack([np.ones(len(scores)), scores, np.square(scores) - 1, *products])
